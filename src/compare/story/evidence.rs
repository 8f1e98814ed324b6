//! What two reports of one event have in common, and do not differ in, whatever else is alike in them: of pairs without
//! it far more is demanded (`demand`), or texts on one subject (guides to one town, matches of one tournament) would be
//! taken for reports.

use super::measures::have_day_in_common;
use super::report::{Mark, Report};
use super::terms::Weighed;

/// Both name so many rare terms of names, at least. Set by hand: of the pairs of one story in ECB+ 98 in a hundred do.
const NAMES: usize = 1;

/// Both have so many rare words and figures of no name, at least: the same people stand in reports of many events, what
/// happened is in other words. Set by hand, on 112 pairs judged in a pile of news without days, where it tells
/// more than the sum of all measures.
const WORDS: usize = 14;

/// Reports of one event are published within so many days of each other, or tell of a day in common. Set by hand:
/// dates are misread, too, so that a month would part reports that are of one event.
const DAYS: i32 = 60;

/// Whether two reports, by their numbers, have what reports of one event have: in one language, not published far
/// apart, with a rare name and enough rare words in common. What is not known of one speaks against nothing.
pub fn has_evidence(weighed: &Weighed, a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (weighed.reports.get(a), weighed.reports.get(b)) else { return false };
    let differ = one.language.zip(other.language).is_some_and(|(one, other)| one != other);
    let apart = one.published.zip(other.published).map(|(one, other)| (one - other).abs());
    let far = apart.is_some_and(|days| days > DAYS) && !have_day_in_common(one, other);
    let (names, words) = rare_in_common(weighed, one, other);
    !differ && !far && names >= NAMES && words >= WORDS
}

/// How many rare terms in both are of names in both, and how many are other words or figures.
fn rare_in_common(weighed: &Weighed, one: &Report, other: &Report) -> (usize, usize) {
    let mut others = other.terms.iter().peekable();
    let (mut names, mut words) = (0, 0);
    for term in &one.terms {
        while others.next_if(|other| other.hash < term.hash).is_some() {}
        let Some(other) = others.next_if(|other| other.hash == term.hash) else { continue };
        if !weighed.rareness.is_rare(weighed.rareness.of(term.hash)) {
            continue;
        }
        let of_name = term.is_of_name() && other.is_of_name();
        if of_name {
            names += 1;
        }
        if !of_name || term.is(Mark::Figure) {
            words += 1;
        }
    }
    (names, words)
}
