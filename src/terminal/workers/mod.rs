//! The threads that do what the state asks for, one file a sort of work. Each waits for its
//! work, tells what came of it, and survives failing at it.

mod current;
mod ingest;
mod journal;
mod load;
mod mailbox;
mod search;

use std::collections::HashMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use self::ingest::Committed;
use self::journal::Entry;
use self::load::{CardAsked, PageAsked};
use self::mailbox::{Mailbox, Slot, mailbox};
use self::search::{Asked, Wanted};

use super::clipboard::Clipboard;
use super::{Outbox, crash};
use crate::app::{Change, Effect, Message};
use crate::model::DocumentId;
use crate::notebook::Notebook;
use crate::query::Marks;

pub use self::current::Current;
pub use self::journal::session;

/// What came of a piece of work; a failure in words for the reader.
type Outcome = Result<(), String>;

/// How long indexing may take to stop at the end. What it has not written by then it reads again
/// the next time.
const STOPPING: Duration = Duration::from_millis(200);

/// All workers, seen from the loop.
pub struct Workers {
    search: Slot<Asked>,
    rows: Sender<Wanted>,
    load: Slot<PageAsked>,
    cards: Slot<CardAsked>,
    journal: Sender<Entry>,
    ingest: Slot<()>,
    clipboard: Sender<String>,
    cancelled: Arc<AtomicBool>,
    journal_thread: JoinHandle<()>,
    /// Closed when indexing has stopped.
    ingest_ended: Receiver<()>,
    marks: Arc<Marks>,
    /// Where reading stopped in this session.
    positions: HashMap<DocumentId, u32>,
    session_key: String,
}

/// The notebook, once for each worker that needs it: SQLite lets them read while one writes.
pub struct Notebooks {
    pub journal: Notebook,
    pub load: Notebook,
    pub ingest: Notebook,
}

impl Workers {
    /// Starts them, and the first look at the folders.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(
        current: Current,
        notebooks: Notebooks,
        clipboard: Clipboard,
        session_key: String,
        outbox: &Outbox,
    ) -> io::Result<Workers> {
        let current = Arc::new(current);
        let with = || (Arc::clone(&current), outbox.clone());

        let (search, letters) = mailbox();
        let (c, o) = with();
        serve("search", outbox, letters, move |asked, mailbox| search::search(&c, &o, asked, mailbox))?;

        let (load, letters) = mailbox();
        let ((c, o), notebook) = (with(), notebooks.load);
        serve("load", outbox, letters, move |asked, _| load::load(&c, &notebook, &o, asked))?;

        let (cards, letters) = mailbox();
        let (c, o) = with();
        serve("cards", outbox, letters, move |asked, _| load::card(&c, &o, asked))?;

        let (refresh, letters) = mailbox();
        let (c, o) = with();
        serve("refresh", outbox, letters, move |Committed, _| {
            c.refresh().map_err(|error| error.to_string())?;
            o.send(Message::Changed);
            Ok(())
        })?;

        let (rows, wishes) = channel();
        let (c, o) = with();
        let make_rows = move |wanted, wishes: &_| search::make_rows(&c, &o, wanted, wishes);
        take_in_turn("rows", outbox, wishes, make_rows)?;

        let (journal, entries) = channel();
        let mut notebook = notebooks.journal;
        let write = move |entry, _: &_| journal::write(&mut notebook, entry);
        let journal_thread = take_in_turn("notebook", outbox, entries, write)?;

        let (copies, texts) = channel();
        let o = outbox.clone();
        take_in_turn("clipboard", outbox, texts, move |text: String, _| {
            o.send(Message::Done(clipboard.copy(&text, &o)?));
            Ok(())
        })?;

        let cancelled = Arc::new(AtomicBool::new(false));
        let (ending, ingest_ended) = channel();
        let (ingest, letters) = mailbox();
        let ((c, o), mut notebook, cancel) = (with(), notebooks.ingest, Arc::clone(&cancelled));
        serve("ingest", outbox, letters, move |(), _| {
            // Dropped with the worker.
            let _ = &ending;
            ingest::run(&c, &mut notebook, &o, &refresh, &cancel)
        })?;
        ingest.put(());

        let (marks, positions) = Default::default();
        let clipboard = copies;
        Ok(Workers {
            search,
            rows,
            load,
            cards,
            journal,
            ingest,
            clipboard,
            cancelled,
            journal_thread,
            ingest_ended,
            marks,
            positions,
            session_key,
        })
    }

    /// Sees what reaches the state: searches go by the same marks.
    pub fn note(&mut self, message: &Message) {
        if let Message::Marks(marks) = message {
            self.marks = Arc::new(marks.clone());
        }
    }

    /// Has an effect done. What concerns the terminal itself is the loop's to do.
    pub fn perform(&mut self, effect: Effect) {
        // A worker that is gone has said why.
        match effect {
            Effect::Search { ticket, search, around, height } => {
                let marks = Arc::clone(&self.marks);
                self.search.put(Asked { ticket, search, around, height, marks });
            }
            Effect::Rows { ticket, search, ids } => _ = self.rows.send(Wanted { ticket, search, ids }),
            Effect::Load { ticket, id, query } => {
                let position = self.positions.get(&id).copied();
                self.load.put(PageAsked { ticket, id, query, position });
            }
            Effect::Card { ticket, id, key } => self.cards.put(CardAsked { ticket, id, key }),
            Effect::Record(change) => {
                self.mark(change);
                let _ = self.journal.send(Entry::Mark(change));
            }
            Effect::Position { id, offset } => {
                self.positions.insert(id, offset);
                let _ = self.journal.send(Entry::Position { id, offset });
            }
            Effect::Remember(session) => {
                let key = self.session_key.clone();
                let _ = self.journal.send(Entry::Session { key, session });
            }
            Effect::Copy(text) => _ = self.clipboard.send(text),
            Effect::Refresh => self.ingest.put(()),
            Effect::Theme(_) | Effect::Suspend | Effect::Quit => {}
        }
    }

    /// Ends everything: what was to be written down is, and indexing stops at a clean place or,
    /// if that takes too long, at the last one.
    pub fn finish(self) {
        self.cancelled.store(true, Ordering::Relaxed);
        drop((self.search, self.load, self.cards, self.ingest, self.journal));
        let _ = self.journal_thread.join();
        let _ = self.ingest_ended.recv_timeout(STOPPING);
    }

    fn mark(&mut self, change: Change) {
        let marks = Arc::make_mut(&mut self.marks);
        let (set, id, value) = match change {
            Change::Read { id, value } => (&mut marks.read, id, value),
            Change::Star { id, value } => (&mut marks.starred, id, value),
        };
        if value {
            set.insert(id);
        } else {
            set.remove(&id);
        }
    }
}

