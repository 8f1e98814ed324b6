//! Selects on a page, over folds and beyond the screen: begins, moves the ends, widens, and gives what is selected
//! as a quotation.
//!
//! Not here: the units (`unit`), the keys (`update::selecting`) and the pointer (`update::mouse`).

use unicode_segmentation::UnicodeSegmentation;

use super::fragments::{Fragment, shown_text, stand_in_verse};
use super::page::{PageRow, Reader};
use super::selection::Selection;
use super::unit::{ShownText, TextUnit};
use crate::model::{BlockKind, Span};

/// What stands in a quotation for lines that are folded away.
const LEFT_OUT: &str = "[…]";

impl Reader {
    /// The bytes that are selected.
    pub fn selected(&self) -> Option<Span> {
        self.selection.map(|selection| selection.span())
    }

    /// Selects what is pointed at: the current hit or name where it is on the screen, else the sentence at the
    /// top. Returns whether there is a text to select in.
    pub fn select(&mut self) -> bool {
        let Some(shown) = self.shown() else { return false };
        let (unit, at) = match (self.pointed(), self.first_shown()) {
            (Some(span), _) if self.is_visible(span) => (TextUnit::Word, span),
            (_, Some(top)) => (TextUnit::Sentence, Span::new(top, top + 1)),
            _ => return false,
        };
        let last = (at.end as usize).saturating_sub(1).max(at.start as usize);
        let ends = shown.unit_at(unit, at.start as usize).zip(shown.unit_at(unit, last));
        self.set_selection(ends, unit)
    }

    /// Selects the unit at a byte of the text.
    pub fn select_at(&mut self, offset: usize, unit: TextUnit) -> bool {
        let found = self.shown().and_then(|shown| shown.unit_at(unit, offset));
        self.set_selection(found.zip(found), unit)
    }

    /// Moves the end of the selection to the unit at a byte of the text.
    pub fn extend_selection_to(&mut self, offset: usize) {
        let Some(selection) = self.selection else { return };
        let found = self.shown().and_then(|shown| shown.unit_at(selection.unit, offset));
        self.set_selection(Some(selection.origin).zip(found), selection.unit);
    }

    /// Widens the selection to whole units of the next size; after paragraphs its ends move by characters.
    pub fn widen_selection(&mut self) {
        let Some((selection, shown)) = self.selection.zip(self.shown()) else { return };
        let (unit, span) = (selection.unit.wider(), selection.span());
        let last = (span.end as usize).saturating_sub(1).max(span.start as usize);
        let (first, last) = (shown.unit_at(unit, span.start as usize), shown.unit_at(unit, last));
        let ends = if selection.is_backward() { last.zip(first) } else { first.zip(last) };
        self.set_selection(ends, unit);
    }

    /// Moves the end of the selection by units, to the end of the text for a positive number.
    pub fn extend_selection(&mut self, by: isize) {
        let Some((selection, shown)) = self.selection.zip(self.shown()) else { return };
        let mut moving = selection.moving;
        for _ in 0..by.unsigned_abs() {
            let next = match by > 0 {
                true => shown.ending_after(selection.unit, moving.end as usize),
                false => shown.beginning_before(selection.unit, moving.start as usize),
            };
            match next {
                Some(next) => moving = next,
                None => break,
            }
        }
        self.set_selection(Some((selection.origin, moving)), selection.unit);
    }

