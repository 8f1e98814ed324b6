//! What the search is understood as and the active filters, as one row of chips above the panes: their labels
//! and places, so that drawing and clicking agree.
//!
//! Not here: changing them by keys (`popup::sets`).

use std::ops::Range;

use crate::app::search_state::SearchState;
use crate::query::{Clause, Filter, Mode, query_text};
use crate::text::sanitize::sanitize_line;
use crate::text::width::width;

/// Columns left empty before the first chip, and between two.
const GAP: usize = 3;

/// What a chip stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipOf {
    /// A clause of the query, counted in its clauses.
    Clause(usize),
    /// A filter, counted in the filters.
    Filter(usize),
}

/// A clause or a filter as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Safe to draw.
    pub text: String,
    /// How it narrows.
    pub mode: Mode,
    /// The columns of its row that it takes.
    pub columns: Range<usize>,
    /// What it stands for.
    pub of: ChipOf,
}

/// The chips of a search: first its clauses, where they are more than the words typed; then the filters, in their
/// order, but those of which any may hold stand together after the others, since together they are one condition
/// beside the rest.
pub fn chips(search: &SearchState) -> Vec<Chip> {
    let clauses = if search.is_more_than_words() { search.clauses() } else { &[] };
    of_sets(clauses, &search.filters)
}

fn of_sets(clauses: &[Clause], filters: &[Filter]) -> Vec<Chip> {
    let mut at = 0;
    let mut chip = |text: &str, mode, of| {
        let text = sanitize_line(text).into_owned();
        let start = at + GAP;
        at = start + width(&text);
        Chip { text, mode, columns: start..at, of }
    };
    let mut chips = Vec::with_capacity(clauses.len() + filters.len());
    for (number, clause) in clauses.iter().enumerate() {
        let text = query_text(&[Clause { negated: false, any: clause.any.clone() }]);
        let of = ChipOf::Clause(number);
        chips.push(match clause.negated {
            true => chip(&format!("✗ not {text}"), Mode::Exclude, of),
            false => chip(&text, Mode::Include, of),
        });
    }
    let alternatives = || filters.iter().enumerate().filter(|(_, filter)| filter.mode == Mode::AnyOf);
    let first = alternatives().next().map(|(at, _)| at);
    let conditions = filters.iter().enumerate().filter(|(_, filter)| filter.mode != Mode::AnyOf);
    let of_filter = |(number, filter): (usize, &Filter)| {
        let sign = match filter.mode {
            Mode::Include => "✓",
            Mode::Exclude => "✗ not",
            Mode::AnyOf if first == Some(number) => "| any of",
            Mode::AnyOf => "or",
        };
        chip(&format!("{sign} {}", filter.criterion.label()), filter.mode, ChipOf::Filter(number))
    };
    chips.extend(conditions.chain(alternatives()).map(of_filter));
    chips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Criterion, FacetText, State};

    #[test]
    fn chips_stand_side_by_side_and_are_safe() {
        let filter = |mode, name: &str| Filter { mode, criterion: Criterion::text(FacetText::Source, name) };
        let chips = of_sets(&[], &[filter(Mode::Include, "東京"), filter(Mode::Exclude, "a\u{1b}b")]);
        assert_eq!(chips[0].text, "✓ 東京");
        assert_eq!(chips[0].columns, 3..9);
        assert_eq!((chips[1].text.as_str(), chips[1].columns.start), ("✗ not a\u{fffd}b", 12));
    }

    #[test]
    fn what_may_hold_in_place_of_another_stands_beside_it() {
        let filter = |mode, name: &str| Filter { mode, criterion: Criterion::text(FacetText::Source, name) };
        let filters = [filter(Mode::AnyOf, "a"), filter(Mode::Include, "b"), filter(Mode::AnyOf, "c")];
        let shown: Vec<(String, ChipOf)> =
            of_sets(&[], &filters).into_iter().map(|chip| (chip.text, chip.of)).collect();
        let of = ChipOf::Filter;
        assert_eq!(shown, [("✓ b".into(), of(1)), ("| any of a".into(), of(0)), ("or c".into(), of(2))]);
    }

    #[test]
    fn clauses_stand_before_the_filters_unless_they_are_the_words_as_typed() {
        let mut search = SearchState::default();
        search.filters = vec![Filter { mode: Mode::Include, criterion: Criterion::State(State::Unread) }];
        let shown = |search: &SearchState| -> Vec<String> {
            chips(search).into_iter().map(|chip| chip.text).collect()
        };
        search.set_text("dam gates ");
        assert_eq!(shown(&search), ["✓ unread"]);
        search.set_text("dam (gate OR wall) -water ");
        assert_eq!(shown(&search), ["dam", "gate OR wall", "✗ not water", "✓ unread"]);
    }
}
