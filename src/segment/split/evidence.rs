//! Measures what speaks for a candidate split of a file into articles: the same features for all patterns.
//! What they weigh, and how that was found, is in `assets/model/split_weights.txt`.
//!
//! Not here: which candidate is taken (`choice`).

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidates::{Arrangement, CandidateSplit, likeness, usual_shape};
use super::cohesion::{Tally, Words};
use super::features::{SplitFeature, SplitFeatures, of_kind};
use super::file_lines::FileLines;
use super::separators::SeparatorKind;
use super::weights::most_of;
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;

// The bounds below are set by hand; what is between them is weighed by `assets/model/split_weights.txt`.

/// Running text, in characters, from which a part is more than a teaser.
const MUCH_PROSE: usize = 250;
/// So much of each part, in bytes, is compared with its neighbours.
const COMPARED: usize = 4000;
/// Words of so many bytes and more are compared, and so many of them suffice.
const LONG_WORD: u16 = 5;
const ENOUGH_WORDS: f32 = 100.0;
/// A greater share of words in common says no more.
const MOST_COMMON: f32 = 0.3;
/// A greater gain of cohesion, or loss, says no more.
const GAIN: f32 = 3.0;
/// The gain of one pair says no more above this.
const GREATEST: f32 = 30.0;
/// One in so many pairs may be of one subject.
const ALIKE: usize = 10;
/// Contrasts are counted in hundredths of information, up to so many.
const CONTRAST: f32 = 10.0;
/// A contrast of more than so many standard errors says no more.
const SURE: f32 = 8.0;
/// How much the information of two halves varies, as a square, and how many values that counts for.
const USUAL_SPREAD: f32 = 1e-3;
const FEW: f32 = 4.0;
/// Splits that are so alike agree.
const AGREEING: f32 = 0.9;
/// Splits by subject among the kinds that agree.
const SUBJECT: u64 = 1 << 63;
/// More kinds of lines that agree say no more.
const MOST_AGREEING: u32 = 4;
/// At least this share of the parts has to look like articles.
const LEAST_ARTICLES: f32 = 0.6;

/// Whether lines of the kind do nothing but separate articles.
fn is_certain(kind: SeparatorKind) -> bool {
    matches!(kind, SeparatorKind::Export | SeparatorKind::Accession | SeparatorKind::Rule(_))
}

/// The features that the layout of the lines gives a candidate; `None` when its parts do not look like
/// articles.
pub fn by_layout(file: &FileLines<'_, '_>, candidate: &CandidateSplit) -> Option<SplitFeatures> {
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
    if led || parts.len() < 2 || good < LEAST_ARTICLES {
        return None;
    }
    let mut features = SplitFeatures::of(candidate.kind);
    features.set(SplitFeature::FewArticles, (good - 0.85).min(0.0));
    features.set(SplitFeature::FewLong, (long - 0.7).min(0.0));
    let head = |part: &Range<usize>| candidate.headline_of(file, part);
    let worded = share(&|part| head(part).is_some_and(|at| file.lines[at].words >= 4));
    features.set(SplitFeature::WordedHeads, worded);
    features.set(SplitFeature::Signed, share(&|part| is_signed(file, part)));
    let set_off = share(&|part| part.start == 0 || file.lines[part.start].gap > file.usual_gap);
    features.set(SplitFeature::SetOff, set_off);
    let followed = share(&|part| {
        let below = |at: usize| &file.lines[at + 1..part.end.clamp(at + 1, at + 4)];
        head(part).is_some_and(|at| below(at).iter().any(|line| line.is_prose()))
    });
    features.set(SplitFeature::ProseBelow, followed);
    // Articles end with a sentence, or with one line after it.
    let ended = share(&|part| file.lines[part.clone()].iter().rev().take(2).any(Line::is_prose));
    features.set(SplitFeature::Ended, ended);
    by_separators(file, candidate, &mut features);
    by_sizes(file, parts, &mut features);
    Some(features)
}

