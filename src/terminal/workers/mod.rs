//! The threads that do what the state asks for, one file a sort of work, and who does what.

mod crew;
mod current;
mod ingest;
mod journal;
mod load;
mod mailbox;
mod names;
mod search;

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use self::crew::Crew;
use self::ingest::Ingest;
use self::journal::{Entry, Journal};
use self::load::{FindAsked, PageAsked};
use self::mailbox::Slot;
use self::names::{NameQuestion, NamesAsked};
use self::search::{RowsAsked, SearchAsked};

use super::Outbox;
use super::clipboard::Clipboard;
use crate::app::{Effect, Message, Ticket};
use crate::ingest::Lists;
use crate::model::DocumentId;
use crate::notebook::Notebook;
use crate::query::Marks;

pub use self::current::Current;
pub use self::journal::session;

/// All workers, seen from the loop. Dropping them ends everything in good order: indexing stops,
/// and what was to be written down is.
pub struct Workers {
    current: Arc<Current>,
    ingest: Ingest,
    journal: Journal,
    search: Slot<SearchAsked>,
    rows: Sender<RowsAsked>,
    load: Slot<PageAsked>,
    find: Slot<FindAsked>,
    names: Sender<NamesAsked>,
    clipboard: Sender<String>,
    /// Whether the first look for changes has begun.
    looked: bool,
    /// What searches go by. Each takes along the marks as they are when it is asked.
    marks: Arc<Marks>,
    /// Where reading stopped in this session.
    positions: HashMap<DocumentId, u32>,
    session_key: String,
    /// The key under which corrections are kept that hold in the open collection only.
    collection: String,
}

/// The notebook, once for each worker that needs it: SQLite lets them read while one writes.
pub struct Notebooks {
    pub journal: Notebook,
    pub load: Notebook,
    pub ingest: Notebook,
}

