//! Plans a run: compares the files found with those the index knows, and lists which are new, changed or
//! gone. No file is read for this; a file of which something else is said than before but that has the same
//! bytes is recognised when it is read.

use std::collections::HashSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::beside::names::related;
use super::walk::{FileList, FoundFile, FoundFiles, Unseen};
use crate::index::{Committed, Error, KnownFile, KnownFiles};
use crate::model::{FileStamp, Format, Problem, SourceFile};

/// What has to be done to bring an index up to date.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// New files and those that may have changed, in the order of the walk.
    pub read: Tasks,
    /// How many files are as the index knows them.
    pub unchanged: usize,
    /// How many of these could not be read, and still cannot.
    pub unread: usize,
    /// What in the folder is not read, for a reason that the index does not know yet.
    pub noted: Vec<SourceFile>,
    /// What the index knows and is no more, in order.
    pub gone: Vec<String>,
    /// How many of these are files, and not something that was never read.
    pub removed: usize,
    /// Files that stay as they were read though the walk did not meet them: away, or where nothing can be
    /// looked at now.
    pub kept: KeptFiles,
    /// How many of those that are kept seem to be away with the disk they lie on.
    pub away: usize,
    /// How many new or changed files are left for a later run, since they are still being written.
    pub unsettled: usize,
    /// The index knows no file.
    pub first: bool,
    /// What the index had when it was compared with.
    pub committed: Committed,
}

/// Files, by hashes of their names: by XXH3-128 none is taken for another.
#[derive(Debug, Default)]
pub(super) struct KeptFiles(HashSet<u128>);

impl KeptFiles {
    /// Adds a file.
    pub(super) fn insert(&mut self, name: &str) {
        self.0.insert(xxh3_128(name.as_bytes()));
    }

    /// Whether a file is among them.
    pub(super) fn contains(&self, name: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&xxh3_128(name.as_bytes()))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Files to read, in little memory.
pub(super) type Tasks = FileList<TaskState>;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadTask {
    pub found: FoundFile,
    pub state: TaskState,
}

/// What is known beforehand of a file to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TaskState {
    /// What the index knows of it.
    pub known: Option<KnownFile>,
    /// How many documents of the bytes that the index knows have ids in the notebook. When there
    /// are any, the same bytes need not be read again.
    pub documents: u32,
    /// It was read in this run, and is read a second time.
    pub again: bool,
}

/// What is otherwise in a run than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunSort {
    /// Nothing.
    Plain,
    /// What is no more is forgotten even if the folder is empty or a disk seems to be away.
    Forgetting,
    /// Files that were written within this time are left for a later run.
    Settled(Duration),
    /// Only the files that were read by other corrections or lists are read again, without a look at the folder.
    Corrected,
}

impl RunSort {
    /// Whether a file that was written at that time is read now, both in nanoseconds since 1970. A time to
    /// come is not of a file that is being written: a clock is wrong.
    fn is_settled(self, modified: i64, now: i64) -> bool {
        let RunSort::Settled(quiet) = self else { return true };
        let quiet = i64::try_from(quiet.as_nanos()).unwrap_or(i64::MAX);
        modified <= now.saturating_sub(quiet) || modified > now.saturating_add(quiet)
    }
}

/// What files are compared by, beside what is said of them.
pub(super) struct PlanContext<'a> {
    /// Whether the index is to be believed. Otherwise it only shows what is gone.
    pub trusted: bool,
    /// Whether a file, by its name, would be read now by what it was read by, as its number says; else it is read again.
    pub is_read_so: &'a dyn Fn(&str, u64) -> bool,
    pub sort: RunSort,
    /// The time, in nanoseconds since 1970.
    pub now: i64,
    /// Whether a file that could not be read before might be by now.
    pub readable: &'a dyn Fn(&FoundFile) -> bool,
    /// Whether a file that asked for a password might open with one by now.
    pub unlocked: &'a dyn Fn(&KnownFile, &FoundFile) -> bool,
    /// As [`TaskState::documents`], of a file by its name and the hash of its bytes.
    pub documents: &'a dyn Fn(&str, u128) -> u32,
}