/// Starts a worker for which only the latest letter counts.
fn serve<T: Send + 'static>(
    name: &str,
    outbox: &Outbox,
    mailbox: Mailbox<T>,
    mut work: impl FnMut(T, &Mailbox<T>) -> Outcome + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let outbox = outbox.clone();
    crash::spawn(name, move || {
        while let Some(letter) = mailbox.wait() {
            survive(&outbox, || work(letter, &mailbox));
        }
    })
}

/// Starts a worker that does everything it is told, in turn; it may look ahead.
fn take_in_turn<T: Send + 'static>(
    name: &str,
    outbox: &Outbox,
    queue: Receiver<T>,
    mut work: impl FnMut(T, &Receiver<T>) -> Outcome + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let outbox = outbox.clone();
    crash::spawn(name, move || {
        while let Ok(task) = queue.recv() {
            survive(&outbox, || work(task, &queue));
        }
    })
}

/// Does a piece of work; tells the reader if it fails or panics.
fn survive(outbox: &Outbox, work: impl FnOnce() -> Outcome) {
    let failed = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return,
        Ok(Err(reason)) => reason,
        Err(_) => "that failed by a fault of perusal; a report is in its state folder".to_owned(),
    };
    outbox.send(Message::Failed(failed));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::Event;

    #[test]
    fn a_worker_survives_a_failure_and_a_panic() {
        let (sender, events) = channel();
        let (orders, queue) = channel();
        let work = |order: u8, _: &_| match order {
            0 => Err("no".to_owned()),
            1 => panic!("a fault"),
            _ => Ok(()),
        };
        let thread = take_in_turn("worker", &Outbox(sender), queue, work).unwrap();
        for order in [0, 1, 2, 0] {
            orders.send(order).unwrap();
        }
        drop(orders);
        thread.join().unwrap();
        let told: Vec<_> = events
            .iter()
            .map(|event| match event {
                Event::Message(Message::Failed(text)) => text,
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!((told[0].as_str(), told[2].as_str()), ("no", "no"));
    }
}
