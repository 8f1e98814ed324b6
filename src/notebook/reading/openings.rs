//! Stores in which order documents were last opened.

use rusqlite::params;

use crate::model::DocumentId;
use crate::notebook::{Error, Notebook};
use crate::query::Openings;

impl Notebook {
    /// Keeps that a document was opened, by its number in the order of that.
    ///
    /// # Errors
    /// When the document has no id here, or the notebook cannot be written.
    pub fn keep_opening(&mut self, id: DocumentId, number: u64) -> Result<(), Error> {
        let upsert = "INSERT INTO openings VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET number = ?2";
        let kept = self.connection.execute(upsert, params![id.0 as i64, number as i64]);
        kept.map(drop).map_err(self.failing("keep that a document was opened"))
    }

    pub(in crate::notebook) fn load_openings(&self) -> rusqlite::Result<Openings> {
        let mut statement = self.connection.prepare("SELECT document, number FROM openings")?;
        let rows = statement.query_map([], |row| {
            Ok((DocumentId(row.get::<_, i64>(0)? as u64), row.get::<_, i64>(1)? as u64))
        })?;
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::DocumentId;
    use crate::notebook::documents::tests::with_documents;

    #[test]
    fn the_latest_opening_of_a_document_is_the_one_kept() {
        let (mut notebook, ids) = with_documents(2);
        for (id, number) in [(ids[0], 1), (ids[1], 2), (ids[0], 3)] {
            notebook.keep_opening(id, number).unwrap();
        }
        let mut openings = notebook.marks().unwrap().openings;
        assert_eq!((openings.number(ids[0]), openings.number(ids[1])), (Some(3), Some(2)));
        assert_eq!(openings.open(DocumentId(9)), 4, "later than all");
        assert!(notebook.keep_opening(DocumentId(404), 5).is_err());
    }
}