/// Compares.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn plan(walk: FoundFiles, known_files: &KnownFiles, by: &PlanContext<'_>) -> Result<Plan, Error> {
    let mut plan = Plan { first: known_files.is_empty(), ..Plan::default() };
    let mut met = Met::of(&walk.files, known_files);
    let mut seen = std::mem::take(&mut met.seen);
    let mut devices = walk.devices;
    devices.extend(met.devices.drain());
    let hidden = Hidden::by(&walk.unseen);
    plan.take_unseen(walk.unseen, known_files, &mut seen);
    let nothing_found = walk.files.is_empty();
    known_files.each(
        |number| !seen.get(number).copied().unwrap_or(false),
        |name, known| {
            let disk_is_away = known.stamp.device != 0 && !devices.contains(&known.stamp.device);
            if hidden.hides(name) {
                plan.kept.insert(name);
            } else if by.sort != RunSort::Forgetting && by.trusted && (nothing_found || disk_is_away) {
                plan.away += 1;
                plan.kept.insert(name);
            } else {
                plan.forget(name.to_owned(), &known);
            }
        },
    )?;
    plan.compare(walk.files, known_files, &met, by);
    plan.gone.sort_unstable();
    Ok(plan)
}

/// The number of a file that the index does not know.
const UNKNOWN: u32 = u32::MAX;

/// What comes of looking for the files found among those that the index knows.
struct Met {
    /// For each file that the index knows, by its number, whether it was found.
    seen: Vec<bool>,
    /// For each file found its number, or [`UNKNOWN`].
    numbers: Vec<u32>,
    /// The devices on which those lay.
    devices: HashSet<u64>,
    /// Whether files keep their numbers here: some file systems give them new ones each time they are
    /// mounted. Where most files that are otherwise the same have another, numbers say nothing.
    with_inodes: bool,
}

impl Met {
    fn of(files: &FileList<()>, known_files: &KnownFiles) -> Met {
        let mut seen = vec![false; known_files.len()];
        let (mut devices, mut last) = (HashSet::new(), None);
        let (mut same, mut other) = (0_usize, 0_usize);
        let mut numbers = vec![UNKNOWN; if known_files.is_empty() { 0 } else { files.len() }];
        for ((found, ()), place) in files.iter().zip(&mut numbers) {
            let Some(number) = known_files.find(&found.name) else { continue };
            let Some(known) = known_files.at(number) else { continue };
            *place = number as u32;
            seen[number] = true;
            if last.replace(known.stamp.device) != Some(known.stamp.device) {
                devices.insert(known.stamp.device);
            }
            if is_same(&known.stamp, &found.stamp, false) {
                *(if known.stamp.inode == found.stamp.inode { &mut same } else { &mut other }) += 1;
            }
        }
        Met { seen, numbers, devices, with_inodes: other <= same }
    }
}

