//! Counts in which order lines of some shape stand on a page: what is listed below an article, comments and other
//! headlines, goes round in one.
//!
//! Not here: what follows from it (`stretch`).

use rustc_hash::FxHashMap;

use super::form::LineForm;
use super::page_context::PageContext;

/// A line that stands so often on a page is known by its words, any other by its shape.
const OFTEN: u32 = 3;

/// How often, for each line, lines of its shape stand between two of the shapes of those beside it.
pub fn rounds(page: &PageContext<'_, '_>) -> Vec<u32> {
    let shapes: Vec<u64> = (0..page.lines.len()).map(|at| shape(page, at)).collect();
    let of = |at: Option<usize>| at.and_then(|at| shapes.get(at)).copied().unwrap_or(0);
    let keys: Vec<[u64; 3]> =
        (0..shapes.len()).map(|at| [of(at.checked_sub(1)), shapes[at], of(Some(at + 1))]).collect();
    let mut counts: FxHashMap<[u64; 3], u32> = FxHashMap::default();
    keys.iter().for_each(|key| *counts.entry(*key).or_default() += 1);
    keys.iter().map(|key| counts[key]).collect()
}

fn shape(page: &PageContext<'_, '_>, at: usize) -> u64 {
    let (form, line): (&LineForm, _) = (&page.forms[at], &page.lines[at]);
    if page.repeats[at].0 >= OFTEN && line.fingerprint != 0 {
        return line.fingerprint;
    }
    let ends = u64::from(form.prose) << 1 | u64::from(line.ends_sentence);
    1 + (u64::from(form.size / 3) << 16 | u64::from(form.date) << 8 | u64::from(form.list > 0) << 4 | ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn what_goes_round_stands_often_in_the_same_order() {
        let said = "I have lived by that harbour for years, and nobody ever asked me.";
        let lines = [
            "Harbour closed",
            "Ann Bell",
            said,
            "Reply",
            "Carl Dow",
            said,
            "Reply",
            "Eve Foxe",
            said,
            "Reply",
        ];
        let lines = lines.map(line);
        let page = PageContext::of(&lines);
        assert_eq!(rounds(&page), [1, 1, 3, 2, 2, 3, 2, 2, 3, 1]);
        assert!(rounds(&PageContext::of(&[])).is_empty());
    }
}
