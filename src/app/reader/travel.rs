//! Scrolling inside a page: by lines, to hits, paragraphs, headings and places in the text, and sideways where a
//! table is wider. Only the fragments passed are laid out. The row that names the columns of a long table stays in sight.

use super::Fragment;
use super::fragments::{Sideways, columns_of, table_of};
use super::page::{PageRow, Reader};
use crate::model::{BlockKind, Span};
use crate::text::width::width;

/// On a screen of fewer rows the header of a table scrolls away with it. Set by hand.
const HEADED: usize = 8;

impl Reader {
    /// Scrolls by lines, down for a positive number. Returns whether the page moved.
    pub fn scroll(&mut self, lines: isize) -> bool {
        let before = self.top;
        self.held = None;
        for _ in 0..lines.unsigned_abs() {
            let moved = if lines > 0 { self.row_after(self.top) } else { self.row_before(self.top) };
            match moved {
                Some(row) => self.top = row,
                None => break,
            }
        }
        self.clamp();
        self.top != before
    }

    /// Goes to the top of the page.
    pub fn go_to_start(&mut self) {
        self.held = None;
        self.top = PageRow::default();
    }

    /// Goes to the end of the page.
    pub fn go_to_end(&mut self) {
        self.held = None;
        self.top = self.last_top();
    }

    /// Brings a byte of the document to `below` rows under the upper edge.
    pub fn go_to_offset(&mut self, offset: usize, below: usize) {
        if self.size.0 == 0 {
            return;
        }
        let Some(fragment) = self.fragment_at(offset) else { return };
        let line = self.lay_out(fragment).line_of(offset);
        // What stands above the first line of a text belongs to it.
        let line = if line == self.lay_out(fragment).lines_above() { 0 } else { line };
        self.top = PageRow { fragment, line };
        self.scroll(-(isize::try_from(below).unwrap_or(isize::MAX)));
        self.clamp();
        self.uncover(PageRow { fragment, line });
    }

    /// The byte of the document at the upper edge.
    pub fn top_offset(&self) -> Option<usize> {
        let mut top = self.top;
        if self.header_over(top).is_some() {
            // The row itself is below the header.
            let is_last = self.laid(top.fragment).is_some_and(|laid| top.line + 1 >= laid.rows());
            top = match is_last {
                true => PageRow { fragment: top.fragment + 1, line: 0 },
                false => PageRow { line: top.line + 1, ..top },
            };
        }
        let laid = self.laid(top.fragment);
        let from_line = laid.and_then(|laid| laid.source(top.line.min(laid.lines.len().saturating_sub(1))));
        from_line.or_else(|| Some(self.fragments.get(top.fragment)?.span()?.start as usize))
    }

    /// The page of its file that the upper edge stands on; `None` where the format has no pages.
    pub fn page_number(&self) -> Option<u32> {
        self.page.as_ref()?.document.page_at(self.top_offset()?)
    }

    /// Shows a row that stands at the upper edge below the header of its table.
    fn uncover(&mut self, row: PageRow) {
        self.lay_out(row.fragment);
        if self.top == row && self.header_over(row).is_some() {
            self.top = self.row_before(row).unwrap_or(row);
        }
    }

    /// The row that names the columns of the table that a row at the upper edge is of: it stays in sight in its place.
    /// `None` where there is none, where it stands there itself, and on a screen with no room for it.
    pub(super) fn header_over(&self, row: PageRow) -> Option<PageRow> {
        let table = table_of(&self.tables, row.fragment).filter(|_| self.size.1 >= HEADED)?;
        let header = PageRow { fragment: table.first(), line: 0 };
        let laid =
            self.laid(row.fragment).filter(|laid| laid.names_columns && row.line < laid.lines.len())?;
        // Behind the last row there is nothing that it says anything of.
        let is_last = row.fragment + 1 == table.fragments.end && row.line + 1 == laid.lines.len();
        (header < row && !is_last).then_some(header)
    }

    /// Whether a row names the columns of a table.
    pub fn names_columns(&self, row: PageRow) -> bool {
        let is_first = row.line == 0
            && table_of(&self.tables, row.fragment).is_some_and(|table| table.first() == row.fragment);
        is_first && self.laid(row.fragment).is_some_and(|laid| laid.names_columns)
    }

    /// The rows on the screen without the header that stays in sight.
    pub(super) fn rows_in_place(&self) -> &[PageRow] {
        let header = self.header_over(self.top);
        let headed = header.is_some() && self.visible.first().copied() == header;
        self.visible.get(usize::from(headed)..).unwrap_or_default()
    }

