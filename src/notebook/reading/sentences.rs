//! Stores which sentences were read, by their fingerprints.
//!
//! Not here: fingerprints (`text::sentence_fingerprint`).

use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, params};

use crate::model::DocumentId;
use crate::notebook::{Error, Notebook};

/// Bytes of a fingerprint.
const BYTES: usize = 8;

impl Notebook {
    /// The sentences read, each with the document it was read in first.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn read_sentences(&self) -> Result<HashMap<u64, DocumentId>, Error> {
        self.load_sentences().map_err(self.failing("read which sentences were read"))
    }

    /// Keeps that sentences were read in a document, beside those that were read there before.
    ///
    /// # Errors
    /// When the document has no id here, or the notebook cannot be written.
    pub fn keep_read_sentences(&mut self, id: DocumentId, fingerprints: &[u64]) -> Result<(), Error> {
        self.write_sentences(id, fingerprints).map_err(self.failing("keep which sentences were read"))
    }

    fn load_sentences(&self) -> rusqlite::Result<HashMap<u64, DocumentId>> {
        let mut statement =
            self.connection.prepare("SELECT document, fingerprints FROM read_sentences ORDER BY document")?;
        let mut rows = statement.query([])?;
        let mut found = HashMap::new();
        while let Some(row) = rows.next()? {
            let id = DocumentId(row.get::<_, i64>(0)? as u64);
            for fingerprint in numbers(&row.get::<_, Vec<u8>>(1)?) {
                found.entry(fingerprint).or_insert(id);
            }
        }
        Ok(found)
    }

    fn write_sentences(&mut self, id: DocumentId, fingerprints: &[u64]) -> rusqlite::Result<()> {
        let select = "SELECT fingerprints FROM read_sentences WHERE document = ?1";
        let held: Option<Vec<u8>> =
            self.connection.query_row(select, [id.0 as i64], |row| row.get(0)).optional()?;
        let mut all: Vec<u64> = numbers(&held.unwrap_or_default()).collect();
        let count = all.len();
        for fingerprint in fingerprints {
            if !all.contains(fingerprint) {
                all.push(*fingerprint);
            }
        }
        if all.len() == count {
            return Ok(());
        }
        let bytes: Vec<u8> = all.into_iter().flat_map(u64::to_le_bytes).collect();
        let upsert = "INSERT INTO read_sentences VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE
            SET fingerprints = ?2";
        self.connection.execute(upsert, params![id.0 as i64, bytes]).map(drop)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u64> {
    bytes.chunks_exact(BYTES).filter_map(|chunk| Some(u64::from_le_bytes(chunk.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use crate::model::DocumentId;
    use crate::notebook::documents::tests::with_documents;

    #[test]
    fn sentences_are_kept_by_the_document_they_were_read_in_first() {
        let (mut notebook, ids) = with_documents(2);
        notebook.keep_read_sentences(ids[1], &[5, 6]).unwrap();
        notebook.keep_read_sentences(ids[0], &[u64::MAX, 5]).unwrap();
        notebook.keep_read_sentences(ids[0], &[5, 7]).unwrap();
        let read = notebook.read_sentences().unwrap();
        let mut all: Vec<_> = read.into_iter().collect();
        all.sort_unstable();
        assert_eq!(all, [(5, ids[0]), (6, ids[1]), (7, ids[0]), (u64::MAX, ids[0])]);
        assert!(notebook.keep_read_sentences(DocumentId(404), &[1]).is_err());
    }
}
