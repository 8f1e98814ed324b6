//! Corrections of names and their log: which names are one entity (merge), which never are, what an
//! entity is called. Plain data that the notebook stores and the resolver applies.
//!
//! Not here: their text form (`file`).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{DocumentId, Kind};

/// A name as somebody points at it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameReference {
    pub kind: Kind,
    /// As it is written in documents.
    pub name: String,
    /// The bearer of the name in this document alone, who was detached from all others of the name.
    pub document: Option<DocumentId>,
}

impl NameReference {
    /// A name wherever it is used.
    pub fn new(kind: Kind, name: impl Into<String>) -> NameReference {
        NameReference { kind, name: name.into(), document: None }
    }
}

/// One thing said of names. Where two contradict each other the later one holds.
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
}

impl Correction {
    /// The name it is about.
    pub fn subject(&self) -> &NameReference {
        match self {
            Correction::Same(name, _)
            | Correction::Apart(name, _)
            | Correction::NotHere(name)
            | Correction::Called(name, _)
            | Correction::Kind(name, _)
            | Correction::Hidden(name) => name,
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
            _ => false,
        }
    }
}

/// A correction, when it was said, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordedCorrection {
    pub correction: Correction,
    /// In every collection, not only in the one where it was said.
    pub everywhere: bool,
    /// Its place in the order in which things were said; 0 before it has one.
    pub number: u64,
}

impl RecordedCorrection {
    /// Something said in the open collection, that has no place in the order yet.
    pub fn here(correction: Correction) -> RecordedCorrection {
        RecordedCorrection { correction, everywhere: false, number: 0 }
    }

    /// Whether it is the last word on its question, in all the places where it is to hold.
    fn holds(&self, said: &[RecordedCorrection]) -> bool {
        let weighs = |of: &&RecordedCorrection| {
            (of.everywhere || !self.everywhere) && of.correction.is_about_the_same(&self.correction)
        };
        said.iter().rev().find(weighs).is_some_and(|last| last.correction == self.correction)
    }
}

/// All that was said and holds in the open collection, the earliest first.
pub type Corrections = Arc<Vec<RecordedCorrection>>;

/// A change to the corrections: some are said, some are taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    pub said: Vec<RecordedCorrection>,
    pub taken_back: Vec<RecordedCorrection>,
}

impl Edit {
    /// Says something in the open collection.
    pub fn say(corrections: impl IntoIterator<Item = Correction>) -> Edit {
        Edit { said: corrections.into_iter().map(RecordedCorrection::here).collect(), taken_back: Vec::new() }
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Edit {
        Edit { said: self.taken_back.clone(), taken_back: self.said.clone() }
    }
}

/// What was said and holds, in its order. What is taken back and then said again returns to its
/// place: what was said after it still goes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionLog(Corrections);

impl CorrectionLog {
    /// A log of corrections in their order.
    pub fn new(corrections: Vec<RecordedCorrection>) -> CorrectionLog {
        CorrectionLog(Arc::new(corrections))
    }

    /// What holds.
    pub fn holding(&self) -> &Corrections {
        &self.0
    }

    /// Gives what an edit says for the first time the next places in the order.
    pub fn number(&self, mut edit: Edit) -> Edit {
        let held = self.0.iter().chain(&edit.said).chain(&edit.taken_back);
        let last = held.map(|recorded| recorded.number).max().unwrap_or(0);
        for (number, recorded) in
            (last + 1..).zip(edit.said.iter_mut().filter(|recorded| recorded.number == 0))
        {
            recorded.number = number;
        }
        edit
    }

    /// Says what does not hold already.
    pub fn add(&self, more: impl IntoIterator<Item = RecordedCorrection>) -> Edit {
        let mut known = self.0.to_vec();
        for recorded in more {
            if !recorded.holds(&known) {
                known.push(RecordedCorrection { number: 0, ..recorded });
            }
        }
        self.number(Edit { said: known.split_off(self.0.len()), taken_back: Vec::new() })
    }

    /// Makes a change that is numbered.
    pub fn apply(&mut self, edit: &Edit) {
        let corrections = Arc::make_mut(&mut self.0);
        corrections.retain(|recorded| !edit.taken_back.contains(recorded));
        corrections.extend(edit.said.iter().cloned());
        corrections.sort_by_key(|recorded| recorded.number);
    }
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
            for (said, taken) in edits {
                let held = log.holding().to_vec();
                let taken_back = if held.is_empty() { vec![] } else { vec![taken.get(&held).clone()] };
                let edit = log.number(Edit { taken_back, ..Edit::say(said.into_iter().map(hidden)) });
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
    fn what_is_taken_back_out_of_the_middle_comes_back_to_its_place() {
        let name = |name: &str| NameReference::new(Kind::Person, name);
        let said = Edit::say(["Ann", "Tom", "Ann", "Ida", "Ann"].map(|of| Correction::Hidden(name(of))));
        let mut log = CorrectionLog::default();
        log.apply(&log.number(said));
        let all = log.holding().to_vec();
        for at in 0..all.len() {
            let edit = Edit { taken_back: vec![all[at].clone()], ..Edit::default() };
            log.apply(&edit);
            assert_eq!(**log.holding(), [&all[..at], &all[at + 1..]].concat());
            log.apply(&edit.inverse());
            assert_eq!(**log.holding(), all);
        }
    }

    #[test]
    fn what_holds_already_is_not_said_again() {
        let name = |name: &str| NameReference::new(Kind::Person, name);
        let same = Correction::Same(name("Ann Bell"), name("Anne Bell"));
        let apart = Correction::Apart(name("Anne Bell"), name("Ann Bell"));
        let hidden = Correction::Hidden(name("ZZ"));
        let mut log = CorrectionLog::default();
        log.apply(&log.number(Edit::say([same.clone(), apart.clone(), hidden.clone()])));
        let added = |more: &[Correction]| log.add(Edit::say(more.to_vec()).said).said.len();
        assert_eq!(added(&[apart.clone(), hidden.clone()]), 0);
        assert_eq!(added(&[same.clone(), same.clone()]), 1, "it was contradicted since");
        assert_eq!(added(&[same, apart]), 2);
        let everywhere = RecordedCorrection { everywhere: true, ..RecordedCorrection::here(hidden) };
        let said = log.add([everywhere.clone()]).said;
        assert!(said.len() == 1 && said[0].number > 0);
        let here = RecordedCorrection { everywhere: false, ..everywhere };
        assert_eq!(CorrectionLog::new(said).add([here]), Edit::default());
    }
}
