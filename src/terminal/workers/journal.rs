//! Writes down what the reader does. Owns the notebook; everything told to it before the end is
//! written before the end.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use super::crew::{Crew, Outcome};
use crate::app::{Change, Session};
use crate::model::DocumentId;
use crate::notebook::{self, Error, Notebook};

/// The key under which the notebook keeps what was opened last.
const ROOTS: &str = "roots";

/// Something to be written down.
pub enum Entry {
    Mark(Change),
    Position {
        id: DocumentId,
        offset: u32,
    },
    Session {
        key: String,
        session: Session,
    },
    /// What is open, to be opened the next time nothing is named.
    Roots(Vec<PathBuf>),
}

/// The worker that writes entries down. Dropping it waits until all are.
pub struct Journal {
    entries: Option<Sender<Entry>>,
    thread: Option<JoinHandle<()>>,
}

impl Journal {
    /// Starts the worker.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(crew: &Crew, mut notebook: Notebook) -> io::Result<Journal> {
        let work = move |_: &Crew, entry, _: &_| write(&mut notebook, entry);
        let (entries, thread) = crew.serve_all("notebook", work)?;
        Ok(Journal { entries: Some(entries), thread: Some(thread) })
    }

    /// Has an entry written.
    pub fn note(&self, entry: Entry) {
        if let Some(entries) = &self.entries {
            let _ = entries.send(entry);
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.entries = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Writes one entry.
fn write(notebook: &mut Notebook, entry: Entry) -> Outcome {
    let written = match entry {
        Entry::Mark(Change::Read { id, value }) => mark(notebook, notebook::Change::Read { id, value }),
        Entry::Mark(Change::Star { id, value }) => mark(notebook, notebook::Change::Star { id, value }),
        Entry::Position { id, offset } => notebook.keep_position(id, offset as usize),
        Entry::Session { key, session } => {
            let json = serde_json::to_string(&session).map_err(|error| error.to_string())?;
            notebook.keep_session(&key, &json)
        }
        Entry::Roots(mut roots) => {
            // JSON has no way to write a name that is not UTF-8.
            roots.retain(|root| root.to_str().is_some());
            let json = serde_json::to_string(&roots).map_err(|error| error.to_string())?;
            notebook.keep_session(ROOTS, &json)
        }
    };
    written.map_err(|error| error.to_string())
}

/// The session kept under a key; a new one when there is none or another version wrote it.
///
/// # Errors
/// When the notebook cannot be read.
pub fn session(notebook: &Notebook, key: &str) -> Result<Session, Error> {
    let json = notebook.session(key)?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// What was opened last, if it is there still.
///
/// # Errors
/// When the notebook cannot be read.
pub fn last_roots(notebook: &Notebook) -> Result<Vec<PathBuf>, Error> {
    let json = notebook.session(ROOTS)?;
    let roots: Vec<PathBuf> = json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    Ok(roots.into_iter().filter(|root| root.exists()).collect())
}

fn mark(notebook: &mut Notebook, change: notebook::Change) -> Result<(), Error> {
    notebook.apply(&change).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_again_under_its_key() {
        let mut notebook = Notebook::in_memory().unwrap();
        let kept = Session { query: "dam".into(), selected: Some(DocumentId(7)), ..Session::default() };
        write(&mut notebook, Entry::Session { key: "/a".into(), session: kept.clone() }).unwrap();
        assert_eq!(session(&notebook, "/a").unwrap(), kept);
        assert_eq!(session(&notebook, "/b").unwrap(), Session::default());
        notebook.keep_session("/a", "[not a session]").unwrap();
        assert_eq!(session(&notebook, "/a").unwrap(), Session::default());
    }

    #[test]
    fn what_was_opened_last_is_opened_again_if_it_is_there() {
        let mut notebook = Notebook::in_memory().unwrap();
        assert!(last_roots(&notebook).unwrap().is_empty());
        let folder = tempfile::tempdir().unwrap();
        let roots = vec![folder.path().to_owned(), folder.path().join("gone")];
        write(&mut notebook, Entry::Roots(roots)).unwrap();
        assert_eq!(last_roots(&notebook).unwrap(), [folder.path()]);
    }

    #[test]
    fn what_cannot_be_written_is_told() {
        let mut notebook = Notebook::in_memory().unwrap();
        let unknown = Change::Star { id: DocumentId(404), value: true };
        assert!(write(&mut notebook, Entry::Mark(unknown)).is_err());
    }
}
