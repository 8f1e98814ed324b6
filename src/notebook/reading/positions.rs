//! Stores where reading stopped in each document: the byte, and the words there.

use std::collections::HashMap;

use rusqlite::params;

use crate::model::DocumentId;
use crate::notebook::{Error, Notebook};
use crate::query::ReadingPosition;

impl Notebook {
    /// Where reading stopped, by document.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn positions(&self) -> Result<HashMap<DocumentId, ReadingPosition>, Error> {
        let read = || -> rusqlite::Result<HashMap<DocumentId, ReadingPosition>> {
            let mut select = self.connection.prepare(
                "SELECT p.document, offset, anchor FROM positions p LEFT JOIN position_passages w USING (document)",
            )?;
            let mut rows = select.query([])?;
            let mut positions = HashMap::new();
            while let Some(row) = rows.next()? {
                let (id, offset): (i64, i64) = (row.get(0)?, row.get(1)?);
                let anchor: Option<String> = row.get(2)?;
                let passage = anchor.and_then(|anchor| serde_json::from_str(&anchor).ok());
                if let Ok(offset) = u32::try_from(offset) {
                    positions.insert(DocumentId(id as u64), ReadingPosition { offset, passage });
                }
            }
            Ok(positions)
        };
        read().map_err(self.failing("read the reading positions"))
    }

    /// Keeps where reading stopped.
    ///
    /// # Errors
    /// When the document has no id here, or the notebook cannot be written.
    pub fn keep_position(&mut self, id: DocumentId, position: &ReadingPosition) -> Result<(), Error> {
        self.write_position(id, position).map_err(self.failing("keep a reading position"))
    }

    fn write_position(&mut self, id: DocumentId, position: &ReadingPosition) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        transaction.execute(
            "INSERT INTO positions VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET offset = ?2
             WHERE offset IS NOT ?2",
            params![id.0 as i64, position.offset],
        )?;
        let anchor = position.passage.as_ref().and_then(|passage| serde_json::to_string(passage).ok());
        match anchor {
            Some(anchor) => transaction.execute(
                "INSERT INTO position_passages VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET anchor = ?2
                 WHERE anchor IS NOT ?2",
                params![id.0 as i64, anchor],
            )?,
            None => {
                transaction.execute("DELETE FROM position_passages WHERE document = ?1", [id.0 as i64])?
            }
        };
        transaction.commit()
    }
}

#[cfg(test)]
mod tests {
    use crate::notebook::documents::tests::with_documents;
    use crate::query::ReadingPosition;

    #[test]
    fn the_last_position_is_the_one_kept() {
        let (mut notebook, ids) = with_documents(2);
        let text = "The dam held. Then the water rose.";
        notebook.keep_position(ids[0], &ReadingPosition { offset: 10, passage: None }).unwrap();
        let last = ReadingPosition::at(text, 14);
        notebook.keep_position(ids[0], &last).unwrap();
        assert!(last.passage.is_some());
        assert_eq!(notebook.positions().unwrap(), [(ids[0], last)].into());
        let top = ReadingPosition::at(text, 0);
        notebook.keep_position(ids[0], &top).unwrap();
        assert_eq!(notebook.positions().unwrap(), [(ids[0], top)].into());
    }
}
