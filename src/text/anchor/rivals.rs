//! What in its own text may be taken for a passage, so that it is told when the passage is looked for again: other places
//! with its words, and near doubles of it.
//!
//! Not here: looking for it in another text (`find`).

use std::ops::Range;

use super::find::{Candidate, Sought};
use super::places::places_beside;
use super::seeds::stretches;
use super::weigh::{Evidence, FEW};
use super::words::{Pattern, words};
use crate::model::{Anchor, Span};

/// A place further away than so many bytes shares nothing of what stands around with the passage.
const FAR: usize = 300;

/// Places that cannot be told from each other are ahead of all others by so many times of what tells two apart. Set by
/// hand.
const CLEAR: i32 = 2;

/// What speaks for the likeliest other place of a passage in its own text at some distance, and which of how many places
/// it is that cannot be told from each other.
pub(super) fn rivals(anchor: &Anchor, text: &str) -> (u32, (u32, u32)) {
    let sought = Sought::in_own_text(anchor, text);
    let own = |candidate: &&Candidate| candidate.span.overlaps(anchor.span);
    let Some(best) = sought.placed().filter(own).max_by_key(|own| own.evidence.total) else {
        return (0, (0, 0));
    };
    let alike = sought.alike(best, sought.ahead());
    if alike.len() > 1 {
        let turn = alike.iter().filter(|candidate| candidate.span.end <= anchor.span.start).count();
        // Where it is open how many there are, changes around will let one come or go, and none has a turn.
        let is_open = sought.alike(best, sought.ahead() * CLEAR).len() != alike.len();
        let of = if is_open { u32::MAX } else { alike.len() as u32 };
        return (0, (turn as u32, of));
    }
    let is_far = |span: Span| {
        let (start, end) = (anchor.span.start as usize, anchor.span.end as usize);
        span.start as usize > end + FAR || span.end as usize + FAR < start
    };
    let is_long = sought.pattern().passage().len() > FEW;
    let others = sought.placed().filter(|other| !own(other) && (is_long || is_far(other.span)));
    let others = others.map(|other| other.evidence.share()).max();
    (others.max(double(sought.pattern(), text, anchor.span)).unwrap_or(0), (0, 0))
}

/// What would speak for the place where a passage were found if it were taken away from its own text: that of a near
/// double, which has other words.
fn double(pattern: &Pattern, text: &str, passage: Span) -> Option<u32> {
    let of = |stretch: Range<usize>| {
        let mut left = words(text.get(stretch.clone()).unwrap_or_default(), stretch.start);
        let first = left.partition_point(|word| word.end <= passage.start as usize);
        let own = left.partition_point(|word| word.start < passage.end as usize).checked_sub(first)?;
        let places = places_beside(pattern, &left, (first, (first + own).checked_sub(1)?));
        let places: Vec<(usize, usize)> = places.collect();
        left.drain(first..first + own);
        let share = |(from, until): (usize, usize)| {
            let moved = if from > first { own } else { 0 };
            let evidence = Evidence::of(pattern, &left, from - moved, until - moved);
            let is_found = evidence.is_placed(pattern) && evidence.is_enough(pattern.passage().len());
            is_found.then(|| evidence.share())
        };
        places.into_iter().filter_map(share).max()
    };
    stretches(pattern, text).into_iter().filter_map(of).max()
}
