//! What all workers share: how one is started, waits for its work, and survives a failure.
//!
//! Not here: the work itself (the other files of this folder).

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock, Weak};
use std::thread::JoinHandle;

use super::latest::{LatestReceiver, LatestSender, latest};
use crate::app::Message;
use crate::engine::Engine;
use crate::terminal::program_thread::ProgramThread;
use crate::terminal::{Outbox, crash};

/// What came of a job; a failure in words for the reader.
pub type Outcome = Result<(), String>;

/// Why the folders are gone through.
///
/// Each does what those before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunReason {
    /// Only documents were corrected: their files are read again.
    Corrected,
    /// Something seems to have changed in them.
    Noticed,
    /// At the start, and where the reader or a worker wants it.
    Asked,
}

/// Where a run of the indexing worker is asked for. Empty before that worker has started, and when
/// no more runs are wanted.
pub type Runs = Arc<OnceLock<Weak<LatestSender<RunReason>>>>;

/// What all workers share.
#[derive(Clone)]
pub struct WorkerContext {
    /// Answers questions and puts corrections in force.
    pub engine: Arc<Engine>,
    /// Where messages for the state are sent.
    pub outbox: Outbox,
    /// Where a run of the indexing worker is asked for.
    pub runs: Runs,
    /// How a failure of this worker is told to the state.
    failed: fn(String) -> Message,
}

impl WorkerContext {
    /// The context over an engine, with an outbox for messages to the state.
    pub fn new(engine: Engine, outbox: Outbox) -> WorkerContext {
        WorkerContext { engine: Arc::new(engine), outbox, runs: Runs::default(), failed: Message::Failed }
    }

    /// The same for a worker whose failures stay said.
    pub fn whose_failures_stay(&self, failed: fn(String) -> Message) -> WorkerContext {
        WorkerContext { failed, ..self.clone() }
    }

    /// Starts a worker for which only the latest job counts. It ends when the sender is dropped.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn serve_latest<T: Send + 'static>(
        &self,
        thread: ProgramThread,
        mut work: impl FnMut(&WorkerContext, T) -> Outcome + Send + 'static,
    ) -> io::Result<LatestSender<T>> {
        let (sender, receiver): (LatestSender<T>, LatestReceiver<T>) = latest();
        let context = self.clone();
        crash::spawn(thread, move || {
            while let Some(job) = receiver.wait() {
                context.survive(|| work(&context, job));
            }
        })?;
        Ok(sender)
    }

    /// Starts a worker that does every job, in turn. It ends when the sender is dropped and
    /// everything is done.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn serve_all<T: Send + 'static>(
        &self,
        thread: ProgramThread,
        mut work: impl FnMut(&WorkerContext, T) -> Outcome + Send + 'static,
    ) -> io::Result<(Sender<T>, JoinHandle<()>)> {
        let (sender, queue): (Sender<T>, Receiver<T>) = channel();
        let context = self.clone();
        let handle = crash::spawn(thread, move || {
            while let Ok(job) = queue.recv() {
                context.survive(|| work(&context, job));
            }
        })?;
        Ok((sender, handle))
    }

    /// Does a job; reports it if it fails or panics. The storage panics over some kinds of damage, so
    /// a panic makes the index suspected.
    pub fn survive(&self, work: impl FnOnce() -> Outcome) {
        let failed = match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(())) => return,
            Ok(Err(reason)) => reason,
            Err(_) => {
                self.engine.suspect();
                "that failed through a fault in perusal; a report is in its state folder".to_owned()
            }
        };
        self.fail(failed);
    }

    /// Reports a failure to the reader.
    pub fn fail(&self, reason: String) {
        self.outbox.send((self.failed)(reason));
        self.mend_if_suspected();
    }

    /// Starts a run, which begins by mending, if an index is suspected: before more fails by the same
    /// damage.
    pub fn mend_if_suspected(&self) {
        if self.engine.is_suspected() {
            self.start_run();
        }
    }

    /// Has the folders looked at for changes; after the run under way, if there is one.
    pub fn start_run(&self) {
        if let Some(runs) = self.runs.get().and_then(Weak::upgrade) {
            runs.put(RunReason::Asked);
        }
    }

    /// As [`WorkerContext::start_run`], for the files of documents that were corrected.
    pub fn read_corrected(&self) {
        if let Some(runs) = self.runs.get().and_then(Weak::upgrade) {
            runs.offer(RunReason::Corrected);
        }
    }

    /// As [`WorkerContext::start_run`], where something seems to have changed.
    pub fn look_again(&self) {
        if let Some(runs) = self.runs.get().and_then(Weak::upgrade) {
            runs.offer(RunReason::Noticed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::event::Event;

    #[test]
    fn a_worker_survives_a_failure_and_a_panic() {
        let (sender, events) = channel();
        let engine = Engine::new(Vec::new(), Vec::new(), Vec::new());
        let context = WorkerContext::new(engine, Outbox(sender));
        let work = |_: &WorkerContext, job: u8| match job {
            0 => Err("no".to_owned()),
            1 => panic!("a fault"),
            _ => Ok(()),
        };
        let (jobs, thread) = context.serve_all(ProgramThread::Clipboard, work).unwrap();
        for job in [0, 1, 2, 0] {
            jobs.send(job).unwrap();
        }
        drop((jobs, context));
        thread.join().unwrap();
        let failures: Vec<_> = events
            .iter()
            .map(|event| match event {
                Event::Message(Message::Failed(text)) => text,
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(failures.len(), 3, "{failures:?}");
        assert_eq!((failures[0].as_str(), failures[2].as_str()), ("no", "no"));
    }
}
