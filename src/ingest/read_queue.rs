//! The queue of files to read: hands them to threads in order, within a limit of memory. One thread
//! writes the results in the same order, so that document ids follow the order of the files.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::apart::ParserProcess;
use super::beside::together::load_together;
use super::load::Loaded;
use super::plan::ReadTask;
use super::read::ReadingContext;
use super::root::Root;

/// The name of the threads that read files. A panic there is caught and becomes a Problem; a
/// panic hook knows by this name that there is nothing to print.
pub const THREAD_NAME: &str = "reader";

/// Bytes of files that may be read and not yet written. A larger file is read alone.
const BUDGET: u64 = 16 << 20;

/// What the smallest file counts: its document takes more memory than its text.
const LEAST: u64 = 32 << 10;

/// So many small files a thread takes at once, and bytes: each time threads meet has its price. Set by hand.
const TAKEN: usize = 8;
const TAKEN_BYTES: u64 = 256 << 10;

/// After so long a thread hands on what it has read, though it took more files: they may be slow ones.
const SOON: Duration = Duration::from_millis(10);

/// Files on their way from the plan to the writing thread.
pub(super) struct ReadQueue<'a> {
    tasks: &'a [ReadTask],
    by: ReadingContext<'a>,
    state: Mutex<State>,
    room: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    /// Bytes handed out and not given back.
    out: u64,
    /// How many tasks have given theirs back.
    written: usize,
    stopped: bool,
}

/// Files read one after the other, with the place of the first in the plan.
pub(super) type Numbered = (usize, Vec<Loaded>);

impl<'a> ReadQueue<'a> {
    /// Tasks, and what is known when they are done.
    pub(super) fn new(tasks: &'a [ReadTask], by: ReadingContext<'a>) -> ReadQueue<'a> {
        ReadQueue { tasks, by, state: Mutex::default(), room: Condvar::new() }
    }

    /// By what files are read.
    pub(super) fn by(&self) -> ReadingContext<'a> {
        self.by
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Reads files until there are no more, or until asked to stop. What was read is sent.
    pub(super) fn work(&self, root: &Root, cancelled: &AtomicBool, sender: &Sender<Numbered>) {
        let mut parser = ParserProcess::of(root.parser());
        let mut goes_on = !cancelled.load(Ordering::Relaxed);
        while goes_on && let Some((mut number, mut tasks)) = self.next() {
            let (mut read, mut begun) = (Vec::new(), Instant::now());
            while goes_on && !tasks.is_empty() {
                let (now, rest) = tasks.split_at(with_beside(tasks));
                read.extend(load_together(root, now, self.by, &mut parser));
                tasks = rest;
                if tasks.is_empty() || begun.elapsed() >= SOON {
                    let sent = (number, std::mem::take(&mut read));
                    number += sent.1.len();
                    goes_on = sender.send(sent).is_ok();
                    begun = Instant::now();
                }
                goes_on &= !cancelled.load(Ordering::Relaxed);
            }
            if !read.is_empty() {
                goes_on &= sender.send((number, read)).is_ok();
            }
        }
    }

    /// The next files, as soon as there is room for them. Room is taken under the same lock as the
    /// number, so the file that is to be written next always has it: nothing waits in a circle.
    fn next(&self) -> Option<(usize, &'a [ReadTask])> {
        let full = |state: &mut State| {
            let weight = weight_of(self.together(state.next));
            !state.stopped && state.out > 0 && state.out + weight > BUDGET
        };
        let waited = self.room.wait_while(self.lock(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let number = state.next;
        let tasks = Some(self.together(number)).filter(|tasks| !state.stopped && !tasks.is_empty())?;
        state.next += tasks.len();
        state.out += weight_of(tasks);
        Some((number, tasks))
    }

    /// The task at a place with those behind it that are taken at once.
    fn together(&self, from: usize) -> &'a [ReadTask] {
        let tasks = self.tasks.get(from..).unwrap_or_default();
        let mut end = with_beside(tasks);
        while end < tasks.len() {
            let more = end + with_beside(&tasks[end..]);
            if more > TAKEN || weight_of(&tasks[..more]) > TAKEN_BYTES {
                break;
            }
            end = more;
        }
        &tasks[..end]
    }

    /// Gives back the room of the next file, which has been written.
    pub(super) fn written(&self) {
        let mut state = self.lock();
        let room = self.tasks.get(state.written).map_or(0, |task| weight(task.found.stamp.size));
        state.written += 1;
        state.out = state.out.saturating_sub(room);
        self.room.notify_all();
    }

    /// Hands out nothing more.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.room.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn weight(size: u64) -> u64 {
    size.max(LEAST)
}

fn weight_of(tasks: &[ReadTask]) -> u64 {
    tasks.iter().map(|task| weight(task.found.stamp.size)).sum()
}

/// How many tasks from the first on are of its file and what lies beside that.
fn with_beside(tasks: &[ReadTask]) -> usize {
    let Some((first, rest)) = tasks.split_first() else { return 0 };
    let beside = |task: &&ReadTask| task.found.beside.as_deref() == Some(&first.found.name);
    1 + rest.iter().take_while(beside).count()
}

