//! Merges what two people keep of one pile: what one has, what the folder between them has, and what both had when they
//! last exchanged it (a merge from three sides). What only one side changed is taken from there, what both changed is
//! put together, and nothing is gone unless a side that knew it says so.
//!
//! Not here: the files of the folder (`exchange_file`), and writing what comes out (`cli::sync`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::note::{Colour, Tag};
use crate::model::Anchor;
use crate::query::saved::TypedSearch;

/// A document, as it is known in another pile.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentPlace {
    /// The path of its file below the folder that is open.
    pub path: String,
    /// Its number in the file, from 1.
    pub part: u32,
    /// Its title: by that it is found where the path is another.
    pub title: Option<String>,
}

/// A note without its number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangedNote {
    /// The document it is on or in.
    pub place: Option<DocumentPlace>,
    /// The passage it is on.
    pub anchor: Option<Anchor>,
    /// The kind and the name it is on.
    pub name: Option<(String, String)>,
    /// Of the highlight.
    pub colour: Option<Colour>,
    /// What was noted.
    pub words: String,
    /// In order.
    pub tags: Vec<Tag>,
    /// In seconds since 1970.
    pub made: i64,
    /// In seconds since 1970.
    pub changed: i64,
}

/// One thing that is exchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// A note.
    Note(Box<ExchangedNote>),
    /// A tag of a document.
    Tag(DocumentPlace, Tag),
    /// The star of a document.
    Star(DocumentPlace),
    /// That a document was read.
    Read(DocumentPlace),
    /// That a document is to be read.
    Later(DocumentPlace),
    /// A saved search, by its name.
    Search(String, Box<TypedSearch>),
    /// A correction, as a line of a file of corrections.
    Correction(String),
}

impl Item {
    /// The document it is on.
    pub fn place(&self) -> Option<&DocumentPlace> {
        match self {
            Item::Note(note) => note.place.as_ref(),
            Item::Tag(place, _) | Item::Star(place) | Item::Read(place) | Item::Later(place) => Some(place),
            Item::Search(..) | Item::Correction(_) => None,
        }
    }

    /// What it is known by; a note is by its number.
    pub fn key(&self) -> Option<String> {
        match self {
            Item::Note(_) => None,
            Item::Tag(place, tag) => Some(format!("tag {}#{} {tag}", place.path, place.part)),
            Item::Star(place) => Some(format!("star {}#{}", place.path, place.part)),
            Item::Read(place) => Some(format!("read {}#{}", place.path, place.part)),
            Item::Later(place) => Some(format!("later {}#{}", place.path, place.part)),
            Item::Search(name, _) => Some(format!("search {name}")),
            Item::Correction(line) => Some(format!("correction {line}")),
        }
    }
}

/// What a side has of an item that it knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// It is there.
    There(Item),
    /// It was there, and was deleted.
    Gone(Item),
}

impl Held {
    /// The item, deleted or not.
    pub fn item(&self) -> &Item {
        match self {
            Held::There(item) | Held::Gone(item) => item,
        }
    }
}

/// Items by what they are known by.
pub type Holding = BTreeMap<String, Held>;

/// What comes out for all items of which any side knows. `mine` has only what is there: what was exchanged and is not
/// there any more was deleted.
pub fn merge(base: &Holding, mine: &BTreeMap<String, Item>, theirs: &Holding) -> Holding {
    let keys: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    let merged = |key: &String| Some((key.clone(), one(base.get(key), mine.get(key), theirs.get(key))?));
    keys.into_iter().filter_map(merged).collect()
}

/// Puts two copies of a folder's file together, as they come about when two people write it at once: from which both
/// come is not known, so that all is there that either has.
pub fn unite(mut one: Holding, other: Holding) -> Holding {
    for (key, held) in other {
        let united = match (one.remove(&key), held) {
            (Some(Held::There(a)), Held::There(b)) => Held::There(both(None, &a, &b)),
            (Some(there @ Held::There(_)), _) => there,
            (_, held) => held,
        };
        one.insert(key, united);
    }
    one
}

