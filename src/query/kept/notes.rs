//! All notes that hold, and the tags of documents: joined to the index by the ids of documents.
//!
//! Not here: a single note (`note`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use xxhash_rust::xxh3::Xxh3;

use super::note::{Colour, Note, NoteChange, NoteId, Tag};
use super::note_text::NoteText;
use crate::model::DocumentId;

/// All notes, and which documents they and the tags are on. To copy it copies no note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    notes: BTreeMap<NoteId, HeldNote>,
    by_document: HashMap<DocumentId, Vec<NoteId>>,
    /// The tags of documents themselves.
    tagged: HashMap<DocumentId, BTreeSet<Tag>>,
    /// Of documents with notes that are in no file any more, those that were in a file with them and still are in one.
    left: HashMap<DocumentId, Vec<DocumentId>>,
}

/// A note with the text that it is searched by.
#[derive(Clone, Debug, PartialEq)]
struct HeldNote {
    note: Arc<Note>,
    text: NoteText,
}

impl Notes {
    /// All notes, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Note>> {
        self.notes.values().map(|held| &held.note)
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
        self.notes.get(&id).map(|held| &held.note)
    }

    /// A number that is another one where anything else is noted or tagged.
    pub fn checksum(&self) -> u64 {
        let hash = |of: &dyn Fn(&mut Xxh3)| {
            let mut hasher = Xxh3::new();
            of(&mut hasher);
            hasher.finish()
        };
        let notes = hash(&|hasher| self.iter().for_each(|note| note.hash(hasher)));
        // They come in any order.
        let tagged = self.tagged.iter().map(|tagged| hash(&|hasher| tagged.hash(hasher)));
        let left = self.left.iter().map(|left| hash(&|hasher| left.hash(hasher)).rotate_left(1));
        tagged.chain(left).fold(notes, u64::wrapping_add)
    }

    /// The notes on and in a document, the earliest first.
    pub fn of(&self, id: DocumentId) -> impl Iterator<Item = &Arc<Note>> {
        self.by_document.get(&id).into_iter().flatten().filter_map(|id| self.get(*id))
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

    /// The tags of a document, and of the notes on and in it.
    pub fn all_tags_of(&self, id: DocumentId) -> BTreeSet<&Tag> {
        self.tags_of(id).chain(self.of(id).flat_map(|note| &note.tags)).collect()
    }

    /// The notes in whose words or passage these terms follow each other; with `goes_on` the last may go on.
    pub fn with_terms(&self, terms: &[String], goes_on: bool) -> impl Iterator<Item = &Arc<Note>> {
        let wanted = AhoCorasick::new([NoteText::wanted(terms, goes_on)]).ok();
        let has =
            move |held: &&HeldNote| wanted.as_ref().is_some_and(|wanted| held.text.has(&held.note, wanted));
        self.notes.values().filter(has).map(|held| &held.note)
    }

    /// The documents with a passage highlighted in a colour. A document may come several times.
    pub fn documents_coloured(&self, colour: Colour) -> impl Iterator<Item = DocumentId> {
        self.iter().filter(move |note| note.colour == Some(colour)).filter_map(|note| note.on.document())
    }

    /// How many of the documents for which `is_found` holds each tag is on, themselves or by a note; the most
    /// frequent first.
    pub fn tag_counts(&self, is_found: impl Fn(DocumentId) -> bool) -> Vec<(Tag, u32)> {
        let places = self.tag_places(|id| is_found(id).then_some(id));
        let mut counts: Vec<(Tag, u32)> =
            places.into_iter().map(|(tag, places)| (tag, places.len() as u32)).collect();
        counts.sort_by_key(|(_, documents)| Reverse(*documents));
        counts
    }

    /// The tags in order, each with the places of the documents that it is on, themselves or by a note; documents
    /// without a place are left out. A tag is on what those below it are on; one that nothing has itself is listed
    /// where more than one is below it.
    pub fn tag_places<P: Ord + Copy>(&self, place: impl Fn(DocumentId) -> Option<P>) -> Vec<(Tag, Vec<P>)> {
        let mut used: HashMap<&Tag, Vec<P>> = HashMap::new();
        let own = self.tagged.iter().map(|(id, tags)| (*id, tags.iter().collect::<Vec<_>>()));
        let tagged = self.iter().filter(|note| !note.tags.is_empty());
        let by_note = tagged.filter_map(|note| Some((note.on.document()?, note.tags.iter().collect())));
        for (place, tags) in own.chain(by_note).filter_map(|(id, tags)| Some((place(id)?, tags))) {
            tags.into_iter().for_each(|tag| used.entry(tag).or_default().push(place));
        }
        let mut above: HashMap<Tag, (usize, Vec<P>)> = HashMap::new();
        for (tag, places) in &used {
            for over in tag.above() {
                let (below, of) = above.entry(over).or_default();
                *below += 1;
                of.extend_from_slice(places);
            }
        }
        let mut all: BTreeMap<Tag, Vec<P>> =
            used.into_iter().map(|(tag, places)| (tag.clone(), places)).collect();
        for (tag, (below, places)) in above {
            match all.get_mut(&tag) {
                Some(own) => own.extend(places),
                None if below > 1 => _ = all.insert(tag, places),
                None => {}
            }
        }
        let once = |(tag, mut places): (Tag, Vec<P>)| {
            places.sort_unstable();
            places.dedup();
            (tag, places)
        };
        all.into_iter().map(once).collect()
    }

    /// All tags that are used, in order, each with how many documents and notes have it.
    pub fn used_tags(&self) -> BTreeMap<&Tag, u32> {
        let mut used = BTreeMap::new();
        let own = self.tagged.values().flatten();
        own.chain(self.iter().flat_map(|note| &note.tags)).for_each(|tag| *used.entry(tag).or_default() += 1);
        used
    }

    /// The documents that have tags themselves, with these.
    pub fn tagged(&self) -> impl Iterator<Item = (DocumentId, &BTreeSet<Tag>)> {
        self.tagged.iter().map(|(id, tags)| (*id, tags))
    }

    /// Makes a change of a note.
    pub fn apply(&mut self, change: &NoteChange) {
        if let Some(before) = &change.before
            && let Some(held) = self.notes.remove(&before.id)
            && let Some(document) = held.note.on.document()
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
            let key = |id: &NoteId| (self.notes.get(id).map_or(0, |held| held.note.made), *id);
            let at = ids.partition_point(|id| key(id) < (note.made, note.id));
            ids.insert(at, note.id);
        }
        self.notes.insert(note.id, HeldNote { note: Arc::new(note), text: NoteText::default() });
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

/// The order of a list of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteOrder {
    /// Made last first.
    #[default]
    Newest,
    /// By the titles of documents; those on no document first.
    Document,
    /// By their first tag; those without one last.
    Tag,
}

