//! Brings the index up to date in the background, and tells how far it is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::current::Current;
use super::mailbox::Slot;
use super::{Outbox, Outcome};
use crate::app::{Message, Progress};
use crate::ingest;
use crate::notebook::Notebook;

/// Progress is told this often at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// Says to whoever looks at the collection that there is more to see.
pub struct Committed;

/// Goes through all roots. A root that fails is told, and the next is gone through.
pub fn run(
    current: &Current,
    notebook: &mut Notebook,
    outbox: &Outbox,
    refresh: &Slot<Committed>,
    cancelled: &AtomicBool,
) -> Outcome {
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
