//! Reports how far a run has come, and keeps what it comes to.
//!
//! Not here: the run (`ingest`).

use std::ffi::OsStr;
use std::time::{Duration, Instant};

use super::context::RunReason;
use super::watched::Looked;
use crate::app::{Message, News, Progress};
use crate::ingest::{self, Root, RunSort, Summary};
use crate::terminal::Outbox;

/// Progress is reported this often at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// A file that was written within this time is still being written. Shorter than a burst takes to be over, so that
/// what is read at its end is all of it.
const SETTLED: Duration = Duration::from_millis(800);

/// Reports progress, but not too often, and keeps what a run comes to.
pub struct ProgressReporter<'a> {
    outbox: &'a Outbox,
    reason: RunReason,
    /// What was looked into so far.
    pub looked: Looked,
    /// What has changed so far.
    pub news: News,
    /// What came of the roots that are done.
    pub before: Progress,
    /// When it was last reported.
    last: Option<Instant>,
}

impl<'a> ProgressReporter<'a> {
    /// Of a run for that reason, before it.
    pub fn new(outbox: &'a Outbox, reason: RunReason) -> ProgressReporter<'a> {
        let (before, looked, news) = (Progress::default(), Looked::default(), News::default());
        ProgressReporter { outbox, reason, looked, news, before, last: None }
    }

    /// What is being written is read once that is over, unless the reader wants it now.
    pub fn sort(&self) -> RunSort {
        match self.reason {
            RunReason::Asked => RunSort::Plain,
            RunReason::Noticed => RunSort::Settled(SETTLED),
            RunReason::Corrected => RunSort::Corrected,
        }
    }

    /// Takes what came of a root.
    pub fn take(&mut self, root: &Root, summary: Summary) {
        let only = root.path().file_name().filter(|_| root.is_file());
        let folders = summary.folders.into_iter().map(|folder| (folder, only.map(OsStr::to_owned)));
        self.looked.folders.extend(folders);
        self.looked.unsettled |= summary.unsettled > 0;
        self.news.new += summary.new;
        self.news.changed += summary.changed;
        self.before.away += summary.away;
        self.before.done += summary.read;
        self.before.of += summary.read;
        self.before.problems += summary.problems.len();
    }

    /// Reports how far the run over a root has come.
    pub fn report(&mut self, progress: &ingest::Progress) {
        // Nobody has asked for it, so it is only said where it takes time.
        if self.reason == RunReason::Corrected || self.reason == RunReason::Noticed && progress.of == 0 {
            return;
        }
        if self.last.is_some_and(|last| last.elapsed() < INTERVAL) {
            return;
        }
        self.last = Some(Instant::now());
        self.outbox.send(Message::Progress(Progress {
            done: self.before.done + progress.done,
            of: self.before.of + progress.of,
            problems: self.before.problems + progress.problems,
            away: self.before.away,
            again: progress.again,
            finished: false,
            failed: false,
        }));
    }
}
