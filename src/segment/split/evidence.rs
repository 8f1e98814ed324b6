//! Weighs a candidate split of a file into articles: a weighted sum, the same for all patterns. The
//! weights and how they were found are in `assets/model/split_weights.txt`.
//!
//! Not here: which candidate is taken (`choice`).

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidates::{Arrangement, CandidateSplit};
use super::file_lines::FileLines;
use super::separators::SeparatorKind;
use super::weights as weight;
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;

/// Running text, in characters, from which a part is more than a teaser.
const MUCH_PROSE: usize = 250;
/// So much of each part, in bytes, is compared with its neighbours.
const COMPARED: usize = 4000;
/// Words of so many bytes and more are compared, and so many of them suffice.
const LONG_WORD: u16 = 5;
pub const ENOUGH_WORDS: f32 = 100.0;

/// Whether lines of the kind do nothing but separate articles.
fn is_certain(kind: SeparatorKind) -> bool {
    matches!(kind, SeparatorKind::Export | SeparatorKind::Accession | SeparatorKind::Rule(_))
}

/// How much the layout of the lines speaks for a candidate; `None` when its parts do not
/// look like articles.
pub fn by_layout(file: &FileLines<'_, '_>, candidate: &CandidateSplit) -> Option<f32> {
    let parts = &candidate.parts;
    let count = parts.len() as f32;
    let share =
        |is: &dyn Fn(&Range<usize>) -> bool| parts.iter().filter(|part| is(part)).count() as f32 / count;
    let good = share(&|part| match candidate.has_heads() {
        true => file.is_own(part.start) && file.has_text(part),
        false => file.is_article(part),
    });
    let long = share(&|part| file.prose_in(part) >= MUCH_PROSE || file.entries_in(part) >= 3);
    // Below an article teasers lead to others.
    let led = parts.len() >= 3 && outweighs(file, parts) && !is_certain(candidate.kind);
    if led || parts.len() < 2 || good < 0.6 || long < 0.5 {
        return None;
    }
    let head = |part: &Range<usize>| candidate.headline_of(file, part);
    let worded = share(&|part| head(part).is_some_and(|at| file.lines[at].words >= 4));
    let set_off = share(&|part| part.start == 0 || file.lines[part.start].gap > file.usual_gap);
    let followed = share(&|part| {
        let below = |at: usize| &file.lines[at + 1..part.end.clamp(at + 1, at + 4)];
        head(part).is_some_and(|at| below(at).iter().any(|line| line.is_prose()))
    });
    let flag = |is: bool| f32::from(u8::from(is));
    // Articles end with a sentence, or with one line after it.
    let ended = share(&|part| file.lines[part.clone()].iter().rev().take(2).any(Line::is_prose));
    // Numbers that begin with the file count articles; below a headline they count its points.
    let above = &file.lines[..parts[0].start];
    let topmost = above.len() <= 6 && !above.iter().any(|line| line.words >= 4 && line.could_be_headline());
    // A line that stands between articles may be of one of them; below the last one as well it
    // closes each.
    let closes = parts.len() >= 3
        && matches!(candidate.kind, SeparatorKind::Words(_))
        && parts.last().is_some_and(|last| last.end < file.lines.len());
    let sum = weight::of_kind(candidate.kind)
        + weight::EACH
        + weight::CLOSES * flag(closes)
        + weight::FEW_ARTICLES * (good - 0.85).min(0.0)
        + weight::FEW_LONG * (long - 0.7).min(0.0)
        + weight::WORDED_HEADS * worded
        + weight::SIGNED * share(&|part| is_signed(file, part))
        + weight::SET_OFF * set_off
        + weight::PROSE_BELOW * followed
        + weight::ENDED * ended
        + weight::COUNTED * flag(candidate.counted)
        + weight::COUNTED_FROM_TOP * flag(candidate.counted && topmost)
        + weight::USED * candidate.used
        + weight::BELOW_HEADS * flag(matches!(candidate.arrangement, Arrangement::Below(_)))
        + weight::TWO_PARTS * flag(parts.len() == 2)
        + by_sizes(file, parts);
    Some(sum)
}