/// The features of the lines that separate, all together.
fn by_separators(file: &FileLines<'_, '_>, candidate: &CandidateSplit, features: &mut SplitFeatures) {
    let parts = &candidate.parts;
    // Numbers that begin with the file count articles; below a headline they count its points.
    let above = &file.lines[..parts[0].start];
    let topmost = above.len() <= 6 && !above.iter().any(|line| line.words >= 4 && line.could_be_headline());
    // A line that stands between articles may be of one of them; below the last one as well it
    // closes each.
    let closes = parts.len() >= 3
        && matches!(candidate.kind, SeparatorKind::Words(_))
        && parts.last().is_some_and(|last| last.end < file.lines.len());
    let masthead = file.lines.iter().take(6).any(|line| line.cues.any(Cues::MASTHEAD));
    features.flag(SplitFeature::Masthead, masthead);
    features.flag(SplitFeature::Counted, candidate.counted);
    features.flag(SplitFeature::CountedFromTop, candidate.counted && topmost);
    features.set(SplitFeature::Used, candidate.used);
    features.flag(SplitFeature::Below, matches!(candidate.arrangement, Arrangement::Below(_)));
    features.flag(SplitFeature::Closes, closes);
    features.flag(SplitFeature::TwoParts, parts.len() == 2);
    features.set(SplitFeature::Many, (parts.len() as f32).ln().min(3.0));
    let (usual, same) = usual_shape(file, parts);
    let starts = parts[0].start..parts[parts.len() - 1].end;
    let all = file.with_shape(usual, starts);
    features.set(SplitFeature::SameShape, same as f32 / parts.len() as f32);
    features
        .set(SplitFeature::ShapeElsewhere, (all.saturating_sub(same) as f32 / parts.len() as f32).min(2.0));
}

/// The features of the sizes of the parts: text outside of all, one that outweighs the others.
fn by_sizes(file: &FileLines<'_, '_>, parts: &[Range<usize>], features: &mut SplitFeatures) {
    let sizes: Vec<usize> = parts.iter().map(|part| file.prose_in(part)).collect();
    let all = file.prose_in(&(0..file.lines.len())).max(1) as f32;
    let inside: usize = sizes.iter().sum();
    let before = file.prose_in(&(0..parts.first().map_or(0, |part| part.start)));
    let tenths = |part: f32| (10.0 * part / all).min(2.0);
    // The logarithm of how many parts of equal size would be as even as these.
    let smooth = |size: usize| (size + 50) as f32 / (inside + 50 * sizes.len()) as f32;
    let evenness: f32 = sizes.iter().map(|&size| -smooth(size) * smooth(size).ln()).sum();
    features.set(SplitFeature::Evenness, evenness.min(2.5));
    features.set(SplitFeature::Outside, tenths(all - inside as f32));
    features.set(SplitFeature::Before, tenths(before as f32));
    features.flag(SplitFeature::FirstOutweighs, outweighs(file, parts));
}

