//! What is marked on the lines of a page: names, hits, notes, what is selected.
//!
//! Not here: how marks are drawn (`ui::pane::reader`).

use super::fragments::{LayoutLine, LineStyle};
use super::page::Reader;
use crate::model::{Kind, Span};
use crate::query::Colour;

/// Something to be marked inside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    /// A sentence that is told elsewhere too, or was read there.
    Told,
    /// Words that the other document has otherwise.
    OtherWords,
    /// A name.
    Name {
        /// The kind of its entity.
        kind: Kind,
        /// Whether it is the first name of its entity in the text.
        first: bool,
        /// Whether the cursor is on it.
        current: bool,
        /// Whether the cursor is on another name of its entity.
        lit: bool,
    },
    /// The passage of a note.
    Note {
        /// The colour it is highlighted in.
        colour: Colour,
        /// Whether the cursor is on it.
        current: bool,
    },
    /// A match of the search.
    Hit {
        /// Whether the cursor is on it.
        current: bool,
    },
    /// What is selected.
    Selected,
}

impl Reader {
    /// What is to be marked on a line, as byte ranges of its [`FragmentLayout::text`]: what lies below comes first.
    pub fn marks(&self, fragment: usize, line: usize) -> Vec<(std::ops::Range<usize>, LineMark)> {
        let (Some(page), Some(laid), Some(part)) =
            (&self.page, self.laid(fragment), self.fragments.get(fragment))
        else {
            return Vec::new();
        };
        let Some(row) = laid.lines.get(line) else { return Vec::new() };
        if part.span().is_none() {
            return self.title_marks(row);
        }
        let Some(seen) = self.seen(fragment, line) else { return Vec::new() };
        let from = seen.start as usize;
        let mentions = &page.document.mentions;
        let current = self.mention.and_then(|at| self.marked(at)).and_then(|marked| marked.entity);
        let mut marks = Vec::new();
        let mut add = |span: Span, mark: LineMark| {
            let Some(place) = laid.place(span) else { return };
            let (start, end) = (place.start.max(row.range.start), place.end.min(row.range.end));
            if start < end {
                marks.push((start..end, mark));
            }
        };
        for span in self.told_elsewhere(seen) {
            add(span, LineMark::Told);
        }
        for (span, colour, current) in self.highlights(seen) {
            add(span, LineMark::Note { colour, current });
        }
        let begin = mentions.partition_point(|mention| mention.span.end as usize <= from);
        for (at, mention) in mentions.iter().enumerate().skip(begin) {
            if !mention.span.overlaps(seen) {
                break;
            }
            let Some(marked) = self.marked(at) else { continue };
            let (kind, first, is_at) = (marked.kind, marked.first, self.mention == Some(at));
            let lit = !is_at && current.is_some() && marked.entity == current;
            add(mention.span, LineMark::Name { kind, first, current: is_at, lit });
        }
        for span in self.other_words(seen) {
            add(span, LineMark::OtherWords);
        }
        let begin = self.hits.partition_point(|hit| hit.end as usize <= from);
        for (at, hit) in self.hits.iter().enumerate().skip(begin) {
            if !hit.overlaps(seen) {
                break;
            }
            add(*hit, LineMark::Hit { current: self.hit == Some(self.title_hits.len() + at) });
        }
        self.selected()
            .filter(|span| span.overlaps(seen))
            .into_iter()
            .for_each(|span| add(span, LineMark::Selected));
        marks
    }

    /// The hits on a line of a title that stands only above the text.
    fn title_marks(&self, row: &LayoutLine) -> Vec<(std::ops::Range<usize>, LineMark)> {
        let marks = self.title_hits.iter().enumerate().map(|(at, hit)| {
            let (start, end) = (hit.range().start.max(row.range.start), hit.range().end.min(row.range.end));
            (start..end, LineMark::Hit { current: self.hit == Some(at) })
        });
        marks.filter(|(range, _)| row.style == LineStyle::Title && !range.is_empty()).collect()
    }
}
