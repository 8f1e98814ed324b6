//! Searches the reader's notes as documents are searched: a condition on words, tags or colours is one on the note,
//! any other is one on the document that the note is on. Tells which notes have lost their place.
//!
//! Not here: documents found by their notes (`marked`), finding one passage again (`text::anchor`).

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::query_terms::Within;
use super::select::Selector;
use crate::index::segments::{DocSet, Sets};
use crate::index::{Error, Snapshot};
use crate::model::DocumentId;
use crate::query::{
    Condition, Criterion, FoundNotes, Marks, Mode, Note, NoteId, NoteOrder, NoteSubject, Query, Search,
    TextField,
};
use crate::text::search_terms::search_terms;
use crate::text::signs::MARK;

impl Snapshot {
    /// The notes that meet a search, in an order; those on documents that are not in the collection come apart.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when an index cannot be read.
    pub fn notes(
        &self,
        search: &Search,
        order: NoteOrder,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<FoundNotes, Error> {
        let selector =
            NoteSelector { of: Selector { view: &self.view, stories: &self.stories, marks, cancelled } };
        let notes: Vec<&Arc<Note>> = marks.notes.iter().collect();
        let mut met = selector.query(&search.query, &notes)?;
        for filter in &search.filters {
            let meeting = selector.criterion(&filter.criterion, &notes)?;
            let excluded = filter.mode == Mode::Exclude;
            met.iter_mut().zip(meeting).for_each(|(met, meets)| *met &= meets != excluded);
        }
        let mut found: Vec<&Arc<Note>> =
            notes.into_iter().zip(met).filter(|(_, met)| *met).map(|of| of.0).collect();
        found.sort_by_key(|note| (Reverse(note.made), note.id));
        match order {
            NoteOrder::Newest => {}
            NoteOrder::Document => {
                let titles = self.titles(&found);
                found.sort_by_cached_key(|note| note.on.document().map(|id| (titles.get(&id).cloned(), id)));
            }
            NoteOrder::Tag => found.sort_by_cached_key(|note| {
                let first = note.tags.first().map(|tag| tag.name().to_lowercase());
                (first.is_none(), first)
            }),
        }
        let is_here =
            |note: &&Arc<Note>| note.on.document().is_none_or(|id| self.view.addresses().get(id).is_some());
        let (here, elsewhere): (Vec<_>, Vec<_>) = found.into_iter().partition(is_here);
        let ids = |notes: Vec<&Arc<Note>>| notes.into_iter().map(|note| note.id).collect();
        Ok(FoundNotes { here: ids(here), elsewhere: ids(elsewhere) })
    }

    /// What the documents of notes are called.
    fn titles(&self, notes: &[&Arc<Note>]) -> HashMap<DocumentId, String> {
        let ids: HashSet<DocumentId> = notes.iter().filter_map(|note| note.on.document()).collect();
        let ids: Vec<DocumentId> = ids.into_iter().collect();
        let rows = self.rows(&ids).into_iter();
        rows.map(|row| (row.id, row.title.unwrap_or(row.path).to_lowercase())).collect()
    }
}

/// Evaluates a search on notes.
struct NoteSelector<'a> {
    of: Selector<'a>,
}

impl NoteSelector<'_> {
    /// Which of the notes meet a query.
    fn query(&self, query: &Query, notes: &[&Arc<Note>]) -> Result<Vec<bool>, Error> {
        let mut met = vec![true; notes.len()];
        for clause in &query.clauses {
            let mut any = vec![false; notes.len()];
            for condition in &clause.any {
                let meeting = self.condition(condition, notes)?;
                any.iter_mut().zip(meeting).for_each(|(any, meets)| *any |= meets);
            }
            met.iter_mut().zip(any).for_each(|(met, any)| *met &= any != clause.negated);
        }
        Ok(met)
    }

    fn condition(&self, condition: &Condition, notes: &[&Arc<Note>]) -> Result<Vec<bool>, Error> {
        let of_note = |meets: &dyn Fn(&Arc<Note>) -> bool| notes.iter().map(|note| meets(note)).collect();
        let all = &self.of.marks.notes;
        let with_terms = |terms: &[String], goes_on| -> Vec<bool> {
            let found: HashSet<NoteId> = all.with_terms(&plain(terms), goes_on).map(|note| note.id).collect();
            of_note(&|note| found.contains(&note.id))
        };
        Ok(match condition {
            Condition::All(query) => self.query(query, notes)?,
            Condition::Text { field: TextField::Anywhere, terms, prefix, .. } => with_terms(terms, *prefix),
            Condition::Note { terms, prefix } => with_terms(terms, *prefix),
            Condition::Tag { tag, goes_on } => {
                let of_document = |id| all.tags_of(id).any(|own| own.is_meant_by(tag, *goes_on));
                of_note(&|note| note.is_tagged(tag, *goes_on) || note.on.document().is_some_and(of_document))
            }
            Condition::Colour(colour) => of_note(&|note| note.colour == Some(*colour)),
            Condition::Named { terms, prefix, .. } => {
                let named = |note: &Arc<Note>| match &note.on {
                    NoteSubject::Entity(_, name) => has_terms(name, terms, *prefix),
                    _ => false,
                };
                let documents = self.of_documents(condition, notes)?;
                let by_name: Vec<bool> = of_note(&named);
                documents.into_iter().zip(by_name).map(|(document, name)| document || name).collect()
            }
            of_document => self.of_documents(of_document, notes)?,
        })
    }

    fn criterion(&self, criterion: &Criterion, notes: &[&Arc<Note>]) -> Result<Vec<bool>, Error> {
        let sets = self.of.criterion(criterion)?;
        Ok(self.are_in(&sets, notes))
    }

    /// Which of the notes are on documents that meet a condition.
    fn of_documents(&self, condition: &Condition, notes: &[&Arc<Note>]) -> Result<Vec<bool>, Error> {
        let all: Sets =
            self.of.view.segments.iter().map(|segment| DocSet::clone(&segment.documents)).collect();
        let sets = self.of.condition(condition, Within::Unfolded, &all)?;
        Ok(self.are_in(&sets, notes))
    }

    fn are_in(&self, sets: &[DocSet], notes: &[&Arc<Note>]) -> Vec<bool> {
        let addresses = self.of.view.addresses();
        let is_in = |id: DocumentId| {
            let address = addresses.get(id)?;
            Some(sets.get(address.partition as usize)?.contains(address.row))
        };
        notes.iter().map(|note| note.on.document().and_then(is_in) == Some(true)).collect()
    }
}

