//! Plans made from files that were never on a disk.

use super::*;
use crate::index::Index;

/// Of these, the place in the list is the number of the file.
fn found(name: &str, size: u64, changed: i64) -> FoundFile {
    let stamp = FileStamp { size, modified: 10, changed, inode: 1, device: 1 };
    FoundFile { name: name.to_owned(), stamp, beside: None }
}

fn known(size: u64, changed: i64, hash: u128) -> SourceFile {
    let stamp = found("", size, changed).stamp;
    let (path, format) = (String::new(), Format::PlainText);
    SourceFile { path, stamp, hash, format, documents: 0, lists: 3, problem: None }
}

fn unseen(name: &str, hides: bool) -> Unseen {
    Unseen { name: name.to_owned(), problem: Problem::new("no permission to read it"), hides }
}

fn of(found: Vec<FoundFile>) -> FoundFiles {
    let mut files = FileList::default();
    found.into_iter().for_each(|file| files.push(file, &()));
    FoundFiles { files, devices: HashSet::from([1]), ..FoundFiles::default() }
}

const PLAIN: PlanContext<'static> = PlanContext {
    trusted: true,
    is_read_so: &|_, by| by == 3,
    sort: RunSort::Plain,
    now: 0,
    readable: &|_| true,
    unlocked: &|_, _| false,
    documents: &|_, _| 2,
};

fn planned(walk: FoundFiles, known_files: &[(&str, SourceFile)], readable: bool) -> Plan {
    planned_by(walk, known_files, &PlanContext { readable: &|_| readable, ..PLAIN })
}

fn planned_by(walk: FoundFiles, known_files: &[(&str, SourceFile)], by: &PlanContext<'_>) -> Plan {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for (name, known) in known_files {
        writer.touch(&SourceFile { path: (*name).to_owned(), ..known.clone() }).unwrap();
    }
    writer.commit().unwrap();
    plan(walk, &index.known_files().unwrap(), by).unwrap()
}

#[test]
fn a_locked_file_is_read_again_once_a_password_may_open_it() {
    let locked = SourceFile { problem: Some(Problem::new("locked")), ..known(1, 10, 5) };
    for (opens, wanted) in [(false, 0), (true, 1)] {
        let by = PlanContext {
            unlocked: &|known, found| opens && known.problem.is_some() && found.name == "a",
            ..PLAIN
        };
        let files = || of(vec![found("a", 1, 10), found("b", 1, 10)]);
        let plan = planned_by(files(), &[("a", locked.clone()), ("b", locked.clone())], &by);
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
    let read: Vec<_> = plan.read.iter().map(|(file, task)| (file.name, task.known.is_some())).collect();
    assert_eq!(
        read,
        [("b", true), ("c", true), ("new", false)].map(|(name, known)| (name.to_owned(), known))
    );
    let documents: Vec<_> = plan.read.iter().map(|(_, task)| task.documents).collect();
    assert_eq!(documents, [2, 2, 0], "what is new has none");
    assert_eq!((plan.unchanged, plan.away), (1, 0));
    assert_eq!(plan.gone, ["far/x", "lockedx", "old", "pipe"]);
    assert_eq!((plan.removed, plan.kept.len()), (4, 4));
    let noted: Vec<_> = plan.noted.iter().map(|file| (file.path.as_str(), file.hash)).collect();
    assert_eq!(noted, [("locked/", 0), ("far/deep/", 0), ("odd", 7), ("pipe", 0)]);
}

#[test]
fn what_is_not_read_is_noted_once_and_forgotten_when_it_is_no_more() {
    let problem = "no permission to read it";
    let locked = |problem| {
        let known = SourceFile { stamp: FileStamp::default(), lists: 0, ..known(0, 0, 0) };
        ("locked/", SourceFile { problem: Some(Problem::new(problem)), ..known })
    };
    let there = || FoundFiles { unseen: vec![unseen("locked/", true)], ..of(vec![found("a", 1, 10)]) };
    let a = || ("a", known(1, 10, 7));
    assert_eq!(planned(there(), &[a(), locked(problem)], true).noted, []);
    assert_eq!(planned(there(), &[a(), locked("another")], true).noted.len(), 1, "another reason");
    assert_eq!(planned(of(vec![found("a", 1, 10)]), &[a(), locked(problem)], true).gone, ["locked/"]);
    assert_eq!(planned(of(vec![found("a", 1, 10)]), &[a(), locked(problem)], true).removed, 0, "no file");
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
fn a_scan_and_what_lies_beside_it_are_read_together_and_anew_where_one_is_gone() {
    let beside =
        |name: &str, changed| FoundFile { beside: Some("a.pdf".to_owned()), ..found(name, 1, changed) };
    let known_files = ["a.hocr", "a.pdf", "a.txt", "b.pdf"].map(|name| (name, known(1, 10, 7)));
    let read = |files| -> Vec<String> {
        let plan = planned(of(files), &known_files, true);
        plan.read.into_iter().map(|(file, _)| file.name).collect()
    };
    let others = || vec![found("a.pdf", 1, 10), beside("a.hocr", 10)];
    assert_eq!(read([others(), vec![beside("a.txt", 10), found("b.pdf", 1, 10)]].concat()), [""; 0]);
    let all = ["a.pdf", "a.hocr", "a.txt"];
    assert_eq!(read([others(), vec![beside("a.txt", 11), found("b.pdf", 1, 10)]].concat()), all);
    assert_eq!(read([others(), vec![found("b.pdf", 1, 10)]].concat()), ["a.pdf", "a.hocr"], "a.txt is gone");
    assert_eq!(read(vec![found("a.txt", 1, 10), found("b.pdf", 1, 10)]), ["a.txt"], "the scan is gone");
}

#[test]
fn what_was_read_by_other_lists_is_read_again() {
    let plan = |lists| {
        let by = PlanContext { is_read_so: &|_, by| by == lists, ..PLAIN };
        planned_by(of(vec![found("a", 1, 10)]), &[("a", known(1, 10, 7))], &by)
    };
    assert_eq!((plan(3).unchanged, plan(4).read.len()), (1, 1));
}

#[test]
fn a_file_that_could_not_be_read_is_tried_again_once_it_can() {
    let blank = SourceFile { stamp: FileStamp { device: 1, ..FileStamp::default() }, ..known(0, 0, 7) };
    for known in [known(1, 10, 0), blank] {
        let known = SourceFile { problem: Some(Problem::new("locked")), ..known };
        let plan = |readable| planned(of(vec![found("a", 1, 10)]), &[("a", known.clone())], readable);
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
        (name, SourceFile { stamp: FileStamp { device: 2, ..known.stamp }, ..known })
    };
    let known_files = [("a", known(1, 10, 7)), ("old", known(1, 10, 7)), stick("stick/b"), stick("stick/c")];
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
