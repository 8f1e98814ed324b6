//! Brings the index up to date in the background, and tells how far it is.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::crew::{Crew, Outcome};
use super::mailbox::{Mailbox, Slot};
use crate::app::{Message, Progress};
use crate::ingest;
use crate::notebook::Notebook;
use crate::terminal::Outbox;

/// Progress is told this often at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// How long indexing may take to stop. What is not committed by then is read again the next
/// time.
const STOPPING: Duration = Duration::from_millis(200);

/// There is more to see.
struct Committed;

/// The worker that reads the folders. Dropping it stops it.
pub struct Ingest {
    runs: Option<Slot<()>>,
    cancelled: Arc<AtomicBool>,
    /// Closed when it has stopped.
    ended: Receiver<()>,
}

impl Ingest {
    /// Starts the worker, which waits for its first run.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(crew: &Crew, mut notebook: Notebook) -> io::Result<Ingest> {
        // A thread of its own: a new look may take longer than the next batch.
        let refresh = crew.serve_latest("refresh", refresh)?;
        let cancelled = Arc::new(AtomicBool::new(false));
        let (ending, ended) = channel::<()>();
        let cancel = Arc::clone(&cancelled);
        let runs = crew.serve_latest("ingest", move |crew, (), _| {
            let _dropped_with_the_worker = &ending;
            run(crew, &mut notebook, &refresh, &cancel)
        })?;
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
    crew.current.refresh().map_err(|error| error.to_string())?;
    crew.outbox.send(Message::Changed);
    Ok(())
}

/// Goes through all roots. A root that fails is told, and the next is gone through.
fn run(crew: &Crew, notebook: &mut Notebook, refresh: &Slot<Committed>, cancelled: &AtomicBool) -> Outcome {
    let Crew { current, outbox } = crew;
    let mut teller = Teller { outbox, before: Progress::default(), told: None };
    let mut changed = false;
    for (root, index) in current.roots() {
        let mut committed = 0;
        let tell = &mut |progress: &ingest::Progress| {
            if progress.committed > committed {
                committed = progress.committed;
                refresh.put(Committed);
            }
            teller.tell(progress);
        };
        match ingest::run(root, index, notebook, cancelled, tell) {
            Ok(summary) => {
                changed |= summary.read + summary.removed > 0;
                teller.before.done += summary.read;
                teller.before.of += summary.read;
                teller.before.problems += summary.problems.len();
            }
            Err(error) => outbox.send(Message::Failed(format!("{}: {error}", root.path().display()))),
        }
    }
    if cancelled.load(Ordering::Relaxed) {
        return Ok(());
    }
    let shown = current.snapshot().map_err(|error| error.to_string())?.counts();
    let counts = current.refresh().map_err(|error| error.to_string())?.counts();
    // Another process may have done the work.
    if changed || counts != shown {
        outbox.send(Message::Changed);
    }
    let problems = counts.problems as usize;
    outbox.send(Message::Progress(Progress { problems, finished: true, ..teller.before }));
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
