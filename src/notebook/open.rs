//! Opening the notebook in a file.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::connection::{Notebook, PATIENCE};
use super::error::{Cause, Error};
use super::{migrate, version};

impl Notebook {
    /// Opens the notebook in a file; makes it and its folder if there is none, migrates it if it
    /// is of an older version.
    ///
    /// # Errors
    /// When the file cannot be opened or is no notebook, and when a newer version of the program
    /// wrote it: it is then left as it is.
    pub fn open(path: &Path) -> Result<Notebook, Error> {
        open(path, &version::STEPS).map_err(|cause| Error::new(path, "open the notebook", cause))
    }

    /// The same notebook once more, for another thread.
    ///
    /// # Errors
    /// As [`Notebook::open`].
    pub fn another(&self) -> Result<Notebook, Error> {
        if self.kept { Notebook::open(&self.path) } else { self.another_in_memory() }
    }
}

pub(super) fn open(path: &Path, steps: &[&str]) -> Result<Notebook, Cause> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // Before anything is written: a notebook of a newer version is not touched.
    version::check(&connection, steps)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // An id that was issued and then lost with the power would be issued again.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A plan does not depend on the values bound: else every statement is prepared anew for each.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    migrate::migrate(&mut connection, Some(path), steps)?;
    Ok(Notebook { connection, path: path.to_owned(), kept: true })
}
