//! What an empty list is owed to: the clause or filter without which most is found.
//!
//! Not here: counting (`engine`), and saying it (`ui::pane::empty_list`).

use std::sync::Arc;

use super::message::Effect;
use super::search_state::CostlyPart;
use super::state::App;
use crate::query::{Order, Question, Search, SearchCount, query_text};

/// More parts than these are not tried one by one.
const TRIED: usize = 12;

impl App {
    /// Asks what would be found without each part of a search that finds nothing. Of a single part that is plain.
    pub(super) fn ask_what_costs_most(&mut self, effects: &mut Vec<Effect>) {
        let parts = parts(&self.search.to_search());
        if !self.list.ids.is_empty() || self.shows_problems() || !(2..=TRIED).contains(&parts.len()) {
            return;
        }
        self.requests.costs = self.requests.ticket();
        let searches = parts.into_iter().map(|(_, without)| (without, None)).collect();
        let (ticket, marks) = (self.requests.costs, Arc::clone(&self.marks));
        effects.push(Effect::Ask { ticket, question: Question::SearchCounts { searches, marks } });
    }

    /// Notes the part without which most is found.
    pub(super) fn take_costs(&mut self, counts: &[SearchCount]) {
        let parts = parts(&self.search.to_search());
        if parts.len() != counts.len() || !self.list.ids.is_empty() {
            return;
        }
        let costly = parts.into_iter().zip(counts).filter(|(_, count)| count.documents > 0);
        // Of several the first: it was typed or set before the others.
        let most = costly.rev().max_by_key(|(_, count)| count.documents);
        self.search.costliest =
            most.map(|((words, _), count)| CostlyPart { words, documents: count.documents });
    }
}

/// The clauses and filters of a search in words, each with the search without it.
fn parts(search: &Search) -> Vec<(String, Search)> {
    let clauses = search.query.clauses.iter().enumerate().map(|(at, clause)| {
        let mut without = Search { order: Order::Longest, ..search.clone() };
        without.query.clauses.remove(at);
        (query_text(std::slice::from_ref(clause)), without)
    });
    let filters = search.filters.iter().enumerate().map(|(at, filter)| {
        let mut without = Search { order: Order::Longest, ..search.clone() };
        without.filters.remove(at);
        (filter.words(), without)
    });
    clauses.chain(filters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Criterion, FacetText, Filter, Mode, QueryContext, parse};

    #[test]
    fn each_part_is_left_out_once() {
        let filter =
            Filter { mode: Mode::Exclude, criterion: Criterion::text(FacetText::Source, "The Gull") };
        let query = parse("dam -water", false, &QueryContext::default()).query;
        let search = Search { query, filters: vec![filter], ..Search::default() };
        let parts = parts(&search);
        let words: Vec<&str> = parts.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["dam", "-water", "not The Gull"]);
        let left = parts.iter().map(|(_, without)| without.query.clauses.len() + without.filters.len());
        assert_eq!(left.collect::<Vec<_>>(), [2, 2, 2]);
    }
}