/// Files as they come in, put into the order of the plan.
#[derive(Default)]
pub(super) struct InOrder {
    next: usize,
    early: BTreeMap<usize, Vec<Loaded>>,
}

impl InOrder {
    /// Takes files and gives those that are now due.
    pub(super) fn put(&mut self, (number, loaded): Numbered) -> Vec<Loaded> {
        self.early.insert(number, loaded);
        let mut due = Vec::new();
        while let Some(loaded) = self.early.remove(&self.next) {
            self.next += loaded.len();
            due.extend(loaded);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::lists::Lists;
    use crate::ingest::corrected::CorrectedDocuments;
    use crate::ingest::walk::FoundFile;
    use crate::model::{FileStamp, SourceFile};
    use crate::segment::{KnownBoilerplate, KnownSites};

    fn task(size: u64) -> ReadTask {
        let stamp = FileStamp { size, ..FileStamp::default() };
        ReadTask {
            found: FoundFile { stamp, ..FoundFile::default() },
            known: None,
            documents: 0,
            again: false,
        }
    }

    fn loaded(path: &str) -> Loaded {
        Loaded::Failed(SourceFile {
            path: path.to_owned(),
            stamp: FileStamp::default(),
            hash: 0,
            format: crate::model::Format::Other,
            documents: 0,
            lists: 0,
            problem: None,
        })
    }

    type Known = (KnownBoilerplate, KnownSites, CorrectedDocuments);

    fn by<'a>((known, sites, corrected): &'a Known, lists: &'a Lists) -> ReadingContext<'a> {
        ReadingContext::of_today(known, sites, corrected, lists)
    }

    #[test]
    fn files_come_out_in_the_order_of_the_plan() {
        let mut order = InOrder::default();
        let mut put = |number, paths: &[&str]| {
            order.put((number, paths.iter().map(|path| loaded(path)).collect())).len()
        };
        assert_eq!(put(1, &["b", "c"]), 0);
        assert_eq!(put(3, &["d"]), 0);
        assert_eq!(put(0, &["a"]), 4);
        assert_eq!(put(4, &["e"]), 1);
    }

    #[test]
    fn a_file_larger_than_the_budget_is_read_alone() {
        let tasks = [task(BUDGET * 2), task(1)];
        let (known, lists) = <(Known, Lists)>::default();
        let queue = ReadQueue::new(&tasks, by(&known, &lists));
        assert_eq!(queue.next().map(|(number, _)| number), Some(0));
        std::thread::scope(|scope| {
            let second = scope.spawn(|| queue.next().map(|(number, _)| number));
            queue.written();
            assert_eq!(second.join().unwrap(), Some(1));
        });
        assert_eq!(queue.next().map(|(number, _)| number), None);
    }

    #[test]
    fn what_lies_beside_a_scan_is_handed_out_with_it() {
        let named = |name: &str, beside: Option<&str>| {
            let found = FoundFile {
                name: name.to_owned(),
                beside: beside.map(str::to_owned),
                ..FoundFile::default()
            };
            ReadTask { found, ..task(1) }
        };
        let tasks = [named("a.pdf", None), named("a.hocr", Some("a.pdf")), named("b.hocr", Some("b.pdf"))];
        assert_eq!((with_beside(&tasks), with_beside(&tasks[2..])), (2, 1));
        let beside = [0; 9].map(|_| named("a.hocr", Some("a.pdf")));
        let tasks = [&tasks[..1], &beside, &tasks[2..]].concat();
        let (known, lists) = Default::default();
        let queue = ReadQueue::new(&tasks, by(&known, &lists));
        let next = || queue.next().map(|(number, tasks)| (number, tasks.len()));
        assert_eq!([next(), next(), next()], [Some((0, 10)), Some((10, 1)), None]);
    }

    #[test]
    fn small_files_are_taken_several_at_once_and_large_ones_alone() {
        let sizes = [[1; TAKEN + 1].as_slice(), &[TAKEN_BYTES; 2], &[1]].concat();
        let tasks: Vec<ReadTask> = sizes.into_iter().map(task).collect();
        let (known, lists) = <(Known, Lists)>::default();
        let queue = ReadQueue::new(&tasks, by(&known, &lists));
        let taken: Vec<usize> = std::iter::from_fn(|| queue.next()).map(|(_, tasks)| tasks.len()).collect();
        assert_eq!(taken, [TAKEN, 1, 1, 1, 1]);
    }

    #[test]
    fn a_thread_that_waits_for_room_is_woken_to_stop() {
        let tasks = [task(BUDGET), task(1)];
        let (known, lists) = <(Known, Lists)>::default();
        let queue = ReadQueue::new(&tasks, by(&known, &lists));
        assert!(queue.next().is_some());
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| queue.next().is_none());
            queue.stop();
            assert!(waiting.join().unwrap());
        });
    }
}
