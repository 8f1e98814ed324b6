//! Puts the copies among documents in the row of the fullest. No chains: whatever shares a row is a copy of the one
//! that is shown.
//!
//! Not here: which are copies (`table`).

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::model::DocumentId;

/// Which document of some is shown for which others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The document that is shown, by the one that is a copy of it.
    shown: FxHashMap<DocumentId, DocumentId>,
    /// How many copies a document has that is shown.
    copies: FxHashMap<DocumentId, u32>,
}

/// A text with the documents that have it.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Those that have these very runs, first read first.
    pub ids: Vec<DocumentId>,
    /// The texts that are copies of this one or this of them, by their places; the fullest have the lowest.
    pub copies: Vec<u32>,
}

/// Which of these documents are copies of others of them; each stands with the place of its text.
pub(super) fn fold(texts: &[Text], mut documents: Vec<(u32, DocumentId)>) -> Folded {
    documents.sort_unstable();
    let mut folded = Folded::default();
    // The document in whose row a text stands, by the text.
    let mut rows: FxHashMap<u32, DocumentId> = FxHashMap::default();
    for (text, id) in documents {
        if let Some(&shown) = rows.get(&text) {
            folded.shown.insert(id, shown);
            *folded.copies.entry(shown).or_default() += 1;
            continue;
        }
        rows.insert(text, id);
        for &copy in texts.get(text as usize).map_or(&[][..], |text| &text.copies) {
            if copy > text {
                rows.entry(copy).or_insert(id);
            }
        }
    }
    folded
}

impl Folded {
    /// Whether none is a copy of another.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// How many are copies of others.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// A number that is another one where other documents are copies, or of others; 0 where none is.
    pub fn checksum(&self) -> u64 {
        let mixed =
            |(copy, shown): (&DocumentId, &DocumentId)| xxh3_64_with_seed(&copy.0.to_le_bytes(), shown.0);
        self.shown.iter().map(mixed).fold(0, u64::wrapping_add)
    }

    /// The document that is shown for this one; `None` where it is shown itself.
    pub fn shown_for(&self, id: DocumentId) -> Option<DocumentId> {
        self.shown.get(&id).copied()
    }

    /// How many copies of it a document stands beside: those in its row.
    pub fn copies(&self, id: DocumentId) -> u32 {
        self.copies.get(&self.shown_for(id).unwrap_or(id)).copied().unwrap_or(0)
    }

    /// The documents that are shown with copies in their rows.
    pub fn rows(&self) -> impl Iterator<Item = DocumentId> {
        self.copies.keys().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{table, text};
    use super::*;

    fn ids(ids: &[u64]) -> Vec<DocumentId> {
        ids.iter().copied().map(DocumentId).collect()
    }

    #[test]
    fn the_fullest_found_is_shown_and_whatever_shares_its_row_is_a_copy_of_it() {
        // 1 to 3 lose more and more of one text: 3 is a copy of 2, not of 1.
        let copies = table(&[(1, text(0..300)), (2, text(0..200)), (3, text(0..130)), (4, text(900..1100))]);
        let all = copies.fold(&ids(&[1, 2, 3, 4]));
        assert_eq!((all.shown_for(DocumentId(2)), all.shown_for(DocumentId(1))), (Some(DocumentId(1)), None));
        let with_first = copies.fold(&ids(&[3, 1]));
        assert_eq!(with_first.is_empty(), all.shown_for(DocumentId(3)).is_none());
        let without = copies.fold(&ids(&[3, 2, 4]));
        assert_eq!(without.shown_for(DocumentId(3)), Some(DocumentId(2)));
        assert_eq!((without.copies(DocumentId(3)), without.copies(DocumentId(4)), without.len()), (1, 0, 1));
    }

    #[test]
    fn of_texts_alike_the_one_first_read_is_shown() {
        let copies = table(&[(9, text(0..60)), (4, text(0..60)), (7, text(0..60))]);
        let folded = copies.fold(&ids(&[9, 7, 4]));
        assert_eq!(folded.rows().collect::<Vec<_>>(), [DocumentId(4)]);
        assert_eq!((folded.copies(DocumentId(4)), folded.copies(DocumentId(9))), (2, 2));
        assert_ne!(folded.checksum(), copies.fold(&ids(&[9, 7])).checksum());
        assert_eq!(copies.fold(&ids(&[9])).checksum(), 0);
    }
}
