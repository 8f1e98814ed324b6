//! Weighs what speaks for a place where a passage may stand: how much of its words stands there, and how much of what
//! stood before and after it stands around.
//!
//! Not here: which of several places it is (`find`).

use std::collections::HashMap;

use super::align::agreement;
use super::words::{Pattern, Word, weight};

/// So many words of a text are looked through for those that stood around, beyond as many as those are. Set by hand.
const LOOKED_THROUGH: usize = 160;

/// A side of a passage of which less than this share of its words has room in the text tells nothing. Set by hand.
const ROOM: f32 = 0.5;

/// So much of both sides agrees where the passage is surely there, and at least where it may be. Set by hand: of random
/// places 0.1 is seldom reached.
const SURELY: f32 = 0.55;
const AT_LEAST: f32 = 0.25;

/// So much of one side makes up for the other, if the passage has so many long words. Set by hand.
const MAKES_UP: f32 = 0.7;
const LONG_PASSAGE: i32 = 8 * 16;

/// Of a passage of so few words some of the nearest words around must be near it, of so many on each side. Set by hand.
pub(super) const FEW: usize = 4;
const NEAREST: usize = 3;

/// So many words may stand between those. Set by hand.
const PUT_BETWEEN: usize = 3;

/// What is left of a passage weighs so much: one long word or two short ones.
const TELLS: f32 = 16.0;

/// So much of a passage of more words is there, unless all is there that stood around. Set by hand.
const MOSTLY: f32 = 0.75;

/// A place with less than this share of what is of the passage at another is no likely place beside that. Set by hand.
const LIKE: f32 = 0.5;

/// Where the words around stand next to each other, and so much more of them than around a place with just the words of
/// the passage, it has been taken away: so much, and so great a share of what the passage weighs. Set by hand.
const GAP: i32 = 8;
const GAP_SHARE: f32 = 0.25;

/// So many words part what stands around them by one: less than it costs that they stand between. Set by hand.
const PARTED: i32 = 3;

/// What must speak for a place in all: some five words. Set by hand.
const ENOUGH: i32 = 5 * 16;

/// What speaks for a place.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    /// What the words weigh that are there, of the passage and around it.
    pub total: i32,
    /// What those around it weigh.
    pub around: i32,
    /// The share of the passage that is there.
    passage: f32,
    passage_weight: i32,
    /// How many words are at the place.
    words: usize,
    /// The words of the passage are there and no others.
    is_equal: bool,
    /// The share of what stood on each side; `None` where that tells nothing.
    sides: [Option<f32>; 2],
    /// What `total` would be if all of it were there for which there is room.
    at_most: i32,
    /// How many of the words nearest to the passage are near this place, of at most three on each side.
    neighbours: usize,
    /// How many there may be.
    nearest: usize,
    /// The word before and the word after the passage stand just there.
    is_framed: bool,
}

impl Evidence {
    /// Of the words `first..=last` of a stretch of a text.
    pub(super) fn of(pattern: &Pattern, text: &[Word], first: usize, last: usize) -> Evidence {
        let (rooms, agreed) = sides(pattern, text, first, last + 1);
        let side = |words: &[Word], room: usize, agreed: i32| {
            let tells = !words.is_empty() && room as f32 >= ROOM * words.len() as f32;
            tells.then(|| agreed as f32 / weight(words).max(1) as f32)
        };
        let sides = [side(pattern.before(), rooms[0], agreed[0]), side(pattern.after(), rooms[1], agreed[1])];
        let passage_weight = weight(pattern.passage());
        let at = text.get(first..=last).unwrap_or_default();
        // Of a single word that is spelt otherwise, half is there.
        let there = match (pattern.passage(), at) {
            ([own], [other]) if own.hash != other.hash && own.is_near(other) => own.weight / 2,
            (passage, at) => shared(passage, at),
        };
        let next =
            |words: &[Word], at: Option<&Word>| words.first().zip(at).is_some_and(|(a, b)| a.hash == b.hash);
        let last_before: Vec<Word> = pattern.before().iter().rev().copied().take(NEAREST).collect();
        let before_there: Vec<Word> = text[..first].iter().rev().copied().take(NEAREST).collect();
        let after_there: &[Word] = text.get(last + 1..).unwrap_or_default();
        let told = sides.iter().zip([pattern.before(), pattern.after()]);
        let told: i32 = told.map(|(side, words)| if side.is_some() { weight(words) } else { 0 }).sum();
        Evidence {
            is_equal: there == passage_weight && last + 1 - first == pattern.passage().len(),
            at_most: (passage_weight + told).max(1),
            neighbours: common(&last_before, &before_there) + common(pattern.after(), after_there),
            nearest: last_before.len().min(before_there.len())
                + pattern.after().len().min(after_there.len()).min(NEAREST),
            is_framed: next(&last_before, before_there.first()) && next(pattern.after(), after_there.first()),
            total: there + agreed[0] + agreed[1],
            around: agreed[0] + agreed[1],
            passage: there as f32 / passage_weight.max(1) as f32,
            passage_weight,
            words: last + 1 - first,
            sides,
        }
    }

    /// How much of what may be there is there, in thousandths.
    pub(super) fn share(&self) -> u32 {
        (i64::from(self.total.max(0)) * 1000 / i64::from(self.at_most)) as u32
    }

    /// What may stand around a point of the text before the passage was taken away there rather than being here. Where
    /// other words are here than just those of the passage, they must be what parts its sides: these stand further
    /// apart by them, and are worth less where nothing is between.
    pub(super) fn around_without(&self) -> i32 {
        match self.is_equal {
            true => self.around + GAP + (self.passage_weight as f32 * GAP_SHARE) as i32,
            false => self.around + GAP - (self.words as i32 / PARTED).min(self.around / 4),
        }
    }

