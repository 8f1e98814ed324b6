//! One run over a root, from the walk to the last commit. The steps are in the other files of this
//! folder.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime};

use super::batch::Batch;
use super::boilerplate::{self, BoilerplateCounts};
use super::error::Error;
use super::load;
use super::plan::{Plan, PlanContext, ReadTask, RunSort, plan};
use super::read::ReadingContext;
use super::read_queue::ReadQueue;
use super::reading_threads::read_all;
use super::report::{Progress, Report, Summary};
use super::root::Root;
use super::stamp::nanoseconds;
use super::walk::{FoundFile, FoundFiles, walk};
use crate::annotate::lists::Lists;
use crate::index::{Index, KnownFile, Writer};
use crate::notebook::Notebook;
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
    Run { root, index, notebook, lists, cancelled, sort }.until_each_stands_once(progress)
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
        let walk = walk(self.root, &mut |seen| {
            report.progress.seen = seen;
            report.notify();
            !self.is_cancelled()
        });
        let mut walk = walk.map_err(Error::Root)?;
        report.take_walk(&mut walk);
        // A walk cut short does not know what is gone.
        if !self.is_cancelled() {
            let plan = self.plan(walk)?;
            report.take_plan(&plan);
            // An upgrade may have been interrupted when all was read but not yet revised.
            if !plan.is_empty() || self.index.is_upgrading() {
                self.carry_out(&plan, &mut report)?;
            }
            let forgets = self.sort == RunSort::Forgetting;
            if report.summary.files == 0 && self.index.is_upgrading() && !forgets {
                report.keep_older(self.index)?;
            } else if !self.is_cancelled() {
                report.summary.upgraded = self.index.complete()?;
            }
        }
        let mut summary = report.summary;
        summary.unread += summary.problems.len();
        summary.cancelled = self.is_cancelled();
        summary.seconds = start.elapsed().as_secs_f64();
        Ok(summary)
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// What is to be done about the files found.
    fn plan(&self, walk: FoundFiles) -> Result<Plan, Error> {
        // If the notebook was lost, the ids in the index are nobody's and would be issued again.
        let trusted = self.notebook.knows_below(&self.root.prefix())?;
        let lists = self.lists.fingerprint();
        let readable = |found: &FoundFile| load::readable(self.root, found);
        let passwords = self.root.passwords();
        let unlocked = |known: &KnownFile, found: &FoundFile| passwords.may_open(known, &found.name);
        let by = PlanContext {
            trusted,
            lists,
            sort: self.sort,
            now: nanoseconds(SystemTime::now()),
            readable: &readable,
            unlocked: &unlocked,
        };
        let mut plan = plan(walk, self.index.known_files()?, &by);
        for task in &mut plan.read {
            if let Some(known) = task.known.filter(|known| known.lists == lists) {
                let name = self.root.full_name(&task.found.name);
                task.documents = self.notebook.issued(&name, known.hash)?.len();
            }
        }
        Ok(plan)
    }

    /// Reads what is to be read, then reads again those files in which lines stand that other files
    /// show are site chrome, or to which they give the name of their site.
    fn carry_out(&mut self, plan: &Plan, report: &mut Report<'_>) -> Result<(), Error> {
        let place = self.index.beside(boilerplate::FILE);
        let begin = if plan.first { BoilerplateCounts::begin } else { BoilerplateCounts::open };
        let mut counts = begin(place);
        let (none, sites) = (KnownBoilerplate::default(), counts.sites.told().clone());
        let spool = self.index.folder_beside();
        let context = ReadingContext { spool, ..ReadingContext::of_today(&none, &sites, self.lists) };
        let queue = ReadQueue::new(&plan.read, context);
        let mut batch = Batch::new(self.index.writer()?, self.notebook, &queue, report, Some(&mut counts));
        batch.keep_ids(plan.kept.iter().map(|name| self.root.full_name(name)));
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
        let due = counts.due(&self.index.known_files()?);
        if !due.is_empty() {
            let only_marked = counts.begin_revision();
            let context = ReadingContext::of_today(&counts.known, counts.sites.told(), self.lists);
            let context = ReadingContext { only_marked, spool, ..context };
            writer = self.revise(&due, context, writer, report)?;
        }
        // Segments are merged another time when in a hurry.
        if self.is_cancelled() {
            return Ok(());
        }
        counts.end_revision();
        Ok(writer.finish()?)
    }

    /// Reads files a second time, now that lines are known from the others.
    fn revise(
        &mut self,
        due: &[ReadTask],
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

#[cfg(test)]
mod tests {
    use super::super::fixture::TestFolder;
    use super::*;
    use crate::annotate::lists::ListFormat;
    use crate::index::Collection;
    use crate::model::{Document, DocumentId, Format, Kind, ListName, SourceFile};
    use std::fs;
    use std::time::Duration;

    #[test]
    fn a_second_run_does_nothing() {
        let mut folder =
            TestFolder::new(&[("a.txt", "The harbour reopened."), ("b/c.txt", "The mayor left.")]);
        let first = folder.run();
        assert_eq!((first.files, first.read, first.documents, first.problems.len()), (2, 2, 2, 0));
        let mut commits = Vec::new();
        let second = folder.run_until(&AtomicBool::new(false), &mut |p| commits.push(p.committed));
        assert_eq!((second.files, second.read, second.unchanged, second.removed), (2, 0, 2, 0));
        assert!(commits.iter().all(|&committed| committed == 0));
    }

    #[test]
    fn what_changed_is_replaced_and_what_is_gone_is_removed() {
        let mut folder =
            TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "x"), ("c.txt", "y")]);
        folder.run();
        let before = folder.index.known_files().unwrap();
        folder.write("a.txt", "The harbour closed again.");
        fs::remove_file(folder.files.path().join("b.txt")).unwrap();
        let summary = folder.run();
        assert_eq!((summary.read, summary.unchanged, summary.removed), (1, 1, 1));
        assert_eq!(folder.paths(), ["a.txt", "c.txt"]);
        let after = folder.index.known_files().unwrap();
        assert_ne!(before["a.txt"].hash, after["a.txt"].hash);
        assert_eq!(before["c.txt"], after["c.txt"]);
    }

    #[test]
    fn a_file_that_is_only_touched_is_not_read_anew() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        folder.run();
        let id = folder.id("a.txt");
        let before = folder.index.known_files().unwrap()["a.txt"];
        let path = folder.files.path().join("a.txt");
        let later = fs::metadata(&path).unwrap().modified().unwrap() + Duration::from_secs(60);
        fs::File::options().append(true).open(&path).unwrap().set_modified(later).unwrap();
        let summary = folder.run();
        assert_eq!((summary.touched, summary.read, summary.unchanged), (1, 0, 1));
        let after = folder.index.known_files().unwrap()["a.txt"];
        assert!(after.hash == before.hash && after.stamp.modified > before.stamp.modified);
        assert_eq!(folder.id("a.txt"), id);
        assert_eq!(folder.run().unchanged, 2);
    }

    #[test]
    fn other_lists_have_everything_read_again_and_ids_stay() {
        let mut folder = TestFolder::new(&[("a.txt", "The Aurora sailed."), ("b.txt", "The mayor left.")]);
        folder.run();
        let id = folder.id("a.txt");
        let names = |folder: &TestFolder| {
            let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
            let keys = snapshot.document(id).unwrap().unwrap().keys;
            keys.into_iter()
                .filter(|key| matches!(key.kind, Kind::Own(_)))
                .map(|key| key.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&folder), [""; 0]);
        folder.lists.add(ListName::new("vessels").unwrap(), ListFormat::Text, "Aurora");
        assert_eq!(folder.run().read, 2);
        assert_eq!((names(&folder), folder.id("a.txt")), (vec!["Aurora".to_owned()], id));
        assert_eq!(folder.run().unchanged, 2);
        folder.lists = Lists::default();
        assert_eq!((folder.run().read, names(&folder)), (2, vec![]));
    }

    #[test]
    fn when_the_notebook_was_lost_everything_is_read_and_gets_new_ids() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        folder.run();
        folder.notebook = Notebook::in_memory().unwrap();
        fs::remove_file(folder.files.path().join("b.txt")).unwrap();
        let summary = folder.run();
        assert_eq!((summary.read, summary.unchanged, summary.removed), (1, 0, 1));
        assert_eq!(folder.id("a.txt"), DocumentId(1));
        assert_eq!(folder.run().unchanged, 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_bad_file_is_a_problem_and_the_others_are_read() {
        use std::os::unix::ffi::OsStrExt as _;
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("z.txt", "The mayor left.")]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
        fs::write(folder.files.path().join(name), "The cook stayed.").unwrap();
        // Sparse: it has a size, but nothing to read.
        let large = fs::File::create(folder.files.path().join("large.txt")).unwrap();
        large.set_len((256 << 20) + 1).unwrap();
        let summary = folder.run();
        assert_eq!(summary.problems, [("large.txt".to_owned(), "larger than 256 MiB".to_owned())]);
        assert_eq!((summary.read, summary.documents), (4, 3));
        assert_eq!(folder.paths(), ["a.txt", "caf\\xe9.txt", "large.txt", "z.txt"]);
        assert_eq!(folder.run().unchanged, 4, "a problem that stays is not read again");
    }

    #[test]
    fn ids_stay_when_files_move_or_are_edited() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        folder.run();
        let (a, b) = (folder.id("a.txt"), folder.id("b.txt"));
        assert!(a < b, "ids are given in the order of the files");
        fs::rename(folder.files.path().join("a.txt"), folder.files.path().join("moved.txt")).unwrap();
        folder.write("b.txt", "The mayor has left the town.");
        folder.write("copy.txt", "The harbour reopened.");
        folder.run();
        assert_eq!((folder.id("copy.txt"), folder.id("b.txt")), (a, b), "the first of two takes the place");
        assert!(folder.id("moved.txt") > b);
    }

    #[test]
    fn a_run_that_is_cancelled_keeps_what_it_did_and_the_next_goes_on() {
        let texts: Vec<_> =
            (0..300).map(|n| (format!("{n:03}.txt"), format!("Report number {n}."))).collect();
        let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut folder = TestFolder::new(&files);
        let cancelled = AtomicBool::new(false);
        let cancel_once_some_are_committed = &mut |progress: &Progress| {
            cancelled.store(progress.committed > 0, Ordering::Relaxed);
        };
        let first = folder.run_until(&cancelled, cancel_once_some_are_committed);
        assert!(first.cancelled && (1..=300).contains(&first.read));
        assert_eq!(folder.paths().len(), first.read, "everything that was read is committed");
        let second = folder.run();
        assert_eq!((second.unchanged, second.read), (first.read, 300 - first.read));
    }

    #[test]
    fn a_run_cancelled_while_walking_forgets_nothing() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        folder.run();
        assert!(folder.run_until(&AtomicBool::new(true), &mut |_| {}).cancelled);
        assert_eq!(folder.paths(), ["a.txt", "b.txt"]);
    }

    #[test]
    fn a_root_that_is_gone_is_an_error_and_not_an_empty_folder() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened.")]);
        folder.run();
        let root = Root::open(folder.files.path()).unwrap();
        fs::remove_dir_all(folder.files.path()).unwrap();
        let gone = run(
            &root,
            &folder.index,
            &mut folder.notebook,
            &folder.lists,
            &AtomicBool::new(false),
            &mut |_| {},
        );
        assert!(matches!(gone, Err(Error::Root(_))));
        assert_eq!(folder.paths(), ["a.txt"]);
    }

    #[test]
    fn what_stands_twice_is_read_again() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        folder.run();
        let (a, known) = (folder.id("a.txt"), folder.index.known_files().unwrap()["b.txt"]);
        let file = SourceFile {
            path: "b.txt".to_owned(),
            stamp: known.stamp,
            hash: known.hash,
            lists: known.lists,
            format: Format::PlainText,
            documents: 1,
            problem: None,
        };
        let mut writer = folder.index.writer().unwrap();
        writer.replace(&file, &[(a, Document::default())]).unwrap();
        writer.commit().unwrap();
        drop(writer);
        assert_eq!(folder.run().stood_twice, 0, "nothing was written, nothing is looked for");
        folder.write("c.txt", "The cook stayed.");
        let summary = folder.run();
        assert_eq!((summary.stood_twice, summary.files, summary.read), (2, 3, 3));
        assert_eq!(folder.paths(), ["a.txt", "b.txt", "c.txt"]);
        assert!(folder.id("a.txt") == a && folder.id("b.txt") != a);
        assert!(folder.index.standing_twice().unwrap().is_empty());
    }
}
