//! All notes that hold, and the tags of documents: joined to the index by the ids of documents.
//!
//! Not here: a single note (`note`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::note::{Note, NoteChange, NoteId, Tag};
use crate::model::DocumentId;

/// All notes, and which documents they and the tags are on. To copy it copies no note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    notes: BTreeMap<NoteId, Arc<Note>>,
    by_document: HashMap<DocumentId, Vec<NoteId>>,
    /// The tags of documents themselves.
    tagged: HashMap<DocumentId, BTreeSet<Tag>>,
    /// Of documents with notes that are in no file any more, those that were in a file with them and still are in one.
    left: HashMap<DocumentId, Vec<DocumentId>>,
}

impl Notes {
    /// All notes, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Note>> {
        self.notes.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The note of a number.
    pub fn get(&self, id: NoteId) -> Option<&Arc<Note>> {
        self.notes.get(&id)
    }

    /// The notes on and in a document, the earliest first.
    pub fn of(&self, id: DocumentId) -> impl Iterator<Item = &Arc<Note>> {
        self.by_document.get(&id).into_iter().flatten().filter_map(|note| self.notes.get(note))
    }

    /// Whether anything is noted on or in a document; a tag of it is no note.
    pub fn is_noted(&self, id: DocumentId) -> bool {
        self.by_document.contains_key(&id)
    }

    /// The documents with notes.
    pub fn noted(&self) -> impl Iterator<Item = DocumentId> {
        self.by_document.keys().copied()
    }

    /// Of a document that is in no file any more, those that were in a file with it and still are in one.
    pub fn left_beside(&self, gone: DocumentId) -> impl Iterator<Item = DocumentId> {
        self.left.get(&gone).into_iter().flatten().copied()
    }

    /// The documents with notes that were in a file with a document and are in none any more.
    pub fn gone_from_beside(&self, id: DocumentId) -> Vec<DocumentId> {
        let mut gone: Vec<DocumentId> =
            self.left.iter().filter(|(_, left)| left.contains(&id)).map(|(gone, _)| *gone).collect();
        gone.sort_unstable();
        gone
    }

    /// Notes that a document is in no file any more, and one that was in a file with it is.
    pub fn note_left(&mut self, gone: DocumentId, left: DocumentId) {
        self.left.entry(gone).or_default().push(left);
    }

    /// The tags of a document itself, in order.
    pub fn tags_of(&self, id: DocumentId) -> impl Iterator<Item = &Tag> {
        self.tagged.get(&id).into_iter().flatten()
    }

    /// The documents that have tags themselves, with these.
    pub fn tagged(&self) -> impl Iterator<Item = (DocumentId, &BTreeSet<Tag>)> {
        self.tagged.iter().map(|(id, tags)| (*id, tags))
    }

    /// Makes a change of a note.
    pub fn apply(&mut self, change: &NoteChange) {
        if let Some(before) = &change.before
            && let Some(held) = self.notes.remove(&before.id)
            && let Some(document) = held.on.document()
            && let Some(ids) = self.by_document.get_mut(&document)
        {
            ids.retain(|id| *id != before.id);
            if ids.is_empty() {
                self.by_document.remove(&document);
            }
        }
        if let Some(after) = &change.after {
            self.add(after.clone());
        }
    }

    /// Takes in a note that is not there yet.
    fn add(&mut self, note: Note) {
        if let Some(document) = note.on.document() {
            let ids = self.by_document.entry(document).or_default();
            let key = |id: &NoteId| (self.notes.get(id).map_or(0, |note| note.made), *id);
            let at = ids.partition_point(|id| key(id) < (note.made, note.id));
            ids.insert(at, note.id);
        }
        self.notes.insert(note.id, Arc::new(note));
    }

    /// Tags a document, or takes its tag away.
    pub fn set_tag(&mut self, id: DocumentId, tag: &Tag, value: bool) {
        if value {
            self.tagged.entry(id).or_default().insert(tag.clone());
        } else if let Some(tags) = self.tagged.get_mut(&id) {
            tags.remove(tag);
            if tags.is_empty() {
                self.tagged.remove(&id);
            }
        }
    }
}

impl FromIterator<Note> for Notes {
    fn from_iter<T: IntoIterator<Item = Note>>(notes: T) -> Notes {
        let mut all = Notes::default();
        notes.into_iter().for_each(|note| all.add(note));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::NoteSubject;

    fn note(id: u128, document: u64, words: &str) -> Note {
        Note {
            id: NoteId(id),
            on: NoteSubject::Document(DocumentId(document)),
            colour: None,
            words: words.into(),
            tags: Vec::new(),
            made: 10 - id as i64,
            changed: 0,
        }
    }

    #[test]
    fn a_change_and_its_inverse_leave_the_notes_as_they_were() {
        let mut notes: Notes = [note(1, 7, "a"), note(2, 7, "b")].into_iter().collect();
        let before = notes.clone();
        assert_eq!(notes.of(DocumentId(7)).map(|note| note.words.as_str()).collect::<String>(), "ba");
        let changes = [
            NoteChange { before: None, after: Some(note(3, 8, "c")) },
            NoteChange { before: Some(note(2, 7, "b")), after: Some(note(2, 9, "moved")) },
            NoteChange { before: Some(note(1, 7, "a")), after: None },
        ];
        changes.iter().for_each(|change| notes.apply(change));
        assert!(!notes.is_noted(DocumentId(7)) && notes.is_noted(DocumentId(9)) && notes.len() == 2);
        changes.iter().rev().for_each(|change| notes.apply(&change.inverse()));
        assert_eq!(notes, before);
    }

    #[test]
    fn the_tags_of_a_document_are_its_own() {
        let (mut notes, tag) = (Notes::default(), Tag::new("mine/late").unwrap());
        notes.set_tag(DocumentId(7), &tag, true);
        assert_eq!(notes.tags_of(DocumentId(7)).collect::<Vec<_>>(), [&tag]);
        notes.set_tag(DocumentId(7), &tag, false);
        assert_eq!(notes, Notes::default());
    }
}
