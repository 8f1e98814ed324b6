//! What the reader has marked, tagged and noted, as conditions on documents and counted as facets. Documents are
//! joined by their ids: the index knows nothing of it.
//!
//! Not here: which documents these are (`query::kept`).

use std::cmp::Reverse;
use std::collections::HashSet;

use super::select::Selector;
use crate::entity::RowAddress;
use crate::index::segments::{DocSet, Sets};
use crate::index::view::View;
use crate::model::DocumentId;
use crate::query::{Colour, Criterion, Facet, FacetGroup, FacetValue, Marks, State, Tag};

impl Selector<'_> {
    /// The rows of these documents, as far as they are in the collection.
    fn rows_of(&self, ids: impl Iterator<Item = DocumentId>) -> Sets {
        let addresses = self.view.addresses();
        self.rows_at(ids.filter_map(|id| addresses.get(id)))
    }

    fn rows_at(&self, rows: impl Iterator<Item = RowAddress>) -> Sets {
        let mut sets = self.every(|segment| DocSet::none(segment.size()));
        for address in rows {
            sets.get_mut(address.partition as usize).into_iter().for_each(|set| set.insert(address.row));
        }
        sets
    }

    pub(super) fn in_state(&self, state: State) -> Sets {
        if state == State::Noted {
            return self.rows_at(self.view.noted_rows(&self.marks.notes).noted.iter().copied());
        }
        self.every(|segment| {
            if state == State::Failed {
                return segment.failed.clone();
            }
            let mut set = DocSet::none(segment.size());
            for doc in segment.documents.iter().filter(|&doc| self.marks.holds(segment.id(doc), state)) {
                set.insert(doc);
            }
            set
        })
    }

    /// The documents with a tag or one below it, themselves or by a note.
    pub(super) fn tagged(&self, tag: &Tag, goes_on: bool) -> Sets {
        let noted = self.view.noted_rows(&self.marks.notes);
        let meant = noted.tags.iter().filter(|(own, _)| own.is_meant_by(tag, goes_on));
        self.rows_at(meant.flat_map(|(_, rows)| rows).copied())
    }

    /// The documents with these terms in a note or in its passage.
    pub(super) fn with_notes(&self, terms: &[String], goes_on: bool) -> Sets {
        self.rows_of(self.marks.notes.with_terms(terms, goes_on).filter_map(|note| note.on.document()))
    }

    /// The documents with a passage highlighted in a colour.
    pub(super) fn coloured(&self, colour: Colour) -> Sets {
        self.rows_of(self.marks.notes.documents_coloured(colour))
    }
}

/// The reader's tags; documents with none are not counted.
pub(super) fn tag_group(
    facet: Facet,
    view: &View,
    sets: &[DocSet],
    marks: &Marks,
    limit: usize,
) -> FacetGroup {
    let noted = view.noted_rows(&marks.notes);
    let count = |(tag, rows): &(Tag, Vec<RowAddress>)| (tag.clone(), count_among(sets, rows));
    let mut counts: Vec<(Tag, u32)> = noted.tags.iter().map(count).filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, documents)| Reverse(*documents));
    let value = |(tag, documents): (Tag, u32)| {
        let label = tag.name().to_owned();
        FacetValue { label, criterion: Criterion::Tag(tag), documents, guess: false }
    };
    FacetGroup { facet, total: counts.len(), values: counts.into_iter().take(limit).map(value).collect() }
}

/// How many of these rows are in the sets.
fn count_among(sets: &[DocSet], rows: &[RowAddress]) -> u32 {
    let is_among = |of: &&RowAddress| sets.get(of.partition as usize).is_some_and(|set| set.contains(of.row));
    rows.iter().filter(is_among).count() as u32
}

/// How many documents have a higher number than one. Most segments have none.
fn count_newer(view: &View, sets: &[DocSet], newest: DocumentId) -> usize {
    let segments = view.segments.iter().zip(sets);
    let newer = segments.filter(|(segment, _)| segment.columns().id.max_value() > newest.0);
    newer.map(|(segment, set)| set.iter().filter(|&doc| segment.id(doc) > newest).count()).sum()
}

