//! Notes: what a person keeps about a passage, a document, a name or the whole collection, in words, colours
//! and tags. Plain data that the notebook stores, the page shows and searches join by document.
//!
//! Not here: finding a passage again (`text::anchor`), all notes together (`notes`).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::{Anchor, DocumentId, Kind};
use crate::text::fold::fold;

/// The number of a note: drawn by lot, so that two notebooks never give the same to different notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct NoteId(pub u128);

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Where numbers of notes come from: each process draws its own beginning, and counts on from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteIds {
    /// Drawn by lot at the start.
    pub lot: u64,
    /// The last one given.
    pub latest: u64,
}

impl NoteIds {
    /// The next number.
    pub fn issue(&mut self) -> NoteId {
        self.latest += 1;
        NoteId(u128::from(self.lot) << 64 | u128::from(self.latest))
    }
}

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteSubject {
    /// A passage of a document.
    Passage(DocumentId, Anchor),
    /// A document as a whole.
    Document(DocumentId),
    /// A person, an organisation, a place: any of the spellings.
    Entity(Kind, String),
    /// The whole collection.
    Collection,
}

impl NoteSubject {
    /// The document it is on or in.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            NoteSubject::Passage(id, _) | NoteSubject::Document(id) => Some(*id),
            NoteSubject::Entity(..) | NoteSubject::Collection => None,
        }
    }

    /// The passage it is on.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            NoteSubject::Passage(_, anchor) => Some(anchor),
            _ => None,
        }
    }
}

/// One of four colours of highlights; what each is for the person says in the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Colour {
    /// The one that is used unless another is asked for.
    #[default]
    Yellow,
    /// The second.
    Green,
    /// The third.
    Blue,
    /// The fourth.
    Red,
}

impl Colour {
    /// All colours, in their order.
    pub const ALL: [Colour; 4] = [Colour::Yellow, Colour::Green, Colour::Blue, Colour::Red];

    /// Its word, in settings, JSON and files.
    pub const fn name(self) -> &'static str {
        match self {
            Colour::Yellow => "yellow",
            Colour::Green => "green",
            Colour::Blue => "blue",
            Colour::Red => "red",
        }
    }

    /// The colour of that word.
    pub fn from_name(name: &str) -> Option<Colour> {
        Colour::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

/// A tag: words that sort documents and notes, nested by `/` as in "people/witness".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Tag(String);

impl Tag {
    /// A tag as somebody typed it: without `#`, white space at its ends and empty steps; `None` if nothing is left.
    pub fn new(typed: &str) -> Option<Tag> {
        let sign = |c: char| c == '#' || c.is_whitespace();
        let steps = typed.split('/').map(|step| step.trim_start_matches(sign).split_whitespace());
        let steps = steps.map(|words| words.collect::<Vec<_>>().join(" "));
        let steps: Vec<String> = steps.filter(|step| !step.is_empty()).collect();
        (!steps.is_empty()).then(|| Tag(steps.join("/")))
    }

    /// As it is written.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is this tag or one below it, whatever the case: "people/witness" is below "People".
    pub fn is_within(&self, above: &Tag) -> bool {
        self.is_meant_by(above, false)
    }

    /// As [`Tag::is_within`], of a tag whose last step may go on.
    pub fn is_meant_by(&self, typed: &Tag, goes_on: bool) -> bool {
        let mut steps = self.0.split('/');
        let mut typed = typed.0.split('/').peekable();
        while let Some(step) = typed.next() {
            let Some(own) = steps.next() else { return false };
            let (own, step) = (fold(own), fold(step));
            let begins = goes_on && typed.peek().is_none();
            if !(own == step || (begins && own.starts_with(&step))) {
                return false;
            }
        }
        true
    }

    /// The tags above it, the nearest last: "a/b/c" is below "a" and "a/b".
    pub fn above(&self) -> impl Iterator<Item = Tag> {
        self.0.match_indices('/').map(|(at, _)| Tag(self.0[..at].to_owned()))
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> String {
        tag.0
    }
}

impl TryFrom<String> for Tag {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Tag, &'static str> {
        Tag::new(&name).ok_or("a tag without a letter")
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person keeps about something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// What it is on.
    pub on: NoteSubject,
    /// The colour in which its passage is highlighted.
    pub colour: Option<Colour>,
    /// What was written; empty of a highlight without words. It may have several lines.
    pub words: String,
    /// Its own tags, in order, none twice.
    pub tags: Vec<Tag>,
    /// When it was made, in seconds since 1970.
    pub made: i64,
    /// When it was last changed, in seconds since 1970.
    pub changed: i64,
}

impl Note {
    /// Whether it has a tag, or one below it; with `goes_on` the last step of the tag may go on.
    pub fn is_tagged(&self, tag: &Tag, goes_on: bool) -> bool {
        self.tags.iter().any(|own| own.is_meant_by(tag, goes_on))
    }
}

/// A change of one note. Without one before it is made, without one after deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteChange {
    /// As it was.
    pub before: Option<Note>,
    /// As it will be.
    pub after: Option<Note>,
}

impl NoteChange {
    /// The change that takes this one back.
    pub fn inverse(&self) -> NoteChange {
        NoteChange { before: self.after.clone(), after: self.before.clone() }
    }

    /// The number of the note.
    pub fn id(&self) -> Option<NoteId> {
        self.before.as_ref().or(self.after.as_ref()).map(|note| note.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_taken_as_it_is_typed_and_nested() {
        let tag = |typed: &str| Tag::new(typed).map(String::from);
        assert_eq!(tag(" #people / key  witness/ "), Some("people/key witness".into()));
        assert_eq!(tag(" # / "), None);
        assert_eq!(tag("/# #x"), Some("x".into()), "so that what is written is read as the same");
        let within = |tag, above| Tag::new(tag).unwrap().is_within(&Tag::new(above).unwrap());
        assert!(within("people/witness", "People") && within("people", "people"));
        assert!(!within("peoples", "people") && !within("people", "people/witness"));
        let typed = |tag, typed| Tag::new(tag).unwrap().is_meant_by(&Tag::new(typed).unwrap(), true);
        assert!(
            typed("people/witness", "peo") && typed("Péople/wit", "people/w") && !typed("a/people", "peo")
        );
        let above: Vec<String> = Tag::new("a/b/c").unwrap().above().map(String::from).collect();
        assert_eq!(above, ["a", "a/b"]);
    }

    #[test]
    fn numbers_of_two_processes_are_never_the_same() {
        let (mut one, mut other) = (NoteIds { lot: 7, latest: 0 }, NoteIds { lot: 8, latest: 0 });
        let first = one.issue();
        assert!(first != other.issue() && first != one.issue());
        assert_eq!(NoteId(0xab).to_string(), format!("{:0>32}", "ab"));
    }
}
