//! The search on screen: the text typed, the filters chosen, the order, and how the text was parsed.
//!
//! Not here: the `query::Search` sent to the index, beyond making it from these.

use jiff::civil::Date;

use super::message::Ticket;
use crate::model::{DocumentId, ListName};
use crate::query::{
    Age, Clause, Condition, Criterion, Filter, Mode, Order, ParsedQuery, QueryContext, Search, Suggestion,
    TypedSearch, parse,
};
use crate::text::sanitize::sanitize_line;

/// The search that the list shows, or is about to show.
#[derive(Debug, Default)]
pub struct SearchState {
    /// The filters set, in the order they were set.
    pub filters: Vec<Filter>,
    /// The order asked for; see [`SearchState::effective_order`].
    pub order: Order,
    /// The latest request; answers to older ones are dropped.
    pub ticket: Ticket,
    /// Whether the answer is to keep the selected document selected.
    pub keep: bool,
    /// Whether the answer is to the same search as the one before, since documents may have come.
    pub arrives: bool,
    /// The part of the search without which most is found, where nothing is, once that is known.
    pub costliest: Option<CostlyPart>,
    /// The entities that the names in the text mean, by the last answer.
    pub resolved_names: Vec<String>,
    /// Words of the collection that may have been meant, by the last answer.
    pub suggestion: Option<Suggestion>,
    /// The highest id of a document that there was, by the last answer.
    pub newest: DocumentId,
    /// When the documents shown were found.
    pub age: Age,
    /// The latest request whose counts are shown.
    pub counted: Ticket,
    /// Documents left out as copies of the one that others are to be like, by the last answer.
    pub copies: usize,
    /// The own lists that can be asked for.
    lists: Vec<ListName>,
    /// The day that dates of a query are counted back from.
    today: Date,
    text: String,
    parsed: ParsedQuery,
}

/// A search and the document selected in what it finds, to go back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeSearch {
    /// The search.
    pub typed: TypedSearch,
    /// The document that was selected.
    pub selected: Option<DocumentId>,
}

/// A part of the search that leaves nothing to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostlyPart {
    /// The clause or filter as it is typed or shown; not sanitised.
    pub words: String,
    /// The documents that are found without it.
    pub documents: usize,
}

impl SearchState {
    /// An empty search, where these own lists can be asked for, on that day.
    pub fn over(lists: Vec<ListName>, today: Date) -> SearchState {
        SearchState { lists, today, ..SearchState::default() }
    }

    /// The text as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Replaces the text; its last word may still go on.
    pub fn set_text(&mut self, text: &str) {
        self.text = text.to_owned();
        self.parsed = parse(text, true, &QueryContext { lists: &self.lists, today: self.today });
        self.suggestion = None;
    }

    /// What was typed and chosen.
    pub fn typed(&self) -> TypedSearch {
        TypedSearch { text: self.text.clone(), filters: self.filters.clone(), order: self.order }
    }

    /// Whether the documents shown have other words than those typed.
    pub fn shows_other_words(&self) -> bool {
        self.suggestion.as_ref().is_some_and(|suggestion| suggestion.shown)
    }

    /// What the documents shown were found by: the search, or where that finds nothing the nearest words.
    pub fn shown_search(&self) -> Search {
        let shown = self.suggestion.as_ref().filter(|_| self.shows_other_words());
        shown.map_or_else(|| self.to_search(), |suggestion| suggestion.search.clone())
    }

    /// What the text is understood as: what must hold and what must not.
    pub fn clauses(&self) -> &[Clause] {
        &self.parsed.query.clauses
    }

    /// Whether the text is understood otherwise than as words that must all stand in a document.
    pub fn is_more_than_words(&self) -> bool {
        let plain = |clause: &Clause| !clause.negated && matches!(clause.any[..], [Condition::Text { .. }]);
        !self.clauses().iter().all(plain)
    }

    /// The words that the documents shown were found by: those typed, or where nothing has these the nearest.
    pub fn shown_text(&self) -> String {
        let shown = self.suggestion.as_ref().filter(|_| self.shows_other_words());
        shown.map_or_else(|| self.text.trim().to_owned(), Suggestion::new_words)
    }

