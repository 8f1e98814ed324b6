//! Moving on the page: by lines, to hits, paragraphs and places in the text. Every walk
//! lays out only the pieces it passes.

use super::{Piece, Reader, Row};
use crate::model::{BlockKind, Span};

impl Reader {
    /// Scrolls by lines, down for a positive number. Says whether the page moved.
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
        self.top = Row::default();
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
        let Some(piece) = self.piece_at(offset) else { return };
        let line = self.lay_out(piece).line_of(offset);
        self.top = Row { piece, line };
        self.scroll(-(isize::try_from(below).unwrap_or(isize::MAX)));
        self.clamp();
    }

    /// Goes to the next hit, or the one before. Says whether there was one.
    pub fn step_hit(&mut self, forward: bool) -> bool {
        let edge = self.top_offset().unwrap_or(0);
        let below = self.hits.partition_point(|hit| (hit.start as usize) < edge);
        let at = match (self.hit, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(below),
            (None, false) => below.checked_sub(1),
        };
        let Some((at, hit)) = at.and_then(|at| Some((at, *self.hits.get(at)?))) else { return false };
        self.hit = Some(at);
        self.reveal(hit);
        true
    }

    /// Goes to the first or last hit, as when a search runs on into this document.
    pub fn go_to_hit(&mut self, first: bool) {
        let at = if first { 0 } else { self.hits.len().saturating_sub(1) };
        if let Some(&hit) = self.hits.get(at) {
            self.hit = Some(at);
            self.reveal(hit);
        }
    }

    /// Goes to the next paragraph, or the one before.
    pub fn step_paragraph(&mut self, forward: bool) {
        self.step_piece(forward, |piece| !matches!(piece, Piece::Folded { .. }));
    }

    /// Goes to the next heading, or the one before.
    pub fn step_heading(&mut self, forward: bool) {
        let heading =
            |piece: &Piece| matches!(piece, Piece::Head(_) | Piece::Block { kind: BlockKind::Heading, .. });
        self.step_piece(forward, heading);
    }

    fn step_piece(&mut self, forward: bool, wanted: impl Fn(&Piece) -> bool) {
        let here = self.top.piece;
        let is_wanted = |&at: &usize| self.pieces.get(at).is_some_and(&wanted);
        let found = if forward {
            (here + 1..self.pieces.len()).find(is_wanted)
        } else {
            let from = if self.top.line > 0 { here + 1 } else { here };
            (0..from).rev().find(is_wanted)
        };
        if let Some(piece) = found {
            self.top = Row { piece, line: 0 };
            self.held = None;
            self.clamp();
        }
    }

    /// Scrolls, if needed, so that a span is on screen, a third down the page.
    pub(super) fn reveal(&mut self, span: Span) {
        if !self.is_visible(span) {
            self.go_to_offset(span.start as usize, self.size.1 / 3);
        }
    }

    pub(super) fn is_visible(&self, span: Span) -> bool {
        let Some(piece) = self.piece_at(span.start as usize) else { return false };
        let Some(laid) = self.laid(piece) else { return false };
        let row = Row { piece, line: laid.line_of(span.start as usize) };
        self.visible.contains(&row)
    }

    /// The piece that shows (or hides) a byte of the document.
    fn piece_at(&self, offset: usize) -> Option<usize> {
        let headed = matches!(self.pieces.first(), Some(Piece::Head(_)));
        if headed && self.pieces[0].span().is_some_and(|span| span.holds(offset)) {
            return Some(0);
        }
        let body = &self.pieces[usize::from(headed)..];
        let at = body.partition_point(|piece| piece.span().is_some_and(|span| span.end as usize <= offset));
        (!body.is_empty()).then(|| usize::from(headed) + at.min(body.len() - 1))
    }

    fn row_after(&mut self, row: Row) -> Option<Row> {
        if row.line + 1 < self.lay_out(row.piece).rows() {
            return Some(Row { line: row.line + 1, ..row });
        }
        let next = (row.piece + 1..self.pieces.len()).find(|&piece| self.lay_out(piece).rows() > 0)?;
        Some(Row { piece: next, line: 0 })
    }

    fn row_before(&mut self, row: Row) -> Option<Row> {
        if row.line > 0 {
            return Some(Row { line: row.line - 1, ..row });
        }
        let before = (0..row.piece).rev().find(|&piece| self.lay_out(piece).rows() > 0)?;
        Some(Row { piece: before, line: self.lay_out(before).rows() - 1 })
    }

    /// The row at the upper edge when the last line stands at the lower one.
    fn last_top(&mut self) -> Row {
        if let Some(row) = self.last_top {
            return row;
        }
        let mut rows_left = self.size.1;
        let mut piece = self.pieces.len();
        let mut found = Row::default();
        while let Some(before) = piece.checked_sub(1) {
            let is_last = before + 1 == self.pieces.len();
            let laid = self.lay_out(before);
            // The gap after the last piece need not be seen.
            let rows = if is_last { laid.lines.len() } else { laid.rows() };
            if rows >= rows_left {
                found = Row { piece: before, line: rows - rows_left };
                break;
            }
            rows_left -= rows;
            piece = before;
        }
        self.last_top = Some(found);
        found
    }

    /// Keeps the page from being scrolled past its end.
    pub(super) fn clamp(&mut self) {
        if self.size.0 == 0 || self.pieces.is_empty() {
            return;
        }
        let last = self.last_top();
        self.top = self.top.min(last);
    }
}
