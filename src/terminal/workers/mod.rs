//! The worker threads, which carry out effects: `questions` answers, `ingest` reads the folders,
//! `watch` notices changes in them,
//! `notebook_writer` saves what the user does, `exporter` writes dossiers into files, `folders` looks at paths that are
//! typed.
//!
//! Not here: deciding what is asked and when (`app`), and the answers (`engine`).

mod burst;
mod context;
mod exporter;
mod folders;
mod in_home;
mod ingest;
mod kept;
mod known_folders;
mod latest;
mod notebook_writer;
mod opener;
mod progress_reporter;
mod questions;
mod remote;
mod watch;
mod watched;

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use self::context::WorkerContext;
use self::exporter::Exporter;
use self::folders::FolderJob;
use self::in_home::in_home;
use self::ingest::Ingest;
use self::notebook_writer::{Entry, NotebookWriter};
use self::opener::OpeningJob;
use self::questions::Questions;

use super::Outbox;
use super::clipboard::Clipboard;
use super::program_thread::ProgramThread;
use crate::app::{Effect, ExportJob, Message};
use crate::config::WatchBy;
use crate::engine::Engine;
use crate::ingest::Lists;
use crate::ingest::own_lists::wanted_names;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::Shown;

pub use self::kept::{kept_view, session};
pub use self::opener::Opener;

/// All workers, seen from the loop. Dropping them ends everything in good order: indexing stops,
/// and what was to be written down is.
pub struct Workers {
    ingest: Ingest,
    notebook: NotebookWriter,
    questions: Questions,
    clipboard: Sender<String>,
    opener: Sender<OpeningJob>,
    exporter: Sender<ExportJob>,
    names: Sender<String>,
    folders: Sender<FolderJob>,
    /// For what is done at the end.
    context: WorkerContext,
    shown: Mutex<Option<Box<Shown>>>,
    keys: NotebookKeys,
}

/// The notebook, once for each worker that needs it: SQLite lets one read while the other writes.
pub struct Notebooks {
    /// For the worker that writes down what the reader does.
    pub writer: Notebook,
    /// For the worker that reads the folders.
    pub ingest: Notebook,
}

/// The ways to the desktop of the person at the keyboard.
pub struct Desktop {
    /// To its clipboard.
    pub clipboard: Clipboard,
    /// To its programs.
    pub opener: Opener,
}

/// What the reader has beside the notebook.
pub struct OwnFiles {
    /// Lists of names.
    pub lists: Lists,
    /// Where everything is kept.
    pub paths: Paths,
}

/// The keys under which the notebook keeps what is not about a single document.
pub struct NotebookKeys {
    /// Of the state of the screen.
    pub session: String,
    /// Of the corrections that hold in the open collection only, and of its saved searches.
    pub collection: String,
}

