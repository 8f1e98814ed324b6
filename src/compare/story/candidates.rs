//! Which pairs of reports are looked at: those that share terms that tell most of them. Found by lists of who has a
//! term, so that work grows with the number of reports and not with that of all pairs.

use super::terms::{Weighed, weight};
use crate::compare::in_parts;

/// A report is looked for by so many of its terms, the weightiest. Set by hand; twice as many find no more stories in
/// the texts of `story_weights`.
const TERMS: usize = 32;

/// A term that stands in more reports finds none: it tells little. Set by hand.
const MOST_REPORTS: u32 = 800;

/// Each is compared with so many others at most, those that share most. Set by hand: more report few events.
const MOST: usize = 48;

/// Who shares less of what both could is not looked at. Set by hand, well below what reports of one story share.
const LEAST: f32 = 0.03;

/// So many reports are looked at between two looks at whether anybody waits. Set by hand: some tens of milliseconds.
const AT_ONCE: usize = 2048;

/// A report or a term by its number, with what the one weighs in the other.
type Share = (u32, f32);

/// The pairs that may be of one story, the smaller number first, in order; `None` once `cancelled` says so.
pub fn candidates(weighed: &Weighed, cancelled: &dyn Fn() -> bool) -> Option<Vec<(u32, u32)>> {
    let numbers: Vec<u32> = (0..weighed.reports.len() as u32).collect();
    let telling: Vec<Vec<Share>> = in_parts(&numbers, AT_ONCE, cancelled, |part| {
        part.iter().map(|&number| telling(weighed, number as usize)).collect()
    })?;
    let mut lists: Vec<Vec<Share>> = vec![Vec::new(); weighed.rareness.terms()];
    for (number, terms) in (0..).zip(&telling) {
        for &(term, weight) in terms {
            if let Some(list) = lists.get_mut(term as usize) {
                list.push((number, weight));
            }
        }
    }
    let mut pairs = in_parts(&numbers, AT_ONCE, cancelled, |part| {
        let mut nearest = Nearest { lists: &lists, shared: vec![0.0; numbers.len()], touched: Vec::new() };
        let of =
            |&number: &u32| nearest.of(number, telling.get(number as usize).map_or(&[][..], Vec::as_slice));
        part.iter().flat_map(of).collect()
    })?;
    pairs.sort_unstable();
    pairs.dedup();
    Some(pairs)
}

/// Finds the reports that share most with one.
struct Nearest<'l> {
    lists: &'l [Vec<Share>],
    /// What each report shares with the one that is looked at, and which share anything.
    shared: Vec<f32>,
    touched: Vec<u32>,
}

impl Nearest<'_> {
    /// Pairs of a report of these terms with those that share most with it.
    fn of(&mut self, number: u32, terms: &[Share]) -> Vec<(u32, u32)> {
        for &(term, weight) in terms {
            for &(other, of_other) in self.lists.get(term as usize).map_or(&[][..], Vec::as_slice) {
                if let Some(sum) = self.shared.get_mut(other as usize) {
                    if *sum == 0.0 {
                        self.touched.push(other);
                    }
                    *sum += weight * of_other;
                }
            }
        }
        let mut found: Vec<(f32, u32)> = Vec::new();
        for other in self.touched.drain(..) {
            let sum = self.shared.get_mut(other as usize).map_or(0.0, std::mem::take);
            if other != number && sum >= LEAST {
                found.push((sum, other));
            }
        }
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > MOST {
            found.select_nth_unstable_by(MOST, order);
            found.truncate(MOST);
        }
        found.into_iter().map(|(_, other)| (number.min(other), number.max(other))).collect()
    }
}

/// The weightiest terms of a report, each with its share of the length of the whole.
fn telling(weighed: &Weighed, number: usize) -> Vec<Share> {
    let Some(report) = weighed.reports.get(number) else { return Vec::new() };
    let [length, ..] = weighed.sums(number).lengths;
    let share = |rareness, term| weight(term, rareness) / length.max(f32::MIN_POSITIVE);
    let mut terms: Vec<Share> = report
        .terms
        .iter()
        .filter(|term| (2..=MOST_REPORTS).contains(&weighed.rareness.reports_with(term.id)))
        .map(|&term| (term.id, share(weighed.rareness.of(term.id), term)))
        .collect();
    terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TERMS);
    terms
}
