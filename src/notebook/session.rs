//! Stores the last session: roots, query, order, selected document. Each is JSON under a key.
//!
//! Not here: what the JSON holds (`terminal`, `app`).

use rusqlite::OptionalExtension as _;

use super::{Error, Notebook};

impl Notebook {
    /// The JSON kept under a key.
    ///
    /// # Errors
    /// When the notebook cannot be read.
    pub fn session(&self, key: &str) -> Result<Option<String>, Error> {
        let select = "SELECT value FROM session WHERE key = ?1";
        let value = self.connection.query_row(select, [key], |row| row.get(0)).optional();
        value.map_err(self.failing("read the last session"))
    }

    /// Keeps JSON under a key.
    ///
    /// # Errors
    /// When the notebook cannot be written.
    pub fn keep_session(&mut self, key: &str, json: &str) -> Result<(), Error> {
        let upsert = "INSERT INTO session VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2
            WHERE value IS NOT ?2";
        let kept = self.connection.execute(upsert, [key, json]);
        kept.map(drop).map_err(self.failing("keep the session"))
    }
}

#[cfg(test)]
mod tests {
    use super::Notebook;

    #[test]
    fn a_session_is_found_again_after_closing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/notebook.db");
        Notebook::open(&path).unwrap().keep_session("query", "\"grain\"").unwrap();
        let notebook = Notebook::open(&path).unwrap();
        assert_eq!(notebook.session("query").unwrap().as_deref(), Some("\"grain\""));
        assert_eq!(notebook.session("order").unwrap(), None);
    }
}