impl Plan {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty() && self.noted.is_empty()
    }

    /// Lists what is to be read of the files found. A scan and what lies beside it are read together, and anew where
    /// one of them is gone.
    fn compare(&mut self, files: FileList<()>, known_files: &KnownFiles, met: &Met, by: &PlanContext<'_>) {
        let related: HashSet<String> = self.gone.iter().flat_map(|name| related(name)).collect();
        let mut together: Vec<(ReadTask, bool)> = Vec::new();
        let mut numbers = met.numbers.iter();
        for (found, ()) in files {
            let number = numbers.next().filter(|number| **number != UNKNOWN);
            let known = number.and_then(|number| known_files.at(*number as usize));
            let same =
                known.is_some_and(|known| by.trusted && is_unchanged(&known, &found, met.with_inodes, by));
            let unchanged = same && (related.is_empty() || !related.contains(&found.name));
            if together.last().is_some_and(|(before, _)| !are_of_one_scan(&before.found, &found)) {
                self.take_together(&mut together, by);
            }
            together
                .push((ReadTask { found, state: TaskState { known, ..TaskState::default() } }, unchanged));
        }
        self.take_together(&mut together, by);
    }

    /// Takes files that lie beside each other, each with whether it is as the index knows it.
    fn take_together(&mut self, together: &mut Vec<(ReadTask, bool)>, by: &PlanContext<'_>) {
        let changed = together.iter().filter(|(_, unchanged)| !unchanged);
        let unsettled =
            changed.filter(|(task, _)| !by.sort.is_settled(task.found.stamp.modified, by.now)).count();
        if unsettled > 0 || together.iter().all(|(_, unchanged)| *unchanged) {
            let known = together.iter().filter(|(_, unchanged)| *unchanged);
            self.unread += known.clone().filter_map(|(task, _)| task.state.known?.problem).count();
            self.unchanged += known.count();
            self.unsettled += together.iter().filter(|(_, unchanged)| !unchanged).count();
            together.clear();
        }
        for (ReadTask { found, mut state }, _) in together.drain(..) {
            // What was read by something else is read again though its bytes are the same.
            if let Some(known) = state.known.filter(|known| (by.is_read_so)(&found.name, known.lists)) {
                state.documents = (by.documents)(&found.name, known.hash);
            }
            self.read.push(found, &state);
        }
    }

    fn forget(&mut self, name: String, known: &KnownFile) {
        self.removed += usize::from(known.hash != 0 || !known.stamp.is_blank());
        self.gone.push(name);
    }

    /// Takes what is not read. What was read of it before stays if it may still be there.
    fn take_unseen(&mut self, unseen: Vec<Unseen>, known_files: &KnownFiles, seen: &mut [bool]) {
        for Unseen { name, problem, hides } in unseen {
            let number = known_files.find(&name).filter(|&number| !seen[number]);
            let known = number.and_then(|number| known_files.at(number));
            number.into_iter().for_each(|number| seen[number] = true);
            if known.is_some_and(|known| known.problem == Some(KnownFile::fingerprint(&problem.0))) {
                continue;
            }
            let kept = known.filter(|known| hides && known.hash != 0);
            if let Some(known) = known.filter(|_| kept.is_none()) {
                self.forget(name.clone(), &known);
            }
            self.noted.push(noted(name, kept.as_ref(), problem));
        }
    }
}

/// The row of what could not be looked at: where it was read before it keeps what is known of it, but
/// nothing by which it could be taken for unchanged.
pub(super) fn noted(path: String, known: Option<&KnownFile>, problem: Problem) -> SourceFile {
    let device = known.map_or(0, |known| known.stamp.device);
    SourceFile {
        path,
        stamp: FileStamp { device, ..FileStamp::default() },
        hash: known.map_or(0, |known| known.hash),
        format: Format::Other,
        documents: 0,
        lists: known.map_or(0, |known| known.lists),
        problem: Some(problem),
    }
}

/// Whether a file need not be read.
fn is_unchanged(known: &KnownFile, found: &FoundFile, with_inodes: bool, by: &PlanContext<'_>) -> bool {
    let same = is_same(&known.stamp, &found.stamp, with_inodes);
    (by.is_read_so)(&found.name, known.lists)
        && !(by.unlocked)(known, found)
        && match (known.hash != 0, known.stamp.is_blank()) {
            (true, false) => same,
            // It was read once, and could not be looked at since.
            (true, true) => !(by.readable)(found),
            (false, _) => same && !(by.readable)(found),
        }
}

/// Whether the same is said of a file as before. The device says nothing of it: it may have another
/// number each time it is mounted.
fn is_same(known: &FileStamp, found: &FileStamp, with_inodes: bool) -> bool {
    (known.size, known.modified, known.changed) == (found.size, found.modified, found.changed)
        && (!with_inodes || known.inode == found.inode)
}

/// Whether a file belongs to the scan that is the one before it, or that this one belongs to.
fn are_of_one_scan(before: &FoundFile, found: &FoundFile) -> bool {
    match (&before.beside, &found.beside) {
        (None, Some(scan)) => *scan == before.name,
        (Some(scan), Some(other)) => scan == other,
        _ => false,
    }
}

/// Names that may still be there though the walk did not meet them: what cannot be looked at is not known
/// to be gone.
struct Hidden(HashSet<String>);

impl Hidden {
    fn by(unseen: &[Unseen]) -> Hidden {
        let names = unseen.iter().filter(|unseen| unseen.hides);
        Hidden(names.map(|unseen| unseen.name.trim_end_matches('/').to_owned()).collect())
    }

    fn hides(&self, name: &str) -> bool {
        let mut folders = name.match_indices('/').filter_map(|(at, _)| name.get(..at));
        !self.0.is_empty() && (self.0.contains(name) || folders.any(|folder| self.0.contains(folder)))
    }
}

#[cfg(test)]
mod tests;