fn there(held: Option<&Held>) -> Option<&Item> {
    match held {
        Some(Held::There(item)) => Some(item),
        _ => None,
    }
}

fn one(base: Option<&Held>, mine: Option<&Item>, theirs: Option<&Held>) -> Option<Held> {
    match (mine, theirs) {
        // A file that is missing has not come yet: nobody said that what stood in it is to go.
        (Some(mine), None) => Some(Held::There(mine.clone())),
        (None, None) => base.map(|held| Held::Gone(held.item().clone())),
        (None, Some(theirs)) => Some(match (there(base), theirs) {
            (Some(deleted), Held::There(item)) if deleted == item => Held::Gone(item.clone()),
            _ => theirs.clone(),
        }),
        (Some(mine), Some(Held::Gone(gone))) => Some(match there(base) {
            Some(known) if known == mine => Held::Gone(gone.clone()),
            _ => Held::There(mine.clone()),
        }),
        (Some(mine), Some(Held::There(theirs))) => Some(Held::There(both(there(base), mine, theirs))),
    }
}

/// What becomes of an item that both sides have.
fn both(base: Option<&Item>, mine: &Item, theirs: &Item) -> Item {
    let (Item::Note(mine), Item::Note(theirs)) = (mine, theirs) else {
        return either(base, mine, theirs).clone();
    };
    let base = match base {
        Some(Item::Note(note)) => Some(&**note),
        _ => None,
    };
    Item::Note(Box::new(ExchangedNote {
        place: either(base.map(|note| &note.place), &mine.place, &theirs.place).clone(),
        anchor: either(base.map(|note| &note.anchor), &mine.anchor, &theirs.anchor).clone(),
        name: either(base.map(|note| &note.name), &mine.name, &theirs.name).clone(),
        colour: *either(base.map(|note| &note.colour), &mine.colour, &theirs.colour),
        words: words(base.map(|note| note.words.as_str()), &mine.words, &theirs.words),
        tags: tags(base.map_or(&[], |note| &note.tags), &mine.tags, &theirs.tags),
        made: mine.made.min(theirs.made),
        changed: mine.changed.max(theirs.changed),
    }))
}

/// What has changed; of two that have, one's own, which the other side then takes.
fn either<'v, T: PartialEq>(base: Option<&T>, mine: &'v T, theirs: &'v T) -> &'v T {
    if base == Some(mine) { theirs } else { mine }
}

/// The words of both: lines that one side took away are gone, lines that either put in are there.
fn words(base: Option<&str>, mine: &str, theirs: &str) -> String {
    if base == Some(mine) || mine == theirs {
        return theirs.to_owned();
    }
    if base == Some(theirs) {
        return mine.to_owned();
    }
    let known: BTreeSet<&str> = base.unwrap_or_default().lines().collect();
    let (own, other): (BTreeSet<&str>, BTreeSet<&str>) = (mine.lines().collect(), theirs.lines().collect());
    let stays = |line: &&str| own.contains(line) || !known.contains(line);
    let put_in = mine.lines().filter(|line| !known.contains(line) && !other.contains(line));
    theirs.lines().filter(stays).chain(put_in).collect::<Vec<_>>().join("\n")
}

