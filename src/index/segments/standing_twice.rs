//! Looks for what stands twice in an index: a file's row, or a document. It never should; a writer that
//! was killed between two things that belong together would be one way to it.
//!
//! Not here: mending it (`ingest::run`).

use std::collections::{BTreeSet, HashSet};

use tantivy::Searcher;

use super::columns::Columns;
use crate::index::Error;
use crate::index::store::{Index, row};

impl Index {
    /// The paths of the files that stand twice, or a document of theirs does. Reads two columns of what
    /// was last committed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn standing_twice(&self) -> Result<BTreeSet<String>, Error> {
        self.read_standing_twice().map_err(|error| Error::engine(&self.place, error))
    }

    fn read_standing_twice(&self) -> tantivy::Result<BTreeSet<String>> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let ids = ids_of_two_documents(&searcher)?;
        let (mut files, mut twice) = (HashSet::new(), BTreeSet::new());
        for segment in searcher.segment_readers() {
            let columns = Columns::open(segment)?;
            let paths = columns.path.all()?;
            let path_of = |doc| paths.get(columns.path.ordinal(doc)? as usize);
            for doc in segment.doc_ids_alive() {
                let Some(path) = path_of(doc) else { continue };
                let stands_twice = match columns.row.first(doc) {
                    Some(row::FILE) => !files.insert(path.clone()),
                    _ => columns.id.first(doc).is_some_and(|id| ids.contains(&id)),
                };
                if stands_twice {
                    twice.insert(path.clone());
                }
            }
        }
        Ok(twice)
    }
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
    }
}
