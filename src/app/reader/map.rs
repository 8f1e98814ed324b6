//! The map beside a page: for each row of it, whether that part of the page is on the screen, and what is marked
//! there; and going to a part of the page.
//!
//! A place on the map is counted in bytes of what is shown, so that only what is on the screen need be laid out; a
//! fold counts as the line that stands for it.
//!
//! Not here: where the map is (`pane::areas`), how it is drawn (`ui::pane::scroll_map`).

use super::fragments::Fragment;
use super::page::{PageRow, Reader};
use crate::model::Span;
use crate::query::Colour;

/// Of more hits some are left out: so many on a map of some fifty rows leave no row between them empty. Set by hand.
const MOST_HITS: usize = 2000;

/// One row of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapRow {
    /// That part of the page is on the screen.
    pub visible: bool,
    /// What stands out in that part.
    pub mark: Option<MapMark>,
}

/// What stands out in a part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapMark {
    /// The hit that the cursor is on.
    CurrentHit,
    /// A note of the reader's, in its colour.
    Note(Colour),
    /// The name under the cursor, or a place of the same.
    Name,
    /// A hit.
    Hit,
}

impl Reader {
    /// The rows of the map, from the top; none where the whole page is on the screen.
    pub fn map(&self, rows: usize) -> Vec<MapRow> {
        let whole = self.positions.last().copied().unwrap_or(0);
        if rows < 4 || whole == 0 || self.fits() || self.visible.is_empty() {
            return Vec::new();
        }
        let row_of = |position: usize| (position * rows / whole).min(rows - 1);
        let mut map = vec![MapRow::default(); rows];
        let first = row_of(self.position_of(self.top));
        let last =
            self.visible.last().map_or(0, |&row| self.position_of(PageRow { line: row.line + 1, ..row }));
        let last = if self.percent() == 100 { rows - 1 } else { row_of(last) };
        map.iter_mut().take(last + 1).skip(first).for_each(|row| row.visible = true);
        let mut put = |span: Span, mark: MapMark| {
            let Some(row) = self.position_at(span.start as usize).and_then(|at| map.get_mut(row_of(at)))
            else {
                return;
            };
            row.mark.get_or_insert(mark);
        };
        // What is put first stands above all that follows.
        let current =
            self.hit.and_then(|at| at.checked_sub(self.title_hits.len())).and_then(|at| self.hits.get(at));
        current.into_iter().for_each(|hit| put(*hit, MapMark::CurrentHit));
        for (span, colour) in self.note_spans() {
            put(span, MapMark::Note(colour));
        }
        self.lit_mentions().for_each(|span| put(span, MapMark::Name));
        let every = self.hits.len().div_ceil(MOST_HITS).max(1);
        self.hits.iter().step_by(every).for_each(|hit| put(*hit, MapMark::Hit));
        map
    }

    /// Whether there is a map.
    pub fn is_longer_than_screen(&self) -> bool {
        !self.fits() && !self.visible.is_empty()
    }

    /// Brings the part of the page that a row of the map stands for to the middle of the screen.
    pub fn go_to_map_row(&mut self, row: usize, rows: usize) {
        let whole = self.positions.last().copied().unwrap_or(0);
        if row == 0 {
            return self.go_to_start();
        }
        if row + 1 >= rows {
            return self.go_to_end();
        }
        let position = (2 * row + 1) * whole / (2 * rows);
        let fragment = self.positions.partition_point(|&start| start <= position).saturating_sub(1);
        let within = position - self.positions.get(fragment).copied().unwrap_or(0);
        let offset = match self.fragments.get(fragment) {
            Some(Fragment::Block { span, .. } | Fragment::Raw(span)) => {
                (span.start as usize + within).min(span.end.saturating_sub(1) as usize)
            }
            Some(Fragment::Head(_)) => return self.go_to_start(),
            Some(Fragment::Folded { span, .. } | Fragment::Quoted { span, .. }) => span.start as usize,
            _ => return self.go_to_end(),
        };
        self.go_to_offset(offset, self.size.1 / 2);
        self.held = None;
    }

