//! Stores read marks and stars, and undoes a change of them.

use rusqlite::{OptionalExtension as _, TransactionBehavior, params};

use super::{Error, Notebook};
use crate::model::DocumentId;
use crate::query::{MarkChange, Marks};

impl Notebook {
    /// Makes a change and gives the one that takes it back.
    ///
    /// # Errors
    /// When the document has no id here, or the notebook cannot be written.
    pub fn apply(&mut self, change: &MarkChange) -> Result<MarkChange, Error> {
        self.set(change).map_err(self.failing("mark a document"))
    }

    /// All marks.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn marks(&self) -> Result<Marks, Error> {
        self.load_marks().map_err(self.failing("read the marks"))
    }

    fn set(&mut self, change: &MarkChange) -> rusqlite::Result<MarkChange> {
        let (id, value, select, upsert) = match *change {
            MarkChange::Read { id, value } => (
                id,
                value,
                "SELECT read FROM marks WHERE document = ?1",
                "INSERT INTO marks (document, read) VALUES (?1, ?2)
                 ON CONFLICT (document) DO UPDATE SET read = ?2",
            ),
            MarkChange::Star { id, value } => (
                id,
                value,
                "SELECT starred FROM marks WHERE document = ?1",
                "INSERT INTO marks (document, starred) VALUES (?1, ?2)
                 ON CONFLICT (document) DO UPDATE SET starred = ?2",
            ),
        };
        let row = id.0 as i64;
        // Immediate: one that begins by reading cannot wait once another program has written.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let before = transaction.query_row(select, [row], |r| r.get(0)).optional()?.unwrap_or(false);
        transaction.execute(upsert, params![row, value])?;
        transaction.commit()?;
        Ok(match change {
            MarkChange::Read { .. } => MarkChange::Read { id, value: before },
            MarkChange::Star { .. } => MarkChange::Star { id, value: before },
        })
    }

    fn load_marks(&self) -> rusqlite::Result<Marks> {
        let mut marks = Marks { openings: self.load_openings()?, ..Marks::default() };
        let mut statement = self.connection.prepare("SELECT document, read, starred FROM marks")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = DocumentId(row.get::<_, i64>(0)? as u64);
            if row.get(1)? {
                marks.read.insert(id);
            }
            if row.get(2)? {
                marks.starred.insert(id);
            }
        }
        Ok(marks)
    }
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;

    #[test]
    fn a_change_gives_the_change_that_takes_it_back() {
        let (mut notebook, ids) = with_documents(2);
        let star = MarkChange::Star { id: ids[0], value: true };
        let back = notebook.apply(&star).unwrap();
        assert_eq!(back, MarkChange::Star { id: ids[0], value: false });
        notebook.apply(&MarkChange::Read { id: ids[1], value: true }).unwrap();
        let marks = notebook.marks().unwrap();
        assert!(marks.starred.contains(&ids[0]) && !marks.read.contains(&ids[0]));
        assert!(marks.read.contains(&ids[1]));
        assert_eq!(notebook.apply(&back).unwrap(), star);
        assert!(notebook.marks().unwrap().starred.is_empty());
    }

    #[test]
    fn starring_again_is_taken_back_to_starred() {
        let (mut notebook, ids) = with_documents(1);
        let star = MarkChange::Star { id: ids[0], value: true };
        notebook.apply(&star).unwrap();
        assert_eq!(notebook.apply(&star).unwrap(), star);
    }

    #[test]
    fn a_document_without_an_id_cannot_be_marked() {
        let mut notebook = Notebook::in_memory().unwrap();
        assert!(notebook.apply(&MarkChange::Read { id: DocumentId(9), value: true }).is_err());
    }
}
