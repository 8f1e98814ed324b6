//! Searches that the reader saved under a name, and changes to them. They are stored in the notebook.
//!
//! Not here: what they find (`engine`).

use jiff::civil::Date;

use super::{Filter, Order};
use crate::model::DocumentId;

/// A search under a name, as it was typed and chosen: what it means may depend on the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SavedSearch {
    /// The name, which no other of its collection has.
    pub name: String,
    /// The text as typed.
    pub text: String,
    /// The filters chosen beside it.
    pub filters: Vec<Filter>,
    /// The order of what is found.
    pub order: Order,
    /// The folders it was saved in, one a line; `None` for those that are open.
    pub collection: Option<String>,
    /// When it was opened last.
    pub look: Option<LastLook>,
}

/// When a search was looked at last. Ids are given in the order in which documents are first read, and never
/// twice: those above `newest` are new since then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastLook {
    /// The day.
    pub day: Date,
    /// The highest id of all documents that there were.
    pub newest: DocumentId,
}

/// A change of one saved search. Without one before it is saved, without one after deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchChange {
    /// As it was.
    pub before: Option<SavedSearch>,
    /// As it will be.
    pub after: Option<SavedSearch>,
}

impl SearchChange {
    /// The change that takes this one back.
    pub fn inverse(&self) -> SearchChange {
        SearchChange { before: self.after.clone(), after: self.before.clone() }
    }

    /// Makes the change in a list, which stays in the order of the names.
    pub fn apply(&self, searches: &mut Vec<SavedSearch>) {
        let changed: Vec<&SavedSearch> = self.before.iter().chain(&self.after).collect();
        searches.retain(|search| !changed.iter().any(|other| search.is_in_place_of(other)));
        searches.extend(self.after.clone());
        searches.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

impl SavedSearch {
    /// Whether only one of both can be saved.
    fn is_in_place_of(&self, other: &SavedSearch) -> bool {
        self.name == other.name && self.collection == other.collection
    }
}
