//! The notebook, an SQLite database of everything the user made: document ids, read marks, stars,
//! reading positions, sessions, corrections. It is migrated, never rebuilt. SQLite is used only here,
//! with one file for each group of tables.
//!
//! Not here: what can be derived from the files (`index`).

mod backup;
mod corrections;
mod documents;
mod edition;
mod error;
mod marks;
mod memory;
mod mend;
mod migrate;
mod positions;
mod session;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

pub use documents::{DocumentLocators, FileLocators};
pub use error::Error;
pub use mend::Mended;

use error::Cause;

/// How long a write waits for another running program before it fails.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open notebook.
#[derive(Debug)]
pub struct Notebook {
    connection: Connection,
    path: PathBuf,
    /// What it forgets at the end was never in a file.
    kept: bool,
}

impl Notebook {
    /// Opens the notebook in a file; makes it and its folder if there is none, migrates it if it
    /// is of an older version.
    ///
    /// # Errors
    /// When the file cannot be opened or is no notebook, and when a newer version of the program
    /// wrote it: it is then left as it is.
    pub fn open(path: &Path) -> Result<Notebook, Error> {
        open(path, &migrate::STEPS).map_err(|cause| Error::new(path, "open the notebook", cause))
    }

    /// The same notebook once more, for another thread.
    ///
    /// # Errors
    /// As [`Notebook::open`].
    pub fn another(&self) -> Result<Notebook, Error> {
        if self.kept { Notebook::open(&self.path) } else { self.another_in_memory() }
    }

    /// Whether there is a file that outlasts the program.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// Where the notebook is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says of a failure where and in the course of what it happened.
    fn failing<E: Into<Cause>>(&self, doing: &'static str) -> impl FnOnce(E) -> Error + use<E> {
        let path = self.path.clone();
        move |cause| Error::new(&path, doing, cause.into())
    }
}

fn open(path: &Path, steps: &[&str]) -> Result<Notebook, Cause> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // Before anything is written: a notebook of a newer version is not touched.
    migrate::check(&connection, steps)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // An id that was issued and then lost with the power would be issued again.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A plan does not depend on the values bound: else every statement is prepared anew for each.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    migrate::migrate(&mut connection, Some(path), steps)?;
    Ok(Notebook { connection, path: path.to_owned(), kept: true })
}
