//! Plans a run: compares the files found with those the index knows, and lists which are new, changed or
//! gone. No file is read for this; a file with another time but the same bytes is recognised when it is
//! read.

use std::collections::{HashMap, HashSet};

use super::walk::{FoundFile, FoundFiles};
use crate::index::KnownFile;

/// What has to be done to bring an index up to date.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// New files and those of another size or time, in the order of the walk.
    pub read: Vec<ReadTask>,
    /// How many files are as the index knows them.
    pub unchanged: usize,
    /// Files the index knows that are no more, in order.
    pub gone: Vec<String>,
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

/// Compares. A file read by other `lists` is to be read again. `readable` says whether one that
/// could not be read before might be by now. A known_files that is not `trusted` only tells what is
/// gone.
pub(super) fn plan(
    walk: FoundFiles,
    mut known_files: HashMap<String, KnownFile>,
    trusted: bool,
    lists: u64,
    readable: &dyn Fn(&FoundFile) -> bool,
) -> Plan {
    let mut plan = Plan { first: known_files.is_empty(), ..Plan::default() };
    for found in walk.files {
        let known = known_files.remove(&found.name);
        let same = |known: &KnownFile| {
            (known.size, known.modified, known.lists) == (found.size, found.modified, lists)
                && (known.hash != 0 || !readable(&found))
        };
        if trusted && known.as_ref().is_some_and(same) {
            plan.unchanged += 1;
        } else {
            plan.read.push(ReadTask { found, known, documents: 0 });
        }
    }
    // What cannot be looked at is not known to be gone.
    let unseen: HashSet<&str> = walk.problems.iter().map(|(path, _)| path.as_str()).collect();
    let hidden = |name: &str| {
        let mut folders = name.match_indices('/').filter_map(|(at, _)| name.get(..=at));
        unseen.contains(name) || folders.any(|folder| unseen.contains(folder))
    };
    plan.gone = known_files.into_keys().filter(|name| !hidden(name)).collect();
    plan.gone.sort_unstable();
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Problem;

    fn found(name: &str, size: u64, modified: i64) -> FoundFile {
        FoundFile { name: name.to_owned(), size, modified }
    }

    fn known(size: u64, modified: i64, hash: u128) -> KnownFile {
        KnownFile { size, modified, hash, lists: 3 }
    }

    #[test]
    fn only_what_differs_is_read_and_only_what_is_no_more_is_gone() {
        let walk = FoundFiles {
            files: vec![found("a", 1, 10), found("b", 2, 10), found("c", 1, 11), found("new", 1, 10)],
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
        let known_files = names.map(|name| (name.to_owned(), known(1, 10, 7)));
        let plan = plan(walk, HashMap::from(known_files), true, 3, &|_| true);
        let read: Vec<_> =
            plan.read.iter().map(|task| (task.found.name.as_str(), task.known.is_some())).collect();
        assert_eq!(read, [("b", true), ("c", true), ("new", false)]);
        assert_eq!(plan.unchanged, 1);
        assert_eq!(plan.gone, ["far/x", "lockedx", "odd/x", "old"]);
    }

    #[test]
    fn what_was_read_by_other_lists_is_read_again() {
        let walk = || FoundFiles { files: vec![found("a", 1, 10)], problems: Vec::new() };
        let known_files = || HashMap::from([("a".to_owned(), known(1, 10, 7))]);
        assert_eq!(plan(walk(), known_files(), true, 3, &|_| true).unchanged, 1);
        assert_eq!(plan(walk(), known_files(), true, 4, &|_| true).read.len(), 1);
    }

    #[test]
    fn a_file_that_could_not_be_read_is_tried_again_once_it_can() {
        let walk = || FoundFiles { files: vec![found("a", 1, 10)], problems: Vec::new() };
        let known_files = || HashMap::from([("a".to_owned(), known(1, 10, 0))]);
        assert_eq!(plan(walk(), known_files(), true, 3, &|_| false).unchanged, 1);
        assert_eq!(plan(walk(), known_files(), true, 3, &|_| true).read.len(), 1);
    }
}