impl Workers {
    /// Starts them. The first look at the folders follows the first answer.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(
        current: Current,
        notebooks: Notebooks,
        lists: Lists,
        clipboard: Clipboard,
        session_key: String,
        collection: String,
        outbox: Outbox,
    ) -> io::Result<Workers> {
        let crew = Crew { current: Arc::new(current), outbox };
        let copy = move |crew: &Crew, text: String, _: &_| {
            crew.outbox.send(Message::Done(clipboard.copy(&text, &crew.outbox)?));
            Ok(())
        };
        Ok(Workers {
            current: Arc::clone(&crew.current),
            search: crew.serve_latest("search", search::search)?,
            rows: crew.serve_all("rows", search::make_rows)?.0,
            load: load::start(&crew, notebooks.load)?,
            find: crew.serve_latest("find", load::find)?,
            names: crew.serve_all("names", names::answer)?.0,
            journal: Journal::start(&crew, notebooks.journal)?,
            clipboard: crew.serve_all("clipboard", copy)?.0,
            ingest: Ingest::start(&crew, notebooks.ingest, lists)?,
            looked: false,
            marks: Arc::default(),
            positions: HashMap::new(),
            session_key,
            collection,
        })
    }

    fn ask(&self, ticket: Ticket, what: NameQuestion) {
        let _ = self.names.send(NamesAsked { ticket, what });
    }

    /// Sees what reaches the state: searches go by the same marks.
    pub fn note(&mut self, message: &Message) {
        match message {
            Message::Marks(marks) => self.marks = Arc::new(marks.clone()),
            // A run begins by mending, before anything else fails by the same damage.
            Message::Failed(_) if self.looked && self.current.is_suspected() => self.ingest.start_run(),
            // What nobody waits for begins once there is something to see.
            Message::Found { .. } | Message::Failed(_) if !self.looked => {
                self.looked = true;
                self.ingest.start_run();
                self.journal.note(Entry::BackUp(jiff::Zoned::now().date()));
            }
            _ => {}
        }
    }

    /// Has an effect done. What concerns the terminal itself is the loop's to do.
    pub fn perform(&mut self, effect: Effect) {
        // A worker that is gone has said why.
        match effect {
            Effect::Search { ticket, search, around, height } => {
                let marks = Arc::clone(&self.marks);
                self.search.put(SearchAsked { ticket, search, around, height, marks });
            }
            Effect::Rows { ticket, search, ids } => _ = self.rows.send(RowsAsked { ticket, search, ids }),
            Effect::Load { ticket, id, query } => {
                let position = self.positions.get(&id).copied();
                self.load.put(PageAsked { ticket, id, query, position });
            }
            Effect::Find { ticket, page, query } => self.find.put(FindAsked { ticket, page, query }),
            Effect::Card { ticket, id, key } => self.ask(ticket, NameQuestion::Card { id, key }),
            Effect::CardOf { ticket, kind, name } => self.ask(ticket, NameQuestion::CardOf { kind, name }),
            Effect::Profile { ticket, kind, name } => {
                self.ask(ticket, NameQuestion::Profile { kind, name });
            }
            Effect::Roster { ticket, asked } => self.ask(ticket, NameQuestion::Roster(asked)),
            Effect::Complete { ticket, kind, typed } => {
                self.ask(ticket, NameQuestion::Complete { kind, typed });
            }
            Effect::Concordance { ticket, search } => {
                let marks = Arc::clone(&self.marks);
                self.ask(ticket, NameQuestion::Concordance { search, marks });
            }
            Effect::Lines { ticket, search, places } => {
                self.ask(ticket, NameQuestion::Lines { search, places });
            }
            Effect::Correct(edit) => {
                self.journal.note(Entry::Correct { edit, collection: self.collection.clone() })
            }
            Effect::Record(change) => {
                Arc::make_mut(&mut self.marks).apply(change);
                self.journal.note(Entry::Mark(change));
            }
            Effect::Position { id, offset } => {
                self.positions.insert(id, offset);
                self.journal.note(Entry::Position { id, offset });
            }
            Effect::Remember(session) => {
                let key = self.session_key.clone();
                self.journal.note(Entry::Session { key, session });
            }
            Effect::Copy(text) => _ = self.clipboard.send(text),
            Effect::Refresh => self.ingest.start_run(),
            Effect::Theme(_) | Effect::Suspend | Effect::Quit => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::config::CopyBy;
    use crate::terminal::event::Event;

    /// Two answers reach the state, then the program ends; what the reader was told of failures.
    fn told_of(notebook: Notebook) -> Vec<String> {
        let (sender, events) = channel();
        let another = || notebook.another().unwrap();
        let notebooks = Notebooks { load: another(), ingest: another(), journal: another() };
        let clipboard = Clipboard::new(CopyBy::Auto, &|_| None);
        let current = Current::new(Vec::new(), Vec::new());
        let mut workers = Workers::start(
            current,
            notebooks,
            Lists::default(),
            clipboard,
            String::new(),
            String::new(),
            Outbox(sender),
        )
        .unwrap();
        let answer = Message::Found { ticket: 1, found: Default::default(), rows: Vec::new() };
        workers.note(&answer);
        workers.note(&answer);
        drop(workers);
        let failures = events.iter().filter_map(|event| match event {
            Event::Message(Message::Failed(text)) => Some(text),
            _ => None,
        });
        failures.collect()
    }

    #[test]
    fn the_notebook_is_copied_once_there_is_something_to_see() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        assert_eq!(told_of(notebook), [""; 0]);
        assert_eq!(std::fs::read_dir(folder.path().join("backups")).unwrap().count(), 1);
    }

    #[test]
    fn a_copy_that_cannot_be_made_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        std::fs::write(folder.path().join("backups"), "a file").unwrap();
        let told = told_of(notebook);
        assert!(told.len() == 1 && told[0].starts_with("cannot back up the notebook: "), "{told:?}");
    }
}
