//! The state of the screen of a dossier: its pieces in their order, two rows each.
//!
//! Not here: putting pieces in, moving and writing of them (`perform::dossier`).

use ratatui::layout::Rect;

use super::area::{LOW, below};
use super::cursor::Cursor;
use crate::app::reader::Arrival;
use crate::model::Span;
use crate::query::{Dossier, DossierPiece, Dossiers, PieceSubject};

/// Rows that a piece takes.
pub const PIECE_ROWS: u16 = 2;

/// A dossier.
#[derive(Debug, Default)]
pub struct DossierScreen {
    /// The dossier; `None` before the first is begun.
    pub dossier: Option<Dossier>,
    /// How many dossiers there are.
    pub count: usize,
    /// Its pieces.
    pub rows: Vec<DossierPiece>,
    /// The place in the pieces.
    pub cursor: Cursor,
}

impl DossierScreen {
    /// Shows a dossier as it is now. The cursor stays on its piece, or at its place where that is gone.
    pub(in crate::app) fn show(&mut self, dossier: Option<&Dossier>, all: &Dossiers) {
        let is_same = self.dossier.as_ref().map(|dossier| dossier.id) == dossier.map(|dossier| dossier.id);
        let here = self.selected().map(|piece| piece.id).filter(|_| is_same);
        self.dossier = dossier.cloned();
        self.count = all.by_name().len();
        self.rows =
            dossier.map_or_else(Vec::new, |dossier| all.pieces(dossier.id).into_iter().cloned().collect());
        let at = self.rows.iter().position(|piece| Some(piece.id) == here);
        let stays = if is_same { self.cursor.at } else { 0 };
        self.cursor.at = at.unwrap_or(stays).min(self.rows.len().saturating_sub(1));
    }

    /// The piece under the cursor.
    pub fn selected(&self) -> Option<&DossierPiece> {
        self.rows.get(self.cursor.at)
    }

    /// The place in a document that the piece under the cursor is of.
    pub(super) fn arrival(&self) -> Option<Arrival> {
        let on = &self.selected()?.on;
        let span = on.anchor().map_or_else(Span::default, |anchor| anchor.span);
        let name = match on {
            PieceSubject::Figure(_, _, figure) => figure.clone(),
            _ => String::new(),
        };
        Some(Arrival { id: on.document()?, span, name, hit: None, note: None })
    }

    /// The part of the screen that holds the pieces.
    pub fn rows_area(&self, area: Rect) -> Rect {
        below(area, if area.height < LOW { 1 } else { 2 })
    }

    pub(super) fn step(&mut self, by: isize) {
        self.cursor.step(by, self.rows.len());
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        let by = by.signum() * (by.abs() / 2).max(1);
        self.cursor.scroll(by, self.rows.len(), self.rows_area(area).height.into(), rows_of);
    }

    pub(super) fn fit(&mut self, area: Rect) {
        self.cursor.fit(self.rows.len(), self.rows_area(area).height.into(), rows_of);
    }

    pub(super) fn point(&mut self, area: Rect, (x, y): (u16, u16)) -> bool {
        let rows = self.rows_area(area);
        let piece = rows.y + y.saturating_sub(rows.y) / PIECE_ROWS;
        self.cursor.point(rows, self.rows.len(), (x, if y < rows.y { y } else { piece }))
    }
}

/// Every piece takes as many rows.
fn rows_of(_: usize) -> usize {
    PIECE_ROWS.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{DossierId, NotebookChange, PieceChange, PieceId};

    #[test]
    fn the_cursor_stays_on_its_piece_and_at_its_place_where_that_is_gone() {
        let piece = |id: u128| DossierPiece {
            id: PieceId(id),
            dossier: DossierId(1),
            place: id as i64,
            on: PieceSubject::Comment,
            cited: None,
            words: String::new(),
            tags: Vec::new(),
            colour: None,
        };
        let dossier = Dossier { id: DossierId(1), name: "x".into() };
        let mut all = Dossiers::default();
        for id in 1..=4 {
            all.apply_piece(&PieceChange { before: None, after: Some(piece(id)) });
        }
        let mut screen = DossierScreen::default();
        screen.show(Some(&dossier), &all);
        screen.cursor.at = 2;
        let NotebookChange::Piece(out) = NotebookChange::piece(Some(piece(1)), None) else { panic!() };
        all.apply_piece(&out);
        screen.show(Some(&dossier), &all);
        assert_eq!((screen.cursor.at, screen.selected().unwrap().id), (1, PieceId(3)));
        let NotebookChange::Piece(out) = NotebookChange::piece(Some(piece(3)), None) else { panic!() };
        all.apply_piece(&out);
        screen.show(Some(&dossier), &all);
        assert_eq!(screen.selected().unwrap().id, PieceId(4));
        let area = Rect::new(0, 0, 80, 20);
        assert!(!screen.point(area, (5, 3)) && screen.point(area, (5, 2)), "both rows are the first piece's");
        assert_eq!(screen.cursor.at, 0);
    }
}