/// Terms as the text of a note has them: parts of compounds by themselves, without marks.
fn plain(terms: &[String]) -> Vec<String> {
    let parts = terms.iter().flat_map(|term| term.trim_start_matches(MARK).split('-'));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether a name has all these terms, the last perhaps as the beginning of a word.
fn has_terms(name: &str, terms: &[String], prefix: bool) -> bool {
    let words: Vec<String> = search_terms(name).collect();
    terms.iter().enumerate().all(|(at, term)| {
        let begins = prefix && at + 1 == terms.len();
        words.iter().any(|word| if begins { word.starts_with(term.as_str()) } else { word == term })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::model::{Kind, Span};
    use crate::query::{Colour, Notes, QueryContext, Tag, parse};
    use crate::text::anchor::anchor;

    fn marks() -> Marks {
        let (_, _, town) = town();
        let text = town.document(DocumentId(1)).unwrap().unwrap().text;
        let at = text.find("harbour").unwrap();
        let passage = NoteSubject::Passage(DocumentId(1), anchor(&text, Span::new(at, at + 7)));
        let lost = NoteSubject::Passage(DocumentId(2), anchor("a dam of clay", Span::new(2, 5)));
        let note = |number, on, words: &str, tag: &str, made| Note {
            id: NoteId(number),
            colour: NoteSubject::anchor(&on).map(|_| Colour::Green),
            on,
            words: words.into(),
            tags: Tag::new(tag).into_iter().collect(),
            made,
            changed: made,
        };
        let notes: Notes = [
            note(1, passage, "Ask him: who paid?", "people/witness", 3),
            note(2, lost, "", "", 2),
            note(3, NoteSubject::Entity(Kind::Person, "Mara Quill".into()), "was mayor", "late", 4),
            note(4, NoteSubject::Document(DocumentId(77)), "gone", "", 1),
            note(5, NoteSubject::Collection, "two piles", "", 5),
        ]
        .into_iter()
        .collect();
        Marks { notes: Arc::new(notes), ..Marks::default() }
    }

    fn found(typed: &str, order: NoteOrder) -> (Vec<u128>, Vec<u128>) {
        let query = parse(typed, true, &QueryContext::default()).query;
        let search = Search { query, ..Search::default() };
        let found = town().2.notes(&search, order, &marks(), &|| false).unwrap();
        let ids = |ids: Vec<NoteId>| ids.into_iter().map(|id| id.0).collect();
        (ids(found.here), ids(found.elsewhere))
    }

    #[test]
    fn notes_are_found_by_what_they_say_and_by_what_they_are_on() {
        for (typed, here, elsewhere) in [
            ("", &[5, 3, 1, 2][..], &[4][..]),
            ("who pa", &[1], &[]),
            ("harbour", &[1], &[]),
            ("go", &[], &[4]),
            ("tag:people", &[1], &[]),
            ("-tag:people", &[5, 3, 2], &[4]),
            ("colour:green", &[1, 2], &[]),
            ("person:quill", &[3, 1, 2], &[]),
            ("source:gull", &[1], &[]),
            ("date:2021-05 OR mayor", &[3, 1], &[]),
            ("is:unread -title:harbour", &[2], &[]),
        ] {
            assert_eq!(found(typed, NoteOrder::Newest), (here.to_vec(), elsewhere.to_vec()), "{typed}");
        }
    }

    #[test]
    fn notes_are_sorted_by_document_and_by_tag() {
        assert_eq!(found("", NoteOrder::Document).0, [5, 3, 2, 1]);
        assert_eq!(found("", NoteOrder::Tag).0, [3, 1, 5, 2]);
    }
}
