//! Which places of a stretch of a text are looked at: those with the very words of a passage, those with most of them, and
//! where it may have been taken away.
//!
//! Not here: what speaks for a place (`weigh`), which of them it is (`find`).

use std::collections::HashSet;

use super::align::aligned;
use super::weigh::{Evidence, closed};
use super::words::{Pattern, Word};

/// So many places of equal words are weighed in a stretch, those with the most of the words around them. Set by hand.
const WEIGHED: usize = 40;

/// So many words around a place are looked at for that.
const NEAR: usize = 40;

/// A passage of more words is looked for by so many of its first and its last. Set by hand.
const LONG: usize = 160;
const END: usize = 60;

/// In place of so many words at an edge of a passage others may stand.
const REPLACED: usize = 3;

/// A passage may have become so many times as long, and so many words longer.
const LONGER: usize = 2;
const WORDS_LONGER: usize = 200;

/// The first and the last word of places in a stretch of a text where the passage may stand; with changed words only
/// where it was not found elsewhere for sure.
pub(super) fn places(pattern: &Pattern, text: &[Word], is_found: bool) -> Vec<(usize, usize)> {
    let mut places = equal_words(pattern, text);
    // Where it stands as it stood, nothing else is likelier; but that may be another place with the same words.
    let is_surely_there =
        || places.iter().any(|&(first, last)| Evidence::of(pattern, text, first, last).is_sure());
    if !is_found && !is_surely_there() {
        places.extend(changed_places(pattern, text));
    }
    places
}

/// The place where most of the passage and of what stood around it stands, and the likeliest before and behind that.
pub(super) fn changed_places(pattern: &Pattern, text: &[Word]) -> Vec<(usize, usize)> {
    let Some(best) = changed_words(pattern, text) else { return Vec::new() };
    let mut places = vec![best];
    places.extend(places_beside(pattern, text, best));
    places
}

/// The likeliest places before and behind another, whatever words have changed.
pub(super) fn places_beside(
    pattern: &Pattern,
    text: &[Word],
    (first, last): (usize, usize),
) -> impl Iterator<Item = (usize, usize)> {
    let before = changed_words(pattern, text.get(..first).unwrap_or_default());
    let after = changed_words(pattern, text.get(last + 1..).unwrap_or_default());
    before.into_iter().chain(after.map(move |(from, until)| (from + last + 1, until + last + 1)))
}

/// How much of what stood before and after the passage stands next to each other in a text, as where the passage was
/// taken away; none where only one side is there.
pub(super) fn gap(pattern: &Pattern, text: &[Word]) -> i32 {
    let around: Vec<Word> = pattern.before().iter().chain(pattern.after()).copied().collect();
    let places = aligned(&around, text);
    let (before, after) = places.split_at(pattern.first.min(places.len()));
    let last = before.iter().flatten().next_back().map(|last| last + 1);
    let first = after.iter().flatten().next().copied();
    last.into_iter().chain(first).map(|at| closed(pattern, text, at)).max().unwrap_or(0)
}

/// Places where just the words of the passage stand.
fn equal_words(pattern: &Pattern, text: &[Word]) -> Vec<(usize, usize)> {
    let passage = pattern.passage();
    let Some(first) = passage.first() else { return Vec::new() };
    let equal = |at: &usize| {
        let there = text.get(*at..*at + passage.len());
        there.is_some_and(|there| there.iter().zip(passage).all(|(a, b)| a.hash == b.hash))
    };
    let starts = (0..text.len()).filter(|&at| text[at].hash == first.hash).filter(equal);
    let mut starts: Vec<usize> = starts.collect();
    if starts.len() > WEIGHED {
        let around: HashSet<u64> =
            pattern.before().iter().chain(pattern.after()).map(|word| word.hash).collect();
        let near = |&at: &usize| {
            let there = text.get(at.saturating_sub(NEAR)..(at + passage.len() + NEAR).min(text.len()));
            there.unwrap_or_default().iter().filter(|word| around.contains(&word.hash)).count()
        };
        starts.sort_by_cached_key(|at| std::cmp::Reverse(near(at)));
        starts.truncate(WEIGHED);
    }
    starts.into_iter().map(|at| (at, at + passage.len() - 1)).collect()
}

/// The place where most of the passage and of what stood around it stands.
fn changed_words(pattern: &Pattern, text: &[Word]) -> Option<(usize, usize)> {
    let count = pattern.passage().len();
    let is_long = count > LONG;
    let head = if is_long { pattern.first + END } else { pattern.words.len() };
    let tail = if is_long { pattern.end - END } else { 0 };
    let begins = aligned(pattern.words.get(..head)?, text);
    let ends = if is_long { aligned(pattern.words.get(tail..)?, text) } else { begins.clone() };
    let (begins, ends) = (
        Aligned { pattern, text, places: begins, from: 0 },
        Aligned { pattern, text, places: ends, from: tail },
    );
    let (first, last) = (begins.first()?, ends.last()?);
    (last >= first && last - first < count * LONGER + WORDS_LONGER).then_some((first, last))
}

/// Words of a pattern, from one on, with their places in a text.
struct Aligned<'a> {
    pattern: &'a Pattern,
    text: &'a [Word],
    places: Vec<Option<usize>>,
    from: usize,
}

impl Aligned<'_> {
    /// Where a word of the pattern stands, if it is the same there.
    fn same(&self, at: usize) -> Option<usize> {
        let place = (*self.places.get(at.checked_sub(self.from)?)?)?;
        (self.text.get(place)?.hash == self.pattern.words.get(at)?.hash).then_some(place)
    }

    /// Where the passage begins. Words at its edge that are others now stand between what was next to it and the first
    /// that is the same.
    fn first(&self) -> Option<usize> {
        let first = self.pattern.first;
        let there = *self.places.get(first - self.from..)?.iter().flatten().next()?;
        let before = first.checked_sub(1).and_then(|before| self.same(before));
        let is_edge = |at: &usize| *at < there && there - at <= REPLACED && self.same(first).is_none();
        Some(before.filter(is_edge).map_or(there, |at| at + 1))
    }

    /// Where it ends.
    fn last(&self) -> Option<usize> {
        let end = self.pattern.end;
        let there = *self.places.get(..end - self.from)?.iter().flatten().next_back()?;
        let is_edge = |at: &usize| *at > there && at - there <= REPLACED && self.same(end - 1).is_none();
        Some(self.same(end).filter(is_edge).map_or(there, |at| at - 1))
    }
}
