//! Looks for what stands twice in an index: a file's row, or a document. It never should; a writer that
//! was killed between two things that belong together would be one way to it.
//!
//! Not here: mending it (`ingest::run`).

use std::collections::{BTreeSet, HashSet};

use tantivy::{DocId, Searcher};
use xxhash_rust::xxh3::xxh3_64;

use super::columns::Columns;
use crate::index::Error;
use crate::index::store::{Index, row};

impl Index {
    /// The paths of the files that stand twice, or a document of theirs does. Reads two columns of what
    /// was last committed, and keeps eight bytes a file.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn standing_twice(&self) -> Result<BTreeSet<String>, Error> {
        let searcher = self.own_searcher()?;
        standing_twice(&searcher).map_err(|error| Error::engine(&self.place, error))
    }
}

fn standing_twice(searcher: &Searcher) -> tantivy::Result<BTreeSet<String>> {
    let mut twice = files_standing_twice(searcher)?;
    let ids = ids_of_two_documents(searcher)?;
    for segment in searcher.segment_readers().iter().filter(|_| !ids.is_empty()) {
        let columns = Columns::open(segment)?;
        let stands_twice = |doc: &DocId| {
            columns.row.first(*doc) != Some(row::FILE)
                && columns.id.first(*doc).is_some_and(|id| ids.contains(&id))
        };
        let documents = segment.doc_ids_alive().filter(stands_twice);
        twice.extend(documents.filter_map(|doc| columns.path.value(doc)));
    }
    Ok(twice)
}

/// The paths of the files that have two rows. Paths are compared only where their hashes are the same.
fn files_standing_twice(searcher: &Searcher) -> tantivy::Result<BTreeSet<String>> {
    let mut hashes = Vec::with_capacity(searcher.num_docs() as usize / 2);
    each_file(searcher, |path| hashes.push(xxh3_64(path.as_bytes())))?;
    hashes.sort_unstable();
    let same: HashSet<u64> =
        hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    let (mut once, mut twice) = (HashSet::new(), BTreeSet::new());
    if !same.is_empty() {
        each_file(searcher, |path| {
            if same.contains(&xxh3_64(path.as_bytes())) && !once.insert(path.to_owned()) {
                twice.insert(path.to_owned());
            }
        })?;
    }
    Ok(twice)
}

/// Visits the path of each row of a file.
fn each_file(searcher: &Searcher, mut visit: impl FnMut(&str)) -> tantivy::Result<()> {
    for segment in searcher.segment_readers() {
        let columns = Columns::open(segment)?;
        let mut rows = vec![0u32; columns.path.len()];
        for doc in segment.doc_ids_alive().filter(|&doc| columns.row.first(doc) == Some(row::FILE)) {
            if let Some(rows) = columns.path.ordinal(doc).and_then(|at| rows.get_mut(at as usize)) {
                *rows += 1;
            }
        }
        let mut rows = rows.into_iter();
        columns.path.each(|path| (0..rows.next().unwrap_or(0)).for_each(|_| visit(path)))?;
    }
    Ok(())
}

/// The ids that more than one document has.
fn ids_of_two_documents(searcher: &Searcher) -> tantivy::Result<HashSet<u64>> {
    let mut ids = Vec::with_capacity(searcher.num_docs() as usize);
    for segment in searcher.segment_readers() {
        let columns = Columns::open(segment)?;
        let documents = segment.doc_ids_alive().filter(|&doc| columns.row.first(doc) == Some(row::DOCUMENT));
        ids.extend(documents.filter_map(|doc| columns.id.first(doc)));
    }
    ids.sort_unstable();
    Ok(ids.windows(2).filter(|pair| pair.first() == pair.last()).flatten().copied().collect())
}

#[cfg(test)]
mod tests {

    use crate::index::fixtures::*;
    use crate::model::DocumentId;

    #[test]
    fn a_document_or_a_file_that_stands_twice_is_found() {
        let (index, ..) = town();
        assert!(index.standing_twice().unwrap().is_empty());
        let mut writer = index.writer().unwrap();
        // The same document under another path, as if its file had not been removed.
        writer.replace(&file("copy.txt"), &[(DocumentId(1), document("Harbour", "New words."))]).unwrap();
        writer.commit().unwrap();
        let twice: Vec<_> = index.standing_twice().unwrap().into_iter().collect();
        assert_eq!(twice, ["copy.txt", "harbour.txt"]);
        // A second row of a file, as if the first had not been removed.
        writer.add_file(&file("news/council.txt")).unwrap();
        writer.commit().unwrap();
        let twice: Vec<_> = index.standing_twice().unwrap().into_iter().collect();
        assert_eq!(twice, ["copy.txt", "harbour.txt", "news/council.txt"]);
    }
}
