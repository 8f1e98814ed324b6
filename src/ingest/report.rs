//! Progress reports of a run, and its summary at the end.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::error::Error;
use super::plan::Plan;
use super::walk::{FoundFiles, Unseen};
use crate::index::Index;
use crate::model::SourceFile;
use crate::notebook::Issued;

/// Progress is reported this often at most, but for commits.
const INTERVAL: Duration = Duration::from_millis(100);

/// How far a run has come. Counts only what this run does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files found so far.
    pub seen: usize,
    /// Files read and written, of those to be read.
    pub done: usize,
    /// Files to be read; it grows when files turn out to need a second reading.
    pub of: usize,
    /// Documents in the files read.
    pub documents: usize,
    /// Files that could not be read, or not wholly.
    pub problems: usize,
    /// How many of `done` are committed: when it grows there is more to see.
    pub committed: usize,
    /// All files are read again, since another version of the program read them before.
    pub again: bool,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Files found.
    pub files: usize,
    /// Everything the index knows in the end: files found, what is in the folder and cannot be read, and
    /// what is away.
    pub known: usize,
    /// Files read, those that failed included.
    pub read: usize,
    /// Files that were not read, since the index knows their size and time of change.
    pub unchanged: usize,
    /// Files of another time that turned out to have the same bytes.
    pub touched: usize,
    /// Files of those read that were read again, since lines of theirs turned out to be site chrome.
    pub revised: usize,
    /// Files that are no more.
    pub removed: usize,
    /// Files that stood twice in the index, and were read again for that.
    pub stood_twice: usize,
    /// Files that are no more where they were, but stay as they were read: the folder is empty, or the
    /// disk they lie on seems to be away.
    pub away: usize,
    /// Names beginning with a dot, which are not looked at.
    pub hidden: usize,
    /// Folders with what a browser saved beside a page, which are not looked at, by path below the root.
    pub page_folders: Vec<String>,
    /// Files read that are the text of a scan, by path below the root, each with that of the scan.
    pub texts_beside: Vec<(String, String)>,
    /// Links to folders, by path below the root, and what became of each.
    pub links: Vec<(String, String)>,
    /// Documents in the files read.
    pub documents: usize,
    /// Documents that were never read before.
    pub new: usize,
    /// Documents that have another text or title than before.
    pub changed: usize,
    /// Files that were not read since they are still being written.
    pub unsettled: usize,
    /// The folders that were looked into.
    pub folders: Vec<PathBuf>,
    /// Mentions in these documents.
    pub mentions: usize,
    /// All files that could not be read, in this run or before, and what else in the folder cannot be.
    pub unread: usize,
    /// Files and folders that this run could not read, by path below the root, and why.
    pub problems: Vec<(String, String)>,
    /// How long the run took.
    pub seconds: f64,
    /// What another version of the program made answered until this run was done.
    pub upgraded: bool,
    /// The run was asked to stop; what it had done by then is kept.
    pub cancelled: bool,
}

impl Summary {
    /// The summary of this run and the one before it.
    pub(super) fn after(self, first: &Summary) -> Summary {
        Summary {
            read: first.read + self.read,
            removed: first.removed + self.removed,
            documents: first.documents + self.documents,
            new: first.new + self.new,
            changed: first.changed + self.changed,
            mentions: first.mentions + self.mentions,
            seconds: first.seconds + self.seconds,
            upgraded: first.upgraded || self.upgraded,
            texts_beside: [first.texts_beside.clone(), self.texts_beside].concat(),
            ..self
        }
    }
}

/// The state of a run, and who is notified.
pub(super) struct Report<'a> {
    pub progress: Progress,
    pub summary: Summary,
    last_reported: Instant,
    notify: &'a mut dyn FnMut(&Progress),
}

impl<'a> Report<'a> {
    /// Nothing is done yet; whether all files are read `again`.
    pub(super) fn new(notify: &'a mut dyn FnMut(&Progress), again: bool) -> Report<'a> {
        Report {
            progress: Progress { again, ..Progress::default() },
            summary: Summary::default(),
            last_reported: Instant::now(),
            notify,
        }
    }

    /// Reports the progress, unless that was done a moment ago.
    pub(super) fn notify(&mut self) {
        if self.last_reported.elapsed() >= INTERVAL {
            self.notify_now();
        }
    }

    /// Reports the progress.
    pub(super) fn notify_now(&mut self) {
        (self.notify)(&self.progress);
        self.last_reported = Instant::now();
    }

    /// Takes what the walk found, but for the files themselves and what is not read.
    pub(super) fn take_walk(&mut self, walk: &mut FoundFiles) {
        let summary = &mut self.summary;
        (summary.files, summary.hidden) = (walk.files.len(), walk.hidden);
        summary.links = std::mem::take(&mut walk.links);
        summary.folders = std::mem::take(&mut walk.folders);
        summary.page_folders = std::mem::take(&mut walk.page_folders);
        let problem = |unseen: &Unseen| (unseen.name.clone(), unseen.problem.0.clone());
        summary.problems.extend(walk.unseen.iter().map(problem));
        summary.known = walk.files.len() + walk.unseen.len();
        self.progress.seen = summary.files;
        self.progress.problems = summary.problems.len();
    }

    /// Takes what is to be done.
    pub(super) fn take_plan(&mut self, plan: &Plan) {
        self.progress.of = plan.read.len();
        self.summary.unchanged = plan.unchanged;
        self.summary.unread = plan.unread;
        self.summary.away = plan.away;
        self.summary.known += plan.kept.len();
        self.summary.removed = plan.removed;
        self.summary.unsettled = plan.unsettled;
        self.notify_now();
    }

    /// Takes that nothing was found where another version of the program read files: its index, which goes
    /// on answering, is all there is of them.
    pub(super) fn keep_older(&mut self, index: &Index) -> Result<(), Error> {
        let more = index.answering_files()?.saturating_sub(self.summary.away);
        self.summary.away += more;
        self.summary.known += more;
        Ok(())
    }

    /// Counts the documents of files that were read, as they were or were not known before.
    pub(super) fn count_issued(&mut self, issued: &Issued) {
        self.summary.new += issued.new;
        self.summary.changed += issued.changed;
    }

    /// Counts a file whose bytes turned out to be the same.
    pub(super) fn count_touched(&mut self) {
        self.progress.done += 1;
        self.summary.touched += 1;
    }

    /// Counts a file that has been looked at a second time.
    pub(super) fn count_revised(&mut self) {
        self.progress.done += 1;
        self.summary.revised += 1;
    }

    /// Counts a file that has been written, with its documents and mentions.
    pub(super) fn count(&mut self, file: &SourceFile, documents: usize, mentions: usize) {
        self.progress.done += 1;
        self.progress.documents += documents;
        self.summary.read += 1;
        self.summary.documents += documents;
        self.summary.mentions += mentions;
        if let Some(problem) = &file.problem {
            self.progress.problems += 1;
            self.summary.problems.push((file.path.clone(), problem.0.clone()));
        }
    }
}
