//! The queue of files to read: hands them to threads in order, within a limit of memory. One thread
//! writes the results in the same order, so that document ids follow the order of the files.

use std::collections::{BTreeMap, VecDeque};
use std::iter::Peekable;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::apart::ParserProcess;
use super::beside::together::load_together;
use super::load::Loaded;
use super::plan::{ReadTask, TaskState, Tasks};
use super::read::ReadingContext;
use super::root::Root;
use super::walk::{FoundFile, Taken};

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
    by: ReadingContext<'a>,
    length: usize,
    state: Mutex<State>,
    room: Condvar,
}

struct State {
    /// Those that were not handed out yet.
    tasks: Peekable<Taken<TaskState>>,
    /// What is taken next: files, each with those that may be its text.
    ahead: Vec<ReadTask>,
    /// The place of the first of these in the plan.
    next: usize,
    /// What each file takes that was handed out and has not given it back, in the order of the plan.
    rooms: VecDeque<u64>,
    /// All of them together.
    out: u64,
    stopped: bool,
}

impl State {
    /// Takes what comes next from the plan, unless that was done.
    fn look_ahead(&mut self) {
        if !self.ahead.is_empty() {
            return;
        }
        let (mut scan, mut bytes) = (0, 0);
        while let Some((found, state)) = self.tasks.next_if(|(found, _)| {
            let is_beside = |scan: &ReadTask| found.beside.as_deref() == Some(&scan.found.name);
            let has_room = self.ahead.len() < TAKEN && bytes + weight(found) <= TAKEN_BYTES;
            self.ahead.get(scan).is_none_or(is_beside) || has_room
        }) {
            let is_beside = |scan: &ReadTask| found.beside.as_deref() == Some(&scan.found.name);
            if !self.ahead.get(scan).is_some_and(is_beside) {
                scan = self.ahead.len();
            }
            bytes += weight(&found);
            self.ahead.push(ReadTask { found, state });
        }
    }
}

/// Files read one after the other, with the place of the first in the plan.
pub(super) type Numbered = (usize, Vec<Loaded>);

impl<'a> ReadQueue<'a> {
    /// Tasks, and what is known when they are done.
    pub(super) fn new(tasks: Tasks, by: ReadingContext<'a>) -> ReadQueue<'a> {
        let length = tasks.len();
        let state = State {
            tasks: tasks.into_iter().peekable(),
            ahead: Vec::new(),
            next: 0,
            rooms: VecDeque::new(),
            out: 0,
            stopped: false,
        };
        ReadQueue { by, length, state: Mutex::new(state), room: Condvar::new() }
    }

    /// By what files are read.
    pub(super) fn by(&self) -> ReadingContext<'a> {
        self.by
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Reads files until there are no more, or until asked to stop. What was read is sent.
    pub(super) fn work(&self, root: &Root, cancelled: &AtomicBool, sender: &Sender<Numbered>) {
        let mut parser = ParserProcess::of(root.parser());
        let mut goes_on = !cancelled.load(Ordering::Relaxed);
        while goes_on && let Some((mut number, taken)) = self.next() {
            let (mut tasks, mut read, mut begun) = (taken.as_slice(), Vec::new(), Instant::now());
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

    /// The next files, each with those that may be its text, as soon as there is room for them. Room is taken under the same lock as the
    /// number, so the file that is to be written next always has it: nothing waits in a circle.
    fn next(&self) -> Option<(usize, Vec<ReadTask>)> {
        let full = |state: &mut State| {
            state.look_ahead();
            let weight: u64 = state.ahead.iter().map(|task| weight(&task.found)).sum();
            !state.stopped && state.out > 0 && state.out + weight > BUDGET
        };
        let waited = self.room.wait_while(self.lock(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let tasks = std::mem::take(&mut state.ahead);
        if state.stopped || tasks.is_empty() {
            return None;
        }
        let number = state.next;
        state.next += tasks.len();
        for room in tasks.iter().map(|task| weight(&task.found)) {
            state.rooms.push_back(room);
            state.out += room;
        }
        Some((number, tasks))
    }

    /// Gives back the room of the next file, which has been written.
    pub(super) fn written(&self) {
        let mut state = self.lock();
        let room = state.rooms.pop_front().unwrap_or(0);
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

/// What a file counts, in bytes.
fn weight(found: &FoundFile) -> u64 {
    found.stamp.size.max(LEAST)
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
    use crate::model::{FileStamp, SourceFile};
    use crate::segment::{KnownBoilerplate, KnownSites};

    fn file(size: u64) -> FoundFile {
        let stamp = FileStamp { size, ..FileStamp::default() };
        FoundFile { stamp, ..FoundFile::default() }
    }

    fn tasks(files: impl IntoIterator<Item = FoundFile>) -> Tasks {
        let mut tasks = Tasks::default();
        files.into_iter().for_each(|file| tasks.push(file, &TaskState::default()));
        tasks
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
        let (known, lists) = <(Known, Lists)>::default();
        let queue = ReadQueue::new(tasks([file(BUDGET * 2), file(1)]), by(&known, &lists));
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
        let named = |name: &str, beside: Option<&str>| FoundFile {
            name: name.to_owned(),
            beside: beside.map(str::to_owned),
            ..file(1)
        };
        let beside = [0; 10].map(|_| named("a.hocr", Some("a.pdf")));
        let files = [vec![named("a.pdf", None)], beside.into(), vec![named("b.hocr", Some("b.pdf"))]];
        let (known, lists) = Default::default();
        let queue = ReadQueue::new(tasks(files.into_iter().flatten()), by(&known, &lists));
        let next = || queue.next().map(|(number, tasks)| (number, with_beside(&tasks), tasks.len()));
        assert_eq!([next(), next(), next()], [Some((0, 11, 11)), Some((11, 1, 1)), None]);
    }

    #[test]
    fn small_files_are_taken_several_at_once_and_large_ones_alone() {
        let sizes = [[1; TAKEN + 1].as_slice(), &[TAKEN_BYTES; 2], &[1]].concat();
        let (known, lists) = <(Known, Lists)>::default();
        let queue = ReadQueue::new(tasks(sizes.into_iter().map(file)), by(&known, &lists));
        let taken: Vec<usize> = std::iter::from_fn(|| queue.next()).map(|(_, tasks)| tasks.len()).collect();
        assert_eq!(taken, [TAKEN, 1, 1, 1, 1]);
    }

    #[test]
    fn a_thread_that_waits_for_room_is_woken_to_stop() {
        let (known, lists) = <(Known, Lists)>::default();
        let queue = ReadQueue::new(tasks([file(BUDGET), file(1)]), by(&known, &lists));
        assert!(queue.next().is_some());
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| queue.next().is_none());
            queue.stop();
            assert!(waiting.join().unwrap());
        });
    }
}
