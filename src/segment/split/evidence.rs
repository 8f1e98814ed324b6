//! What speaks for a cutting of a file into articles: a weighed sum, the same for all patterns.
//!
//! The weights were fitted on archives put together from real articles and on single pages (a
//! conditional logit over the cuttings of a file, "one article" being one of the choices), and
//! rounded. The strongest are the words: each headline says what its own text says, and what
//! stands on both sides of a seam speaks of different things.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidates::{Arrangement, Cutting, File};
use super::separators::Form;
use crate::segment::lexicon::Cues;
use crate::segment::line::measure::Line;

/// Running text, in characters, from which a stretch is more than a teaser.
const MUCH_PROSE: usize = 250;
/// So much of each stretch, in bytes, is compared with its neighbours.
const COMPARED: usize = 4000;
/// Words of so many bytes and more are compared, and so many of them suffice.
const LONG_WORD: u16 = 5;
const ENOUGH_WORDS: f32 = 100.0;
/// How much the words can add to the sum.
pub const MOST_BY_WORDS: f32 = 11.8;

/// What the form of the lines tells by itself: of known phrases and rules more than of others.
fn weight(form: Form) -> f32 {
    match form {
        Form::Export | Form::Accession => 5.0,
        Form::Rule(_) | Form::Source => 1.9,
        Form::Bracketed | Form::Address => 1.0,
        Form::Gap(_) => 0.6,
        Form::Marked(_) => 0.4,
        Form::Closing(_) => 1.2,
        Form::EndDated | Form::Byline => -0.1,
        Form::Words(_) => -0.5,
        Form::Dated => -0.7,
        Form::Numbered(_) => -1.1,
        Form::Date => -1.4,
        Form::Ending(_) => -2.3,
        Form::Opening(_) => -2.9,
    }
}

/// Whether lines of the form do nothing but part articles.
fn is_certain(form: Form) -> bool {
    matches!(form, Form::Export | Form::Accession | Form::Rule(_))
}

/// How much the arrangement of the lines speaks for a cutting; `None` when its stretches do not
/// look like articles.
pub fn by_form(file: &File<'_, '_>, cutting: &Cutting) -> Option<f32> {
    let cuts = &cutting.cuts;
    let count = cuts.len() as f32;
    let share = |is: &dyn Fn(&Range<usize>) -> bool| cuts.iter().filter(|cut| is(cut)).count() as f32 / count;
    let good = share(&|cut| match cutting.has_heads() {
        true => file.is_own(cut.start) && file.has_text(cut),
        false => file.is_article(cut),
    });
    let long = share(&|cut| file.prose_in(cut) >= MUCH_PROSE || file.entries_in(cut) >= 3);
    // Below an article teasers lead to others.
    let led = cuts.len() >= 3 && outweighs(file, cuts) && !is_certain(cutting.form);
    if led || cuts.len() < 2 || good < 0.6 || long < 0.5 {
        return None;
    }
    let head = |cut: &Range<usize>| cutting.headline_of(file, cut);
    let worded = share(&|cut| head(cut).is_some_and(|at| file.lines[at].words >= 4));
    let apart = share(&|cut| cut.start == 0 || file.lines[cut.start].gap > file.usual_gap);
    let followed = share(&|cut| {
        let below = |at: usize| &file.lines[at + 1..cut.end.clamp(at + 1, at + 4)];
        head(cut).is_some_and(|at| below(at).iter().any(|line| line.is_prose()))
    });
    let flag = |is: bool| f32::from(u8::from(is));
    // Articles end with a sentence, or with one line after it.
    let ended = share(&|cut| file.lines[cut.clone()].iter().rev().take(2).any(Line::is_prose));
    // Numbers that begin with the file count articles; below a headline they count its points.
    let above = &file.lines[..cuts[0].start];
    let topmost = above.len() <= 6 && !above.iter().any(|line| line.words >= 4 && line.could_be_headline());
    // A line that stands between articles may be of one of them; below the last one as well it
    // closes each.
    let closes = cuts.len() >= 3
        && matches!(cutting.form, Form::Words(_))
        && cuts.last().is_some_and(|last| last.end < file.lines.len());
    let sum = weight(cutting.form) - 7.2
        + 1.2 * flag(closes)
        + 2.1 * (good - 0.85).min(0.0)
        + 1.3 * (long - 0.7).min(0.0)
        + 1.2 * worded
        + 1.7 * share(&|cut| is_signed(file, cut))
        + 2.1 * apart
        + 2.5 * followed
        + 2.4 * ended
        + 1.3 * flag(cutting.counted)
        + 2.5 * flag(cutting.counted && topmost)
        - 3.3 * cutting.used
        - 3.0 * flag(matches!(cutting.arrangement, Arrangement::Below(_)))
        - 0.8 * flag(cuts.len() == 2)
        + by_sizes(file, cuts);
    Some(sum)
}

