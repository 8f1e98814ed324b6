//! What a notebook has to exchange, and taking in what comes out of a merge.
//!
//! Not here: merging (`query::merge`).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::places::Places;
use crate::model::{Anchor, DocumentId, Kind};
use crate::notebook::Notebook;
use crate::query::{
    CorrectedPart, CorrectionLog, DocumentLocation, DocumentPlace, ExchangedNote, Held, Holding, Item,
    MarkChange, Marks, Note, NoteId, NoteSubject, NotebookChange, Notes, RecordedCorrection, SavedSearch,
    SearchChange, TypedSearch, correction_line, corrections_head, read_corrections,
};

/// What a notebook has of a collection.
pub struct Own {
    notes: Arc<Notes>,
    marks: Marks,
    searches: Vec<SavedSearch>,
    corrections: Vec<RecordedCorrection>,
}

impl Own {
    /// Reads it; what was read and what is to be read only where that is wanted.
    pub fn of(notebook: &Notebook, collection: &str, with_reading: bool) -> Result<Own, String> {
        let read = || {
            let (notes, mut marks) = (notebook.notes(collection)?, notebook.marks()?);
            if !with_reading {
                (marks.read, marks.later) = Default::default();
            }
            // Those of a part of it are of that.
            let mut searches = notebook.searches(collection)?;
            searches.retain(|search| search.collection.is_none());
            Ok(Own { notes, marks, searches, corrections: notebook.corrections(collection)? })
        };
        read().map_err(|error: crate::notebook::Error| error.to_string())
    }

    /// Whether a key is the number of a note that is there.
    pub fn has_note(&self, key: &str) -> bool {
        number(key).is_some_and(|id| self.notes.get(id).is_some())
    }

    /// What is exchanged of it. What is on documents that are not in the collection is not.
    pub fn items(&self, places: &mut Places<'_>) -> Result<BTreeMap<String, Item>, String> {
        let noted = self.notes.noted().chain(self.notes.tagged().map(|(id, _)| id));
        let corrected = self.corrections.iter().flat_map(|recorded| recorded.correction.documents());
        let marks = &self.marks;
        let marked = marks.starred.iter().chain(&marks.read).chain(&marks.later).copied();
        places.of(noted.chain(marked).chain(corrected))?;
        let notes = self.notes.iter().filter_map(|note| {
            let exchanged = exchanged(note, places)?;
            Some((note.id.to_string(), Item::Note(Box::new(exchanged))))
        });
        let tags = self.notes.tagged().flat_map(|(id, tags)| {
            let place = places.place(id);
            tags.iter().filter_map(move |tag| Some(Item::Tag(place?.clone(), tag.clone())))
        });
        let places = &*places;
        let marked = |ids: &HashSet<DocumentId>, item: fn(DocumentPlace) -> Item| -> Vec<Item> {
            ids.iter().filter_map(|id| Some(item(places.place(*id)?.clone()))).collect()
        };
        let stars = marked(&self.marks.starred, Item::Star);
        let read = marked(&self.marks.read, Item::Read);
        let later = marked(&self.marks.later, Item::Later);
        let lines = self.corrections.iter().filter_map(|recorded| line(recorded, places));
        let marks = stars.into_iter().chain(read).chain(later);
        let searches = self.searches.iter();
        let searches = searches.map(|saved| Item::Search(saved.name.clone(), Box::new(saved.typed.clone())));
        let others = tags.chain(marks).chain(searches).chain(lines.map(Item::Correction));
        Ok(notes.chain(others.filter_map(|item| Some((item.key()?, item)))).collect())
    }

