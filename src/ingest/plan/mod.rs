//! Plans a run: compares the files found with those the index knows, and lists which are new, changed or
//! gone. No file is read for this; a file of which something else is said than before but that has the same
//! bytes is recognised when it is read.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use super::beside::names::related;
use super::walk::{FoundFile, FoundFiles, Unseen};
use crate::index::KnownFile;
use crate::model::{FileStamp, Format, Problem, SourceFile};

/// What has to be done to bring an index up to date.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// New files and those that may have changed, in the order of the walk.
    pub read: Vec<ReadTask>,
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
    pub kept: HashSet<String>,
    /// How many of those that are kept seem to be away with the disk they lie on.
    pub away: usize,
    /// How many new or changed files are left for a later run, since they are still being written.
    pub unsettled: usize,
    /// The index knows no file.
    pub first: bool,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadTask {
    pub found: FoundFile,
    /// What the index knows of it.
    pub known: Option<KnownFile>,
    /// How many documents of the bytes that the index knows have ids in the notebook. When there
    /// are any, the same bytes need not be read again.
    pub documents: usize,
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
}

/// Compares.
pub(super) fn plan(
    walk: FoundFiles,
    mut known_files: HashMap<String, KnownFile>,
    by: &PlanContext<'_>,
) -> Plan {
    let mut plan = Plan { first: known_files.is_empty(), ..Plan::default() };
    let mut devices = walk.devices;
    let compared = walk.files.into_iter().map(|found| {
        let known = known_files.remove(&found.name);
        (found, known)
    });
    let compared: Vec<_> = compared.collect();
    let nothing_found = compared.is_empty();
    devices.extend(compared.iter().filter_map(|(_, known)| Some(known.as_ref()?.stamp.device)));
    let hidden = Hidden::by(&walk.unseen);
    plan.take_unseen(walk.unseen, &mut known_files);
    for (name, known) in known_files {
        let disk_is_away = known.stamp.device != 0 && !devices.contains(&known.stamp.device);
        if hidden.hides(&name) {
            plan.kept.insert(name);
        } else if by.sort != RunSort::Forgetting && by.trusted && (nothing_found || disk_is_away) {
            plan.away += 1;
            plan.kept.insert(name);
        } else {
            plan.forget(name, &known);
        }
    }
    plan.compare(compared, by);
    plan.gone.sort_unstable();
    plan
}

impl Plan {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty() && self.noted.is_empty()
    }

    /// Lists what is to be read of the files found. A scan and what lies beside it are read together, and anew where
    /// one of them is gone.
    fn compare(&mut self, compared: Vec<(FoundFile, Option<KnownFile>)>, by: &PlanContext<'_>) {
        let with_inodes = are_inodes_kept(&compared);
        let related: HashSet<String> = self.gone.iter().flat_map(|name| related(name)).collect();
        let mut tasks: Vec<(ReadTask, bool)> = Vec::with_capacity(compared.len());
        for (found, known) in compared {
            let same = known.is_some_and(|known| by.trusted && is_unchanged(&known, &found, with_inodes, by));
            let unchanged = same && !related.contains(&found.name);
            tasks.push((ReadTask { found, known, documents: 0, again: false }, unchanged));
        }
        let one_scan = |one: &(ReadTask, bool), next: &(ReadTask, bool)| match (
            &one.0.found.beside,
            &next.0.found.beside,
        ) {
            (None, Some(scan)) => *scan == one.0.found.name,
            (Some(scan), Some(other)) => scan == other,
            _ => false,
        };
        let lengths: Vec<usize> = tasks.chunk_by(one_scan).map(<[_]>::len).collect();
        let mut rest = tasks.into_iter();
        for length in lengths {
            self.take_together(rest.by_ref().take(length).collect(), by);
        }
    }

    /// Takes files that lie beside each other, each with whether it is as the index knows it.
    fn take_together(&mut self, tasks: Vec<(ReadTask, bool)>, by: &PlanContext<'_>) {
        let changed = tasks.iter().filter(|(_, unchanged)| !unchanged);
        let unsettled =
            changed.filter(|(task, _)| !by.sort.is_settled(task.found.stamp.modified, by.now)).count();
        if unsettled > 0 || tasks.iter().all(|(_, unchanged)| *unchanged) {
            let known = tasks.iter().filter(|(_, unchanged)| *unchanged);
            self.unread += known.clone().filter_map(|(task, _)| task.known?.problem).count();
            self.unchanged += known.count();
            self.unsettled += tasks.iter().filter(|(_, unchanged)| !unchanged).count();
        } else {
            self.read.extend(tasks.into_iter().map(|(task, _)| task));
        }
    }

    fn forget(&mut self, name: String, known: &KnownFile) {
        self.removed += usize::from(known.hash != 0 || !known.stamp.is_blank());
        self.gone.push(name);
    }

    /// Takes what is not read. What was read of it before stays if it may still be there.
    fn take_unseen(&mut self, unseen: Vec<Unseen>, known_files: &mut HashMap<String, KnownFile>) {
        for Unseen { name, problem, hides } in unseen {
            let known = known_files.remove(&name);
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

/// Whether files keep their numbers here: some file systems give them new ones each time they are
/// mounted. Where most files that are otherwise the same have another, numbers say nothing.
fn are_inodes_kept(compared: &[(FoundFile, Option<KnownFile>)]) -> bool {
    let (mut same, mut other) = (0_usize, 0_usize);
    for (found, known) in compared {
        let known = known.filter(|known| is_same(&known.stamp, &found.stamp, false));
        match known.map(|known| known.stamp.inode == found.stamp.inode) {
            Some(true) => same += 1,
            Some(false) => other += 1,
            None => {}
        }
    }
    other <= same
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