/// The states of the documents found.
pub(super) fn state_group(facet: Facet, view: &View, sets: &[DocSet], marks: &Marks) -> FacetGroup {
    let documents: usize = sets.iter().map(DocSet::len).sum();
    // Few are marked beside those that are found.
    let marked = |marked: &HashSet<DocumentId>| {
        let rows: Vec<RowAddress> = marked.iter().filter_map(|&id| view.addresses().get(id)).collect();
        count_among(sets, &rows) as usize
    };
    let (read, starred) = (marked(&marks.read), marked(&marks.starred));
    let noted = count_among(sets, &view.noted_rows(&marks.notes).noted) as usize;
    let new = marks.newest_before.map_or(0, |newest| count_newer(view, sets, newest));
    let counts = [
        (State::New, new),
        (State::Unread, documents.saturating_sub(read)),
        (State::Read, read),
        (State::Starred, starred),
        (State::Noted, noted),
        (State::Later, marked(&marks.later)),
    ];
    let values: Vec<_> = counts
        .into_iter()
        .filter(|&(_, documents)| documents > 0)
        .map(|(state, documents)| FacetValue {
            label: state.name().to_owned(),
            criterion: Criterion::State(state),
            documents: documents as u32,
            guess: false,
        })
        .collect();
    FacetGroup { facet, total: values.len(), values }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::index::fixtures::*;
    use crate::model::{Anchor, DocumentId};
    use crate::query::{Filter, Mode, Note, NoteId, NoteSubject, Notes, QueryContext, Search, parse};

    fn noted() -> Marks {
        let note = |number, document, words: &str, tag: &str| Note {
            id: NoteId(number),
            on: NoteSubject::Passage(
                DocumentId(document),
                Anchor { quote: "the harbour".into(), ..Anchor::default() },
            ),
            colour: Some(if number == 1 { Colour::Red } else { Colour::Blue }),
            words: words.into(),
            tags: Tag::new(tag).into_iter().collect(),
            made: 0,
            changed: 0,
        };
        let notes = [
            note(1, 1, "ask the Mayor", "people/witness"),
            note(2, 4, "später", ""),
            note(3, 99, "gone", "late"),
        ];
        let mut notes: Notes = notes.into_iter().collect();
        notes.set_tag(DocumentId(2), &Tag::new("people").unwrap(), true);
        Marks { notes: Arc::new(notes), ..Marks::default() }
    }

    #[test]
    fn documents_are_found_by_their_notes_and_tags_and_without_them() {
        let (_, _, town) = town();
        for (typed, expected) in [
            ("is:noted", &[1, 4][..]),
            ("-is:noted", &[2, 3]),
            ("tag:people", &[1, 2]),
            ("tag:People/witness", &[1]),
            ("tag:peo", &[]),
            ("tag:peo*", &[1, 2]),
            ("-tag:people harbour", &[]),
            ("note:mayor", &[1]),
            ("note:spat*", &[4]),
            ("note:\"the harbour\" tag:people", &[1]),
            ("note:harbour OR tag:people", &[1, 2, 4]),
            ("colour:blue", &[4]),
            ("note:gone", &[]),
        ] {
            let query = parse(typed, false, &QueryContext::default()).query;
            let found = town.search(&Search { query, ..Search::default() }, &noted(), &|| false).unwrap();
            let mut ids: Vec<u64> = found.ids.iter().map(|id| id.0).collect();
            ids.sort_unstable();
            assert_eq!(ids, expected, "{typed}");
        }
    }

    #[test]
    fn tags_and_noted_documents_are_counted_and_filtered_by() {
        let (_, _, town) = town();
        let (marks, all) = (noted(), Search::default());
        let found = town.search(&all, &marks, &|| false).unwrap();
        let facets = town.facets(&found, &marks, 10, &|| false).unwrap();
        let shown = |facet| -> Vec<(&str, u32)> {
            let group = facets.groups.iter().find(|group| group.facet == facet).unwrap();
            group.values.iter().map(|value| (value.label.as_str(), value.documents)).collect()
        };
        assert_eq!(shown(Facet::Tag), [("people", 2), ("people/witness", 1)]);
        assert_eq!(shown(Facet::State), [("unread", 4), ("noted", 2)]);
        let criterion = Criterion::Tag(Tag::new("people").unwrap());
        let filters = vec![Filter { mode: Mode::Exclude, criterion }];
        let found = town.search(&Search { filters, ..all }, &marks, &|| false).unwrap();
        assert_eq!(found.ids.len(), 2);
    }
}
