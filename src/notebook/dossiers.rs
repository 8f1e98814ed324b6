//! Stores dossiers and their pieces.
//!
//! Not here: the other changes of the same transaction (`marks`, `notes`).

use std::sync::Arc;

use rusqlite::{Transaction, params};

use super::corrections::is_part;
use super::{Error, Notebook};
use crate::query::{Dossier, DossierChange, DossierId, DossierPiece, Dossiers, PieceChange};

impl Notebook {
    /// The dossiers of a collection, named by its folders one a line, and of parts of it, with their pieces.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn dossiers(&self, collection: &str) -> Result<Arc<Dossiers>, Error> {
        self.load_dossiers(collection).map(Arc::new).map_err(self.failing("read the dossiers"))
    }

    fn load_dossiers(&self, collection: &str) -> rusqlite::Result<Dossiers> {
        let mut all = Dossiers::default();
        let mut statement =
            self.connection.prepare("SELECT id, collection, name FROM dossiers ORDER BY number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if is_part(&row.get::<_, String>(1)?, collection) {
                let dossier = Dossier { id: DossierId(u128::from_be_bytes(row.get(0)?)), name: row.get(2)? };
                all.apply(&DossierChange { before: None, after: Some(dossier) });
            }
        }
        let mut statement = self.connection.prepare("SELECT dossier, piece FROM pieces ORDER BY number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if all.get(DossierId(u128::from_be_bytes(row.get(0)?))).is_some() {
                // What this version does not know is kept for one that does.
                let after = serde_json::from_str::<DossierPiece>(&row.get::<_, String>(1)?).ok();
                all.apply_piece(&PieceChange { before: None, after });
            }
        }
        Ok(all)
    }
}

/// Writes a change of a dossier begun in a collection.
pub(super) fn write(
    transaction: &Transaction<'_>,
    change: &DossierChange,
    collection: &str,
) -> rusqlite::Result<()> {
    match (&change.before, &change.after) {
        (_, Some(Dossier { id, name })) => {
            let upsert = "INSERT INTO dossiers (id, collection, name) VALUES (?1, ?2, ?3)
                ON CONFLICT (id) DO UPDATE SET name = ?3";
            transaction.prepare_cached(upsert)?.execute(params![id.0.to_be_bytes(), collection, name])?;
        }
        (Some(Dossier { id, .. }), None) => {
            let delete = "DELETE FROM dossiers WHERE id = ?1";
            transaction.prepare_cached(delete)?.execute([id.0.to_be_bytes()])?;
        }
        (None, None) => {}
    }
    Ok(())
}

/// Writes a change of a piece.
pub(super) fn write_piece(transaction: &Transaction<'_>, change: &PieceChange) -> rusqlite::Result<()> {
    match (&change.before, &change.after) {
        (_, Some(piece)) => {
            let json = serde_json::to_string(piece);
            let json = json.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
            let upsert = "INSERT INTO pieces (id, dossier, piece) VALUES (?1, ?2, ?3)
                ON CONFLICT (id) DO UPDATE SET dossier = ?2, piece = ?3";
            let (id, dossier) = (piece.id.0.to_be_bytes(), piece.dossier.0.to_be_bytes());
            transaction.prepare_cached(upsert)?.execute(params![id, dossier, json])?;
        }
        (Some(piece), None) => {
            let delete = "DELETE FROM pieces WHERE id = ?1";
            transaction.prepare_cached(delete)?.execute([piece.id.0.to_be_bytes()])?;
        }
        (None, None) => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, Citation, DocumentId, Kind};
    use crate::query::{Colour, NotebookChange, PieceId, PieceSubject, Tag, TypedSearch};

    fn piece(number: u128, on: PieceSubject) -> DossierPiece {
        DossierPiece {
            id: PieceId(number),
            dossier: DossierId(9),
            place: number as i64,
            on,
            cited: Some(Citation { file: "/a.txt".into(), ..Citation::default() }),
            words: "two\nlines".into(),
            tags: vec![Tag::new("a/b").unwrap()],
            colour: Some(Colour::Green),
        }
    }

    #[test]
    fn a_dossier_comes_back_with_pieces_of_every_sort_where_its_folders_are_open() {
        let mut notebook = Notebook::in_memory().unwrap();
        let anchor = Anchor { quote: "grain".into(), ..Anchor::default() };
        let search = TypedSearch { text: "dam".into(), ..TypedSearch::default() };
        // A document that the notebook never saw: the piece stays, whatever becomes of it.
        let subjects = [
            PieceSubject::Passage(DocumentId(404), anchor.clone()),
            PieceSubject::Figure(DocumentId(404), anchor, "5 m".into()),
            PieceSubject::Document(DocumentId(404)),
            PieceSubject::Entity(Kind::Person, "Ida Marrel".into()),
            PieceSubject::Search(search),
            PieceSubject::Comment,
        ];
        let dossier = Dossier { id: DossierId(9), name: "Dams".into() };
        let mut changes = vec![NotebookChange::dossier(None, Some(dossier.clone()))];
        changes.extend(
            (1..).zip(subjects).map(|(number, on)| NotebookChange::piece(None, Some(piece(number, on)))),
        );
        notebook.apply(&changes, "/a").unwrap();
        let all = notebook.dossiers("/a\n/b").unwrap();
        assert_eq!((all.named("Dams"), all.pieces(DossierId(9)).len()), (Some(&dossier), 6));
        assert_eq!(all.pieces(DossierId(9))[4], &piece(5, all.pieces(DossierId(9))[4].on.clone()));
        assert!(notebook.dossiers("/b").unwrap().by_name().is_empty());
        notebook.apply(&NotebookChange::inverse_of(&changes), "/a").unwrap();
        assert_eq!(*notebook.dossiers("/a").unwrap(), Dossiers::default());
    }
}
