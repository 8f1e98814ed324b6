//! What is to be done: the files a walk met against those the index knows. Nothing is read to
//! find out; whether a file of another time has other bytes is seen when it is read.

use std::collections::{HashMap, HashSet};

use super::walk::{Met, Walk};
use crate::index::KnownFile;

/// What has to be done to bring an index up to date.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// New files and those of another size or time, in the order of the walk.
    pub read: Vec<Task>,
    /// How many files are as the index knows them.
    pub unchanged: usize,
    /// Files the index knows that are no more, in order.
    pub gone: Vec<String>,
    /// The index knows no file.
    pub first: bool,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub met: Met,
    /// What the index knows of it.
    pub known: Option<KnownFile>,
    /// How many documents of the bytes that the index knows have ids in the notebook. When there
    /// are any, the same bytes need not be read again.
    pub documents: usize,
}

/// Compares. A file read by other `lists` is to be read again. `readable` says whether one that
/// could not be read before might be by now. A ledger that is not `trusted` only tells what is
/// gone.
pub(super) fn plan(
    walk: Walk,
    mut ledger: HashMap<String, KnownFile>,
    trusted: bool,
    lists: u64,
    readable: &dyn Fn(&Met) -> bool,
) -> Plan {
    let mut plan = Plan { first: ledger.is_empty(), ..Plan::default() };
    for met in walk.files {
        let known = ledger.remove(&met.name);
        let same = |known: &KnownFile| {
            (known.size, known.modified, known.lists) == (met.size, met.modified, lists)
                && (known.hash != 0 || !readable(&met))
        };
        if trusted && known.as_ref().is_some_and(same) {
            plan.unchanged += 1;
        } else {
            plan.read.push(Task { met, known, documents: 0 });
        }
    }
    // What cannot be looked at is not known to be gone.
    let unseen: HashSet<&str> = walk.problems.iter().map(|(path, _)| path.as_str()).collect();
    let hidden = |name: &str| {
        let mut folders = name.match_indices('/').filter_map(|(at, _)| name.get(..=at));
        unseen.contains(name) || folders.any(|folder| unseen.contains(folder))
    };
    plan.gone = ledger.into_keys().filter(|name| !hidden(name)).collect();
    plan.gone.sort_unstable();
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Problem;

    fn met(name: &str, size: u64, modified: i64) -> Met {
        Met { name: name.to_owned(), size, modified }
    }

    fn known(size: u64, modified: i64, hash: u128) -> KnownFile {
        KnownFile { size, modified, hash, lists: 3 }
    }

    #[test]
    fn only_what_differs_is_read_and_only_what_is_no_more_is_gone() {
        let walk = Walk {
            files: vec![met("a", 1, 10), met("b", 2, 10), met("c", 1, 11), met("new", 1, 10)],
            problems: ["locked/", "far/deep/", "odd"]
                .map(|path| (path.to_owned(), Problem::new("no permission to read it")))
                .into(),
        };
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
        ];
        let ledger = names.map(|name| (name.to_owned(), known(1, 10, 7)));
        let plan = plan(walk, HashMap::from(ledger), true, 3, &|_| true);
        let read: Vec<_> =
            plan.read.iter().map(|task| (task.met.name.as_str(), task.known.is_some())).collect();
        assert_eq!(read, [("b", true), ("c", true), ("new", false)]);
        assert_eq!(plan.unchanged, 1);
        assert_eq!(plan.gone, ["far/x", "lockedx", "odd/x", "old"]);
    }

    #[test]
    fn what_was_read_by_other_lists_is_read_again() {
        let walk = || Walk { files: vec![met("a", 1, 10)], problems: Vec::new() };
        let ledger = || HashMap::from([("a".to_owned(), known(1, 10, 7))]);
        assert_eq!(plan(walk(), ledger(), true, 3, &|_| true).unchanged, 1);
        assert_eq!(plan(walk(), ledger(), true, 4, &|_| true).read.len(), 1);
    }

    #[test]
    fn a_file_that_could_not_be_read_is_tried_again_once_it_can() {
        let walk = || Walk { files: vec![met("a", 1, 10)], problems: Vec::new() };
        let ledger = || HashMap::from([("a".to_owned(), known(1, 10, 0))]);
        assert_eq!(plan(walk(), ledger(), true, 3, &|_| false).unchanged, 1);
        assert_eq!(plan(walk(), ledger(), true, 3, &|_| true).read.len(), 1);
    }
}
