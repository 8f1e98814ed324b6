//! A run: from the walk to the last commit. The steps are in the other files of this folder.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use std::{fmt, io};

use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};

use super::batch::Batch;
use super::feed::{Feed, InOrder, Numbered, THREAD_NAME};
use super::load::{self, Knowledge};
use super::plan::{Plan, plan};
use super::report::{Progress, Report, Summary};
use super::root::Root;
use super::tally::{self, Tally};
use super::walk::walk;
use crate::annotate::lists::Lists;
use crate::index::{self, Index};
use crate::notebook::{self, Notebook};
use crate::segment::KnownBoilerplate;

/// The stack of a reading thread in bytes, as large as a main thread's usually is.
const STACK: usize = 8 << 20;

/// How long to wait for a file before writing what is there. The threads may be waiting for its
/// room.
const PATIENCE: Duration = Duration::from_millis(20);

/// Why a run ended early. What was committed before stays.
#[derive(Debug)]
pub enum Error {
    /// The root cannot be read.
    Root(io::Error),
    /// No thread could be started.
    Threads(io::Error),
    Index(index::Error),
    Notebook(notebook::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Root(error) => write!(f, "the folder cannot be read: {error}"),
            Error::Threads(error) => write!(f, "no thread could be started: {error}"),
            Error::Index(error) => error.fmt(f),
            Error::Notebook(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Root(error) | Error::Threads(error) => Some(error),
            Error::Index(error) => Some(error),
            Error::Notebook(error) => Some(error),
        }
    }
}

impl From<index::Error> for Error {
    fn from(error: index::Error) -> Error {
        Error::Index(error)
    }
}

impl From<notebook::Error> for Error {
    fn from(error: notebook::Error) -> Error {
        Error::Notebook(error)
    }
}

/// Brings the index of a root up to date: reads what is new or changed, or was read by other lists,
/// forgets what is gone. A file that fails is a Problem in the index and in the summary. When it returns, everything
/// in the summary is committed; when nothing has changed, nothing is written.
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
    let start = Instant::now();
    let mut report = Report::new(progress);
    let walk = walk(root, &mut |seen| {
        report.progress.seen = seen;
        report.tell();
        !cancelled.load(Ordering::Relaxed)
    });
    let walk = walk.map_err(Error::Root)?;
    report.summary.files = walk.files.len();
    // A walk cut short does not know what is gone.
    if !cancelled.load(Ordering::Relaxed) {
        for (path, problem) in &walk.problems {
            report.summary.problems.push((path.clone(), problem.0.clone()));
        }
        // If the notebook was lost, the ids in the index are nobody's and would be issued again.
        let trusted = notebook.knows_below(&root.prefix())?;
        let mut plan =
            plan(walk, index.ledger()?, trusted, lists.fingerprint(), &|met| load::readable(root, met));
        report.summary.unchanged = plan.unchanged;
        report.progress.seen = report.summary.files;
        report.progress.of = plan.read.len();
        report.progress.problems = report.summary.problems.len();
        report.tell_now();
        for task in &mut plan.read {
            if let Some(known) = task.known.filter(|known| known.lists == lists.fingerprint()) {
                task.documents = notebook.issued(&root.full_name(&task.met.name), known.hash)?.len();
            }
        }
        if !(plan.read.is_empty() && plan.gone.is_empty()) {
            carry_out(&plan, root, index, notebook, lists, cancelled, &mut report)?;
        }
    }
    let mut summary = report.summary;
    summary.cancelled = cancelled.load(Ordering::Relaxed);
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
}

/// Reads what is to be read, then reads again those files of which others tell that lines in them
/// are site chrome.
fn carry_out(
    plan: &Plan,
    root: &Root,
    index: &Index,
    notebook: &mut Notebook,
    lists: &Lists,
    cancelled: &AtomicBool,
    report: &mut Report<'_>,
) -> Result<(), Error> {
    let place = index.beside(tally::FILE);
    // What was counted of an index that is no more would be counted twice.
    let mut tally = if plan.first { Tally::default() } else { Tally::open(place.as_deref()) };
    let none = KnownBoilerplate::default();
    let feed = Feed::new(&plan.read, Knowledge { familiar: &none, lists });
    let mut batch = Batch::new(index.writer()?, notebook, &feed, report, Some(&mut tally));
    for path in &plan.gone {
        batch.remove(path);
    }
    read_all(&feed, root, cancelled, &mut batch)?;
    let mut writer = batch.finish()?;
    let stopped = || cancelled.load(Ordering::Relaxed);
    let due = if stopped() { Vec::new() } else { tally.due(&index.ledger()?) };
    if !due.is_empty() {
        report.progress.of += due.len();
        let feed = Feed::new(&due, Knowledge { familiar: &tally.familiar, lists });
        let mut batch = Batch::new(writer, notebook, &feed, report, None);
        read_all(&feed, root, cancelled, &mut batch)?;
        writer = batch.finish()?;
    }
    if !stopped() {
        tally.settle();
    }
    tally.save(place.as_deref());
    // Segments are merged another time when in a hurry.
    if stopped() { Ok(()) } else { Ok(writer.finish()?) }
}

