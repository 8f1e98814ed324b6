//! The version of reading, that is, of the whole way from a file's bytes to an annotated document. When
//! it changes, files are read again.

/// Counts the changes of what `extract`, `segment` and `annotate` make of a file.
///
/// Raise it whenever the same bytes would give another stored document than before: other blocks,
/// titles, dates, mentions or keys, other places where a file is split, other line fingerprints.
/// The next start then reads all files again, and what was read before is shown until that is
/// done. A change of counting or of ranking needs none, since nothing of theirs is stored; one of
/// `resolve` has the version of the tables that are kept of large collections
/// (`index::kept_tables`); one of what the index stores has a version of its own (`index::schema`).
pub const READING_VERSION: u32 = 11;
