//! Plans a run: compares the files found with those the index knows, and lists which are new, changed or
//! gone. No file is read for this; a file of which something else is said than before but that has the same
//! bytes is recognised when it is read.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

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
    /// By what a file is to be read, by its name: one that was read by something else is read again.
    pub read_by: &'a dyn Fn(&str) -> u64,
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
    let with_inodes = are_inodes_kept(&compared);
    let nothing_found = compared.is_empty();
    for (found, known) in compared {
        devices.extend(known.map(|known| known.stamp.device));
        match known.filter(|known| by.trusted && is_unchanged(known, &found, with_inodes, by)) {
            Some(known) => {
                plan.unchanged += 1;
                plan.unread += usize::from(known.problem.is_some());
            }
            None if !by.sort.is_settled(found.stamp.modified, by.now) => plan.unsettled += 1,
            None => plan.read.push(ReadTask { found, known, documents: 0 }),
        }
    }
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
    plan.gone.sort_unstable();
    plan
}

impl Plan {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty() && self.noted.is_empty()
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
    known.lists == (by.read_by)(&found.name)
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
mod tests {
    use super::*;

    /// Of these, the place in the list is the number of the file.
    fn found(name: &str, size: u64, changed: i64) -> FoundFile {
        let stamp = FileStamp { size, modified: 10, changed, inode: 1, device: 1 };
        FoundFile { name: name.to_owned(), stamp }
    }

    fn known(size: u64, changed: i64, hash: u128) -> KnownFile {
        KnownFile { stamp: found("", size, changed).stamp, hash, lists: 3, problem: None }
    }

    fn unseen(name: &str, hides: bool) -> Unseen {
        Unseen { name: name.to_owned(), problem: Problem::new("no permission to read it"), hides }
    }

    fn of(files: Vec<FoundFile>) -> FoundFiles {
        FoundFiles { files, devices: HashSet::from([1]), ..FoundFiles::default() }
    }

    const PLAIN: PlanContext<'static> = PlanContext {
        trusted: true,
        read_by: &|_| 3,
        sort: RunSort::Plain,
        now: 0,
        readable: &|_| true,
        unlocked: &|_, _| false,
    };

    fn planned(walk: FoundFiles, known_files: &[(&str, KnownFile)], readable: bool) -> Plan {
        planned_by(walk, known_files, &PlanContext { readable: &|_| readable, ..PLAIN })
    }

    fn planned_by(walk: FoundFiles, known_files: &[(&str, KnownFile)], by: &PlanContext<'_>) -> Plan {
        let known_files = known_files.iter().map(|(name, known)| ((*name).to_owned(), *known));
        plan(walk, known_files.collect(), by)
    }

    #[test]
    fn a_locked_file_is_read_again_once_a_password_may_open_it() {
        let locked = KnownFile { problem: Some(7), ..known(1, 10, 5) };
        for (opens, wanted) in [(false, 0), (true, 1)] {
            let by = PlanContext {
                unlocked: &|known, found| opens && known.problem == Some(7) && found.name == "a",
                ..PLAIN
            };
            let files = || of(vec![found("a", 1, 10), found("b", 1, 10)]);
            let plan = planned_by(files(), &[("a", locked), ("b", locked)], &by);
            assert_eq!((plan.read.len(), plan.unread), (wanted, 2 - wanted));
        }
    }

    #[test]
    fn only_what_differs_is_read_and_only_what_is_no_more_is_gone() {
        let mut walk = of(vec![found("a", 1, 10), found("b", 2, 10), found("c", 1, 11), found("new", 1, 10)]);
        walk.unseen = ["locked/", "far/deep/", "odd"].map(|name| unseen(name, true)).into();
        walk.unseen.push(unseen("pipe", false));
        let names = [
            "a",
            "b",
            "c",
            "old",
            "locked/x",
            "locked/in/x",
            "lockedx",
            "far/deep/x",
            "far/x",
            "odd",
            "odd/x",
            "pipe",
        ];
        let plan = planned(walk, &names.map(|name| (name, known(1, 10, 7))), true);
        let read: Vec<_> =
            plan.read.iter().map(|task| (task.found.name.as_str(), task.known.is_some())).collect();
        assert_eq!(read, [("b", true), ("c", true), ("new", false)]);
        assert_eq!((plan.unchanged, plan.away), (1, 0));
        assert_eq!(plan.gone, ["far/x", "lockedx", "old", "pipe"]);
        assert_eq!((plan.removed, plan.kept.len()), (4, 4));
        let noted: Vec<_> = plan.noted.iter().map(|file| (file.path.as_str(), file.hash)).collect();
        assert_eq!(noted, [("locked/", 0), ("far/deep/", 0), ("odd", 7), ("pipe", 0)]);
    }

