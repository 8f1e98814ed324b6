//! The worker that owns the notebook and writes what the user does into it. What it is given before the
//! program ends is written before the end. Of every mark and correction it tells what became of it: only
//! what is on the disk, safe from a kill and from a power cut, is shown as done.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use serde::Serialize;

use super::context::{Outcome, WorkerContext};
use super::kept::{VIEW_KEY, trail_key};
use crate::app::{KeptView, Message, Session, Ticket, Trail, Trouble};
use crate::model::{DocumentId, Span};
use crate::notebook::{self, Error, Notebook};
use crate::query::{
    CorrectionLog, DocumentPage, Edit, Marks, NotebookChange, ReadingPosition, SearchChange, StepEntry,
    fingerprints_in,
};
use crate::terminal::program_thread::ProgramThread;
use crate::terminal::{Outbox, crash};

/// An entry of the notebook.
pub enum Entry {
    /// Marks and notes, all at once.
    Changes {
        ticket: Ticket,
        changes: Vec<NotebookChange>,
        collection: String,
    },
    Position {
        id: DocumentId,
        position: ReadingPosition,
    },
    /// The sentences in these stretches of a document were read.
    Read {
        page: Arc<DocumentPage>,
        seen: Vec<Span>,
    },
    /// No entry: the sentences read are told.
    LoadReadSentences,
    /// A document was opened, by its number in the order of that.
    Opened {
        id: DocumentId,
        number: u64,
    },
    Session {
        key: String,
        session: Session,
    },
    /// How things are shown in all collections.
    View(Box<KeptView>),
    /// What one can go back to, by the key of the session.
    Trail {
        session: String,
        trail: Trail,
    },
    /// Corrections of names, put in force once they are written.
    Correct {
        ticket: Ticket,
        edit: Edit,
        collection: String,
    },
    /// A change of the saved searches.
    Search {
        ticket: Ticket,
        change: SearchChange,
        collection: String,
    },
    /// The change before was a kept step, or made one undone or done again.
    Step {
        entry: StepEntry,
        collection: String,
    },
    /// A copy of the notebook, once a day.
    BackUp(jiff::civil::Date),
    /// No entry: the copies are listed.
    ListCopies,
    /// What stands in the copy of that name, in place of what stands there now.
    Restore {
        name: String,
        collection: String,
    },
}

/// The worker that writes entries. Dropping it waits until all are written.
pub struct NotebookWriter {
    entries: Option<Arc<Sender<Entry>>>,
    thread: Option<JoinHandle<()>>,
    context: WorkerContext,
    look: Option<notebook::LookThrough>,
}

impl NotebookWriter {
    /// Starts the worker.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(context: &WorkerContext, mut notebook: Notebook) -> io::Result<NotebookWriter> {
        let context = context.whose_failures_stay(|reason| Message::Trouble(Trouble::Notebook, reason));
        let look = notebook.look_through();
        let mut is_written = true;
        let work =
            move |context: &WorkerContext, entry| carry_out(&mut notebook, &mut is_written, context, entry);
        let (entries, thread) = context.serve_all(ProgramThread::Notebook, work)?;
        Ok(NotebookWriter { entries: Some(Arc::new(entries)), thread: Some(thread), context, look })
    }

    /// Has an entry written, after those before it.
    pub fn write(&self, entry: Entry) {
        if let Some(entries) = &self.entries {
            let _ = entries.send(entry);
        }
    }

    /// Has the notebook copied. One that was too large to be looked through at the start is looked
    /// through before, on a thread of its own: marks are written meanwhile.
    pub fn back_up(&self, today: jiff::civil::Date) {
        let look = self.look.clone().filter(|look| look.is_due(today));
        let Some((entries, look)) = self.entries.as_ref().zip(look) else {
            return self.write(Entry::BackUp(today));
        };
        // If the program ends before, all is done again at the next start.
        let (entries, context) = (Arc::downgrade(entries), self.context.clone());
        let started = crash::spawn(ProgramThread::Upkeep, move || match look.look() {
            Ok(()) => {
                if let Some(entries) = entries.upgrade() {
                    let _ = entries.send(Entry::BackUp(today));
                }
            }
            Err(error) => context.fail(in_words(&error)),
        });
        if let Err(error) = started {
            self.context.fail(error.to_string());
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

/// Tells the state what became of a change. It waits for that, so it is told even if writing panics.
struct Reply<'a> {
    outbox: &'a Outbox,
    ticket: Ticket,
    outcome: Outcome,
}

impl Drop for Reply<'_> {
    fn drop(&mut self) {
        let outcome = std::mem::replace(&mut self.outcome, Ok(()));
        self.outbox.send(Message::Recorded { ticket: self.ticket, outcome });
    }
}

