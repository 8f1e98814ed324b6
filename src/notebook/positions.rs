//! Stores where reading stopped in each document.

use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, params};

use super::{Error, Notebook};
use crate::model::DocumentId;

impl Notebook {
    /// The byte offset into the document's text where reading stopped.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn position(&self, id: DocumentId) -> Result<Option<usize>, Error> {
        let select = "SELECT offset FROM positions WHERE document = ?1";
        let offset = self.connection.query_row(select, [id.0 as i64], |row| row.get::<_, i64>(0)).optional();
        let offset = offset.map_err(self.failing("read a reading position"))?;
        Ok(offset.and_then(|offset| usize::try_from(offset).ok()))
    }

    /// All byte offsets into the texts of documents where reading stopped.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn positions(&self) -> Result<HashMap<DocumentId, u32>, Error> {
        let read = || -> rusqlite::Result<HashMap<DocumentId, u32>> {
            let mut select = self.connection.prepare("SELECT document, offset FROM positions")?;
            let rows = select.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
            let position =
                |(id, offset): (i64, i64)| Some((DocumentId(id as u64), u32::try_from(offset).ok()?));
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().filter_map(position).collect())
        };
        read().map_err(self.failing("read the reading positions"))
    }

    /// Keeps where reading stopped.
    ///
    /// # Errors
    /// When the document has no id here, or the notebook cannot be written.
    pub fn keep_position(&mut self, id: DocumentId, offset: usize) -> Result<(), Error> {
        let upsert = "INSERT INTO positions VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET offset = ?2
            WHERE offset IS NOT ?2";
        let kept = self.connection.execute(upsert, params![id.0 as i64, offset as i64]);
        kept.map(drop).map_err(self.failing("keep a reading position"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::documents::tests::with_documents;

    #[test]
    fn the_last_position_is_the_one_kept() {
        let (mut notebook, ids) = with_documents(2);
        notebook.keep_position(ids[0], 10).unwrap();
        notebook.keep_position(ids[0], 2_000).unwrap();
        assert_eq!(notebook.position(ids[0]).unwrap(), Some(2_000));
        assert_eq!(notebook.position(ids[1]).unwrap(), None);
        assert_eq!(notebook.positions().unwrap(), [(ids[0], 2_000)].into());
    }
}
