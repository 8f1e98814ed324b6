//! What the reader says of names: which are one, which never, what somebody is called. Plain
//! data that the notebook keeps and the resolver obeys; how it is written in a file is
//! `correction_file`'s business.

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

/// A correction, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Told {
    pub correction: Correction,
    /// In every collection, not only in the one where it was said.
    pub everywhere: bool,
}

impl Told {
    /// Whether it is the last word on its question, in all the places where it is to hold.
    fn holds(&self, said: &[Told]) -> bool {
        let weighs = |of: &&Told| {
            (of.everywhere || !self.everywhere) && of.correction.is_about_the_same(&self.correction)
        };
        said.iter().rev().find(weighs).is_some_and(|last| last.correction == self.correction)
    }
}

/// All that was said and holds in the open collection, the earliest first.
pub type Corrections = Arc<Vec<Told>>;

/// A change to the corrections: some are said, some are taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    pub said: Vec<Told>,
    pub taken_back: Vec<Told>,
}

impl Edit {
    /// Says something in the open collection.
    pub fn say(corrections: impl IntoIterator<Item = Correction>) -> Edit {
        let told = |correction| Told { correction, everywhere: false };
        Edit { said: corrections.into_iter().map(told).collect(), taken_back: Vec::new() }
    }

    /// Says what does not hold already, given all that was said so far.
    pub fn add(so_far: &[Told], more: impl IntoIterator<Item = Told>) -> Edit {
        let mut known = so_far.to_vec();
        for told in more {
            if !told.holds(&known) {
                known.push(told);
            }
        }
        Edit { said: known.split_off(so_far.len()), taken_back: Vec::new() }
    }

    /// Takes back what was said at a place in the list. What was said later is said again, so
    /// that the inverse brings back the same order: the last word holds.
    pub fn take_back(corrections: &[Told], at: usize) -> Edit {
        let taken_back = corrections.get(at..).unwrap_or_default().to_vec();
        Edit { said: taken_back.iter().skip(1).cloned().collect(), taken_back }
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Edit {
        Edit { said: self.taken_back.clone(), taken_back: self.said.clone() }
    }

    /// Makes the change. What is taken back goes first, of equal ones the latest.
    pub fn apply(&self, corrections: &mut Vec<Told>) {
        for told in &self.taken_back {
            if let Some(at) = corrections.iter().rposition(|other| other == told) {
                corrections.remove(at);
            }
        }
        corrections.extend(self.said.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_taken_back_by_its_inverse() {
        let name = |name: &str| Named::new(Kind::Person, name);
        let hide = |of: &str| Correction::Hidden(name(of));
        let mut corrections = Vec::new();
        Edit::say([hide("Ann Bell"), hide("Tom Pike"), hide("Ann Bell")]).apply(&mut corrections);
        let before = corrections.clone();
        let edit = Edit { taken_back: vec![before[1].clone()], ..Edit::say([hide("Ida Reed")]) };
        edit.apply(&mut corrections);
        assert_eq!(corrections.len(), 3);
        edit.inverse().apply(&mut corrections);
        assert_eq!(corrections.len(), 3);
        assert!(before.iter().all(|told| corrections.contains(told)));
        Edit { taken_back: vec![before[0].clone()], ..Edit::default() }.apply(&mut corrections);
        assert_eq!(corrections, [before[0].clone(), before[1].clone()], "the later of two equal ones goes");
    }

    #[test]
    fn what_is_taken_back_out_of_the_middle_comes_back_to_its_place() {
        let name = |name: &str| Named::new(Kind::Person, name);
        let said = Edit::say(["Ann", "Tom", "Ann", "Ida", "Ann"].map(|of| Correction::Hidden(name(of)))).said;
        for at in 0..said.len() {
            let mut corrections = said.clone();
            let edit = Edit::take_back(&corrections, at);
            edit.apply(&mut corrections);
            assert_eq!(corrections, [&said[..at], &said[at + 1..]].concat());
            edit.inverse().apply(&mut corrections);
            assert_eq!(corrections, said);
        }
    }

    #[test]
    fn what_holds_already_is_not_said_again() {
        let name = |name: &str| Named::new(Kind::Person, name);
        let same = Correction::Same(name("Ann Bell"), name("Anne Bell"));
        let apart = Correction::Apart(name("Anne Bell"), name("Ann Bell"));
        let hidden = Correction::Hidden(name("ZZ"));
        let so_far = Edit::say([same.clone(), apart.clone(), hidden.clone()]).said;
        let added = |more: &[Correction]| Edit::add(&so_far, Edit::say(more.to_vec()).said).said.len();
        assert_eq!(added(&[apart.clone(), hidden.clone()]), 0);
        assert_eq!(added(&[same.clone(), same.clone()]), 1, "it was contradicted since");
        assert_eq!(added(&[same, apart]), 2);
        let everywhere = Told { correction: hidden, everywhere: true };
        assert_eq!(Edit::add(&so_far, [everywhere.clone()]).said, std::slice::from_ref(&everywhere));
        let here = Told { everywhere: false, ..everywhere.clone() };
        assert_eq!(Edit::add(&[everywhere], [here]), Edit::default());
    }
}
