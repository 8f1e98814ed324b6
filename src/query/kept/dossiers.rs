//! All dossiers of a collection with their pieces.
//!
//! Not here: a single dossier and its pieces as data (`piece`).

use std::collections::BTreeMap;

use super::piece::{Dossier, DossierChange, DossierId, DossierPiece, PieceChange, PieceId};

/// All dossiers, and which pieces are in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossiers {
    dossiers: BTreeMap<DossierId, Dossier>,
    pieces: BTreeMap<PieceId, DossierPiece>,
}

impl Dossiers {
    /// The dossiers, by name.
    pub fn by_name(&self) -> Vec<&Dossier> {
        let mut dossiers: Vec<&Dossier> = self.dossiers.values().collect();
        dossiers.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        dossiers
    }

    /// The dossier of a number.
    pub fn get(&self, id: DossierId) -> Option<&Dossier> {
        self.dossiers.get(&id)
    }

    /// The dossier of a name.
    pub fn named(&self, name: &str) -> Option<&Dossier> {
        self.dossiers.values().find(|dossier| dossier.name == name)
    }

    /// The pieces of a dossier, in their order.
    pub fn pieces(&self, id: DossierId) -> Vec<&DossierPiece> {
        let mut pieces: Vec<&DossierPiece> =
            self.pieces.values().filter(|piece| piece.dossier == id).collect();
        pieces.sort_by_key(|piece| (piece.place, piece.id));
        pieces
    }

    /// The place behind all pieces of a dossier.
    pub fn next_place(&self, id: DossierId) -> i64 {
        self.pieces(id).last().map_or(1, |last| last.place.saturating_add(1))
    }

    /// Makes a change of a dossier.
    pub fn apply(&mut self, change: &DossierChange) {
        if let Some(before) = &change.before {
            self.dossiers.remove(&before.id);
        }
        if let Some(after) = &change.after {
            self.dossiers.insert(after.id, after.clone());
        }
    }

    /// Makes a change of a piece.
    pub fn apply_piece(&mut self, change: &PieceChange) {
        if let Some(before) = &change.before {
            self.pieces.remove(&before.id);
        }
        if let Some(after) = &change.after {
            self.pieces.insert(after.id, after.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::piece::PieceSubject;
    use super::*;

    #[test]
    fn pieces_stand_in_their_order_and_what_is_taken_back_is_as_before() {
        let piece = |id, place| DossierPiece {
            id: PieceId(id),
            dossier: DossierId(1),
            place,
            on: PieceSubject::Comment,
            cited: None,
            words: format!("w{id}"),
            tags: Vec::new(),
            colour: None,
        };
        let put = |piece| PieceChange { before: None, after: Some(piece) };
        let mut all = Dossiers::default();
        let begun =
            DossierChange { before: None, after: Some(Dossier { id: DossierId(1), name: "b".into() }) };
        all.apply(&begun);
        [piece(1, 5), piece(2, 3)].map(put).iter().for_each(|change| all.apply_piece(change));
        let ids =
            |all: &Dossiers| all.pieces(DossierId(1)).iter().map(|piece| piece.id.0).collect::<Vec<_>>();
        assert_eq!((ids(&all), all.next_place(DossierId(1))), (vec![2, 1], 6));
        let moved = PieceChange { before: Some(piece(1, 5)), after: Some(piece(1, 2)) };
        let before = all.clone();
        all.apply_piece(&moved);
        assert_eq!(ids(&all), [1, 2]);
        all.apply_piece(&moved.inverse());
        assert_eq!(all, before);
        all.apply(&begun.inverse());
        assert_eq!((all.by_name().len(), all.named("b")), (0, None));
    }
}