    #[test]
    fn what_is_not_read_is_noted_once_and_forgotten_when_it_is_no_more() {
        let problem = Some(KnownFile::fingerprint("no permission to read it"));
        let locked =
            |problem| ("locked/", KnownFile { hash: 0, stamp: FileStamp::default(), problem, lists: 0 });
        let there = || FoundFiles { unseen: vec![unseen("locked/", true)], ..of(vec![found("a", 1, 10)]) };
        let a = ("a", known(1, 10, 7));
        assert_eq!(planned(there(), &[a, locked(problem)], true).noted, []);
        assert_eq!(planned(there(), &[a, locked(Some(1))], true).noted.len(), 1, "another reason");
        assert_eq!(planned(of(vec![found("a", 1, 10)]), &[a, locked(problem)], true).gone, ["locked/"]);
        assert_eq!(planned(of(vec![found("a", 1, 10)]), &[a, locked(problem)], true).removed, 0, "no file");
    }

    #[test]
    fn what_is_still_being_written_is_left_for_later_and_not_forgotten() {
        let sort = RunSort::Settled(Duration::from_nanos(20));
        let by = PlanContext { sort, now: 25, ..PLAIN };
        let known_files = [("a", known(1, 10, 7)), ("b", known(1, 10, 7))];
        let walk = of(vec![found("a", 1, 10), found("b", 2, 11), found("new", 1, 10)]);
        let plan = planned_by(walk, &known_files, &by);
        assert_eq!((plan.unchanged, plan.unsettled, plan.read.len(), plan.gone.len()), (1, 2, 0, 0));
    }

    #[test]
    fn what_was_read_by_other_lists_is_read_again() {
        let plan = |lists| {
            let by = PlanContext { read_by: &|_| lists, ..PLAIN };
            planned_by(of(vec![found("a", 1, 10)]), &[("a", known(1, 10, 7))], &by)
        };
        assert_eq!((plan(3).unchanged, plan(4).read.len()), (1, 1));
    }

    #[test]
    fn a_file_that_could_not_be_read_is_tried_again_once_it_can() {
        let blank = KnownFile { stamp: FileStamp { device: 1, ..FileStamp::default() }, ..known(0, 0, 7) };
        for known in [known(1, 10, 0), blank] {
            let known = KnownFile { problem: Some(1), ..known };
            let plan = |readable| planned(of(vec![found("a", 1, 10)]), &[("a", known)], readable);
            assert_eq!((plan(false).unchanged, plan(false).unread, plan(true).read.len()), (1, 1, 1));
        }
    }

    #[test]
    fn a_file_in_the_place_of_another_is_read_though_size_and_times_are_the_same() {
        let with = |inode, device| {
            let found = found("a", 1, 10);
            FoundFile { stamp: FileStamp { inode, device, ..found.stamp }, ..found }
        };
        let known = [("a", known(1, 10, 7)), ("b", known(1, 10, 7))];
        let read = |files| planned(of(files), &known, true).read.len();
        assert_eq!(read(vec![with(2, 1), found("b", 1, 10)]), 1, "another number");
        assert_eq!(read(vec![with(1, 2), found("b", 1, 10)]), 0, "mounted anew");
        let b = FoundFile { name: "b".to_owned(), ..with(9, 1) };
        assert_eq!(read(vec![with(8, 1), b]), 0, "here numbers do not last");
    }

    #[test]
    fn what_is_away_with_its_disk_is_not_gone_unless_it_is_to_be_forgotten() {
        let stick = |name: &'static str| {
            let known = known(1, 10, 7);
            (name, KnownFile { stamp: FileStamp { device: 2, ..known.stamp }, ..known })
        };
        let known_files =
            [("a", known(1, 10, 7)), ("old", known(1, 10, 7)), stick("stick/b"), stick("stick/c")];
        let there = planned(of(vec![found("a", 1, 10)]), &known_files, true);
        assert_eq!((there.gone.as_slice(), there.away), (&["old".to_owned()][..], 2));
        let mounted = FoundFiles { devices: HashSet::from([1, 2]), ..of(vec![found("a", 1, 10)]) };
        assert_eq!(planned(mounted, &known_files, true).gone.len(), 3, "deleted from the stick");
        let empty = || FoundFiles { devices: HashSet::from([1, 2]), ..FoundFiles::default() };
        let plan = planned(empty(), &known_files, true);
        assert_eq!((plan.gone.len(), plan.away), (0, 4), "an empty place to mount a disk at");
        let forget = PlanContext { sort: RunSort::Forgetting, ..PLAIN };
        assert_eq!(planned_by(empty(), &known_files, &forget).gone.len(), 4);
    }
}
