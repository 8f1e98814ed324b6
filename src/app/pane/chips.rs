//! The active filters as a row of chips above the panes: their labels and places, so that drawing and
//! clicking agree.

use std::ops::Range;

use crate::query::{Filter, Mode};
use crate::text::sanitize::sanitize_line;
use crate::text::width::width;

/// Columns left empty before the first chip, and between two.
const GAP: usize = 3;

/// A filter as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Safe to draw.
    pub text: String,
    /// How the filter narrows.
    pub mode: Mode,
    /// The columns of its row that it takes.
    pub columns: Range<usize>,
    /// Its filter, counted in the filters.
    pub filter: usize,
}

/// The chips of the filters, in their order; but those of which any may hold stand together after the others,
/// since together they are one condition beside the rest.
pub fn chips(filters: &[Filter]) -> Vec<Chip> {
    let mut at = 0;
    let alternatives = || filters.iter().enumerate().filter(|(_, filter)| filter.mode == Mode::AnyOf);
    let first = alternatives().next().map(|(at, _)| at);
    let conditions = filters.iter().enumerate().filter(|(_, filter)| filter.mode != Mode::AnyOf);
    let chip = |(number, filter): (usize, &Filter)| {
        let sign = match filter.mode {
            Mode::Include => "✓",
            Mode::Exclude => "✗ not",
            Mode::AnyOf if first == Some(number) => "| any of",
            Mode::AnyOf => "or",
        };
        let text = sanitize_line(&format!("{sign} {}", filter.criterion.label())).into_owned();
        let start = at + GAP;
        at = start + width(&text);
        Chip { text, mode: filter.mode, columns: start..at, filter: number }
    };
    conditions.chain(alternatives()).map(chip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Criterion, FacetText};

    #[test]
    fn chips_stand_side_by_side_and_are_safe() {
        let filter = |mode, name: &str| Filter { mode, criterion: Criterion::text(FacetText::Source, name) };
        let chips = chips(&[filter(Mode::Include, "東京"), filter(Mode::Exclude, "a\u{1b}b")]);
        assert_eq!(chips[0].text, "✓ 東京");
        assert_eq!(chips[0].columns, 3..9);
        assert_eq!((chips[1].text.as_str(), chips[1].columns.start), ("✗ not a\u{fffd}b", 12));
    }

    #[test]
    fn what_may_hold_in_place_of_another_stands_beside_it() {
        let filter = |mode, name: &str| Filter { mode, criterion: Criterion::text(FacetText::Source, name) };
        let filters = [filter(Mode::AnyOf, "a"), filter(Mode::Include, "b"), filter(Mode::AnyOf, "c")];
        let shown: Vec<(String, usize)> =
            chips(&filters).into_iter().map(|chip| (chip.text, chip.filter)).collect();
        assert_eq!(shown, [("✓ b".into(), 1), ("| any of a".into(), 0), ("or c".into(), 2)]);
    }
}
