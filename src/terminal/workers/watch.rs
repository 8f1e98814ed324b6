//! The watch: notices what appears, changes or goes in the open folders, and has the folders looked through
//! once a burst of changes is over. It knows folders only; what of a change matters is found by the run.
//!
//! Watched is what the last run looked into, folder by folder: links are followed as far as the run follows
//! them, and no further. Where folders came to be watched by that, another run follows, since what came between
//! the run and the watch was noticed by neither. What was looked into last is watched before the first run, so that
//! mostly no other follows it.
//!
//! Not here: the run itself (`ingest`), when a burst is over (`burst`), which events count (`watched`), and which
//! disks tell of none (`remote`).

use std::collections::HashSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::burst::Burst;
use super::context::WorkerContext;
use super::remote::is_remote;
use super::watched::{Looked, WatchMessage, WatchedFolders};
use crate::app::{Message, Trouble};
use crate::config::WatchBy;
use crate::terminal::crash;
use crate::terminal::program_thread::ProgramThread;

/// How often it is looked whether a root that is away has come back. Set by hand.
const RETURNING: Duration = Duration::from_secs(5);

/// What is said with the reason why changes are not noticed.
const BY_HAND: &str = "R looks for them, and watch = \"poll\" in the settings looks every minute";

/// The thread that watches. Dropping it ends it.
pub struct Watch {
    told: Sender<WatchMessage>,
}

impl Watch {
    /// Starts to watch, as it is set. Nothing is watched before the first run has said what there is.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(context: &WorkerContext, by: WatchBy) -> io::Result<Watch> {
        let (told, receiver) = channel();
        let context = context.clone();
        match by {
            WatchBy::Off => {}
            WatchBy::Time(every) => {
                crash::spawn(ProgramThread::Watch, move || poll(&context, every, &receiver))?;
            }
            WatchBy::Events => {
                let mut watching = Watching {
                    context,
                    watcher: None,
                    told: told.clone(),
                    folders: Arc::default(),
                    burst: Burst::default(),
                    away: Vec::new(),
                    refused: false,
                };
                crash::spawn(ProgramThread::Watch, move || watching.go(&receiver))?;
            }
        }
        Ok(Watch { told })
    }

    /// Where a run says what it has looked into.
    pub fn told(&self) -> Sender<WatchMessage> {
        self.told.clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Without a thread nobody is told.
        let _ = self.told.send(WatchMessage::End);
    }
}

/// Has the folders looked through each time so much has passed since the last look.
fn poll(context: &WorkerContext, every: Duration, told: &Receiver<WatchMessage>) {
    loop {
        match told.recv_timeout(every) {
            Ok(WatchMessage::End) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => context.look_again(),
        }
    }
}

/// What the thread works with.
struct Watching {
    context: WorkerContext,
    /// Made when there is something to watch.
    watcher: Option<RecommendedWatcher>,
    /// Where the watcher sends what it notices.
    told: Sender<WatchMessage>,
    folders: Arc<Mutex<WatchedFolders>>,
    burst: Burst,
    /// Roots that are not there at the moment.
    away: Vec<PathBuf>,
    /// It was said that something cannot be watched: once is enough.
    refused: bool,
}

