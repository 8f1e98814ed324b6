//! Plans made from files that were never on a disk.

use std::collections::HashMap;

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

/// Numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// What is read, how many files are as they were, what is gone, and how many are away, found by looking into a table
/// of all files.
fn by_table(
    found: &[FoundFile],
    mut known: HashMap<String, SourceFile>,
    mounted: &HashSet<u64>,
) -> (Vec<String>, usize, Vec<String>, usize) {
    let pairs: Vec<_> = found.iter().map(|file| (file, known.remove(&file.name))).collect();
    let same = |file: &FoundFile, known: &SourceFile, with_inodes: bool| {
        is_same(&known.stamp, &file.stamp, with_inodes)
    };
    let alike: Vec<_> = pairs
        .iter()
        .filter(|(file, known)| known.as_ref().is_some_and(|known| same(file, known, false)))
        .collect();
    let kept =
        alike.iter().filter(|(file, known)| known.as_ref().is_some_and(|known| same(file, known, true)));
    let with_inodes = alike.len() <= 2 * kept.count();
    let unchanged = |file: &FoundFile, known: &Option<SourceFile>| {
        known.as_ref().is_some_and(|known| same(file, known, with_inodes))
    };
    let read: Vec<String> = pairs
        .iter()
        .filter(|(file, known)| !unchanged(file, known))
        .map(|(file, _)| file.name.clone())
        .collect();
    let here = |known: &SourceFile| {
        let device = known.stamp.device;
        let met =
            pairs.iter().any(|(_, other)| other.as_ref().is_some_and(|other| other.stamp.device == device));
        !found.is_empty() && (device == 0 || mounted.contains(&device) || met)
    };
    let (gone, away): (Vec<_>, Vec<_>) = known.into_iter().partition(|(_, known)| here(known));
    let mut gone: Vec<String> = gone.into_iter().map(|(name, _)| name).collect();
    gone.sort();
    (read.clone(), found.len() - read.len(), gone, away.len())
}

#[test]
fn a_plan_is_what_a_table_of_all_files_says() {
    let mut numbers = Numbers(1);
    for case in 0..120 {
        let files = numbers.below(40);
        let stamp = |numbers: &mut Numbers| FileStamp {
            size: numbers.below(2),
            modified: 10,
            changed: 10,
            inode: numbers.below(1 + case % 3),
            device: numbers.below(3),
        };
        let name = |number: u64| format!("{}/{}.txt", ["a", "a-b", "é"][number as usize % 3], number / 3);
        let (mut found, mut known) = (Vec::new(), HashMap::new());
        for number in 0..files {
            if numbers.below(4) > 0 {
                found.push(FoundFile { name: name(number), stamp: stamp(&mut numbers), beside: None });
            }
            if numbers.below(4) > 0 {
                let stamp = stamp(&mut numbers);
                known.insert(name(number), SourceFile { stamp, ..self::known(1, 10, 7) });
            }
        }
        let devices = HashSet::from([1]);
        let said = by_table(&found, known.clone(), &devices);
        let rows: Vec<_> = known.iter().map(|(name, file)| (name.as_str(), file.clone())).collect();
        let plan = planned(FoundFiles { devices, ..of(found) }, &rows, true);
        let read: Vec<String> = plan.read.iter().map(|(file, _)| file.name).collect();
        assert_eq!((read, plan.unchanged, plan.gone, plan.away), said, "case {case}");
    }
}

#[test]
fn of_a_thousand_folders_only_what_differs_is_read() {
    let file =
        |number: usize, changed: i64| found(&format!("{:03}/{}.txt", number / 4, number % 4), 1, changed);
    let there = (0..4_000).map(|number| file(number, if number % 1_000 == 7 { 11 } else { 10 }));
    let names: Vec<String> = (0..4_000).map(|number| file(number, 10).name).collect();
    let known_files: Vec<_> = names.iter().map(|name| (name.as_str(), known(1, 10, 7))).collect();
    let plan = planned(of(there.filter(|file| file.name != "500/0.txt").collect()), &known_files, true);
    let read: Vec<String> = plan.read.into_iter().map(|(file, _)| file.name).collect();
    assert_eq!(read, ["001/3.txt", "251/3.txt", "501/3.txt", "751/3.txt"]);
    assert_eq!((plan.unchanged, plan.gone.as_slice()), (3_995, &["500/0.txt".to_owned()][..]));
}
