//! Fetches what is read: a document with what the query finds in it.

use std::io;
use std::sync::Arc;

use super::crew::{Crew, Outcome};
use super::mailbox::{Mailbox, Slot};
use crate::app::{Message, Page, Ticket};
use crate::model::DocumentId;
use crate::notebook::Notebook;
use crate::query::{Query, matches, with_spans};

/// A document to be fetched.
pub struct PageAsked {
    pub ticket: Ticket,
    pub id: DocumentId,
    pub query: Query,
    /// Where reading stopped, if that happened since the start.
    pub position: Option<u32>,
}

/// Words to be looked for in a page.
pub struct FindAsked {
    pub ticket: Ticket,
    pub page: Arc<Page>,
    pub query: Query,
}

/// Looks for words in a page: of a long text not in the time of a key.
pub fn find(crew: &Crew, asked: FindAsked, _: &Mailbox<FindAsked>) -> Outcome {
    let matches = matches(&asked.query, &asked.page.document.text);
    crew.outbox.send(Message::FoundInText { ticket: asked.ticket, matches });
    Ok(())
}

/// Starts the worker that fetches documents.
///
/// # Errors
/// When the system has no thread left.
pub fn start(crew: &Crew, notebook: Notebook) -> io::Result<Slot<PageAsked>> {
    crew.serve_latest("load", move |crew, asked, _| load(crew, &notebook, asked))
}

/// Fetches a document. One whose file could not be read is an empty page.
fn load(crew: &Crew, notebook: &Notebook, asked: PageAsked) -> Outcome {
    let snapshot = crew.current.snapshot().map_err(|error| crew.current.failed(&error))?;
    let id = asked.id;
    let document = snapshot.document(id).map_err(|error| crew.current.failed(&error))?.unwrap_or_default();
    let path = snapshot.place(id).and_then(|(root, name)| crew.current.path(root, &name));
    let position = match asked.position {
        Some(position) => position,
        // A document is read from the top when its place is not known, for whatever reason.
        None => notebook.position(id).ok().flatten().and_then(|at| u32::try_from(at).ok()).unwrap_or(0),
    };
    let named =
        snapshot.named_in(id, &document, &asked.query).map_err(|error| crew.current.failed(&error))?;
    let matches = with_spans(matches(&asked.query, &document.text), &named);
    let page = Page {
        id,
        matches,
        meant: snapshot.meant(id, &document),
        document,
        path: path.map(|path| path.display().to_string()).unwrap_or_default(),
        siblings: snapshot.parts_of(id),
        position,
    };
    crew.outbox.send(Message::Loaded { ticket: asked.ticket, page: Arc::new(page) });
    Ok(())
}