    /// Makes the notebook what came out of a merge; how many changes that takes.
    pub fn take(
        &self,
        merged: &Holding,
        mine: &BTreeMap<String, Item>,
        places: &Places<'_>,
        notebook: &mut Notebook,
        collection: &str,
    ) -> Result<usize, String> {
        let (mut gone, mut there, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let (mut retracted, mut searches) = (Vec::new(), Vec::new());
        for (key, held) in merged {
            match (held, mine.get(key)) {
                (Held::There(item), before) if before != Some(item) => match item {
                    Item::Correction(line) => lines.push(line.as_str()),
                    Item::Search(name, typed) => searches.push(self.search_change(name, Some(typed))),
                    item => there.extend(self.change(key, item, true, places)),
                },
                (Held::Gone(_), Some(Item::Correction(gone))) => {
                    let is_it =
                        |recorded: &&RecordedCorrection| line(recorded, places).as_ref() == Some(gone);
                    retracted.extend(self.corrections.iter().filter(is_it).cloned());
                }
                (Held::Gone(_), Some(Item::Search(name, _))) => searches.push(self.search_change(name, None)),
                (Held::Gone(_), Some(item)) => gone.extend(self.change(key, item, false, places)),
                _ => {}
            }
        }
        // A document may lose a tag under one place and get it under another.
        gone.extend(there);
        let text = format!("{}\n{}\n", corrections_head(), lines.join("\n"));
        let find = |location: &DocumentLocation, passage: Option<&Anchor>| places.at(location, passage);
        let recorded = read_corrections(&text, &find).corrections;
        let mut edit = CorrectionLog::new(self.corrections.clone()).add(recorded);
        edit.retracted = retracted;
        let taken = gone.len() + searches.len() + edit.recorded.len() + edit.retracted.len();
        let written = notebook.apply(&gone, collection).and_then(|()| {
            searches.iter().try_for_each(|change| notebook.keep_search(change, collection))?;
            notebook.correct(&edit, collection)
        });
        written.map_err(|error| error.to_string())?;
        Ok(taken)
    }

    /// The change by which an item comes to be there, or to be gone.
    fn change(&self, key: &str, item: &Item, is_there: bool, places: &Places<'_>) -> Option<NotebookChange> {
        let mark = |change| Some(NotebookChange::Mark(change));
        match item {
            Item::Tag(place, tag) => {
                mark(MarkChange::Tag { id: places.document(place)?, tag: tag.clone(), value: is_there })
            }
            Item::Star(place) => mark(MarkChange::Star { id: places.document(place)?, value: is_there }),
            Item::Read(place) => mark(MarkChange::Read { id: places.document(place)?, value: is_there }),
            Item::Later(place) => mark(MarkChange::Later { id: places.document(place)?, value: is_there }),
            Item::Note(note) => {
                let id = number(key)?;
                let before = self.notes.get(id).map(|note| (**note).clone());
                let after = if is_there { Some(kept(id, note, places)?) } else { None };
                Some(NotebookChange::note(before, after))
            }
            Item::Search(..) | Item::Correction(_) => None,
        }
    }

    /// The change by which a saved search comes to be this one, or to be gone.
    fn search_change(&self, name: &str, typed: Option<&TypedSearch>) -> SearchChange {
        let before = self.searches.iter().find(|saved| saved.name == name).cloned();
        let look = before.as_ref().and_then(|saved| saved.look);
        let of = |typed: &TypedSearch| SavedSearch {
            name: name.to_owned(),
            typed: typed.clone(),
            collection: None,
            look,
        };
        SearchChange { after: typed.map(of), before }
    }
}

/// Whether all is known here that an item is about: its document, the kind of its name. The documents of files that are
/// to be taken apart otherwise are known once those are read again.
pub fn is_known(item: &Item, places: &Places<'_>, cut: &BTreeSet<String>) -> bool {
    let find = |location: &DocumentLocation, passage: Option<&Anchor>| places.at(location, passage);
    match item {
        Item::Correction(line) => {
            let read = read_corrections(&format!("{}\n{line}\n", corrections_head()), &find);
            read.unlocated.is_empty() && read.misread.is_empty() && !waits(line, cut)
        }
        Item::Note(note) if note.place.is_none() => {
            note.name.as_ref().is_none_or(|(kind, _)| Kind::from_name(kind).is_some())
        }
        item => places.holds(item),
    }
}

/// The files that are taken apart otherwise by what others say and one has not said oneself.
pub fn cut_anew(theirs: &Holding, mine: &BTreeMap<String, Item>) -> BTreeSet<String> {
    let new = theirs.iter().filter(|(key, _)| !mine.contains_key(*key)).map(|(_, held)| held);
    let lines = new.filter_map(|held| match held {
        Held::There(Item::Correction(line)) => Some(about(line)),
        _ => None,
    });
    lines.filter(|(_, begins)| *begins).flat_map(|(paths, _)| paths).collect()
}

/// Whether a line waits until its file is read again.
pub fn waits(line: &str, cut: &BTreeSet<String>) -> bool {
    let (paths, begins) = about(line);
    !begins && paths.iter().any(|path| cut.contains(path))
}

/// The files of the documents that a line of corrections is about, and whether it is where documents begin.
fn about(line: &str) -> (BTreeSet<String>, bool) {
    let paths = RefCell::new(BTreeSet::new());
    let find = |location: &DocumentLocation, _: Option<&Anchor>| {
        paths.borrow_mut().insert(location.path.clone());
        Some(DocumentId::default())
    };
    let read = read_corrections(&format!("{}\n{line}\n", corrections_head()), &find);
    let begins = read.corrections.first().and_then(|recorded| recorded.correction.of_document());
    let begins = begins.is_some_and(|of| of.fact.part() == CorrectedPart::Beginnings);
    (paths.into_inner(), begins)
}

/// The number that a key is.
fn number(key: &str) -> Option<NoteId> {
    let is_number = key.len() == 32;
    u128::from_str_radix(key, 16).ok().filter(|_| is_number).map(NoteId)
}

fn line(recorded: &RecordedCorrection, places: &Places<'_>) -> Option<String> {
    let location = |id| {
        let place = places.place(id)?;
        Some(DocumentLocation { path: place.path.clone(), part: place.part })
    };
    correction_line(recorded, &location).ok()
}

fn exchanged(note: &Note, places: &Places<'_>) -> Option<ExchangedNote> {
    let place = match note.on.document() {
        Some(id) => Some(places.place(id)?.clone()),
        None => None,
    };
    let name = match &note.on {
        NoteSubject::Entity(kind, name) => Some((kind.name().to_owned(), name.clone())),
        _ => None,
    };
    Some(ExchangedNote {
        place,
        anchor: note.on.anchor().cloned(),
        name,
        colour: note.colour,
        words: note.words.clone(),
        tags: note.tags.clone(),
        made: note.made,
        changed: note.changed,
    })
}

fn kept(id: NoteId, note: &ExchangedNote, places: &Places<'_>) -> Option<Note> {
    let on = match (&note.place, &note.anchor, &note.name) {
        (Some(place), Some(anchor), _) => NoteSubject::Passage(places.document(place)?, anchor.clone()),
        (Some(place), None, _) => NoteSubject::Document(places.document(place)?),
        (None, _, Some((kind, name))) => NoteSubject::Entity(Kind::from_name(kind)?, name.clone()),
        (None, _, None) => NoteSubject::Collection,
    };
    Some(Note {
        id,
        on,
        colour: note.colour,
        words: note.words.clone(),
        tags: note.tags.clone(),
        made: note.made,
        changed: note.changed,
    })
}
