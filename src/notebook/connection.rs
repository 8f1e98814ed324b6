//! An open notebook: its connection, and how its errors name the file. What is read and written
//! with it stands in one file a group of tables.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::error::{Cause, Error};

/// How long a write waits for another running program before it fails.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// An open notebook.
#[derive(Debug)]
pub struct Notebook {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    /// What it forgets at the end was never in a file.
    pub(super) kept: bool,
}

impl Notebook {
    /// Whether there is a file that outlasts the program.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// Where the notebook is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says of a failure where and in the course of what it happened.
    pub(super) fn failing<E: Into<Cause>>(&self, doing: &'static str) -> impl FnOnce(E) -> Error + use<E> {
        let path = self.path.clone();
        move |cause| Error::new(&path, doing, cause.into())
    }
}