impl Watching {
    fn go(&mut self, receiver: &Receiver<WatchMessage>) {
        loop {
            let told = match self.next_look() {
                None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(left) => receiver.recv_timeout(left),
            };
            match told {
                Ok(WatchMessage::End) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(WatchMessage::Changed) => self.burst.note(Instant::now()),
                Ok(WatchMessage::Gone(folder)) => self.forget(&folder),
                Ok(WatchMessage::Known { folders, watched }) => {
                    self.watch_known(folders);
                    drop(watched);
                }
                Ok(WatchMessage::Looked(looked)) => self.watch(looked),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.away.iter().any(|root| root.exists()) {
                self.away.clear();
                self.burst.note(Instant::now());
            }
            if self.burst.take_due(Instant::now()) {
                self.context.look_again();
            }
        }
    }

    /// How long nothing need be done; `None` as long as nothing happens.
    fn next_look(&self) -> Option<Duration> {
        let due = self.burst.due_in(Instant::now());
        let returning = (!self.away.is_empty()).then_some(RETURNING);
        due.into_iter().chain(returning).min()
    }

    /// Watches folders that a run is about to look into, most likely.
    fn watch_known(&mut self, folders: Vec<PathBuf>) {
        if let Err(reason) = self.change(&[], folders.into_iter().map(|folder| (folder, None)).collect()) {
            self.refuse(&reason);
        }
    }

    /// Watches what a run has looked into, and nothing else.
    fn watch(&mut self, looked: Looked) {
        self.away = looked.away;
        let wanted: HashSet<&Path> = looked.folders.iter().map(|(folder, _)| folder.as_path()).collect();
        let unwanted = lock(&self.folders).keep(&|folder| wanted.contains(folder));
        let (new, known): (Vec<_>, Vec<_>) =
            looked.folders.into_iter().partition(|(folder, _)| !lock(&self.folders).has(folder));
        for (folder, only) in known {
            lock(&self.folders).add(folder, only);
        }
        let added = match self.change(&unwanted, new) {
            Ok(added) => added,
            Err(reason) => {
                self.refuse(&reason);
                false
            }
        };
        if added || looked.unsettled {
            self.burst.note(Instant::now());
        }
    }

    /// Has the system watch other folders; whether there are more.
    fn change(
        &mut self,
        unwanted: &[PathBuf],
        new: Vec<(PathBuf, Option<OsString>)>,
    ) -> Result<bool, String> {
        if self.watcher.is_none() && new.is_empty() {
            return Ok(false);
        }
        if let Some((folder, _)) = new.iter().find(|(folder, _)| is_remote(folder)) {
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
            self.refuse(&format!("the disk of {name} need not tell of changes"));
        }
        let folders = Arc::clone(&self.folders);
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            none => none.insert(watcher(self.told.clone(), folders).map_err(|error| words(&error))?),
        };
        let mut paths = watcher.paths_mut();
        for folder in unwanted {
            // It may be gone.
            let _ = paths.remove(folder);
        }
        let mut outcome = Ok(false);
        for (folder, only) in new {
            // Before it is watched: what happens from then on counts.
            lock(&self.folders).add(folder.clone(), only);
            match paths.add(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => outcome = outcome.map(|_| true),
                Err(error) => {
                    lock(&self.folders).remove(&folder);
                    match error.kind {
                        // It went meanwhile, which is noticed where it was.
                        ErrorKind::PathNotFound => {}
                        ErrorKind::MaxFilesWatch => {
                            outcome = Err(words(&error));
                            break;
                        }
                        _ => outcome = Err(words(&error)),
                    }
                }
            }
        }
        paths.commit().map_err(|error| words(&error)).and(outcome)
    }

    /// A folder is gone: one of its name that comes is another.
    fn forget(&mut self, folder: &Path) {
        if lock(&self.folders).remove(folder)
            && let Some(watcher) = &mut self.watcher
        {
            let _ = watcher.unwatch(folder);
        }
        self.burst.note(Instant::now());
    }

    /// Says once that not everything is watched.
    fn refuse(&mut self, reason: &str) {
        if !std::mem::replace(&mut self.refused, true) {
            let said = format!("changes may go unnoticed ({reason}): {BY_HAND}");
            self.context.outbox.send(Message::Trouble(Trouble::Opening, said));
        }
    }
}

/// A poisoned lock is taken all the same: the table is whole at every moment.
fn lock(folders: &Mutex<WatchedFolders>) -> MutexGuard<'_, WatchedFolders> {
    folders.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A watcher that sends what counts.
fn watcher(
    told: Sender<WatchMessage>,
    folders: Arc<Mutex<WatchedFolders>>,
) -> notify::Result<RecommendedWatcher> {
    notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // What the system could not tell is as if something had changed.
        let noticed =
            event.map_or_else(|_| vec![WatchMessage::Changed], |event| lock(&folders).told_by(&event));
        for noticed in noticed {
            let _ = told.send(noticed);
        }
    })
}

/// Why something cannot be watched, in words for the reader.
fn words(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders".to_owned(),
        ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}
