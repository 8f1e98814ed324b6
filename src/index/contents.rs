//! What a collection consists of, as one number.

use xxhash_rust::xxh3::Xxh3;

use super::store::Generation;

/// A number for the segments of these indexes, with their deletions.
pub(super) fn contents_of<'a>(indexes: impl IntoIterator<Item = &'a Generation>) -> u64 {
    let mut contents = Xxh3::new();
    for generation in indexes {
        for (segment, deleted) in generation {
            contents.update(segment.uuid_string().as_bytes());
            contents.update(&deleted.unwrap_or(u64::MAX).to_le_bytes());
        }
        contents.update(b"/");
    }
    contents.digest()
}