/// What the sizes of the stretches tell: text outside of all, one that outweighs the others.
fn by_sizes(file: &File<'_, '_>, cuts: &[Range<usize>]) -> f32 {
    let sizes: Vec<usize> = cuts.iter().map(|cut| file.prose_in(cut)).collect();
    let all = file.prose_in(&(0..file.lines.len())).max(1) as f32;
    let inside: usize = sizes.iter().sum();
    let before = file.prose_in(&(0..cuts.first().map_or(0, |cut| cut.start)));
    let tenths = |part: f32| (10.0 * part / all).min(2.0);
    // The logarithm of how many stretches of equal size would be as even as these.
    let smooth = |size: usize| (size + 50) as f32 / (inside + 50 * sizes.len()) as f32;
    let evenness: f32 = sizes.iter().map(|&size| -smooth(size) * smooth(size).ln()).sum();
    0.55 * evenness.min(2.5)
        - 3.6 * tenths(all - inside as f32)
        - 2.6 * tenths(before as f32)
        - if outweighs(file, cuts) { 1.9 } else { 0.0 }
}

/// Whether the first stretch is much longer than any other.
fn outweighs(file: &File<'_, '_>, cuts: &[Range<usize>]) -> bool {
    let mut sizes = cuts.iter().map(|cut| file.prose_in(cut));
    let first = sizes.next().unwrap_or(0);
    sizes.max().is_some_and(|longest| first > 4 * longest)
}

/// Whether a date or a byline stands near the beginning of a stretch.
fn is_signed(file: &File<'_, '_>, cut: &Range<usize>) -> bool {
    let head = &file.lines[cut.start..cut.end.min(cut.start + 5)];
    head.iter().any(|line| line.is_date_line() || line.cues.any(Cues::BYLINE) && line.words <= 12)
}

/// How much the words speak for a cutting: whether the headlines belong to their texts, and
/// neighbours have little in common.
pub fn by_words(file: &File<'_, '_>, cutting: &Cutting) -> f32 {
    let words: Vec<FxHashSet<u64>> = cutting.cuts.iter().map(|cut| words_of(file, cut)).collect();
    let (mut shared, mut compared) = (0, 0);
    for pair in words.windows(2) {
        shared += pair[0].intersection(&pair[1]).count();
        compared += pair[0].len().min(pair[1].len());
    }
    let (mut all, mut own, mut others) = (0, 0, 0);
    for (i, cut) in cutting.cuts.iter().enumerate() {
        let Some(at) = cutting.headline_of(file, cut) else { continue };
        let neighbour = words.get(i.checked_sub(1).unwrap_or(1));
        for word in hashes(&file.lines[at]) {
            all += 1;
            own += usize::from(words[i].contains(&word));
            others += usize::from(neighbour.is_some_and(|words| words.contains(&word)));
        }
    }
    let part = |some: usize, of: usize| some as f32 / of.max(1) as f32;
    let common = if compared == 0 { 0.15 } else { part(shared, compared) };
    let known = part(compared, words.len().saturating_sub(1)).min(ENOUGH_WORDS);
    2.0 * part(own, all) - 2.3 * part(others, all) - 19.0 * common.min(0.3) + by_amount(cutting.form, known)
}

/// How much so many words speak for a cutting. Where known words close articles, more of them
/// count for more.
fn by_amount(form: Form, words: f32) -> f32 {
    let closing = matches!(form, Form::Export | Form::Accession | Form::Closing(_) | Form::Source);
    let weight = if closing { 2.1 } else { 1.1 };
    weight * (words + 1.0).ln()
}

/// How much the words can add to the sum of a cutting by lines of a form; at most
/// [`MOST_BY_WORDS`].
pub fn most_by_words(form: Form) -> f32 {
    2.01 + by_amount(form, ENOUGH_WORDS)
}

/// The words of the running text at the beginning of a stretch.
fn words_of(file: &File<'_, '_>, cut: &Range<usize>) -> FxHashSet<u64> {
    let mut left = COMPARED;
    let mut words = FxHashSet::default();
    words.reserve(COMPARED / 8);
    for line in file.lines[cut.clone()].iter().filter(|line| line.is_prose()) {
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