    /// Moves the end of the selection by lines of the page, at least to another unit.
    pub fn extend_selection_by_line(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let Some(selection) = self.selection else { return };
            let moving = selection.moving;
            let edge = if by > 0 { (moving.end as usize).saturating_sub(1) } else { moving.start as usize };
            let Some((mut row, column)) = self.cell_of(edge) else { return };
            let next = loop {
                let beside = if by > 0 { self.row_after(row) } else { self.row_before(row) };
                let Some(beside) = beside else { return };
                row = beside;
                let found = self
                    .source_at(row, column)
                    .and_then(|at| self.shown().and_then(|shown| shown.unit_at(selection.unit, at)));
                match found {
                    Some(found) if by > 0 && found.end > moving.end => break found,
                    Some(found) if by < 0 && found.start < moving.start => break found,
                    _ => {}
                }
            };
            self.set_selection(Some((selection.origin, next)), selection.unit);
        }
    }

    /// The end that moves becomes the one that stays.
    pub fn swap_selection_ends(&mut self) {
        if let Some(selection) = &mut self.selection {
            std::mem::swap(&mut selection.origin, &mut selection.moving);
        }
        self.reveal_selection();
    }

    /// The text that is selected, else the passage at the cursor, as it is shown: lines of a paragraph joined,
    /// what is folded left out with a mark. With the bytes it is from.
    pub fn quotation(&self) -> Option<(Span, String)> {
        let span = self.selected().or_else(|| Some(self.passage()?.0))?;
        let text = self.text_shown(span);
        (!text.is_empty()).then_some((span, text))
    }

    fn text_shown(&self, span: Span) -> String {
        let Some(page) = &self.page else { return String::new() };
        let (document, text) = (&page.document, page.document.text.as_str());
        let mut quoted = String::new();
        let mut before: Option<(Span, Fragment)> = None;
        for part in self.in_order() {
            let Some(whole) = part.span().filter(|whole| whole.overlaps(span)) else { continue };
            let piece = Span { start: whole.start.max(span.start), end: whole.end.min(span.end) };
            let kind = match part {
                Fragment::Block { kind, .. } => kind,
                Fragment::Head(_) => BlockKind::Headline,
                _ => BlockKind::Code,
            };
            if let Some((above, fragment)) = before {
                let between = text.get(above.end as usize..piece.start as usize).unwrap_or_default();
                let hidden = !between.trim().is_empty();
                let stands_close = fragment.is_like(&part) && fragment.stands_with_its_like()
                    || stand_in_verse(document, &fragment, &part);
                quoted.push_str(match (between.is_empty(), hidden, stands_close) {
                    (true, ..) => "",
                    (_, true, _) => "\n\n",
                    (_, _, true) => "\n",
                    _ => "\n\n",
                });
                if hidden {
                    quoted.push_str(LEFT_OUT);
                    quoted.push_str("\n\n");
                }
            }
            quoted.push_str(&shown_text(kind, piece.of(text), document.lines.is_some()).text);
            before = Some((piece, part));
        }
        quoted.trim().to_owned()
    }

    /// The fragments that show a text, in its order.
    fn in_order(&self) -> Vec<Fragment> {
        let shows = |part: &&Fragment| {
            !matches!(part, Fragment::Folded { .. } | Fragment::Head(None) | Fragment::End)
        };
        let mut parts: Vec<Fragment> = self.fragments.iter().filter(shows).copied().collect();
        parts.sort_by_key(|part| part.span().map(|span| span.start));
        parts
    }

    fn shown(&self) -> Option<ShownText<'_>> {
        let document = &self.page.as_ref()?.document;
        let stretches = self.in_order().iter().filter_map(Fragment::span).collect();
        Some(ShownText { document, stretches })
    }

    /// The span of the paragraph gone to, else of the current hit, else of the current name.
    pub(super) fn pointed(&self) -> Option<Span> {
        let hit = self.hit.and_then(|at| at.checked_sub(self.title_hits.len()));
        let hit = hit.and_then(|at| self.hits.get(at)).copied();
        let nearer = self.paragraph().or(hit);
        nearer.or_else(|| Some(self.page.as_ref()?.document.mentions.get(self.mention?)?.span))
    }

    /// The first byte of the text on the screen: of what is said, where that is more than who says it and when;
    /// without what is folded.
    pub(super) fn first_shown(&self) -> Option<usize> {
        let first = |is_wanted: &dyn Fn(&Fragment) -> bool| {
            let mut rows = self.rows_in_place().iter();
            rows.find_map(|row| {
                self.fragments.get(row.fragment).filter(|part| is_wanted(part))?;
                self.laid(row.fragment)?.source(row.line)
            })
        };
        let shows = |part: &Fragment| matches!(part, Fragment::Block { .. } | Fragment::Raw(_));
        let of_source = |part: &Fragment| {
            use BlockKind as K;
            matches!(part, Fragment::Block { kind: K::Byline | K::Dateline | K::Caption | K::Chrome, .. })
        };
        first(&|part| shows(part) && !of_source(part)).or_else(|| first(&shows))
    }

    /// Returns whether something is selected then.
    fn set_selection(&mut self, ends: Option<(Span, Span)>, unit: TextUnit) -> bool {
        let Some((origin, moving)) = ends else { return false };
        let mut selection = Selection { unit, words: 0, origin, moving };
        selection.words = self.text_shown(selection.span()).unicode_words().count();
        self.selection = Some(selection);
        self.reveal_selection();
        true
    }

    /// Scrolls as far as it takes to see the moving end.
    fn reveal_selection(&mut self) {
        let Some(selection) = self.selection else { return };
        let backward = selection.is_backward();
        let edge = match backward {
            true => selection.moving.start as usize,
            false => (selection.moving.end as usize).saturating_sub(1),
        };
        let Some((row, _)) = self.cell_of(edge) else { return };
        let rows = self.rows_in_place();
        let (first, last) =
            (rows.first().copied().unwrap_or(self.top), rows.last().copied().unwrap_or(self.top));
        let rows = self.size.1;
        if row < first {
            self.go_to_offset(edge, 1.min(rows / 2));
        } else if row > last {
            self.go_to_offset(edge, rows.saturating_sub(2));
        }
    }

    /// The row of the page, and the column of its text, at which a byte of the document is shown.
    fn cell_of(&mut self, offset: usize) -> Option<(PageRow, usize)> {
        let fragment = self.fragment_at(offset)?;
        let laid = self.lay_out(fragment);
        let line = laid.line_of(offset);
        let range = laid.lines.get(line)?.range.clone();
        let at = laid.place(Span::new(offset, offset + 1)).map_or(range.start, |place| place.start);
        let before = laid.text.get(range.start..at.clamp(range.start, range.end)).unwrap_or_default();
        Some((PageRow { fragment, line }, crate::text::width::width(before)))
    }

    /// The byte of the document shown at a column of a row, the last of the row beyond its end.
    fn source_at(&mut self, row: PageRow, column: usize) -> Option<usize> {
        let hidden = matches!(self.fragments.get(row.fragment)?, Fragment::Folded { .. });
        let laid = self.lay_out(row.fragment);
        let line = laid.lines.get(row.line).filter(|_| !hidden)?;
        let text = laid.text.get(line.range.clone())?;
        let before = crate::text::width::prefix(text, column).len();
        let last = text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        laid.source_of(line.range.start + before.min(last))
    }

    /// The byte of the document shown at a cell of the page; beyond the page the nearest there is in it.
    pub fn offset_at(&mut self, row: usize, column: usize) -> Option<usize> {
        let rows = self.visible.clone();
        let near = rows.iter().take(row + 1).rev().chain(rows.iter().skip(row + 1));
        near.copied().find_map(|at| {
            let laid = self.laid(at.fragment)?;
            let (indent, hidden) = (laid.lines.get(at.line)?.indent, laid.hidden());
            self.source_at(at, (column + hidden).saturating_sub(usize::from(indent)))
        })
    }
}