    /// Whether just the words of the passage are there.
    pub(super) fn is_equal(&self) -> bool {
        self.is_equal
    }

    /// Whether all words of the passage are there.
    fn is_whole(&self) -> bool {
        self.passage > 0.99
    }

    /// Whether so much of the passage is there that it may be taken for another place of it.
    pub(super) fn is_like(&self, other: &Evidence) -> bool {
        self.passage >= other.passage * LIKE
    }

    /// Whether it speaks against another place, which has not all of the passage, that the very words are here with some
    /// of what stood around, or with more of all for which there is room.
    pub(super) fn is_purer(&self, other: &Evidence) -> bool {
        let is_told = self.sides.iter().flatten().next().is_some();
        let is_as_likely = self.is_equal && self.sides_make_up() || self.share() >= other.share();
        is_told && !other.is_whole() && self.passage > other.passage && is_as_likely
    }

    /// Whether a place is one of the passage and not of the same few words next to it.
    pub(super) fn is_placed(&self, pattern: &Pattern) -> bool {
        let is_near = pattern.passage().len() > FEW || self.neighbours >= (self.nearest / 2).min(NEAREST);
        is_near && self.passage > 0.0
    }

    /// Whether it may be there at all.
    pub(super) fn is_enough(&self, words: usize) -> bool {
        if self.sides.iter().flatten().next().is_none() {
            // All of the text is the passage, or nearly.
            return self.passage >= 0.9 && self.total >= ENOUGH;
        }
        // Most of a few words may be others, if all around is there; not all of them.
        let is_replaced = self.is_framed && words <= FEW && self.passage > 0.2 && self.has_both_sides();
        // One short word of two stands everywhere; not just between what stood around.
        let tells = is_replaced
            || words == 1
            || self.is_whole()
            || self.passage * self.passage_weight as f32 >= TELLS;
        let is_enough_in_all = is_replaced || self.total >= ENOUGH.min(self.passage_weight * 2);
        let has_passage = is_replaced || self.has_passage(words) && (words > FEW || self.is_together(words));
        has_passage && tells && is_enough_in_all && self.sides_make_up()
    }

    /// Whether what stood on each side is surely there.
    fn has_both_sides(&self) -> bool {
        self.sides.iter().all(|side| side.is_some_and(|agreed| agreed >= SURELY))
    }

    /// Whether a few words are together as they were, or what is there stands just between its neighbours.
    fn is_together(&self, words: usize) -> bool {
        self.words <= words + PUT_BETWEEN || self.is_framed
    }

    /// Whether enough is there of a passage of so many words.
    fn has_passage(&self, words: usize) -> bool {
        match words {
            0 | 1 => self.is_whole(),
            _ if words <= FEW => self.passage >= 0.5,
            _ => self.passage >= MOSTLY || self.passage >= 0.5 && self.has_both_sides(),
        }
    }

    /// Whether enough is there of the sides that are told: of both, or of one that makes up for the other.
    fn sides_make_up(&self) -> bool {
        let told = || self.sides.iter().flatten();
        let (least, most) = told().fold((1.0f32, 0.0f32), |(a, b), &s| (a.min(s), b.max(s)));
        let is_set = self.is_whole() && self.is_framed && self.neighbours > NEAREST;
        let is_long = self.passage_weight >= LONG_PASSAGE;
        let stands_out = is_set || self.passage >= 0.9 && is_long;
        least >= AT_LEAST || most >= MAKES_UP && stands_out || most >= AT_LEAST && self.is_whole() && is_long
    }

    /// Whether the very words of the passage are there, whatever is elsewhere.
    pub(super) fn is_settled(&self) -> bool {
        self.is_equal && self.is_sure()
    }

    /// Whether it is there, whatever is elsewhere in the file.
    pub(super) fn is_sure(&self) -> bool {
        self.passage >= 0.75 && self.has_both_sides()
    }
}

/// How many words there are room for on both sides of some words of a text, and how much of the sides of a passage they
/// have.
fn sides(pattern: &Pattern, text: &[Word], first: usize, end: usize) -> ([usize; 2], [i32; 2]) {
    let before = text.get(..first).unwrap_or_default().iter().rev().take(LOOKED_THROUGH + pattern.first);
    let after = text.get(end..).unwrap_or_default().iter();
    let after = after.take(LOOKED_THROUGH + pattern.after().len());
    let rooms = [before.len(), after.len()];
    (rooms, [agreement(pattern.before().iter().rev(), before), agreement(pattern.after().iter(), after)])
}

/// How much of what stood around a passage stands before and behind one point of a text; none where one side is not
/// there.
pub(super) fn closed(pattern: &Pattern, text: &[Word], at: usize) -> i32 {
    let (_, agreed) = sides(pattern, text, at, at);
    let all = [weight(pattern.before()), weight(pattern.after())];
    let is_there = agreed.iter().zip(all).all(|(agreed, all)| *agreed as f32 >= AT_LEAST * all as f32);
    if is_there { agreed.iter().sum() } else { 0 }
}

/// How many of the first words of both are the same.
fn common(words: &[Word], there: &[Word]) -> usize {
    let there: Vec<u64> = there.iter().take(NEAREST).map(|word| word.hash).collect();
    words.iter().take(NEAREST).filter(|word| there.contains(&word.hash)).count()
}

/// What the words weigh that both have, each as often as in the one that has it less often.
fn shared(passage: &[Word], text: &[Word]) -> i32 {
    let mut there: HashMap<u64, usize> = HashMap::new();
    text.iter().for_each(|word| *there.entry(word.hash).or_default() += 1);
    let shared = passage.iter().filter(|word| match there.get_mut(&word.hash) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    shared.map(|word| word.weight).sum()
}
