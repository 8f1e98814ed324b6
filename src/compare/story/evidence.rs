//! What two reports must have in common, or must not differ in, before it is weighed whether they are of one event: without
//! it texts on one subject (two guides to one town) would be taken for reports.

use super::measures::have_day_in_common;
use super::report::Report;
use super::terms::Weighed;

/// Both name so many rare terms of names, at least. Set by hand: of the pairs of one story in ECB+ 98 in a hundred do.
const NAMES: usize = 1;

/// Reports of one event are published within so many days of each other, or tell of a day in common. Set by hand:
/// dates are misread, too, so that a month would part reports that are of one event.
const DAYS: i32 = 60;

/// Whether two reports, by their numbers, may be of one event: in one language, not published far apart, with a rare
/// name in common. What is not known of one speaks against nothing.
pub fn may_be_one(weighed: &Weighed, a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (weighed.reports.get(a), weighed.reports.get(b)) else { return false };
    let differ = one.language.zip(other.language).is_some_and(|(one, other)| one != other);
    let apart = one.published.zip(other.published).map(|(one, other)| (one - other).abs());
    let far = apart.is_some_and(|days| days > DAYS) && !have_day_in_common(one, other);
    !differ && !far && rare_names(weighed, one, other) >= NAMES
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
