//! Brings the index up to date in the background, and tells how far it is.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, Instant};

use super::crew::{Crew, Outcome};
use super::current::Current;
use super::mailbox::{Mailbox, Slot};
use crate::app::{Message, Progress};
use crate::index::{self, Index};
use crate::ingest::{self, Lists};
use crate::notebook::Notebook;
use crate::terminal::{Outbox, crash};

/// Progress is told this often at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// How long indexing may take to stop. What is not committed by then is read again the next
/// time.
const STOPPING: Duration = Duration::from_millis(200);

/// There is more to see.
struct Committed;

/// The worker that reads the folders. Dropping it stops it.
pub struct Ingest {
    runs: Option<Arc<Slot<()>>>,
    cancelled: Arc<AtomicBool>,
    /// Closed when it has stopped.
    ended: Receiver<()>,
}

impl Ingest {
    /// Starts the worker, which waits for its first run.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(crew: &Crew, mut notebook: Notebook, lists: Lists) -> io::Result<Ingest> {
        // A thread of its own: a new look may take longer than the next batch.
        let refresh = crew.serve_latest("refresh", refresh)?;
        let cancelled = Arc::new(AtomicBool::new(false));
        let (ending, ended) = channel::<()>();
        let cancel = Arc::clone(&cancelled);
        let next = Arc::new(OnceLock::<Weak<Slot<()>>>::new());
        let wait = Wait { next: Arc::clone(&next), waiting: Arc::default(), told: AtomicBool::new(false) };
        let runs = crew.serve_latest("ingest", move |crew, (), _| {
            let _dropped_with_the_worker = &ending;
            run(crew, &mut notebook, &lists, &refresh, &cancel, &wait)
        })?;
        let runs = Arc::new(runs);
        let _ = next.set(Arc::downgrade(&runs));
        Ok(Ingest { runs: Some(runs), cancelled, ended })
    }

    /// Looks for changes; after the run under way, if there is one.
    pub fn start_run(&self) {
        if let Some(runs) = &self.runs {
            runs.put(());
        }
    }
}

impl Drop for Ingest {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.runs = None;
        let _ = self.ended.recv_timeout(STOPPING);
    }
}

fn refresh(crew: &Crew, _: Committed, _: &Mailbox<Committed>) -> Outcome {
    crew.current.refresh().map_err(|error| crew.current.failed(&error))?;
    crew.outbox.send(Message::Changed);
    Ok(())
}

/// Waits for another program to be done with an index, then has another run started.
struct Wait {
    /// Gone when no more runs are wanted.
    next: Arc<OnceLock<Weak<Slot<()>>>>,
    /// Whether somebody waits already.
    waiting: Arc<AtomicBool>,
    /// Whether the reader knows of it.
    told: AtomicBool,
}

impl Wait {
    /// Starts a thread that sleeps until the index is free. It may sleep beyond the end of all
    /// other threads, and ends with the process.
    fn begin(&self, index: &Index) {
        if self.waiting.swap(true, Ordering::Relaxed) {
            return;
        }
        let (next, waiting, index) = (Arc::clone(&self.next), Arc::clone(&self.waiting), index.clone());
        let started = crash::spawn("waiting", move || {
            let free = index.wait_for_writer().is_ok();
            waiting.store(false, Ordering::Relaxed);
            if let Some(runs) = next.get().and_then(Weak::upgrade).filter(|_| free) {
                runs.put(());
            }
        });
        // Without it the reader can still ask for a look.
        if started.is_err() {
            self.waiting.store(false, Ordering::Relaxed);
        }
    }
}

/// Makes indexes anew that turn out to be damaged.
fn mend(current: &Current, outbox: &Outbox) -> Outcome {
    if current.mend().map_err(|error| error.to_string())? > 0 {
        outbox.send(Message::Failed("the index was damaged and is being made anew".to_owned()));
        outbox.send(Message::Changed);
    }
    Ok(())
}

/// Goes through all roots. A root that fails is told, and the next is gone through.
fn run(
    crew: &Crew,
    notebook: &mut Notebook,
    lists: &Lists,
    refresh: &Slot<Committed>,
    cancelled: &AtomicBool,
    wait: &Wait,
) -> Outcome {
    let Crew { current, outbox } = crew;
    mend(current, outbox)?;
    let mut busy = false;
    let mut teller = Teller { outbox, before: Progress::default(), told: None };
    let mut changed = false;
    for (root, index) in &current.roots() {
        let mut committed = 0;
        let tell = &mut |progress: &ingest::Progress| {
            if progress.committed > committed {
                committed = progress.committed;
                refresh.put(Committed);
            }
            teller.tell(progress);
        };
        match ingest::run(root, index, notebook, lists, cancelled, tell) {
            Ok(summary) => {
                changed |= summary.read + summary.removed > 0;
                teller.before.done += summary.read;
                teller.before.of += summary.read;
                teller.before.problems += summary.problems.len();
            }
            Err(ingest::Error::Index(index::Error::Busy { .. })) => {
                busy = true;
                wait.begin(index);
            }
            Err(ingest::Error::Index(error)) => outbox.send(Message::Failed(current.failed(&error))),
            Err(error @ ingest::Error::Notebook(_)) => outbox.send(Message::Failed(error.to_string())),
            Err(error) => outbox.send(Message::Failed(format!("{error} ({})", root.path().display()))),
        }
    }
    if cancelled.load(Ordering::Relaxed) {
        return Ok(());
    }
    if busy {
        outbox.send(Message::Failed("another perusal is reading this folder; R looks again".to_owned()));
    }
    if wait.told.swap(busy, Ordering::Relaxed) && !busy {
        outbox.send(Message::Done("the other perusal is done with this folder".to_owned()));
    }
    let shown = current.snapshot().map_err(|error| current.failed(&error))?.counts();
    let counts = current.refresh().map_err(|error| current.failed(&error))?.counts();
    // Another process may have done the work.
    if changed || counts != shown {
        outbox.send(Message::Changed);
    }
    let problems = counts.problems as usize;
    outbox.send(Message::Progress(Progress { problems, finished: !busy, ..teller.before }));
    Ok(())
}

/// Tells progress, but not too often.
struct Teller<'a> {
    outbox: &'a Outbox,
    /// What came of the roots that are done.
    before: Progress,
    told: Option<Instant>,
}

impl Teller<'_> {
    fn tell(&mut self, progress: &ingest::Progress) {
        if self.told.is_some_and(|told| told.elapsed() < INTERVAL) {
            return;
        }
        self.told = Some(Instant::now());
        self.outbox.send(Message::Progress(Progress {
            done: self.before.done + progress.done,
            of: self.before.of + progress.of,
            problems: self.before.problems + progress.problems,
            finished: false,
        }));
    }
}
