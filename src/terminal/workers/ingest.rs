//! The worker that brings the index up to date in the background, and reports progress.

use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::context::{Outcome, RunReason, WorkerContext};
use super::known_folders;
use super::latest::LatestSender;
use super::progress_reporter::ProgressReporter;
use super::watch::Watch;
use super::watched::WatchMessage;
use crate::app::{Message, News, Progress, Trouble};
use crate::config::WatchBy;
use crate::engine::Engine;
use crate::index::{self, Index};
use crate::ingest::{self, Lists, Root};
use crate::notebook::Notebook;
use crate::query::{Answer, CollectionCounts, Failure, Question};
use crate::terminal::program_thread::ProgramThread;
use crate::terminal::{Outbox, crash};

/// How long indexing may take to stop. What is not committed by then is read again the next
/// time.
const STOPPING: Duration = Duration::from_millis(200);

/// How much less of a core than the screen and the answers reading files gets where both want it, as `nice` counts: a tenth.
/// Set by hand.
#[cfg(target_os = "linux")]
const BEHIND_THE_SCREEN: i32 = 10;

/// Said when a document was corrected whose file cannot be read now.
const AWAY: &str = "its file is not there now: what you said shows once it can be read";

/// Documents were committed, so that there is more to see.
struct Committed;

/// Has this thread, and all that it starts, give way to the others where both want a core: keys and answers come before
/// reading and before segments that are merged. Elsewhere a whole program gives way or none of it, so nothing is done.
fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(BEHIND_THE_SCREEN);
}

/// The worker that reads the folders. Dropping it stops it.
pub struct Ingest {
    runs: Option<Arc<LatestSender<RunReason>>>,
    /// Ends with it.
    _watch: Watch,
    cancelled: Arc<AtomicBool>,
    /// Closed when it has stopped.
    ended: Receiver<()>,
}

