//! What a collection consists of, as one number.

use tantivy::Searcher;
use xxhash_rust::xxh3::Xxh3;

/// A number for the segments of these searchers, with their deletions.
pub(super) fn contents_of(searchers: &[Searcher]) -> u64 {
    let mut contents = Xxh3::new();
    for searcher in searchers {
        for (segment, deleted) in searcher.generation().segments() {
            contents.update(segment.uuid_string().as_bytes());
            contents.update(&deleted.unwrap_or(u64::MAX).to_le_bytes());
        }
        contents.update(b"/");
    }
    contents.digest()
}