/// Reads on all cores, writes on this thread.
fn read_all(
    feed: &Feed<'_>,
    root: &Root,
    cancelled: &AtomicBool,
    batch: &mut Batch<'_, '_>,
) -> Result<(), Error> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(feed.len());
    let (sender, receiver) = unbounded();
    thread::scope(|scope| {
        for started in 0..threads {
            let sender = sender.clone();
            let reader = thread::Builder::new().name(THREAD_NAME.to_owned()).stack_size(STACK);
            match reader.spawn_scoped(scope, move || feed.work(root, cancelled, &sender)) {
                Err(error) if started == 0 => return Err(Error::Threads(error)),
                // Fewer threads do as well.
                Err(_) => break,
                Ok(_) => {}
            }
        }
        drop(sender);
        let written = write(&receiver, batch);
        // After an error there is nobody to take what the threads read.
        feed.stop();
        written
    })
}

/// Writes files in the order of the plan until all that were begun have come.
fn write(receiver: &Receiver<Numbered>, batch: &mut Batch<'_, '_>) -> Result<(), Error> {
    let mut order = InOrder::default();
    loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(numbered) => batch.add(order.put(numbered))?,
            Err(RecvTimeoutError::Timeout) => batch.pause()?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::annotate::lists::ListFormat;
    use crate::index::Collection;
    use crate::model::{DocumentId, Kind, ListName};
    use std::fs;

    /// A folder with its index and notebook.
    pub struct Pile {
        pub folder: tempfile::TempDir,
        pub index: Index,
        pub notebook: Notebook,
        pub lists: Lists,
    }

    impl Pile {
        pub fn new(files: &[(&str, &str)]) -> Pile {
            Pile::over(Index::in_memory().unwrap(), files)
        }

        pub fn over(index: Index, files: &[(&str, &str)]) -> Pile {
            let (folder, notebook) = (tempfile::tempdir().unwrap(), Notebook::in_memory().unwrap());
            let pile = Pile { folder, index, notebook, lists: Lists::default() };
            for (name, text) in files {
                pile.write(name, text);
            }
            pile
        }

        pub fn write(&self, name: &str, text: &str) {
            let path = self.folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        pub fn run(&mut self) -> Summary {
            self.run_until(&AtomicBool::new(false), &mut |_| {})
        }

        pub fn run_until(&mut self, cancelled: &AtomicBool, progress: &mut dyn FnMut(&Progress)) -> Summary {
            let root = Root::open(self.folder.path()).unwrap();
            run(&root, &self.index, &mut self.notebook, &self.lists, cancelled, progress).unwrap()
        }

        fn paths(&self) -> Vec<String> {
            let mut paths: Vec<_> = self.index.ledger().unwrap().into_keys().collect();
            paths.sort();
            paths
        }

        /// The id the notebook has for the only document of a file.
        pub fn id(&mut self, name: &str) -> DocumentId {
            let root = Root::open(self.folder.path()).unwrap();
            let hash = self.index.ledger().unwrap()[name].hash;
            self.notebook.issued(&root.full_name(name), hash).unwrap()[0]
        }
    }

    #[test]
    fn a_second_run_does_nothing() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("b/c.txt", "The mayor left.")]);
        let first = pile.run();
        assert_eq!((first.files, first.read, first.documents, first.problems.len()), (2, 2, 2, 0));
        let mut commits = Vec::new();
        let second = pile.run_until(&AtomicBool::new(false), &mut |p| commits.push(p.committed));
        assert_eq!((second.files, second.read, second.unchanged, second.removed), (2, 0, 2, 0));
        assert!(commits.iter().all(|&committed| committed == 0));
    }

    #[test]
    fn what_changed_is_replaced_and_what_is_gone_is_removed() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("b.txt", "x"), ("c.txt", "y")]);
        pile.run();
        let before = pile.index.ledger().unwrap();
        pile.write("a.txt", "The harbour closed again.");
        fs::remove_file(pile.folder.path().join("b.txt")).unwrap();
        let summary = pile.run();
        assert_eq!((summary.read, summary.unchanged, summary.removed), (1, 1, 1));
        assert_eq!(pile.paths(), ["a.txt", "c.txt"]);
        let after = pile.index.ledger().unwrap();
        assert_ne!(before["a.txt"].hash, after["a.txt"].hash);
        assert_eq!(before["c.txt"], after["c.txt"]);
    }

    #[test]
    fn a_file_that_is_only_touched_is_not_read_anew() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        pile.run();
        let id = pile.id("a.txt");
        let before = pile.index.ledger().unwrap()["a.txt"];
        let path = pile.folder.path().join("a.txt");
        let later = fs::metadata(&path).unwrap().modified().unwrap() + Duration::from_secs(60);
        fs::File::options().append(true).open(&path).unwrap().set_modified(later).unwrap();
        let summary = pile.run();
        assert_eq!((summary.touched, summary.read, summary.unchanged), (1, 0, 1));
        let after = pile.index.ledger().unwrap()["a.txt"];
        assert!(after.hash == before.hash && after.modified > before.modified);
        assert_eq!(pile.id("a.txt"), id);
        assert_eq!(pile.run().unchanged, 2);
    }

    #[test]
    fn other_lists_have_everything_read_again_and_ids_stay() {
        let mut pile = Pile::new(&[("a.txt", "The Aurora sailed."), ("b.txt", "The mayor left.")]);
        pile.run();
        let id = pile.id("a.txt");
        let names = |pile: &Pile| {
            let snapshot = Collection::new(vec![pile.index.clone()]).snapshot().unwrap();
            let keys = snapshot.document(id).unwrap().unwrap().keys;
            keys.into_iter()
                .filter(|key| matches!(key.kind, Kind::Own(_)))
                .map(|key| key.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&pile), [""; 0]);
        pile.lists.add(ListName::new("vessels").unwrap(), ListFormat::Text, "Aurora");
        assert_eq!(pile.run().read, 2);
        assert_eq!((names(&pile), pile.id("a.txt")), (vec!["Aurora".to_owned()], id));
        assert_eq!(pile.run().unchanged, 2);
        pile.lists = Lists::default();
        assert_eq!((pile.run().read, names(&pile)), (2, vec![]));
    }

    #[test]
    fn when_the_notebook_was_lost_everything_is_read_and_gets_new_ids() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        pile.run();
        pile.notebook = Notebook::in_memory().unwrap();
        fs::remove_file(pile.folder.path().join("b.txt")).unwrap();
        let summary = pile.run();
        assert_eq!((summary.read, summary.unchanged, summary.removed), (1, 0, 1));
        assert_eq!(pile.id("a.txt"), DocumentId(1));
        assert_eq!(pile.run().unchanged, 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_bad_file_is_a_problem_and_the_others_are_read() {
        use std::os::unix::ffi::OsStrExt as _;
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("z.txt", "The mayor left.")]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
        fs::write(pile.folder.path().join(name), "The cook stayed.").unwrap();
        // Sparse: it has a size, but nothing to read.
        let large = fs::File::create(pile.folder.path().join("large.txt")).unwrap();
        large.set_len((256 << 20) + 1).unwrap();
        let summary = pile.run();
        assert_eq!(summary.problems, [("large.txt".to_owned(), "larger than 256 MiB".to_owned())]);
        assert_eq!((summary.read, summary.documents), (4, 3));
        assert_eq!(pile.paths(), ["a.txt", "caf\\xe9.txt", "large.txt", "z.txt"]);
        assert_eq!(pile.run().unchanged, 4, "a problem that stays is not read again");
    }

    #[test]
    fn ids_stay_when_files_move_or_are_edited() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        pile.run();
        let (a, b) = (pile.id("a.txt"), pile.id("b.txt"));
        assert!(a < b, "ids are given in the order of the files");
        fs::rename(pile.folder.path().join("a.txt"), pile.folder.path().join("moved.txt")).unwrap();
        pile.write("b.txt", "The mayor has left the town.");
        pile.write("copy.txt", "The harbour reopened.");
        pile.run();
        assert_eq!((pile.id("copy.txt"), pile.id("b.txt")), (a, b), "the first of two takes the place");
        assert!(pile.id("moved.txt") > b);
    }

    #[test]
    fn a_run_that_is_cancelled_keeps_what_it_did_and_the_next_goes_on() {
        let texts: Vec<_> =
            (0..300).map(|n| (format!("{n:03}.txt"), format!("Report number {n}."))).collect();
        let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut pile = Pile::new(&files);
        let cancelled = AtomicBool::new(false);
        let cancel_once_some_are_committed = &mut |progress: &Progress| {
            cancelled.store(progress.committed > 0, Ordering::Relaxed);
        };
        let first = pile.run_until(&cancelled, cancel_once_some_are_committed);
        assert!(first.cancelled && first.read >= 200);
        assert_eq!(pile.paths().len(), first.read, "everything that was read is committed");
        let second = pile.run();
        assert_eq!((second.unchanged, second.read), (first.read, 300 - first.read));
    }

    #[test]
    fn a_run_cancelled_while_walking_forgets_nothing() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
        pile.run();
        assert!(pile.run_until(&AtomicBool::new(true), &mut |_| {}).cancelled);
        assert_eq!(pile.paths(), ["a.txt", "b.txt"]);
    }

    #[test]
    fn a_root_that_is_gone_is_an_error_and_not_an_empty_folder() {
        let mut pile = Pile::new(&[("a.txt", "The harbour reopened.")]);
        pile.run();
        let root = Root::open(pile.folder.path()).unwrap();
        fs::remove_dir_all(pile.folder.path()).unwrap();
        let gone =
            run(&root, &pile.index, &mut pile.notebook, &pile.lists, &AtomicBool::new(false), &mut |_| {});
        assert!(matches!(gone, Err(Error::Root(_))));
        assert_eq!(pile.paths(), ["a.txt"]);
    }
}