impl Ingest {
    /// Starts the worker, which waits for its first run.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(
        context: &WorkerContext,
        notebook: Notebook,
        lists: Arc<Lists>,
        watch: WatchBy,
    ) -> io::Result<Ingest> {
        let context = &context.whose_failures_stay(|reason| Message::Trouble(Trouble::Run, reason));
        // A thread of its own: opening the index again may take longer than the next batch.
        let refresh = context.serve_latest(ProgramThread::Refresh, refresh)?;
        let watch = Watch::start(context, watch)?;
        let cancelled = Arc::new(AtomicBool::new(false));
        let (ending, ended) = channel::<()>();
        let stop = Arc::clone(&cancelled);
        let mut reader = FolderReader {
            notebook,
            lists,
            refresh,
            cancelled: stop,
            wait: IndexWait::default(),
            begun_anew: HashSet::new(),
            has_looked: false,
            watch: watch.told(),
        };
        let runs = context.serve_latest(ProgramThread::Ingest, move |context, reason| {
            let _dropped_with_the_worker = &ending;
            reader.run(context, reason)
        })?;
        let runs = Arc::new(runs);
        let _ = context.runs.set(Arc::downgrade(&runs));
        Ok(Ingest { runs: Some(runs), _watch: watch, cancelled, ended })
    }

    /// Starts a run; after the run under way, if there is one.
    pub fn start_run(&self) {
        if let Some(runs) = &self.runs {
            runs.put(RunReason::Asked);
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

fn refresh(context: &WorkerContext, _: Committed) -> Outcome {
    context.engine.refresh().map_err(|failure| failure.to_string())?;
    context.outbox.send(Message::Changed);
    Ok(())
}

/// Waits for another program to be done with an index, then has another run started.
#[derive(Default)]
struct IndexWait {
    /// Whether a thread waits already.
    waiting: Arc<AtomicBool>,
    /// Whether the reader has been notified of it.
    notified: AtomicBool,
}

impl IndexWait {
    /// Starts a thread that sleeps until the index is free. It may sleep beyond the end of all
    /// other threads, and ends with the process.
    fn begin(&self, context: &WorkerContext, index: &Index) {
        if self.waiting.swap(true, Ordering::Relaxed) {
            return;
        }
        let (runs, waiting, index) = (Arc::clone(&context.runs), Arc::clone(&self.waiting), index.clone());
        let started = crash::spawn(ProgramThread::IndexWait, move || {
            let free = index.wait_for_writer().is_ok();
            waiting.store(false, Ordering::Relaxed);
            if let Some(runs) = runs.get().and_then(Weak::upgrade).filter(|_| free) {
                runs.put(RunReason::Asked);
            }
        });
        // Without the thread the reader can still ask for a run.
        if started.is_err() {
            self.waiting.store(false, Ordering::Relaxed);
        }
    }
}

/// Empties indexes that turn out to be damaged, so that they are filled again.
fn mend(engine: &Engine, outbox: &Outbox) -> Outcome {
    let mended = engine.mend().map_err(|failure| failure.to_string())?;
    if !mended.is_empty() {
        report_mended(outbox, &mended.join(", "));
    }
    Ok(())
}

/// Reports that an empty index is in the place of the one of a folder.
fn report_mended(outbox: &Outbox, folder: &str) {
    outbox.send(Message::Failed(format!("the index of {folder} was damaged and is made anew")));
    outbox.send(Message::Changed);
}

/// Reports what came of a run for corrected documents. Nothing else was looked at, so nothing else is said.
fn report_corrected(outbox: &Outbox, changed: bool, away: usize) {
    if changed {
        outbox.send(Message::Changed);
    }
    if away > 0 {
        outbox.send(Message::Done(AWAY.to_owned()));
    }
}

/// What is said when the index of a folder cannot be brought up to date.
fn not_read(why: &Failure) -> String {
    format!("the folder is not read: {why}")
}

/// How much is in the collection, by its latest snapshot.
fn counts(engine: &Engine) -> Result<CollectionCounts, String> {
    match engine.ask(&Question::Counts) {
        Ok(Answer::Counts(counts)) => Ok(counts),
        Ok(_) => Ok(CollectionCounts::default()),
        Err(failure) => Err(failure.to_string()),
    }
}

/// What the worker keeps from one run to the next.
struct FolderReader {
    notebook: Notebook,
    lists: Arc<Lists>,
    refresh: LatestSender<Committed>,
    cancelled: Arc<AtomicBool>,
    wait: IndexWait,
    /// The numbers of the roots whose index could not be written and was made anew: once is enough.
    begun_anew: HashSet<usize>,
    /// Whether a run has gone through the folders before.
    has_looked: bool,
    /// Where it is said what a run has looked into.
    watch: Sender<WatchMessage>,
}

/// What became of a root in a run.
enum RootOutcome {
    /// Gone through; whether there is something else in the index now.
    Read { changed: bool },
    /// Nothing is there: what was read last is shown.
    Away,
    /// Another program is writing its index.
    Busy,
    /// Not gone through, which is reported.
    Failed,
}

impl FolderReader {
    /// Goes through all roots, and says that the run has ended whatever became of it.
    fn run(&mut self, context: &WorkerContext, reason: RunReason) -> Outcome {
        let outcome = self.go_through(context, reason);
        if outcome.is_err() {
            let ended = Progress { finished: true, failed: true, ..Progress::default() };
            context.outbox.send(Message::Progress(ended));
        }
        outcome
    }

    /// Goes through all roots. A root that fails is reported, and the next is gone through.
    fn go_through(&mut self, context: &WorkerContext, reason: RunReason) -> Outcome {
        let WorkerContext { engine, outbox, .. } = context;
        mend(engine, outbox)?;
        let (mut busy, mut failed, mut changed) = (false, false, false);
        let first = counts(engine)?;
        let mut reporter = ProgressReporter::new(outbox, reason);
        if !std::mem::replace(&mut self.has_looked, true) {
            give_way();
            self.watch_what_is_known(&engine.roots());
        }
        for (number, (root, index)) in engine.roots().iter().enumerate() {
            match self.read(context, number, (root, index), &mut reporter) {
                RootOutcome::Read { changed: this } => changed |= this,
                RootOutcome::Away => reporter.looked.away.push(root.path().to_owned()),
                RootOutcome::Busy => busy = true,
                RootOutcome::Failed => failed = true,
            }
        }
        if self.cancelled.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.report_busy(context, busy);
        let shown = counts(engine)?;
        engine.refresh().map_err(|failure| failure.to_string())?;
        if reason == RunReason::Corrected {
            report_corrected(outbox, changed, reporter.before.away);
            return Ok(());
        }
        let counts = counts(engine)?;
        // Another process may have done the work.
        if changed || counts != shown {
            outbox.send(Message::Changed);
        }
        let problems = counts.problems as usize;
        if reason == RunReason::Noticed {
            let expected = first.documents as usize + reporter.news.new;
            let gone = expected.saturating_sub(counts.documents as usize);
            outbox.send(Message::News(News { gone, ..reporter.news }));
        }
        outbox.send(Message::Progress(Progress { problems, finished: !busy, failed, ..reporter.before }));
        if !busy && !failed {
            let _ = self.watch.send(WatchMessage::Looked(reporter.looked));
        }
        Ok(())
    }

    /// Has the folders watched that were looked into last, before they are looked into: what comes from then on is
    /// noticed, and no other run has to follow this one.
    fn watch_what_is_known(&self, roots: &[(Root, Index)]) {
        let folders = roots.iter().flat_map(|(root, index)| known_folders::read(root, index)).collect();
        let (watched, is_watched) = channel();
        if self.watch.send(WatchMessage::Known { folders, watched }).is_ok() {
            // It ends with the message, if only since nobody watches.
            let _ = is_watched.recv();
        }
    }

    /// Goes through one root.
    fn read(
        &mut self,
        context: &WorkerContext,
        number: usize,
        (root, index): (&Root, &Index),
        reporter: &mut ProgressReporter,
    ) -> RootOutcome {
        let mut committed = 0;
        let sort = reporter.sort();
        let report = &mut |progress: &ingest::Progress| {
            if progress.committed > committed {
                committed = progress.committed;
                self.refresh.put(Committed);
            }
            reporter.report(progress);
        };
        let run = ingest::run_as(sort, root, index, &mut self.notebook, &self.lists, &self.cancelled, report);
        let summary = match run {
            Ok(summary) => summary,
            Err(ingest::Error::Index(index::Error::Busy { .. })) => {
                self.wait.begin(context, index);
                return RootOutcome::Busy;
            }
            Err(ingest::Error::Index(error))
                if error.is_mended_by_rebuilding() && self.begun_anew.insert(number) =>
            {
                match context.engine.begin_anew(number) {
                    Ok(folder) => report_mended(&context.outbox, &folder),
                    Err(failure) => context.fail(failure.to_string()),
                }
                context.start_run();
                return RootOutcome::Failed;
            }
            // It shows what was read last, which is said above the list.
            Err(ingest::Error::Root(error)) if error.kind() == io::ErrorKind::NotFound => {
                reporter.before.away += index.known_files().map_or(0, |known| known.len());
                return RootOutcome::Away;
            }
            Err(error) => {
                context.fail(match &error {
                    ingest::Error::Index(error) => not_read(&context.engine.failure(error)),
                    ingest::Error::Notebook(_) => error.to_string(),
                    _ => format!("{error} ({})", root.path().display()),
                });
                return RootOutcome::Failed;
            }
        };
        if summary.upgraded {
            context.outbox.send(Message::Done("all files have been read again".to_owned()));
        }
        if summary.stood_twice > 0 {
            let twice = format!("{} files stood twice in the index and were read again", summary.stood_twice);
            context.outbox.send(Message::Done(twice));
        }
        let changed = summary.upgraded || summary.read + summary.removed > 0;
        known_folders::keep(root, index, &summary);
        reporter.take(root, summary);
        RootOutcome::Read { changed }
    }

    /// Reports that another program is writing an index, and once that it no longer is.
    fn report_busy(&self, context: &WorkerContext, busy: bool) {
        if busy {
            context.fail("another perusal is reading this folder; R looks again".to_owned());
        }
        if self.wait.notified.swap(busy, Ordering::Relaxed) && !busy {
            context.outbox.send(Message::Done("the other perusal is done with this folder".to_owned()));
        }
    }
}
