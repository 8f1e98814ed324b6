//! Which pairs of reports are looked at: those that share terms that tell most of them. Found by lists of who has a
//! term, so that work grows with the number of reports and not with that of all pairs.

use rustc_hash::FxHashMap;

use super::terms::{Weighed, weight};

/// A report is looked for by so many of its terms, the weightiest. Set by hand; twice as many find no more stories in
/// the texts of `story_weights`.
const TERMS: usize = 32;

/// A term that stands in more reports finds none: it tells little. Set by hand.
const MOST_REPORTS: u32 = 800;

/// Each is compared with so many others at most, those that share most. Set by hand: more report few events.
const MOST: usize = 48;

/// Who shares less of what both could is not looked at. Set by hand, well below what reports of one story share.
const LEAST: f32 = 0.03;

/// The pairs that may be of one story, the smaller number first, in order; `None` once `cancelled` says so.
pub fn candidates(weighed: &Weighed, cancelled: &dyn Fn() -> bool) -> Option<Vec<(u32, u32)>> {
    let telling: Vec<Vec<(u32, f32)>> = (0..weighed.reports.len()).map(|at| telling(weighed, at)).collect();
    let mut lists: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
    for (number, terms) in (0..).zip(&telling) {
        for &(hash, weight) in terms {
            lists.entry(hash).or_default().push((number, weight));
        }
    }
    let mut pairs = Vec::new();
    let mut shared = vec![0.0_f32; weighed.reports.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (number, terms) in (0_u32..).zip(&telling) {
        if number % 256 == 0 && cancelled() {
            return None;
        }
        for (hash, weight) in terms {
            for &(other, of_other) in lists.get(hash).map_or(&[][..], Vec::as_slice) {
                if let Some(sum) = shared.get_mut(other as usize) {
                    if *sum == 0.0 {
                        touched.push(other);
                    }
                    *sum += weight * of_other;
                }
            }
        }
        let mut found: Vec<(f32, u32)> = touched
            .drain(..)
            .filter_map(|other| Some((std::mem::take(shared.get_mut(other as usize)?), other)))
            .filter(|&(sum, other)| other != number && sum >= LEAST)
            .collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let nearest = found.iter().take(MOST);
        pairs.extend(nearest.map(|&(_, other)| (number.min(other), number.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    Some(pairs)
}

/// The weightiest terms of a report, each with its share of the length of the whole.
fn telling(weighed: &Weighed, number: usize) -> Vec<(u32, f32)> {
    let Some(report) = weighed.reports.get(number) else { return Vec::new() };
    let [length, ..] = weighed.sums(number).lengths;
    let terms = report.terms.iter();
    let mut terms: Vec<(u32, f32)> = terms
        .map(|&term| {
            (term.hash, weight(term, weighed.rareness.of(term.hash)) / length.max(f32::MIN_POSITIVE))
        })
        .filter(|&(hash, _)| (2..=MOST_REPORTS).contains(&weighed.rareness.reports_with(hash)))
        .collect();
    terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TERMS);
    terms
}
