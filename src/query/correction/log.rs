//! Corrections and their log. Of names: which are one entity (merge), which never are, what an entity is called.
//! Plain data that the notebook stores; those of names the resolver applies, those of documents the reading, those of
//! stories what finds these.
//!
//! Not here: their text form (`file`), and what can be said of a document (`document`).

use std::hash::BuildHasher as _;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::document::DocumentCorrection;
use super::story_pair::StoryPair;
use crate::model::{DocumentId, Kind};

/// A name as somebody points at it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameReference {
    /// The kind the name has where it is written.
    pub kind: Kind,
    /// As it is written in documents.
    pub name: String,
    /// The entity that the name means in this document alone, detached from all others of the name.
    pub document: Option<DocumentId>,
}

impl NameReference {
    /// A name wherever it is used.
    pub fn new(kind: Kind, name: impl Into<String>) -> NameReference {
        NameReference { kind, name: name.into(), document: None }
    }
}

/// One correction. Where two contradict each other the later one holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Correction {
    /// Both are one entity.
    Same(NameReference, NameReference),
    /// They are never one entity.
    Apart(NameReference, NameReference),
    /// In its document the name is somebody else's.
    NotHere(NameReference),
    /// The entity is called so.
    Called(NameReference, String),
    /// The name is of that kind.
    Kind(NameReference, Kind),
    /// Nobody worth listing.
    Hidden(NameReference),
    /// What a document is, and not a name.
    Document(Box<DocumentCorrection>),
    /// Whether two documents are of one story.
    Stories(StoryPair),
}

impl Correction {
    /// The name it is about; `None` of what is said of documents.
    pub fn subject(&self) -> Option<&NameReference> {
        match self {
            Correction::Same(name, _)
            | Correction::Apart(name, _)
            | Correction::NotHere(name)
            | Correction::Called(name, _)
            | Correction::Kind(name, _)
            | Correction::Hidden(name) => Some(name),
            Correction::Document(_) | Correction::Stories(_) => None,
        }
    }

    /// What it says of two documents, if that is whether they are of one story.
    pub fn of_stories(&self) -> Option<StoryPair> {
        match self {
            Correction::Stories(pair) => Some(*pair),
            _ => None,
        }
    }

    /// The documents it is about: of a name those in which alone it means that.
    pub fn documents(&self) -> impl Iterator<Item = DocumentId> + use<> {
        let both = match self {
            Correction::Document(of) => [Some(of.document), None],
            Correction::Stories(pair) => pair.documents().map(Some),
            of_name => [of_name.subject(), of_name.other()].map(|name| name.and_then(|name| name.document)),
        };
        both.into_iter().flatten()
    }

    /// What it says of a document, if it is not about a name.
    pub fn of_document(&self) -> Option<&DocumentCorrection> {
        match self {
            Correction::Document(of) => Some(of),
            _ => None,
        }
    }

    /// The other name of a pair.
    pub fn other(&self) -> Option<&NameReference> {
        match self {
            Correction::Same(_, other) | Correction::Apart(_, other) => Some(other),
            _ => None,
        }
    }

    /// Whether both answer the same question, so that only the later one holds.
    pub fn is_about_the_same(&self, other: &Correction) -> bool {
        use Correction as C;
        match (self, other) {
            (C::Same(a, b) | C::Apart(a, b), C::Same(c, d) | C::Apart(c, d)) => {
                (a, b) == (c, d) || (a, b) == (d, c)
            }
            (C::NotHere(one), C::NotHere(other))
            | (C::Called(one, _), C::Called(other, _))
            | (C::Kind(one, _), C::Kind(other, _))
            | (C::Hidden(one), C::Hidden(other)) => one == other,
            (C::Document(one), C::Document(other)) => {
                one.document == other.document && one.fact.is_about_the_same(&other.fact)
            }
            (C::Stories(one), C::Stories(other)) => one.documents() == other.documents(),
            _ => false,
        }
    }
}

/// A correction, where it holds, and its place in the order.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordedCorrection {
    /// What was corrected.
    pub correction: Correction,
    /// In every collection, not only in the one where it was recorded.
    pub everywhere: bool,
    /// Its place in the order in which corrections were recorded, from 1; 0 before it has one.
    pub number: u64,
}

impl RecordedCorrection {
    /// A correction for the open collection alone, that has no place in the order yet.
    pub fn here(correction: Correction) -> RecordedCorrection {
        RecordedCorrection { correction, everywhere: false, number: 0 }
    }
}

/// All corrections that hold in the open collection, the earliest first.
pub type Corrections = Arc<Vec<RecordedCorrection>>;

/// A change to the corrections: some are recorded, some are retracted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Corrections that hold from now on.
    pub recorded: Vec<RecordedCorrection>,
    /// Corrections that hold no longer.
    pub retracted: Vec<RecordedCorrection>,
}

