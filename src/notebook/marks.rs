//! Stores read marks and stars, and any changes of what the reader keeps as one transaction.
//!
//! Not here: notes and tags (`notes`), dossiers (`dossiers`).

use rusqlite::{Transaction, TransactionBehavior, params};

use super::{Error, Notebook, dossiers, notes};
use crate::model::DocumentId;
use crate::query::{MarkChange, Marks, NotebookChange};

impl Notebook {
    /// Makes changes in a collection, named by its folders one a line: all of them or none.
    ///
    /// # Errors
    /// When a document has no id here, or the notebook cannot be written.
    pub fn apply(&mut self, changes: &[NotebookChange], collection: &str) -> Result<(), Error> {
        self.write(changes, collection).map_err(self.failing("write down what was done"))
    }

    /// All marks, without notes, tags and dossiers.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn marks(&self) -> Result<Marks, Error> {
        self.load_marks().map_err(self.failing("read the marks"))
    }

    fn write(&mut self, changes: &[NotebookChange], collection: &str) -> rusqlite::Result<()> {
        // Immediate: one that begins by reading cannot wait once another program has written.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for change in changes {
            match change {
                NotebookChange::Mark(change) => write_mark(&transaction, change)?,
                NotebookChange::Note(change) => notes::write(&transaction, change, collection)?,
                NotebookChange::Dossier(change) => dossiers::write(&transaction, change, collection)?,
                NotebookChange::Piece(change) => dossiers::write_piece(&transaction, change)?,
            }
        }
        transaction.commit()
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
        let mut statement =
            self.connection.prepare("SELECT document FROM reading_list WHERE listed ORDER BY document")?;
        let listed = statement.query_map([], |row| Ok(DocumentId(row.get::<_, i64>(0)? as u64)))?;
        marks.later = listed.collect::<rusqlite::Result<_>>()?;
        Ok(marks)
    }
}

fn write_mark(transaction: &Transaction<'_>, change: &MarkChange) -> rusqlite::Result<()> {
    let (id, value, upsert) = match change {
        MarkChange::Read { id, value } => (
            id,
            value,
            "INSERT INTO marks (document, read) VALUES (?1, ?2)
             ON CONFLICT (document) DO UPDATE SET read = ?2",
        ),
        MarkChange::Star { id, value } => (
            id,
            value,
            "INSERT INTO marks (document, starred) VALUES (?1, ?2)
             ON CONFLICT (document) DO UPDATE SET starred = ?2",
        ),
        MarkChange::Later { id, value } => (
            id,
            value,
            "INSERT INTO reading_list (document, listed) VALUES (?1, ?2)
             ON CONFLICT (document) DO UPDATE SET listed = ?2",
        ),
        MarkChange::Tag { id, tag, value } => return notes::write_tag(transaction, *id, tag, *value),
    };
    transaction.prepare_cached(upsert)?.execute(params![id.0 as i64, value]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;
    use super::*;

    fn star(id: DocumentId, value: bool) -> NotebookChange {
        NotebookChange::Mark(MarkChange::Star { id, value })
    }

    #[test]
    fn what_is_changed_is_marked_and_its_inverse_takes_it_back() {
        let (mut notebook, ids) = with_documents(2);
        let read = NotebookChange::Mark(MarkChange::Read { id: ids[1], value: true });
        notebook.apply(&[star(ids[0], true), read], "").unwrap();
        let marks = notebook.marks().unwrap();
        assert!(marks.starred.contains(&ids[0]) && !marks.read.contains(&ids[0]));
        assert!(marks.read.contains(&ids[1]));
        notebook.apply(&[star(ids[0], true).inverse()], "").unwrap();
        assert!(notebook.marks().unwrap().starred.is_empty());
        let later = NotebookChange::Mark(MarkChange::Later { id: ids[0], value: true });
        notebook.apply(std::slice::from_ref(&later), "").unwrap();
        assert_eq!(notebook.marks().unwrap().later, [ids[0]].into());
        notebook.apply(&[later.inverse()], "").unwrap();
        assert!(notebook.marks().unwrap().later.is_empty());
    }

    #[test]
    fn all_changes_are_made_or_none() {
        let (mut notebook, ids) = with_documents(1);
        assert!(notebook.apply(&[star(ids[0], true), star(DocumentId(9), true)], "").is_err());
        assert!(notebook.marks().unwrap().starred.is_empty());
    }
}
