//! The path of a file as a person can use it.

use crate::ingest::Root;

/// A file as a path a person can use, by its root and its path below that.
pub(super) fn file(roots: &[Root], root: usize, path: &str) -> String {
    roots.get(root).map_or_else(|| path.to_owned(), |root| root.path_of(path).display().to_string())
}
