//! What the reader says of names: which are one, which never, what somebody is called. Plain
//! data that the notebook keeps and the resolver obeys; how it is written in a file is
//! `corrections_file`'s business.

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
}