impl NoteOrder {
    /// Every order.
    pub const ALL: [NoteOrder; 3] = [NoteOrder::Newest, NoteOrder::Document, NoteOrder::Tag];

    /// The word shown in the sort menu.
    pub fn name(self) -> &'static str {
        match self {
            NoteOrder::Newest => "newest",
            NoteOrder::Document => "document",
            NoteOrder::Tag => "tag",
        }
    }
}

/// The notes that a search finds, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundNotes {
    /// Those on documents of the collection, on names, or on the collection.
    pub here: Vec<NoteId>,
    /// Those on documents that are not in it.
    pub elsewhere: Vec<NoteId>,
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
    fn notes_are_found_by_words_tags_and_colours() {
        let tagged = |id, document, words: &str, tags: &[&str]| Note {
            tags: tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
            ..note(id, document, words)
        };
        let mut notes: Notes = [
            tagged(1, 7, "The Harbour’s wáll", &["people/witness"]),
            tagged(2, 8, "a wall by the harbour", &["people/judge", "late"]),
            Note { colour: Some(Colour::Red), ..note(3, 9, "") },
        ]
        .into_iter()
        .collect();
        let found = |terms: &[&str], goes_on| -> Vec<u128> {
            let terms: Vec<String> = terms.iter().map(|&term| term.to_owned()).collect();
            notes.with_terms(&terms, goes_on).map(|note| note.id.0).collect()
        };
        assert_eq!(found(&["harbour"], false).len() + found(&["harbours", "wall"], false).len(), 2);
        assert_eq!((found(&["wal"], true), found(&["wal"], false)), (vec![1, 2], vec![]));
        let tag = |tag: &str| Tag::new(tag).unwrap();
        assert_eq!(notes.documents_coloured(Colour::Red).collect::<Vec<_>>(), [DocumentId(9)]);
        notes.set_tag(DocumentId(7), &tag("late"), true);
        let counts = |notes: &Notes, is_found: fn(DocumentId) -> bool| -> Vec<(String, u32)> {
            notes.tag_counts(is_found).into_iter().map(|(tag, count)| (tag.into(), count)).collect()
        };
        let expected = [("late", 2), ("people", 2), ("people/judge", 1), ("people/witness", 1)];
        assert_eq!(counts(&notes, |_| true), expected.map(|(tag, count)| (tag.to_owned(), count)));
        let of_one = [("late", 1), ("people/witness", 1)];
        assert_eq!(counts(&notes, |id| id.0 == 7), of_one.map(|(tag, count)| (tag.to_owned(), count)));
        assert_eq!(notes.used_tags()[&tag("late")], 2);
        assert_eq!(notes.all_tags_of(DocumentId(7)).len(), 2);
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
