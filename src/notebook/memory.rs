//! Notebooks in memory only: for tests, and for reading where nothing can be written.
//!
//! Not here: opening the file that one begins with (`read_only`).

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connection::PATIENCE;
use super::error::Cause;
use super::{Error, Notebook, migrate, version};

/// The name of the notebook in errors.
const OPENING: &str = "open a notebook in memory";

impl Notebook {
    /// A notebook that is forgotten at the end.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn in_memory() -> Result<Notebook, Error> {
        begin(None).map_err(|cause| Error::new(Path::new("memory"), OPENING, cause))
    }

    pub(super) fn another_in_memory(&self) -> Result<Notebook, Error> {
        join(&self.path).map_err(|cause| Error::new(&self.path, OPENING, cause))
    }
}

/// A notebook in memory that begins with what another one holds, migrated if need be.
pub(super) fn begin(from: Option<&Connection>) -> Result<Notebook, Cause> {
    let name = Connection::open_in_memory()?
        .query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get::<_, String>(0))?;
    // By its name other connections of this process find it; it lasts as long as the last of them.
    let path = PathBuf::from(format!("file:/{name}?vfs=memdb"));
    let mut notebook = join(&path)?;
    if let Some(from) = from {
        version::check(from, &version::STEPS)?;
        from.execute("VACUUM INTO ?1", [path.to_str()])?;
    }
    migrate::migrate(&mut notebook.connection, None, &version::STEPS)?;
    Ok(notebook)
}

fn join(path: &Path) -> Result<Notebook, Cause> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(Notebook { connection, path: path.to_owned(), kept: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::notebook::documents::tests::with_documents;
    use crate::query::NotebookChange;

    #[test]
    fn what_one_thread_writes_in_memory_another_reads() {
        let (notebook, ids) = with_documents(1);
        let mut other = notebook.another().unwrap();
        other.apply(&[NotebookChange::star(ids[0], true)], "/a").unwrap();
        assert!(notebook.marks().unwrap().starred.contains(&ids[0]));
        let stranger = Notebook::in_memory().unwrap();
        assert!(stranger.marks().unwrap().starred.is_empty() && !stranger.is_kept());
    }

    #[test]
    fn a_file_that_cannot_be_written_is_read_into_memory_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("100% mine?.db");
        Notebook::open(&path).unwrap().keep_session("query", "\"grain\"").unwrap();
        let before = std::fs::read(&path).unwrap();
        let mut notebook = Notebook::in_memory_from(&path).unwrap();
        assert_eq!(notebook.session("query").unwrap().as_deref(), Some("\"grain\""));
        notebook.keep_session("query", "\"salt\"").unwrap();
        assert_eq!(notebook.another().unwrap().session("query").unwrap().as_deref(), Some("\"salt\""));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_notebook_leaves_the_memory_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        for content in [None, Some("Dear diary, ".repeat(200))] {
            if let Some(content) = content {
                std::fs::write(&path, content).unwrap();
            }
            let notebook = Notebook::in_memory_from(&path).unwrap();
            assert_eq!(notebook.positions().unwrap().get(&DocumentId(1)), None);
        }
    }
}
