//! The worker that owns the notebook and writes what the user does into it. What it is given before the
//! program ends is written before the end.

use std::io;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use super::context::{Outcome, WorkerContext};
use crate::app::{Message, Session};
use crate::model::DocumentId;
use crate::notebook::{Error, Notebook};
use crate::query::{Edit, MarkChange};
use crate::terminal::program_thread::ProgramThread;

/// An entry of the notebook.
pub enum Entry {
    Mark(MarkChange),
    Position {
        id: DocumentId,
        offset: u32,
    },
    Session {
        key: String,
        session: Session,
    },
    /// Corrections of names, put in force before they are written.
    Correct {
        edit: Edit,
        collection: String,
    },
    /// A copy of the notebook, once a day.
    BackUp(jiff::civil::Date),
}

/// The worker that writes entries. Dropping it waits until all are written.
pub struct NotebookWriter {
    entries: Option<Sender<Entry>>,
    thread: Option<JoinHandle<()>>,
}

impl NotebookWriter {
    /// Starts the worker.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(context: &WorkerContext, mut notebook: Notebook) -> io::Result<NotebookWriter> {
        let work = move |context: &WorkerContext, entry| {
            if let Entry::Correct { edit, .. } = &entry {
                context.engine.correct(edit);
                context.outbox.send(Message::Corrected);
            }
            write(&mut notebook, entry)
        };
        let (entries, thread) = context.serve_all(ProgramThread::Notebook, work)?;
        Ok(NotebookWriter { entries: Some(entries), thread: Some(thread) })
    }

    /// Has an entry written, after those before it.
    pub fn write(&self, entry: Entry) {
        if let Some(entries) = &self.entries {
            let _ = entries.send(entry);
        }
    }
}

impl Drop for NotebookWriter {
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
        Entry::Mark(change) => notebook.apply(&change).map(drop),
        Entry::Correct { edit, collection } => notebook.correct(&edit, &collection),
        Entry::BackUp(today) => notebook.back_up(today).map(drop),
        Entry::Position { id, offset } => notebook.keep_position(id, offset as usize),
        Entry::Session { key, session } => {
            let json = serde_json::to_string(&session).map_err(|error| error.to_string())?;
            notebook.keep_session(&key, &json)
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
    fn what_cannot_be_written_is_reported() {
        let mut notebook = Notebook::in_memory().unwrap();
        let unknown = MarkChange::Star { id: DocumentId(404), value: true };
        assert!(write(&mut notebook, Entry::Mark(unknown)).is_err());
    }
}
