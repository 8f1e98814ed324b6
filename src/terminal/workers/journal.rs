//! Writes down what the reader does. Owns the notebook; everything told to it before the end is
//! written before the end.

use super::Outcome;
use crate::app::{Change, Session};
use crate::model::DocumentId;
use crate::notebook::{self, Error, Notebook};

/// Something to be written down.
pub enum Entry {
    Mark(Change),
    Position { id: DocumentId, offset: u32 },
    Session { key: String, session: Session },
}

/// Writes one entry.
pub fn write(notebook: &mut Notebook, entry: Entry) -> Outcome {
    let written = match entry {
        Entry::Mark(Change::Read { id, value }) => mark(notebook, notebook::Change::Read { id, value }),
        Entry::Mark(Change::Star { id, value }) => mark(notebook, notebook::Change::Star { id, value }),
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
    fn what_cannot_be_written_is_told() {
        let mut notebook = Notebook::in_memory().unwrap();
        let unknown = Change::Star { id: DocumentId(404), value: true };
        assert!(write(&mut notebook, Entry::Mark(unknown)).is_err());
    }
}