/// Writes a change and tells what became of it; whether it is written.
fn record(
    notebook: &mut Notebook,
    outbox: &Outbox,
    ticket: Ticket,
    write: impl FnOnce(&mut Notebook) -> Result<(), Error>,
) -> bool {
    let fault = "a fault of perusal; a report is in its state folder".to_owned();
    let mut reply = Reply { outbox, ticket, outcome: Err(fault) };
    reply.outcome = write(notebook).map_err(|error| match error.is_damage() {
        true => suspected(notebook, &error),
        false => error.reason(),
    });
    reply.outcome.is_ok()
}

/// A failure; of a damaged notebook what will be done about it.
fn in_words(error: &Error) -> String {
    match error.is_damage() {
        true => "the notebook is damaged: the next start puts it together again".to_owned(),
        false => error.to_string(),
    }
}

/// A failure in words. After damage the next start looks at the whole notebook.
fn suspected(notebook: &Notebook, error: &Error) -> String {
    if error.is_damage() {
        notebook.suspect();
    }
    in_words(error)
}

/// Does one entry. `is_written` tells whether the last change was written.
fn carry_out(
    notebook: &mut Notebook,
    is_written: &mut bool,
    context: &WorkerContext,
    entry: Entry,
) -> Outcome {
    let WorkerContext { engine, outbox, .. } = context;
    let done = match entry {
        Entry::Changes { ticket, changes, collection } => {
            let write = |notebook: &mut Notebook| notebook.apply(&changes, &collection);
            *is_written = record(notebook, outbox, ticket, write);
            Ok(())
        }
        Entry::Correct { ticket, edit, collection } => {
            *is_written = record(notebook, outbox, ticket, |notebook| notebook.correct(&edit, &collection));
            if *is_written {
                engine.correct(&edit);
                let edit = edit.split();
                if !edit.names.is_empty() || !edit.stories.is_empty() {
                    outbox.send(Message::Corrected);
                }
                if !edit.documents.is_empty() {
                    context.read_corrected();
                }
            }
            Ok(())
        }
        Entry::Search { ticket, change, collection } => {
            let write = |notebook: &mut Notebook| notebook.keep_search(&change, &collection);
            *is_written = record(notebook, outbox, ticket, write);
            Ok(())
        }
        Entry::Step { entry, collection } => keep_step(notebook, *is_written, &entry, &collection),
        Entry::BackUp(today) => back_up(notebook, today),
        Entry::Position { id, position } => notebook.keep_position(id, &position),
        Entry::Session { key, session } => return keep_json(notebook, &key, &session),
        Entry::Read { page, seen } => keep_read(notebook, outbox, &page, &seen),
        Entry::LoadReadSentences => {
            notebook.read_sentences().map(|read| outbox.send(Message::ReadSentences(read)))
        }
        Entry::View(kept) => return keep_json(notebook, VIEW_KEY, &kept),
        Entry::Opened { id, number } => notebook.keep_opening(id, number),
        Entry::Trail { session, trail } => return keep_json(notebook, &trail_key(&session), &trail),
        Entry::ListCopies => notebook.list_copies().map(|copies| outbox.send(Message::Copies(copies))),
        Entry::Restore { name, collection } => restore(notebook, context, name, &collection),
    };
    done.map_err(|error| suspected(notebook, &error))
}

/// Keeps something as JSON under a key.
fn keep_json(notebook: &mut Notebook, key: &str, kept: &impl Serialize) -> Outcome {
    let json = serde_json::to_string(kept).map_err(|error| error.to_string())?;
    notebook.keep_session(key, &json).map_err(|error| suspected(notebook, &error))
}

/// Writes down which sentences of a document were read, and tells the state.
fn keep_read(
    notebook: &mut Notebook,
    outbox: &Outbox,
    page: &DocumentPage,
    seen: &[Span],
) -> Result<(), Error> {
    let fingerprints = fingerprints_in(&page.document, seen);
    if fingerprints.is_empty() {
        return Ok(());
    }
    notebook.keep_read_sentences(page.id, &fingerprints)?;
    outbox.send(Message::SentencesRead { id: page.id, fingerprints });
    Ok(())
}

/// Writes down a step, if its change was written.
fn keep_step(
    notebook: &mut Notebook,
    is_written: bool,
    entry: &StepEntry,
    collection: &str,
) -> Result<(), Error> {
    if is_written { notebook.keep_step(entry, collection) } else { Ok(()) }
}

/// Copies the notebook, then forgets what was deleted long ago: it is still in the copy.
fn back_up(notebook: &mut Notebook, today: jiff::civil::Date) -> Result<(), Error> {
    notebook.back_up(today)?;
    notebook.forget_deleted_notes(jiff::Timestamp::now().as_second()).map(drop)
}