/// Adds of each candidate how many other kinds of lines split alike, and how alike it is to the splits by
/// subject.
pub fn by_agreement(candidates: &mut [(SplitFeatures, CandidateSplit)], by_subject: &[Vec<Range<usize>>]) {
    let kind = |split: &CandidateSplit| 1u64 << of_kind(split.kind) as u32;
    let agreeing = |split: &CandidateSplit, alike: f32| {
        let mut kinds = kind(split) | if alike >= AGREEING { SUBJECT } else { 0 };
        for (_, other) in candidates.iter() {
            let (own, others) = (split.parts.len(), other.parts.len());
            let sizes = own.min(others) * 10 >= own.max(others) * 8;
            if sizes && kinds & kind(other) == 0 && likeness(&split.parts, &other.parts) >= AGREEING {
                kinds |= kind(other);
            }
        }
        (kinds & !kind(split)).count_ones().min(MOST_AGREEING) as f32
    };
    let of = |(_, split): &(SplitFeatures, CandidateSplit)| {
        let alike = by_subject.iter().map(|parts| likeness(&split.parts, parts)).fold(0.0, f32::max);
        (agreeing(split, alike), alike)
    };
    let found: Vec<(f32, f32)> = candidates.iter().map(of).collect();
    for ((features, _), (agreeing, alike)) in candidates.iter_mut().zip(found) {
        features.set(SplitFeature::Agreeing, agreeing);
        features.set(SplitFeature::BySubject, alike);
    }
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

/// Adds the features of the words of a candidate: whether the headlines belong to their texts, and
/// neighbours have little in common.
pub fn by_words(file: &FileLines<'_, '_>, candidate: &CandidateSplit, features: &mut SplitFeatures) {
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
    let known = (ratio(compared, words.len().saturating_sub(1)).min(ENOUGH_WORDS) + 1.0).ln();
    features.set(SplitFeature::OwnText, ratio(own, all));
    features.set(SplitFeature::OtherText, ratio(others, all));
    features.set(SplitFeature::CommonWords, common.min(MOST_COMMON));
    // Where known words close articles, more of them count for more.
    let amount = if candidate.kind.is_known() { SplitFeature::AmountKnown } else { SplitFeature::Amount };
    features.set(amount, known);
    by_cohesion(file.words(), &candidate.parts, features);
}

/// Adds the features of the subjects of neighbours. All are means or shares, so that they tell as much of a
/// thousand parts as of three.
fn by_cohesion(words: &Words, parts: &[Range<usize>], features: &mut SplitFeatures) {
    let mut tally = words.tally();
    let mut gains: Vec<f32> = parts
        .windows(2)
        .map(|pair| words.gain(&mut tally, &pair[0], &pair[1]).clamp(-GAIN, GREATEST))
        .collect();
    gains.sort_by(f32::total_cmp);
    let mean = gains.iter().sum::<f32>() / gains.len().max(1) as f32;
    features.set(SplitFeature::Cohesion, mean.max(0.0).ln_1p().min(GAIN));
    // Of many pairs some are of one subject.
    let least = gains.get(gains.len() / ALIKE).copied().unwrap_or_default();
    features.set(SplitFeature::Cohesive, least.min(GAIN));
    let (contrast, sure) = contrast(words, &mut tally, parts);
    features.set(SplitFeature::Contrast, (100.0 * contrast).clamp(-CONTRAST, CONTRAST) / CONTRAST);
    features.set(SplitFeature::SureContrast, sure.clamp(-SURE, SURE) / SURE);
}

/// How much more the subject changes from one part to the next than within a part, from half to half, in the
/// mean; and how many times its own uncertainty that is, which grows with the number of parts.
fn contrast(words: &Words, tally: &mut Tally<'_>, parts: &[Range<usize>]) -> (f32, f32) {
    let halves: Vec<_> = parts.iter().filter_map(|part| words.halves(part)).collect();
    if halves.len() < 2 {
        return (0.0, 0.0);
    }
    let within: Vec<f32> =
        halves.iter().map(|(first, second)| words.information(tally, first, second)).collect();
    let across: Vec<f32> =
        halves.windows(2).map(|pair| words.information(tally, &pair[0].1, &pair[1].0)).collect();
    let (within, across) = (Spread::of(&within), Spread::of(&across));
    let more = across.mean - within.mean;
    (more, more / (across.uncertain + within.uncertain).sqrt())
}

/// A mean, and the square of its standard error.
struct Spread {
    mean: f32,
    uncertain: f32,
}

impl Spread {
    fn of(values: &[f32]) -> Spread {
        let count = values.len() as f32;
        let mean = values.iter().sum::<f32>() / count;
        let squares: f32 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        // Few values vary as all such values do.
        Spread { mean, uncertain: (squares + USUAL_SPREAD * FEW) / (count + FEW) / count }
    }
}

/// How much the words can add to the sum of a candidate.
pub fn most_by_words(kind: SeparatorKind) -> f32 {
    let amount = if kind.is_known() { SplitFeature::AmountKnown } else { SplitFeature::Amount };
    most_of(&[
        (SplitFeature::OwnText, 0.0, 1.0),
        (SplitFeature::OtherText, 0.0, 1.0),
        (SplitFeature::CommonWords, 0.0, MOST_COMMON),
        (amount, 0.0, (ENOUGH_WORDS + 1.0).ln()),
        (SplitFeature::Cohesion, 0.0, GAIN),
        (SplitFeature::Cohesive, -GAIN, GAIN),
        (SplitFeature::Contrast, -1.0, 1.0),
        (SplitFeature::SureContrast, -1.0, 1.0),
    ])
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