    /// What the collection is asked for.
    pub fn to_search(&self) -> Search {
        Search { query: self.parsed.query.clone(), filters: self.filters.clone(), order: self.order }
    }

    /// What is to be said of how the text was understood, beside its clauses: whom its names mean, and the
    /// parser's remarks.
    pub fn understood(&self) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        if !self.resolved_names.is_empty() {
            parts.push(format!("means {}", sanitize_line(&self.resolved_names.join(", "))));
        }
        match self.copies {
            0 => {}
            1 => parts.push("a copy of it is left out".to_owned()),
            copies => parts.push(format!("{copies} copies of it are left out")),
        }
        parts.extend(self.parsed.remarks.iter().map(|remark| remark.words.clone()));
        if let Some(suggestion) = &self.suggestion {
            let (typed, words) = (suggestion.typed_words(), suggestion.new_words());
            let (typed, words) = (sanitize_line(&typed), sanitize_line(&words));
            parts.push(match suggestion.shown {
                true => format!("nothing has “{typed}” · shown: {words} · Tab takes it"),
                false => format!("did you mean “{words}” ({})? Tab takes it", suggestion.documents),
            });
        }
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// Whether words are searched for, so that there are hits to count.
    pub fn has_words(&self) -> bool {
        self.parsed.query.demanded().iter().any(|condition| condition.has_hits())
    }

    /// Whether the search has places in a text: it asks for words, or names.
    pub fn has_places(&self) -> bool {
        let is_name = |of: &Condition| matches!(of, Condition::Named { .. } | Condition::With { .. });
        self.parsed.query.demanded().iter().any(|condition| condition.has_hits() || is_name(condition))
    }

    /// Whether tags narrow the collection.
    pub fn asks_for_tags(&self) -> bool {
        let is_tag = |of: &&Condition| matches!(of, Condition::Tag { .. });
        self.parsed.query.demanded().iter().any(is_tag)
            || self.filters.iter().any(|filter| matches!(filter.criterion, Criterion::Tag(_)))
    }

    /// Whether anything narrows the collection.
    pub fn is_empty(&self) -> bool {
        self.parsed.query.clauses.is_empty() && self.filters.is_empty()
    }

    /// The order the list is in: without words, or a document to be like, there is nothing to rank by.
    pub fn effective_order(&self) -> Order {
        let is_like = || self.filters.iter().any(|filter| matches!(filter.criterion, Criterion::Like(_)));
        match self.order {
            Order::Relevance if is_like() => Order::Relevance,
            Order::Relevance | Order::MostHits if !self.has_words() => Order::Newest,
            order => order,
        }
    }

    /// The filters after a criterion was chosen in a mode: chosen again in the same mode it is
    /// taken away, in another it changes.
    pub fn toggled(&self, criterion: &crate::query::Criterion, mode: Mode) -> Vec<Filter> {
        let mut filters = self.filters.clone();
        match filters.iter().position(|filter| filter.criterion == *criterion) {
            Some(at) if filters[at].mode == mode => _ = filters.remove(at),
            Some(at) => filters[at].mode = mode,
            None => filters.push(Filter { mode, criterion: criterion.clone() }),
        }
        filters
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::FacetText;

    #[test]
    fn a_filter_chosen_twice_is_gone_and_in_another_mode_changed() {
        let mut state = SearchState::default();
        let paper = Criterion::text(FacetText::Source, "Harbour Courier");
        state.filters = state.toggled(&paper, Mode::Include);
        assert_eq!(state.filters.len(), 1);
        state.filters = state.toggled(&paper, Mode::Exclude);
        assert_eq!(state.filters, [Filter { mode: Mode::Exclude, criterion: paper.clone() }]);
        assert_eq!(state.toggled(&paper, Mode::Exclude), []);
    }

    #[test]
    fn what_was_understood_is_shown_when_it_is_more_than_words() {
        let mut state = SearchState::default();
        for (text, shown) in [("dam water", false), ("dam -water", true), ("person:marrel", true)] {
            state.set_text(text);
            assert_eq!(state.is_more_than_words(), shown, "{text}");
        }
        state.resolved_names = vec!["Ann Marrel".into()];
        assert_eq!(state.understood().as_deref(), Some("means Ann Marrel"));
        assert!(!state.has_words());
        assert_eq!(state.effective_order(), Order::Newest);
    }
}
