//! What the reader says of names: which are one, which never, what somebody is called. Plain
//! data that the notebook keeps and the resolver obeys.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{DocumentId, Kind};

/// A name as somebody points at it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Named {
    pub kind: Kind,
    /// As it is written in documents.
    pub name: String,
    /// The bearer of the name in this document alone, who was told from all others.
    pub document: Option<DocumentId>,
}

impl Named {
    /// A name wherever it is used.
    pub fn new(kind: Kind, name: impl Into<String>) -> Named {
        Named { kind, name: name.into(), document: None }
    }
}

/// One thing said of names. Where two contradict each other the later one holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Correction {
    /// Both are one entity.
    Same(Named, Named),
    /// They are never one entity.
    Apart(Named, Named),
    /// In its document the name is somebody else's.
    NotHere(Named),
    /// The entity is called so.
    Called(Named, String),
    /// The name is of that kind.
    Kind(Named, Kind),
    /// Nobody worth listing.
    Hidden(Named),
}

impl Correction {
    /// The name it is about.
    pub fn subject(&self) -> &Named {
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
    pub fn other(&self) -> Option<&Named> {
        match self {
            Correction::Same(_, other) | Correction::Apart(_, other) => Some(other),
            _ => None,
        }
    }
}

/// A correction, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Told {
    pub correction: Correction,
    /// In every collection, not only in the one where it was said.
    pub everywhere: bool,
}

/// All that was said and holds in the open collection, the earliest first.
pub type Corrections = Arc<Vec<Told>>;

/// A change to the corrections: some are said, some are taken back, and some of those hold again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    pub said: Vec<Told>,
    pub taken_back: Vec<Told>,
    pub restored: Vec<Told>,
}

impl Edit {
    /// Says something in the open collection.
    pub fn say(corrections: impl IntoIterator<Item = Correction>) -> Edit {
        let told = |correction| Told { correction, everywhere: false };
        Edit { said: corrections.into_iter().map(told).collect(), ..Edit::default() }
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Edit {
        let taken_back = self.restored.iter().chain(&self.said).cloned().collect();
        Edit { said: Vec::new(), taken_back, restored: self.taken_back.clone() }
    }
}

/// All that was said, the earliest first. What is taken back keeps its place: when it holds
/// again, what was said after it still goes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    lines: Vec<(Told, bool)>,
}

impl Ledger {
    /// A ledger of corrections that all hold.
    pub fn new(corrections: Vec<Told>) -> Ledger {
        Ledger { lines: corrections.into_iter().map(|told| (told, true)).collect() }
    }

    /// What holds, the earliest first.
    pub fn holding(&self) -> impl DoubleEndedIterator<Item = &Told> {
        self.lines.iter().filter(|(_, holds)| *holds).map(|(told, _)| told)
    }

    /// Makes a change. Of equal corrections the latest is taken back and the earliest restored.
    pub fn apply(&mut self, edit: &Edit) {
        for told in edit.taken_back.iter().rev() {
            let mut holding = self.lines.iter_mut().rev().filter(|(_, holds)| *holds);
            if let Some((_, holds)) = holding.find(|(other, _)| other == told) {
                *holds = false;
            }
        }
        for told in &edit.restored {
            let mut void = self.lines.iter_mut().filter(|(_, holds)| !*holds);
            if let Some((_, holds)) = void.find(|(other, _)| other == told) {
                *holds = true;
            }
        }
        self.lines.extend(edit.said.iter().map(|told| (told.clone(), true)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(name: u8) -> Told {
        let hidden = Correction::Hidden(Named::new(Kind::Person, format!("Person {name}")));
        Told { correction: hidden, everywhere: false }
    }

    proptest! {
        #[test]
        fn what_is_undone_is_as_if_it_had_not_been(
            edits in prop::collection::vec((prop::collection::vec(0u8..4, 0..3), any::<prop::sample::Index>()), 1..8),
        ) {
            let mut ledger = Ledger::default();
            let mut states = Vec::new();
            let mut done = Vec::new();
            for (said, taken) in edits {
                let held: Vec<Told> = ledger.holding().cloned().collect();
                let taken_back = if held.is_empty() { vec![] } else { vec![taken.get(&held).clone()] };
                let edit = Edit { said: said.into_iter().map(told).collect(), taken_back, ..Edit::default() };
                states.push(held);
                ledger.apply(&edit);
                done.push(edit);
            }
            let last: Vec<Told> = ledger.holding().cloned().collect();
            for (edit, before) in done.iter().zip(&states).rev() {
                ledger.apply(&edit.inverse());
                prop_assert_eq!(&ledger.holding().cloned().collect::<Vec<_>>(), before);
            }
            for edit in &done {
                ledger.apply(&edit.inverse().inverse());
            }
            prop_assert_eq!(ledger.holding().cloned().collect::<Vec<_>>(), last);
        }
    }

    #[test]
    fn what_holds_again_holds_in_its_old_place() {
        let mut ledger = Ledger::new(vec![told(1), told(2)]);
        let edit = Edit { taken_back: vec![told(1)], ..Edit::default() };
        ledger.apply(&edit);
        assert_eq!(ledger.holding().collect::<Vec<_>>(), [&told(2)]);
        ledger.apply(&edit.inverse());
        assert_eq!(ledger.holding().collect::<Vec<_>>(), [&told(1), &told(2)]);
    }
}