impl Edit {
    /// Records corrections in the open collection.
    pub fn record(corrections: impl IntoIterator<Item = Correction>) -> Edit {
        Edit {
            recorded: corrections.into_iter().map(RecordedCorrection::here).collect(),
            retracted: Vec::new(),
        }
    }

    /// The same by what is corrected.
    pub fn split(&self) -> SplitEdit {
        let of = |is_of: fn(&Correction) -> bool| {
            let some = |of: &[RecordedCorrection]| {
                of.iter().filter(|recorded| is_of(&recorded.correction)).cloned().collect()
            };
            Edit { recorded: some(&self.recorded), retracted: some(&self.retracted) }
        };
        SplitEdit {
            names: of(|correction| correction.subject().is_some()),
            documents: of(|correction| correction.of_document().is_some()),
            stories: of(|correction| correction.of_stories().is_some()),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.recorded.is_empty() && self.retracted.is_empty()
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Edit {
        Edit { recorded: self.retracted.clone(), retracted: self.recorded.clone() }
    }
}

/// A change to the corrections, by what is corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitEdit {
    /// Names.
    pub names: Edit,
    /// What single documents are.
    pub documents: Edit,
    /// Which documents are of one story.
    pub stories: Edit,
}

/// The corrections that hold, in their order. One that is retracted and then recorded again returns to
/// its place: those recorded after it still overrule it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionLog(Corrections);

impl CorrectionLog {
    /// A log of corrections in their order.
    pub fn new(corrections: Vec<RecordedCorrection>) -> CorrectionLog {
        CorrectionLog(Arc::new(corrections))
    }

    /// What is said of a document, the earliest first.
    pub fn of_document(&self, id: DocumentId) -> impl Iterator<Item = &DocumentCorrection> {
        let documents = self.0.iter().filter_map(|recorded| recorded.correction.of_document());
        documents.filter(move |of| of.document == id)
    }

    /// What is said of documents two by two, the earliest first.
    pub fn of_stories(&self) -> impl DoubleEndedIterator<Item = StoryPair> {
        self.0.iter().filter_map(|recorded| recorded.correction.of_stories())
    }

    /// What holds.
    pub fn holding(&self) -> &Corrections {
        &self.0
    }

    /// Gives what an edit records for the first time the next places in the order.
    pub fn number(&self, mut edit: Edit) -> Edit {
        let held = self.0.iter().chain(&edit.recorded).chain(&edit.retracted);
        let last = held.map(|recorded| recorded.number).max().unwrap_or(0);
        for (number, recorded) in
            (last + 1..).zip(edit.recorded.iter_mut().filter(|recorded| recorded.number == 0))
        {
            recorded.number = number;
        }
        edit
    }

    /// The edit that records what does not hold already.
    pub fn add(&self, more: impl IntoIterator<Item = RecordedCorrection>) -> Edit {
        let mut latest = LatestWords::default();
        let mut known = self.0.to_vec();
        known.iter().for_each(|recorded| latest.note(&recorded.correction));
        for recorded in more {
            if !latest.holds(&recorded, &known) {
                latest.note(&recorded.correction);
                known.push(RecordedCorrection { number: 0, ..recorded });
            }
        }
        self.number(Edit { recorded: known.split_off(self.0.len()), retracted: Vec::new() })
    }

    /// The change that makes another log of this one.
    pub fn change_to(&self, other: &CorrectionLog) -> Edit {
        let missing_in = |log: &CorrectionLog, of: &CorrectionLog| -> Vec<RecordedCorrection> {
            let held: FxHashSet<_> = log.0.iter().collect();
            of.0.iter().filter(|recorded| !held.contains(recorded)).cloned().collect()
        };
        Edit { recorded: missing_in(self, other), retracted: missing_in(other, self) }
    }

    /// Makes a change that is numbered.
    pub fn apply(&mut self, edit: &Edit) {
        let corrections = Arc::make_mut(&mut self.0);
        let retracted: FxHashSet<_> = edit.retracted.iter().collect();
        corrections.retain(|recorded| !retracted.contains(recorded));
        corrections.extend(edit.recorded.iter().cloned());
        corrections.sort_by_key(|recorded| recorded.number);
    }
}

/// Corrections by the question they answer, the latest first: a file may hold a million of them.
#[derive(Default)]
struct LatestWords {
    /// For each question, by its hash, the place of the latest.
    latest: FxHashMap<u64, u32>,
    /// For each correction the place of the one before it on the same question.
    before: Vec<Option<u32>>,
}

impl LatestWords {
    /// Notes the next correction in their order.
    fn note(&mut self, correction: &Correction) {
        let place = self.before.len() as u32;
        self.before.push(self.latest.insert(question(correction), place));
    }