    /// Measures the columns of the table that a fragment is a part of, so that all its rows have the same.
    pub(super) fn measure_table(&mut self, fragment: usize) {
        let (Some(table), Some(page)) = (table_of(&self.tables, fragment), &self.page) else { return };
        if table.columns.is_some() || table.fragments.len() < 2 {
            return;
        }
        let (text, span) = (&page.document.text, table.measured(&page.document.text));
        let (first, signs) = (table.first(), self.name_signs(Some(span)));
        let columns = columns_of(span, text, page.document.lines.is_some(), &signs);
        if let Some(table) = self.tables.iter_mut().find(|table| table.first() == first) {
            table.columns = Some(columns);
        }
    }

    /// Goes to the next hit, or the one before. Returns whether there was one.
    pub fn step_hit(&mut self, forward: bool) -> bool {
        let edge = self.top_offset().unwrap_or(0);
        let below = match self.is_at_start() {
            true => 0,
            false => self.title_hits.len() + self.hits.partition_point(|hit| (hit.start as usize) < edge),
        };
        let order = self.visited();
        let here = self.hit.and_then(|hit| order.iter().position(|&at| at == hit));
        let at = match (here, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(below),
            (None, false) => below.checked_sub(1),
        };
        let Some(&at) = at.and_then(|at| order.get(at)) else { return false };
        self.point_at_hit(at);
        true
    }

    /// Goes to the first or last hit, as when a search runs on into this document.
    pub fn go_to_hit(&mut self, first: bool) {
        let order = self.visited();
        if let Some(&at) = if first { order.first() } else { order.last() } {
            self.point_at_hit(at);
        }
    }

    /// Goes to the next heading, or the one before.
    pub fn step_heading(&mut self, forward: bool) {
        let heading = |fragment: &Fragment| {
            matches!(fragment, Fragment::Head(_) | Fragment::Block { kind: BlockKind::Heading, .. })
        };
        self.step_fragment(None, forward, heading);
    }

    /// Goes to the next fragment that is wanted, or the one before: from one, else from the uppermost. Which it is.
    pub(super) fn step_fragment(
        &mut self,
        from: Option<usize>,
        forward: bool,
        wanted: impl Fn(&Fragment) -> bool,
    ) -> Option<usize> {
        let here = from.unwrap_or(self.top.fragment);
        let is_wanted = |&at: &usize| self.fragments.get(at).is_some_and(&wanted);
        let found = if forward {
            (here + 1..self.fragments.len()).find(is_wanted)
        } else {
            let inside = from.is_none() && self.top.line > 0;
            (0..here + usize::from(inside)).rev().find(is_wanted)
        };
        if let Some(fragment) = found {
            self.top = PageRow { fragment, line: 0 };
            self.held = None;
            self.clamp();
            self.uncover(PageRow { fragment, line: 0 });
        }
        found
    }

    /// Scrolls, if needed, so that a span is on screen, a third down the page.
    pub(super) fn reveal(&mut self, span: Span) {
        let fragment = self.fragment_at(span.start as usize).and_then(|at| self.fragments.get(at));
        if matches!(fragment, Some(Fragment::Quoted { .. })) {
            let place = self.place();
            self.shown_quotes.push(span);
            self.rebuild();
            self.hold(place);
        }
        if !self.is_visible(span) {
            self.go_to_offset(span.start as usize, self.size.1 / 3);
        }
        self.show_sideways(span);
    }

    /// Moves a table that is wider than the page so that a span of it is on screen.
    fn show_sideways(&mut self, span: Span) {
        let Some(fragment) = self.fragment_at(span.start as usize) else { return };
        let laid = self.lay_out(fragment);
        let line = laid.lines.get(laid.line_of(span.start as usize));
        let (Some(range), Some(place)) = (line.map(|line| line.range.clone()), laid.place(span)) else {
            return;
        };
        let column = |at: usize| {
            width(laid.text.get(range.start..at.clamp(range.start, range.end)).unwrap_or_default())
        };
        let columns = column(place.start)..column(place.end);
        self.move_aside(fragment, |sideways| {
            sideways.show(columns);
            true
        });
    }

    /// Moves a table on the screen that is wider than the page by its columns: the first that can be moved so.
    /// Returns whether there is one.
    pub fn step_sideways(&mut self, right: bool) -> bool {
        let mut seen: Vec<usize> = self.visible.iter().map(|row| row.fragment).collect();
        seen.dedup();
        seen.into_iter().any(|fragment| self.step_table(fragment, right))
    }