impl Workers {
    /// Starts them.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(
        engine: Engine,
        notebooks: Notebooks,
        own: OwnFiles,
        desktop: Desktop,
        watch: WatchBy,
        keys: NotebookKeys,
        outbox: Outbox,
    ) -> io::Result<Workers> {
        let context = WorkerContext::new(engine, outbox);
        let OwnFiles { lists, paths } = own;
        let Desktop { clipboard, opener } = desktop;
        let open = move |context: &WorkerContext, job| opener.open(context, job);
        let copy = move |context: &WorkerContext, text: String| {
            context.outbox.send(Message::Done(clipboard.copy(&text, &context.outbox)?));
            Ok(())
        };
        let lists = Arc::new(lists);
        let exporter = Exporter { lists: Arc::clone(&lists), collection: keys.collection.clone() };
        let export = move |context: &WorkerContext, job| exporter.export(context, job);
        let known = Arc::clone(&lists);
        let read_names = move |context: &WorkerContext, named: String| {
            let (names, faults) = wanted_names(&known, &in_home(&named))?;
            context.outbox.send(Message::Names { of: named, names, faults });
            Ok(())
        };
        let look = move |context: &WorkerContext, job| folders::look(context, &paths, job);
        Ok(Workers {
            questions: Questions::start(&context)?,
            notebook: NotebookWriter::start(&context, notebooks.writer)?,
            clipboard: context.serve_all(ProgramThread::Clipboard, copy)?.0,
            opener: context.serve_all(ProgramThread::Opener, open)?.0,
            exporter: context.serve_all(ProgramThread::Exporter, export)?.0,
            names: context.serve_all(ProgramThread::Names, read_names)?.0,
            folders: context.serve_all(ProgramThread::Folders, look)?.0,
            ingest: Ingest::start(&context, notebooks.ingest, lists, watch)?,
            context,
            shown: Mutex::default(),
            keys,
        })
    }

    /// Has an effect performed. Those that concern the terminal itself are left to the event loop.
    pub fn perform(&self, effect: Effect) {
        // A worker that has ended has reported why.
        match effect {
            Effect::Ask { ticket, question } => self.questions.ask(ticket, question),
            Effect::Correct { ticket, edit } => {
                let collection = self.keys.collection.clone();
                self.notebook.write(Entry::Correct { ticket, edit, collection });
            }
            Effect::Record { ticket, changes } => {
                let collection = self.keys.collection.clone();
                self.notebook.write(Entry::Changes { ticket, changes, collection });
            }
            Effect::Save { ticket, change } => {
                let collection = self.keys.collection.clone();
                self.notebook.write(Entry::Search { ticket, change, collection });
            }
            Effect::Step(entry) => {
                self.notebook.write(Entry::Step { entry, collection: self.keys.collection.clone() });
            }
            Effect::ListCopies => self.notebook.write(Entry::ListCopies),
            Effect::Restore(name) => {
                self.notebook.write(Entry::Restore { name, collection: self.keys.collection.clone() });
            }
            Effect::KeepRead { page, seen } => self.notebook.write(Entry::Read { page, seen }),
            Effect::LoadReadSentences => self.notebook.write(Entry::LoadReadSentences),
            Effect::Opened { id, number } => self.notebook.write(Entry::Opened { id, number }),
            Effect::KeepTrail(trail) => {
                self.notebook.write(Entry::Trail { session: self.keys.session.clone(), trail });
            }
            Effect::Position { id, position } => self.notebook.write(Entry::Position { id, position }),
            Effect::Remember(session) => {
                self.notebook.write(Entry::Session { key: self.keys.session.clone(), session });
            }
            Effect::KeepSeen(shown) => {
                *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
            }
            Effect::KeepView(kept) => self.notebook.write(Entry::View(kept)),
            Effect::Copy(text) => _ = self.clipboard.send(text),
            Effect::OpenFile { id, page } => _ = self.opener.send(OpeningJob::File { id, page }),
            Effect::OpenAddress(address) => _ = self.opener.send(OpeningJob::Address(address)),
            Effect::Export(job) => _ = self.exporter.send(*job),
            Effect::ListFolders(typed) => _ = self.folders.send(FolderJob::List(typed)),
            Effect::FindFolder(named) => _ = self.folders.send(FolderJob::Find(named)),
            Effect::ReadNames(named) => _ = self.names.send(named),
            Effect::Refresh => self.ingest.start_run(),
            Effect::StartUpkeep => {
                self.ingest.start_run();
                self.notebook.back_up(jiff::Zoned::now().date());
            }
            Effect::WriteInEditor(_)
            | Effect::Suspend
            | Effect::Repaint
            | Effect::OpenInstead(_)
            | Effect::Quit => {}
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let shown = self.shown.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(shown) = shown {
            // Without it the next start counts anew.
            self.context
                .survive(|| self.context.engine.keep_seen(&shown).map_err(|failure| failure.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::app::input::keymap::Keymap;
    use crate::app::{App, Session, Settings, update};
    use crate::config::CopyBy;
    use crate::query::Answer;
    use crate::terminal::event::Event;
    use crate::terminal::programs::Programs;

    /// Two answers reach the state, then the program ends; the failures that are reported.
    fn reported(notebook: Notebook) -> Vec<String> {
        let (sender, events) = channel();
        let notebooks = Notebooks { ingest: notebook.another().unwrap(), writer: notebook };
        let desktop = Desktop {
            clipboard: Clipboard::new(CopyBy::Auto, &|_| None),
            opener: Opener::new(Programs::built_in().unwrap(), Default::default(), &|_| None),
        };
        let engine = Engine::new(Vec::new(), Vec::new(), Vec::new());
        let paths = Paths::find(Some(std::path::Path::new("home")), &|_| None).unwrap();
        let own = OwnFiles { lists: Lists::default(), paths };
        let keys = NotebookKeys { session: String::new(), collection: String::new() };
        let workers =
            Workers::start(engine, notebooks, own, desktop, WatchBy::Off, keys, Outbox(sender)).unwrap();
        let mut app = App::new(Keymap::default(), Settings::default(), Session::default(), (80, 24));
        let results = || Answer::Results { results: Default::default(), rows: Vec::new() };
        for ticket in [1, 2] {
            let message = Message::Answer { ticket, answer: Ok(results()) };
            update(&mut app, message).into_iter().for_each(|effect| workers.perform(effect));
        }
        drop(workers);
        let failures = events.iter().filter_map(|event| match event {
            Event::Message(Message::Trouble(_, text)) => Some(text),
            _ => None,
        });
        failures.collect()
    }

    #[test]
    fn the_notebook_is_copied_once_there_is_something_to_see() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        assert_eq!(reported(notebook), [""; 0]);
        assert_eq!(std::fs::read_dir(folder.path().join("backups")).unwrap().count(), 1);
    }

    #[test]
    fn a_copy_that_cannot_be_made_is_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::open(&folder.path().join("notebook.db")).unwrap();
        std::fs::write(folder.path().join("backups"), "a file").unwrap();
        let failures = reported(notebook);
        assert!(
            failures.len() == 1 && failures[0].starts_with("cannot back up the notebook: "),
            "{failures:?}"
        );
    }
}