    /// Whether a correction is the last word on its question among `all`, in all the places where it is
    /// to hold.
    fn holds(&self, asked: &RecordedCorrection, all: &[RecordedCorrection]) -> bool {
        let before = |&place: &u32| self.before.get(place as usize).copied().flatten();
        std::iter::successors(self.latest.get(&question(&asked.correction)).copied(), before)
            .filter_map(|place| all.get(place as usize))
            .find(|of| {
                (of.everywhere || !asked.everywhere) && of.correction.is_about_the_same(&asked.correction)
            })
            .is_some_and(|last| last.correction == asked.correction)
    }
}

/// A hash that is the same for corrections of which [`Correction::is_about_the_same`] is true.
fn question(correction: &Correction) -> u64 {
    let sort = match correction {
        Correction::Same(..) | Correction::Apart(..) => 0u64,
        Correction::NotHere(_) => 1,
        Correction::Called(..) => 2,
        Correction::Kind(..) => 3,
        Correction::Hidden(_) => 4,
        Correction::Document(of) => {
            return FxBuildHasher.hash_one((5u64, of.document, of.fact.question()));
        }
        Correction::Stories(pair) => return FxBuildHasher.hash_one((6u64, pair.documents())),
    };
    let hash = |name: &NameReference| FxBuildHasher.hash_one((sort, name));
    // A pair is the same in either order.
    correction.subject().map_or(0, hash).wrapping_add(correction.other().map_or(0, hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_undone_is_as_if_it_had_not_been(
            edits in prop::collection::vec((prop::collection::vec(0u8..4, 0..3), any::<prop::sample::Index>()), 1..8),
        ) {
            let hidden = |of: u8| Correction::Hidden(NameReference::new(Kind::Person, format!("Person {of}")));
            let mut log = CorrectionLog::default();
            let mut states = Vec::new();
            let mut done = Vec::new();
            for (names, taken) in edits {
                let held = log.holding().to_vec();
                let retracted = if held.is_empty() { vec![] } else { vec![taken.get(&held).clone()] };
                let edit = log.number(Edit { retracted, ..Edit::record(names.into_iter().map(hidden)) });
                states.push(held);
                log.apply(&edit);
                done.push(edit);
            }
            let last = log.holding().to_vec();
            prop_assert!(last.windows(2).all(|pair| pair[0].number < pair[1].number));
            for (edit, before) in done.iter().zip(&states).rev() {
                log.apply(&edit.inverse());
                prop_assert_eq!(log.holding().as_slice(), before.as_slice());
            }
            for edit in &done {
                log.apply(edit);
            }
            prop_assert_eq!(log.holding().as_slice(), last.as_slice());
        }
    }

    #[test]
    fn what_is_retracted_out_of_the_middle_comes_back_to_its_place() {
        let name = |name: &str| NameReference::new(Kind::Person, name);
        let edit = Edit::record(["Ann", "Tom", "Ann", "Ida", "Ann"].map(|of| Correction::Hidden(name(of))));
        let mut log = CorrectionLog::default();
        log.apply(&log.number(edit));
        let all = log.holding().to_vec();
        for at in 0..all.len() {
            let edit = Edit { retracted: vec![all[at].clone()], ..Edit::default() };
            log.apply(&edit);
            assert_eq!(**log.holding(), [&all[..at], &all[at + 1..]].concat());
            log.apply(&edit.inverse());
            assert_eq!(**log.holding(), all);
        }
    }

    #[test]
    fn what_holds_already_is_not_recorded_again() {
        let name = |name: &str| NameReference::new(Kind::Person, name);
        let same = Correction::Same(name("Ann Bell"), name("Anne Bell"));
        let apart = Correction::Apart(name("Anne Bell"), name("Ann Bell"));
        let hidden = Correction::Hidden(name("ZZ"));
        let mut log = CorrectionLog::default();
        log.apply(&log.number(Edit::record([same.clone(), apart.clone(), hidden.clone()])));
        let added = |more: &[Correction]| log.add(Edit::record(more.to_vec()).recorded).recorded.len();
        assert_eq!(added(&[apart.clone(), hidden.clone()]), 0);
        assert_eq!(added(&[same.clone(), same.clone()]), 1, "it was contradicted since");
        assert_eq!(added(&[same, apart]), 2);
        let everywhere = RecordedCorrection { everywhere: true, ..RecordedCorrection::here(hidden) };
        let added = log.add([everywhere.clone()]).recorded;
        assert!(added.len() == 1 && added[0].number > 0);
        let here = RecordedCorrection { everywhere: false, ..everywhere };
        assert_eq!(CorrectionLog::new(added).add([here]), Edit::default());
    }
}