/// What the sizes of the parts tell: text outside of all, one that outweighs the others.
fn by_sizes(file: &FileLines<'_, '_>, parts: &[Range<usize>]) -> f32 {
    let sizes: Vec<usize> = parts.iter().map(|part| file.prose_in(part)).collect();
    let all = file.prose_in(&(0..file.lines.len())).max(1) as f32;
    let inside: usize = sizes.iter().sum();
    let before = file.prose_in(&(0..parts.first().map_or(0, |part| part.start)));
    let tenths = |part: f32| (10.0 * part / all).min(2.0);
    // The logarithm of how many parts of equal size would be as even as these.
    let smooth = |size: usize| (size + 50) as f32 / (inside + 50 * sizes.len()) as f32;
    let evenness: f32 = sizes.iter().map(|&size| -smooth(size) * smooth(size).ln()).sum();
    weight::EVENNESS * evenness.min(2.5)
        + weight::OUTSIDE * tenths(all - inside as f32)
        + weight::BEFORE * tenths(before as f32)
        + if outweighs(file, parts) { weight::FIRST_OUTWEIGHS } else { 0.0 }
}

/// Whether the first part is much longer than any other.
fn outweighs(file: &FileLines<'_, '_>, parts: &[Range<usize>]) -> bool {
    let mut sizes = parts.iter().map(|part| file.prose_in(part));
    let first = sizes.next().unwrap_or(0);
    sizes.max().is_some_and(|longest| first > 4 * longest)
}

/// Whether a date or a byline stands near the beginning of a part.
fn is_signed(file: &FileLines<'_, '_>, part: &Range<usize>) -> bool {
    let head = &file.lines[part.start..part.end.min(part.start + 5)];
    head.iter().any(|line| line.is_date_line() || line.cues.any(Cues::BYLINE) && line.words <= 12)
}

/// How much the words speak for a candidate: whether the headlines belong to their texts, and
/// neighbours have little in common.
pub fn by_words(file: &FileLines<'_, '_>, candidate: &CandidateSplit) -> f32 {
    let words: Vec<FxHashSet<u64>> = candidate.parts.iter().map(|part| words_of(file, part)).collect();
    let (mut shared, mut compared) = (0, 0);
    for pair in words.windows(2) {
        shared += pair[0].intersection(&pair[1]).count();
        compared += pair[0].len().min(pair[1].len());
    }
    let (mut all, mut own, mut others) = (0, 0, 0);
    for (i, part) in candidate.parts.iter().enumerate() {
        let Some(at) = candidate.headline_of(file, part) else { continue };
        let neighbour = words.get(i.checked_sub(1).unwrap_or(1));
        for word in hashes(&file.lines[at]) {
            all += 1;
            own += usize::from(words[i].contains(&word));
            others += usize::from(neighbour.is_some_and(|words| words.contains(&word)));
        }
    }
    let ratio = |some: usize, of: usize| some as f32 / of.max(1) as f32;
    let common = if compared == 0 { 0.15 } else { ratio(shared, compared) };
    let known = ratio(compared, words.len().saturating_sub(1)).min(ENOUGH_WORDS);
    weight::OWN_TEXT * ratio(own, all)
        + weight::OTHER_TEXT * ratio(others, all)
        + weight::COMMON_WORDS * common.min(0.3)
        + by_amount(candidate.kind, known)
}

/// How much so many words speak for a candidate. Where known words close articles, more of them
/// count for more.
fn by_amount(kind: SeparatorKind, words: f32) -> f32 {
    let of_words = if kind.is_known() { weight::AMOUNT_KNOWN } else { weight::AMOUNT };
    of_words * (words + 1.0).ln()
}

/// How much the words can add to the sum of a candidate by lines of a kind; at most
/// [`weight::MOST_BY_WORDS`].
pub fn most_by_words(kind: SeparatorKind) -> f32 {
    weight::MOST_BY_HEADS + by_amount(kind, ENOUGH_WORDS)
}

/// The words of the running text at the beginning of a part.
fn words_of(file: &FileLines<'_, '_>, part: &Range<usize>) -> FxHashSet<u64> {
    let mut left = COMPARED;
    let mut words = FxHashSet::default();
    words.reserve(COMPARED / 8);
    for line in file.lines[part.clone()].iter().filter(|line| line.is_prose()) {
        let mut longer = hashes(line).peekable();
        if longer.peek().is_none() {
            continue;
        }
        words.extend(longer);
        left = left.saturating_sub(line.text.len());
        if left == 0 {
            break;
        }
    }
    words
}

/// The longer words of a line.
fn hashes(line: &Line<'_>) -> impl Iterator<Item = u64> {
    line.terms().iter().filter(|term| term.length >= LONG_WORD).map(|term| term.hash)
}
