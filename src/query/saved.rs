//! Searches that the reader saved under a name, and changes to them. They are stored in the notebook.
//!
//! Not here: what they find (`engine`).

use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use super::{Filter, Mode, Order, QueryContext, Search, parse};
use crate::model::DocumentId;

/// A search as it was typed and chosen: what it means may depend on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedSearch {
    /// The text as typed.
    pub text: String,
    /// The filters chosen beside it.
    pub filters: Vec<Filter>,
    /// The order of what is found.
    pub order: Order,
}

impl TypedSearch {
    /// What is asked of a collection. The last word may go on, as on the screen while it is typed.
    pub fn to_search(&self, context: &QueryContext<'_>) -> Search {
        let query = parse(&self.text, true, context).query;
        Search { query, filters: self.filters.clone(), order: self.order }
    }

    /// In words: the text, then filters, then the order if it is not by relevance.
    pub fn words(&self) -> String {
        let mut words = Vec::from_iter(Some(self.text.trim().to_owned()).filter(|text| !text.is_empty()));
        let of = |mode| self.filters.iter().filter(move |filter| filter.mode == mode);
        let label = |filter: &Filter| filter.criterion.label();
        words.extend(of(Mode::Include).map(label));
        words.extend(of(Mode::Exclude).map(|filter| format!("not {}", label(filter))));
        let any: Vec<String> = of(Mode::AnyOf).map(label).collect();
        words.extend(Some(any.join(" or ")).filter(|any| !any.is_empty()));
        words.extend((self.order != Order::Relevance).then(|| self.order.name().to_owned()));
        words.join(" · ")
    }

    /// Whether it narrows the collection.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty()
    }
}

/// A search under a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// The name, which no other of its collection has.
    pub name: String,
    /// What is searched for.
    pub typed: TypedSearch,
    /// The folders it was saved in, one a line; `None` for those that are open.
    pub collection: Option<String>,
    /// When it was opened last.
    pub look: Option<LastLook>,
}

/// When a search was looked at last. Ids are given in the order in which documents are first read, and never
/// twice: those above `newest` are new since then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastLook {
    /// The day.
    pub day: Date,
    /// The highest id of all documents that there were.
    pub newest: DocumentId,
}

/// How many documents a saved search finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchCount {
    /// Without those found only with their folded lines.
    pub documents: usize,
    /// Those of them that were first read since it was opened last.
    pub new: usize,
}

/// A change of one saved search. Without one before it is saved, without one after deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Criterion, FacetText};

    #[test]
    fn a_search_is_said_in_words() {
        let filter = |mode, name: &str| Filter { mode, criterion: Criterion::text(FacetText::Source, name) };
        let filters = vec![
            filter(Mode::AnyOf, "Gull"),
            filter(Mode::Exclude, "Courier"),
            filter(Mode::AnyOf, "Witness"),
            filter(Mode::Include, "Herald"),
        ];
        let typed = TypedSearch { text: " dam ".into(), filters, order: Order::Oldest };
        assert_eq!(typed.words(), "dam · Herald · not Courier · Gull or Witness · oldest");
        assert_eq!(TypedSearch::default().words(), "");
    }

    #[test]
    fn a_change_and_its_inverse_leave_all_as_it_was_in_the_order_of_names() {
        let saved = |name: &str| SavedSearch { name: name.into(), ..SavedSearch::default() };
        let before = vec![saved("a"), saved("c")];
        for (from, to, expected) in
            [(None, Some("b"), "abc"), (Some("a"), Some("d"), "cd"), (Some("c"), None, "a")]
        {
            let change = SearchChange { before: from.map(saved), after: to.map(saved) };
            let mut searches = before.clone();
            change.apply(&mut searches);
            assert_eq!(searches.iter().map(|saved| saved.name.as_str()).collect::<String>(), expected);
            change.inverse().apply(&mut searches);
            assert_eq!(searches, before);
        }
        let elsewhere = SavedSearch { collection: Some("/b".into()), ..saved("a") };
        let mut searches = before.clone();
        SearchChange { before: None, after: Some(elsewhere) }.apply(&mut searches);
        assert_eq!(searches.len(), 3, "it is another one");
    }
}
