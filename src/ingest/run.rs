//! One run over a root, from the walk to the last commit. The steps are in the other files of this
//! folder.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime};

use super::batch::Batch;
use super::boilerplate::{self, BoilerplateCounts};
use super::corrected::CorrectedDocuments;
use super::error::Error;
use super::load;
use super::plan::{Plan, PlanContext, RunSort, Tasks, plan};
use super::read::ReadingContext;
use super::read_queue::ReadQueue;
use super::reading_threads::read_all;
use super::report::{Progress, Report, Summary};
use super::root::Root;
use super::stamp::nanoseconds;
use super::walk::{FoundFile, FoundFiles, walk};
use crate::annotate::lists::Lists;
use crate::index::{self, Index, KnownFile, Writer, forget_seen};
use crate::notebook::Notebook;
use crate::run_log;
use crate::segment::KnownBoilerplate;

/// Brings the index of a root up to date: reads what is new or changed, or was read by other lists,
/// forgets what is gone. A file that fails is a Problem in the index and in the summary. When it returns, everything
/// in the summary is committed; when nothing has changed, nothing is written. Where another version
/// of the program made the index, everything is read, and once that is done the index answers itself.
///
/// `progress` is called at most ten times a second, and after each commit. `cancelled` is looked
/// at between files.
///
/// # Errors
/// When the root cannot be read, another run holds the index, or index or notebook cannot be
/// written.
pub fn run(
    root: &Root,
    index: &Index,
    notebook: &mut Notebook,
    lists: &Lists,
    cancelled: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Summary, Error> {
    run_as(RunSort::Plain, root, index, notebook, lists, cancelled, progress)
}

/// As [`run`], of another sort.
///
/// # Errors
/// As [`run`].
pub fn run_as(
    sort: RunSort,
    root: &Root,
    index: &Index,
    notebook: &mut Notebook,
    lists: &Lists,
    cancelled: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Summary, Error> {
    let done = Run { root, index, notebook, lists, cancelled, sort }.until_each_stands_once(progress);
    note(&done);
    done
}

/// Notes in the log what became of a run.
fn note(done: &Result<Summary, Error>) {
    match done {
        Ok(done) => run_log::note(
            "folder gone through",
            &[
                ("files", done.files as u64),
                ("read", done.read as u64),
                ("unchanged", done.unchanged as u64),
                ("removed", done.removed as u64),
                ("away", done.away as u64),
                ("not-read", done.unread as u64),
                ("documents", done.documents as u64),
                ("mentions", done.mentions as u64),
                ("ms", (done.seconds * 1000.0) as u64),
            ],
        ),
        Err(error) => run_log::note(error.sort(), &[("errno", error.system_number())]),
    }
}

/// What a run works on.
struct Run<'a> {
    root: &'a Root,
    index: &'a Index,
    notebook: &'a mut Notebook,
    lists: &'a Lists,
    cancelled: &'a AtomicBool,
    sort: RunSort,
}

impl Run<'_> {
    /// The run, and another one over files that then stand twice in the index.
    fn until_each_stands_once(mut self, progress: &mut dyn FnMut(&Progress)) -> Result<Summary, Error> {
        let first = self.go(progress)?;
        if first.cancelled || first.read + first.touched + first.removed == 0 {
            return Ok(first);
        }
        let twice = self.index.standing_twice()?;
        if twice.is_empty() {
            return Ok(first);
        }
        // One of the two is stale, and nobody knows which: both go, and the file is read.
        let mut writer = self.index.writer()?;
        twice.iter().for_each(|path| writer.remove(path));
        writer.commit()?;
        writer.finish()?;
        let again = self.go(progress)?;
        Ok(Summary { stood_twice: twice.len(), ..again.after(&first) })
    }

    fn go(&mut self, progress: &mut dyn FnMut(&Progress)) -> Result<Summary, Error> {
        let start = Instant::now();
        let mut report = Report::new(progress, self.index.is_upgrading());
        let corrected = CorrectedDocuments::of(self.notebook)?;
        if self.sort == RunSort::Corrected && !self.index.is_upgrading() {
            let plan = self.plan_corrected(&corrected)?;
            report.take_plan(&plan);
            if !plan.is_empty() {
                self.carry_out(plan, &corrected, &mut report)?;
            }
            return Ok(self.summary(report, start));
        }
        let walk = walk(self.root, &mut |seen| {
            report.progress.seen = seen;
            report.notify();
            !self.is_cancelled()
        });
        let mut walk = walk.map_err(Error::Root)?;
        report.take_walk(&mut walk);
        // A walk cut short does not know what is gone.
        if !self.is_cancelled() {
            let plan = self.plan(walk, &corrected)?;
            report.take_plan(&plan);
            // An upgrade may have been interrupted when all was read but not yet revised.
            if !plan.is_empty() || self.index.is_upgrading() {
                self.carry_out(plan, &corrected, &mut report)?;
            }
            let forgets = self.sort == RunSort::Forgetting;
            if report.summary.files == 0 && self.index.is_upgrading() && !forgets {
                report.keep_older(self.index)?;
            } else if !self.is_cancelled() {
                report.summary.upgraded = self.index.complete()?;
            }
        }
        Ok(self.summary(report, start))
    }

    fn summary(&self, report: Report<'_>, start: Instant) -> Summary {
        let forgets = self.sort == RunSort::Forgetting;
        // Texts of what was forgotten may be in sight there.
        self.index.folder_beside().filter(|_| forgets).into_iter().for_each(forget_seen);
        let mut summary = report.summary;
        summary.unread += summary.problems.len();
        summary.cancelled = self.is_cancelled();
        summary.seconds = start.elapsed().as_secs_f64();
        summary
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// What was read by other corrections.
    fn plan_corrected(&self, corrected: &CorrectedDocuments) -> Result<Plan, Error> {
        let known_files = self.index.known_files()?;
        Ok(corrected.to_read_again(self.root, &known_files, self.lists.fingerprint())?)
    }

    /// What is to be done about the files found.
    fn plan(&self, walk: FoundFiles, corrected: &CorrectedDocuments) -> Result<Plan, Error> {
        // If the notebook was lost, the ids in the index are nobody's and would be issued again.
        let trusted = self.notebook.knows_below(&self.root.prefix())?;
        let lists = self.lists.fingerprint();
        let plain = corrected.is_plain();
        let is_read_so = |name: &str, by: u64| {
            plain && by == lists || corrected.is_read_so(&self.root.full_name(name), lists, by)
        };
        let readable = |found: &FoundFile| load::readable(self.root, found);
        let passwords = self.root.passwords();
        let unlocked = |known: &KnownFile, found: &FoundFile| passwords.may_open(known, &found.name);
        // Nobody can be told of it from within.
        let failure = Cell::new(None);
        let documents = |name: &str, hash: u128| {
            let issued = self.notebook.issued(&self.root.full_name(name), hash);
            issued.map(|ids| ids.len() as u32).unwrap_or_else(|error| {
                failure.set(Some(error));
                0
            })
        };
        let by = PlanContext {
            trusted,
            is_read_so: &is_read_so,
            sort: self.sort,
            now: nanoseconds(SystemTime::now()),
            readable: &readable,
            unlocked: &unlocked,
            documents: &documents,
        };
        // What is committed from now on may be known or not.
        let committed = self.index.committed()?;
        let plan = plan(walk, &self.index.known_files()?, &by)?;
        failure.take().map_or(Ok(Plan { committed, ..plan }), |error| Err(error.into()))
    }

    /// Reads what is to be read, then reads again those files in which lines stand that other files
    /// show are site chrome, or to which they give the name of their site.
    fn carry_out(
        &mut self,
        plan: Plan,
        corrected: &CorrectedDocuments,
        report: &mut Report<'_>,
    ) -> Result<(), Error> {
        let place = self.index.beside(boilerplate::FILE);
        let is_first = plan.first;
        let begin = if plan.first { BoilerplateCounts::begin } else { BoilerplateCounts::open };
        let mut counts = begin(place);
        let (none, sites) = (KnownBoilerplate::default(), counts.sites().told().clone());
        let spool = self.index.folder_beside();
        let context = ReadingContext::of_today(&none, &sites, corrected, self.lists);
        let context = ReadingContext { spool, ..context };
        let queue = ReadQueue::new(plan.read, context);
        let mut batch = Batch::new(self.index.writer()?, self.notebook, &queue, report, Some(&mut counts));
        batch.doubt(self.index.committed()? != plan.committed);
        batch.keep_ids(plan.kept, self.root);
        for path in &plan.gone {
            batch.remove(path);
        }
        for file in &plan.noted {
            batch.note(file)?;
        }
        read_all(&queue, self.root, self.cancelled, &mut batch)?;
        let mut writer = batch.finish()?;
        if self.is_cancelled() {
            // What was counted since the last commit.
            counts.save();
            return Ok(());
        }
        let due = counts.due(&self.index.known_files()?)?;
        if !due.is_empty() {
            let only_marked = counts.begin_revision();
            let context =
                ReadingContext::of_today(counts.known(), counts.sites().told(), corrected, self.lists);
            let context = ReadingContext { only_marked, spool, ..context };
            writer = self.revise(due, context, writer, report)?;
        }
        // Segments are merged another time when in a hurry.
        if self.is_cancelled() {
            return Ok(());
        }
        counts.end_revision();
        writer.finish()?;
        // Another program that begins to write just now leaves them as they are.
        match is_first.then(|| self.index.merge_smallest()) {
            None | Some(Ok(()) | Err(index::Error::Busy { .. })) => Ok(()),
            Some(Err(error)) => Err(error.into()),
        }
    }

    /// Reads files a second time, now that lines are known from the others.
    fn revise(
        &mut self,
        due: Tasks,
        context: ReadingContext<'_>,
        writer: Writer,
        report: &mut Report<'_>,
    ) -> Result<Writer, Error> {
        report.progress.of += due.len();
        let queue = ReadQueue::new(due, context);
        let mut batch = Batch::new(writer, self.notebook, &queue, report, None);
        read_all(&queue, self.root, self.cancelled, &mut batch)?;
        batch.finish()
    }
}