fn tags(base: &[Tag], mine: &[Tag], theirs: &[Tag]) -> Vec<Tag> {
    let stays = |tag: &&Tag| mine.contains(tag) && theirs.contains(tag) || !base.contains(tag);
    let all: BTreeSet<&Tag> = mine.iter().chain(theirs).filter(stays).collect();
    all.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Edit {
        Line(bool, u8, u8),
        Tag(bool, u8, u8),
        Delete(bool, u8),
        Star(bool, u8, bool),
        Sync(bool),
        Copy,
    }

    fn some_edit() -> impl Strategy<Value = Edit> {
        let (side, of, what) = (any::<bool>(), 0..3u8, 0..9u8);
        prop_oneof![
            (side, of.clone(), what.clone()).prop_map(|(side, of, what)| Edit::Line(side, of, what)),
            (any::<bool>(), of.clone(), what).prop_map(|(side, of, what)| Edit::Tag(side, of, what)),
            (any::<bool>(), of.clone()).prop_map(|(side, of)| Edit::Delete(side, of)),
            (any::<bool>(), of, any::<bool>()).prop_map(|(side, of, on)| Edit::Star(side, of, on)),
            any::<bool>().prop_map(Edit::Sync),
            any::<bool>().prop_map(Edit::Sync),
            Just(Edit::Copy),
        ]
    }

    #[derive(Default)]
    struct Side {
        mine: BTreeMap<String, Item>,
        base: Holding,
    }

    impl Side {
        fn note(&mut self, of: u8) -> &mut ExchangedNote {
            let new = || Item::Note(Box::default());
            match self.mine.entry(format!("note {of}")).or_insert_with(new) {
                Item::Note(note) => note,
                _ => unreachable!(),
            }
        }

        fn sync(&mut self, folder: &mut Holding) {
            let merged = merge(&self.base, &self.mine, folder);
            self.mine = merged
                .iter()
                .filter_map(|(key, held)| Some((key.clone(), there(Some(held))?.clone())))
                .collect();
            (self.base, *folder) = (merged.clone(), merged);
        }
    }

    proptest! {
        #[test]
        fn two_notebooks_end_equal_and_no_line_is_lost(edits in prop::collection::vec(some_edit(), 0..40)) {
            let mut sides = [Side::default(), Side::default()];
            let (mut folder, mut copy) = (Holding::new(), None);
            // Lines put in, unless their note was deleted by somebody since.
            let mut put_in: BTreeSet<(u8, String)> = BTreeSet::new();
            for (number, edit) in edits.into_iter().enumerate() {
                match edit {
                    Edit::Line(side, of, what) => {
                        let line = format!("{what} of {number}");
                        let words = &mut sides[usize::from(side)].note(of).words;
                        *words = [words.as_str(), &line].join("\n").trim().to_owned();
                        put_in.insert((of, line));
                    }
                    Edit::Tag(side, of, what) => {
                        let tags = &mut sides[usize::from(side)].note(of).tags;
                        let tag = Tag::new(&what.to_string()).unwrap();
                        if tags.contains(&tag) { tags.retain(|own| *own != tag) } else { tags.push(tag) }
                        tags.sort();
                    }
                    Edit::Delete(side, of) => {
                        // Only lines that are there are taken away knowingly.
                        if let Some(Item::Note(note)) = sides[usize::from(side)].mine.remove(&format!("note {of}")) {
                            put_in.retain(|(in_note, line)| *in_note != of || !note.words.lines().any(|own| own == line));
                        }
                    }
                    Edit::Star(side, of, on) => {
                        let star = Item::Star(DocumentPlace { path: of.to_string(), ..DocumentPlace::default() });
                        let key = star.key().unwrap();
                        let mine = &mut sides[usize::from(side)].mine;
                        if on { mine.insert(key, star); } else { mine.remove(&key); }
                    }
                    Edit::Sync(side) => sides[usize::from(side)].sync(&mut folder),
                    // A copy of the folder comes back later as a conflicted copy.
                    Edit::Copy => match copy.take() {
                        None => copy = Some(folder.clone()),
                        Some(old) => folder = unite(folder, old),
                    },
                }
            }
            for side in [0, 1, 0, 1, 0] {
                sides[side].sync(&mut folder);
            }
            prop_assert_eq!(&sides[0].mine, &sides[1].mine);
            for (of, line) in put_in {
                let note = sides[0].mine.get(&format!("note {of}"));
                let Some(Item::Note(note)) = note else { return Err(TestCaseError::fail(format!("{of} is lost"))) };
                prop_assert!(note.words.lines().any(|own| own == line), "{} is lost of {:?}", line, note.words);
            }
        }
    }

    #[test]
    fn what_both_edited_has_the_words_of_both() {
        assert_eq!(words(Some("a\nb"), "a\nb\nmine", "a\nb, they said"), "a\nb, they said\nmine");
        assert_eq!(words(None, "mine", "theirs"), "theirs\nmine");
        assert_eq!(words(Some("a"), "", "a\nb"), "b");
    }
}