/// Goes back to a copy, and has the state and the engine begin again with what it holds.
fn restore(
    notebook: &mut Notebook,
    context: &WorkerContext,
    name: String,
    collection: &str,
) -> Result<(), Error> {
    let before = notebook.corrections(collection)?;
    notebook.restore(&name, jiff::Zoned::now().date())?;
    let corrections = notebook.corrections(collection)?;
    let (held, holds) = (CorrectionLog::new(before), CorrectionLog::new(corrections.clone()));
    context.engine.correct(&held.change_to(&holds));
    context.read_corrected();
    let notes = notebook.notes(collection)?;
    let dossiers = notebook.dossiers(collection)?;
    let (marks, positions) =
        (Box::new(Marks { notes, dossiers, ..notebook.marks()? }), notebook.positions()?);
    let searches = notebook.searches(collection)?;
    context.outbox.send(Message::Restored { name, marks, positions, corrections, searches });
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::super::kept::{kept_view, session};
    use super::*;
    use crate::app::ViewChoices;
    use crate::engine::Engine;
    use crate::model::Kind;
    use crate::query::{Correction, NameReference};
    use crate::terminal::event::Event;

    fn context() -> (WorkerContext, std::sync::mpsc::Receiver<Event>) {
        let (sender, events) = channel();
        let engine = Engine::new(Vec::new(), Vec::new(), Vec::new());
        (WorkerContext::new(engine, Outbox(sender)), events)
    }

    #[test]
    fn a_session_is_found_again_under_its_key() {
        let (mut notebook, (context, _events)) = (Notebook::in_memory().unwrap(), context());
        let kept = Session { query: "dam".into(), selected: Some(DocumentId(7)), ..Session::default() };
        let entry = Entry::Session { key: "/a".into(), session: kept.clone() };
        carry_out(&mut notebook, &mut true, &context, entry).unwrap();
        assert_eq!(session(&notebook, "/a").unwrap(), kept);
        assert_eq!(session(&notebook, "/b").unwrap(), Session::default());
        // What one can go back to is kept apart, more often.
        let trail = Trail { searches: vec!["dam".into()], ..Trail::default() };
        carry_out(&mut notebook, &mut true, &context, Entry::Trail { session: "/a".into(), trail }).unwrap();
        assert_eq!(session(&notebook, "/a").unwrap(), Session { searches: vec!["dam".into()], ..kept });
        assert_eq!(session(&notebook, "/b").unwrap(), Session::default());
        notebook.keep_session("trail of /a", "[not a trail]").unwrap();
        notebook.keep_session("/a", "[not a session]").unwrap();
        assert_eq!(session(&notebook, "/a").unwrap(), Session::default());
    }

    #[test]
    fn how_things_are_shown_is_found_again_in_every_collection() {
        let (mut notebook, (context, _events)) = (Notebook::in_memory().unwrap(), context());
        assert_eq!(kept_view(&notebook).unwrap(), None);
        let chosen = ViewChoices { theme: "dark".into(), amounts: true, ..ViewChoices::default() };
        let kept = KeptView { chosen, ..KeptView::default() };
        carry_out(&mut notebook, &mut true, &context, Entry::View(Box::new(kept.clone()))).unwrap();
        assert_eq!(kept_view(&notebook).unwrap(), Some(kept));
        notebook.keep_session("view", "{\"chosen\": 7}").unwrap();
        assert_eq!(kept_view(&notebook).unwrap(), None);
    }

    #[test]
    fn whatever_finds_damage_has_the_next_start_look_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        drop(Notebook::open(&path).unwrap());
        // What happens to the file while it is open is found by no look at the start.
        let (mut notebook, (context, _events)) = (Notebook::open(&path).unwrap(), context());
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[4096..].fill(0xff);
        std::fs::write(&path, bytes).unwrap();
        let entry = Entry::BackUp("2030-01-05".parse().unwrap());
        let said = carry_out(&mut notebook, &mut true, &context, entry).unwrap_err();
        assert!(said.contains("next start") && path.with_extension("suspected").exists(), "{said}");
    }

    #[test]
    fn what_cannot_be_written_is_told_to_the_state() {
        let (mut notebook, (context, events)) = (Notebook::in_memory().unwrap(), context());
        let changes = vec![NotebookChange::star(DocumentId(404), true)];
        let entry = Entry::Changes { ticket: 7, changes, collection: "/a".into() };
        carry_out(&mut notebook, &mut true, &context, entry).unwrap();
        let Event::Message(Message::Recorded { ticket: 7, outcome: Err(reason) }) = events.recv().unwrap()
        else {
            panic!("it is not told")
        };
        assert!(reason.contains("does not know this document"), "{reason}");
        let edit = Edit::record([Correction::Hidden(NameReference::new(Kind::Person, "ZZ"))]);
        let entry = Entry::Correct { ticket: 8, edit, collection: "/a".into() };
        carry_out(&mut notebook, &mut true, &context, entry).unwrap();
        let told: Vec<_> = events.try_iter().collect();
        assert!(
            matches!(
                told[..],
                [
                    Event::Message(Message::Recorded { ticket: 8, outcome: Ok(()) }),
                    Event::Message(Message::Corrected)
                ]
            ),
            "{told:?}"
        );
    }
}