    /// The same for the table at a row of the screen.
    pub fn step_sideways_at(&mut self, row: usize, right: bool) -> bool {
        self.visible.get(row).copied().is_some_and(|row| self.step_table(row.fragment, right))
    }

    /// Whether a table on the screen goes on to the right.
    pub fn goes_on_right(&self) -> bool {
        self.visible
            .iter()
            .any(|row| self.laid(row.fragment).is_some_and(|laid| laid.shown(row.line).more_right))
    }

    fn step_table(&mut self, fragment: usize, right: bool) -> bool {
        self.move_aside(fragment, |sideways| sideways.step(right))
    }

    /// Moves the table that a fragment is of. Returns whether it moved.
    fn move_aside(&mut self, fragment: usize, change: impl FnOnce(&mut Sideways) -> bool) -> bool {
        let Some((span, parts)) =
            table_of(&self.tables, fragment).map(|table| (table.span, table.fragments.clone()))
        else {
            return false;
        };
        let Some(sideways) = self.laid.get_mut(&fragment).and_then(|laid| laid.sideways.as_mut()) else {
            return false;
        };
        let (moved, hidden) = (change(sideways), sideways.hidden);
        self.aside.insert(span.start, hidden);
        for (_, laid) in self.laid.iter_mut().filter(|(at, _)| parts.contains(at)) {
            laid.sideways.iter_mut().for_each(|sideways| sideways.hide(hidden));
        }
        moved
    }

    pub(super) fn is_visible(&self, span: Span) -> bool {
        let Some(fragment) = self.fragment_at(span.start as usize) else { return false };
        let Some(laid) = self.laid(fragment) else { return false };
        let row = PageRow { fragment, line: laid.line_of(span.start as usize) };
        self.visible.contains(&row)
    }

    /// The fragment that shows (or hides) a byte of the document.
    pub(super) fn fragment_at(&self, offset: usize) -> Option<usize> {
        let headed = matches!(self.fragments.first(), Some(Fragment::Head(_)));
        if headed && self.fragments[0].span().is_some_and(|span| span.holds(offset)) {
            return Some(0);
        }
        let ended = matches!(self.fragments.last(), Some(Fragment::End));
        let body = self.fragments.get(usize::from(headed)..self.fragments.len() - usize::from(ended))?;
        let at =
            body.partition_point(|fragment| fragment.span().is_some_and(|span| span.end as usize <= offset));
        (!body.is_empty()).then(|| usize::from(headed) + at.min(body.len() - 1))
    }

    pub(super) fn row_after(&mut self, row: PageRow) -> Option<PageRow> {
        if row.line + 1 < self.lay_out(row.fragment).rows() {
            return Some(PageRow { line: row.line + 1, ..row });
        }
        let next =
            (row.fragment + 1..self.fragments.len()).find(|&fragment| self.lay_out(fragment).rows() > 0)?;
        Some(PageRow { fragment: next, line: 0 })
    }

    pub(super) fn row_before(&mut self, row: PageRow) -> Option<PageRow> {
        if row.line > 0 {
            return Some(PageRow { line: row.line - 1, ..row });
        }
        let before = (0..row.fragment).rev().find(|&fragment| self.lay_out(fragment).rows() > 0)?;
        Some(PageRow { fragment: before, line: self.lay_out(before).rows() - 1 })
    }

    /// The row at the upper edge when the last line stands at the lower one.
    fn last_top(&mut self) -> PageRow {
        if let Some(row) = self.last_top {
            return row;
        }
        let mut rows_left = self.size.1;
        let mut fragment = self.fragments.len();
        let mut found = PageRow::default();
        while let Some(before) = fragment.checked_sub(1) {
            let is_last = before + 1 == self.fragments.len();
            let laid = self.lay_out(before);
            // The gap after the last fragment need not be seen.
            let rows = if is_last { laid.lines.len() } else { laid.rows() };
            if rows >= rows_left {
                found = PageRow { fragment: before, line: rows - rows_left };
                break;
            }
            rows_left -= rows;
            fragment = before;
        }
        self.last_top = Some(found);
        found
    }

    /// Keeps the page from being scrolled past its end.
    pub(super) fn clamp(&mut self) {
        if self.size.0 == 0 || self.fragments.is_empty() {
            return;
        }
        let last = self.last_top();
        self.top = self.top.min(last);
    }
}