    /// Where a row of the page stands on the map.
    fn position_of(&self, row: PageRow) -> usize {
        let start = self.positions.get(row.fragment).copied().unwrap_or(0);
        let end = self.positions.get(row.fragment + 1).copied().unwrap_or(start);
        let Some(laid) = self.laid(row.fragment).filter(|laid| !laid.lines.is_empty()) else { return start };
        let lines = laid.lines.len();
        start + (end - start) * row.line.min(lines) / lines
    }

    /// Where a byte of the document stands on the map; `None` where it is not shown.
    fn position_at(&self, offset: usize) -> Option<usize> {
        let fragment = self.fragment_at(offset)?;
        let start = self.positions.get(fragment).copied()?;
        let span = self.fragments.get(fragment)?.span()?;
        match self.fragments.get(fragment)? {
            Fragment::Block { .. } | Fragment::Raw(_) => {
                Some(start + offset.saturating_sub(span.start as usize).min(span.len()))
            }
            _ => Some(start),
        }
    }

    /// The places that name the one under the cursor.
    fn lit_mentions(&self) -> impl Iterator<Item = Span> {
        let lit = self.mention.and_then(|at| self.marked(at)).and_then(|marked| marked.entity);
        let mentions = self.page.iter().flat_map(|page| page.document.mentions.iter().enumerate());
        mentions
            .filter(move |(at, _)| lit.is_some() && self.marked(*at).and_then(|marked| marked.entity) == lit)
            .map(|(_, mention)| mention.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Document};
    use crate::query::DocumentPage;
    use std::sync::Arc;

    /// Forty paragraphs of a hundred bytes, the last of chrome.
    fn reader() -> Reader {
        let paragraph = |at: usize| format!("{at:02} {}\n", "word ".repeat(19));
        let text: String = (0..40).map(paragraph).collect();
        let mut start = 0;
        let mut blocks: Vec<Block> = text
            .split_inclusive('\n')
            .map(|line| {
                let span = Span::new(start, start + line.len() - 1);
                start += line.len();
                Block { span, kind: BlockKind::Paragraph }
            })
            .collect();
        blocks.last_mut().unwrap().kind = BlockKind::Chrome;
        let matches = vec![Span::new(20 * 99, 20 * 99 + 2)];
        let document = Document { text, blocks, ..Document::default() };
        let mut reader = Reader::default();
        reader.show(Arc::new(DocumentPage { document, matches, ..DocumentPage::default() }), &Arc::default());
        reader.fit(40, 20);
        reader
    }

    #[test]
    fn the_map_shows_where_one_is_and_where_the_hits_are() {
        let mut reader = reader();
        let map = reader.map(20);
        assert_eq!(map.iter().position(|row| row.visible), Some(0));
        assert!(map.iter().filter(|row| row.visible).count() < 6);
        let marked: Vec<usize> = (0..20).filter(|&row| map[row].mark == Some(MapMark::Hit)).collect();
        assert_eq!(marked.len(), 1);
        reader.go_to_map_row(marked[0], 20);
        reader.fit(40, 20);
        let map = reader.map(20);
        assert!(map[marked[0]].visible && !map[0].visible && !map[19].visible);
        reader.go_to_hit(true);
        reader.fit(40, 20);
        assert_eq!(reader.map(20)[marked[0]].mark, Some(MapMark::CurrentHit));
        reader.go_to_map_row(19, 20);
        reader.fit(40, 20);
        assert!(reader.map(20)[19].visible && reader.percent() == 100);
        reader.go_to_map_row(0, 20);
        reader.fit(40, 20);
        assert!(reader.is_at_start());
    }

    #[test]
    fn a_page_that_is_seen_whole_needs_no_map() {
        let mut reader = reader();
        reader.fit(40, 500);
        assert_eq!(reader.map(20), []);
    }
}
