//! Tells a notebook from its copies. Ids issued after a copy was made mean something else in the copy,
//! so an index filled with ids must know which notebook issued them.

use rusqlite::Connection;

use super::{Error, Notebook};

/// The key in the table of the session.
const KEY: &str = "edition";

impl Notebook {
    /// What distinguishes this notebook from every other one, its own copies included: 32
    /// hexadecimal digits drawn by lot.
    ///
    /// # Errors
    /// When the notebook cannot be read, or written for the first time.
    pub fn edition(&self) -> Result<String, Error> {
        edition(&self.connection).map_err(self.failing("tell it from its copies"))
    }
}

fn edition(connection: &Connection) -> rusqlite::Result<String> {
    let select = "SELECT value ->> '$' FROM session WHERE key = ?1";
    let known = || connection.query_row(select, [KEY], |row| row.get(0));
    known().or_else(|_| {
        // Another program that starts at the same time may have been faster.
        connection.execute(&format!("INSERT OR IGNORE {DRAWN}"), [KEY])?;
        known()
    })
}

/// Makes a copy an edition of its own.
pub(super) fn renew(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(&format!("INSERT OR REPLACE {DRAWN}"), [KEY]).map(drop)
}

const DRAWN: &str = "INTO session VALUES (?1, json_quote(lower(hex(randomblob(16)))))";

#[cfg(test)]
mod tests {
    use super::Notebook;

    #[test]
    fn a_notebook_keeps_its_edition_and_a_copy_has_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let notebook = Notebook::open(&path).unwrap();
        let edition = notebook.edition().unwrap();
        assert_eq!(edition.len(), 32);
        assert_eq!(Notebook::open(&path).unwrap().edition().unwrap(), edition);
        let copy = notebook.back_up("2030-01-01".parse().unwrap()).unwrap().unwrap();
        assert_ne!(Notebook::open(&copy).unwrap().edition().unwrap(), edition);
        assert_ne!(Notebook::in_memory().unwrap().edition().unwrap(), edition);
    }
}
