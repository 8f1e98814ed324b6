//! What the notebook keeps as JSON from one start to the next: a session, what one can go back to, how things are shown.
//!
//! Not here: writing it (`notebook_writer`).

use serde::de::DeserializeOwned;

use crate::app::{KeptView, Session, Trail};
use crate::notebook::{Error, Notebook};

/// The session kept under a key, with what one can go back to; a new one when there is none or another
/// version wrote it.
///
/// # Errors
/// When the notebook cannot be read.
pub fn session(notebook: &Notebook, key: &str) -> Result<Session, Error> {
    let session: Session = read(notebook.session(key)?).unwrap_or_default();
    Ok(match read::<Trail>(notebook.session(&trail_key(key))?) {
        // It is kept more often, so it is later.
        Some(Trail { searches, history, clippings }) => Session { searches, history, clippings, ..session },
        None => session,
    })
}

/// How things were last shown; `None` when nothing was chosen, or another version wrote it.
///
/// # Errors
/// When the notebook cannot be read.
pub fn kept_view(notebook: &Notebook) -> Result<Option<KeptView>, Error> {
    Ok(read(notebook.session(VIEW_KEY)?))
}

/// The key of how things are shown; no path, of which the keys of sessions consist, is it.
pub(super) const VIEW_KEY: &str = "view";

fn read<T: DeserializeOwned>(json: Option<String>) -> Option<T> {
    serde_json::from_str(&json?).ok()
}

/// The key of what one can go back to; paths, of which those of sessions consist, do not begin so.
pub(super) fn trail_key(session: &str) -> String {
    format!("trail of {session}")
}
