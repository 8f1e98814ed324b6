//! What two reports must have in common, or must not differ in, before it is weighed whether they are of one event: without
//! it texts on one subject (two guides to one town) would be taken for reports.

use super::report::Report;
use super::terms::Weighed;

/// Both name so many rare terms of names, at least. Set by hand: of the pairs of one story in ECB+ 94 in a hundred do.
const NAMES: usize = 2;

/// Reports of one event are published within so many days of each other. Set by hand: what comes later is of what
/// followed.
const DAYS: i32 = 30;

/// Whether two reports, by their numbers, may be of one event: in one language, published in one month, with rare names
/// in common. What is not known of one speaks against nothing.
pub fn may_be_one(weighed: &Weighed, a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (weighed.reports.get(a), weighed.reports.get(b)) else { return false };
    let differ = one.language.zip(other.language).is_some_and(|(one, other)| one != other);
    let apart = one.published.zip(other.published).map(|(one, other)| (one - other).abs());
    !differ && apart.is_none_or(|days| days <= DAYS) && rare_names(weighed, one, other) >= NAMES
}

/// How many rare terms are of names in both.
fn rare_names(weighed: &Weighed, one: &Report, other: &Report) -> usize {
    let mut others = other.terms.iter().peekable();
    let shared = one.terms.iter().filter(|term| {
        while others.next_if(|other| other.hash < term.hash).is_some() {}
        others.next_if(|other| other.hash == term.hash).is_some_and(|other| other.is_of_name())
            && term.is_of_name()
    });
    let rareness = &weighed.rareness;
    shared.filter(|term| rareness.is_rare(rareness.of(term.hash))).take(NAMES).count()
}
