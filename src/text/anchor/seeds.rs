//! Where in a long text a passage may stand: its longest words are looked up, which costs a look at each byte, and
//! places where several of them stand as far apart as they stood are worth a closer look.
//!
//! Not here: the closer look (`find`).

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::Pattern;

/// So many words of the passage, and of those around it, are looked up. Set by hand.
const OF_PASSAGE: usize = 6;
const AROUND: usize = 5;

/// With some words of so many bytes, shorter ones are not looked up. Set by hand.
const TELLING: usize = 4;

/// A text up to so many bytes is looked at as a whole. Set by hand.
const SHORT_TEXT: usize = 24 << 10;

/// So many places of one word are kept: a word that stands more often tells nothing. Set by hand.
const MOST: usize = 20_000;

/// So many stretches of a text are looked at, at most, and what may have been put in before, in and behind the
/// passage, in bytes. Set by hand.
const STRETCHES: usize = 12;
const PUT_IN: usize = 1_500;

/// The stretches of a text in which the passage may stand, the likeliest first.
pub(super) fn stretches(pattern: &Pattern, text: &str) -> Vec<Range<usize>> {
    let reach = pattern.text.len() + pattern.text.len() / 3 + PUT_IN;
    if text.len() <= SHORT_TEXT.max(reach) {
        return std::iter::once(0..text.len()).collect();
    }
    let mut estimates = estimates(pattern, text);
    estimates.sort_unstable();
    let tolerance = PUT_IN + pattern.quote.len() / 4;
    let mut windows = densest(&estimates, tolerance);
    windows.sort_unstable_by_key(|&(votes, start)| (std::cmp::Reverse(votes), start));
    let mut found: Vec<Range<usize>> = Vec::new();
    for (_, start) in windows {
        // The passage begins between here and a tolerance on.
        let from = text.floor_char_boundary(start.saturating_sub(pattern.quote.start + PUT_IN));
        let until = start + tolerance + pattern.text.len() - pattern.quote.start + PUT_IN;
        let until = text.ceil_char_boundary(until.min(text.len()));
        if found.iter().all(|other| other.start.abs_diff(from) > tolerance / 2) {
            found.push(from..until);
        }
        if found.len() == STRETCHES {
            break;
        }
    }
    found
}

/// Where the passage would begin by each place of each word looked up, and which word that is.
fn estimates(pattern: &Pattern, text: &str) -> Vec<(usize, u8)> {
    let seeds = seeds(pattern);
    let needles = seeds.iter().map(|seed| pattern.text.get(seed.clone()).unwrap_or_default());
    let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(needles);
    let Ok(searcher) = searcher else { return Vec::new() };
    let mut counts = vec![0; seeds.len()];
    let mut estimates = Vec::new();
    for found in searcher.find_iter(text) {
        let number = found.pattern().as_usize();
        let Some((count, seed)) = counts.get_mut(number).zip(seeds.get(number)) else { continue };
        *count += 1;
        if *count <= MOST {
            let begins = (found.start() + pattern.quote.start).saturating_sub(seed.start);
            estimates.push((begins, number as u8));
        }
    }
    let tells = |&(_, number): &(usize, u8)| counts.get(usize::from(number)).is_some_and(|&n| n <= MOST);
    if estimates.iter().any(tells) {
        estimates.retain(tells);
    }
    estimates
}

/// The words to be looked up: the longest, each once, some of the passage and some around it. Where a character is a
/// word, four of them are one.
fn seeds(pattern: &Pattern) -> Vec<Range<usize>> {
    let mut seeds: Vec<Range<usize>> = Vec::new();
    let mut take = |range: Range<usize>, count: usize| {
        let run = |at: usize| {
            let word = pattern.words.get(at)?;
            let next = pattern.words.get(at..range.end)?.windows(2).take(3);
            let end = next.take_while(|pair| pair[0].end == pair[1].start).last().map(|pair| pair[1].end);
            Some(word.start..end.unwrap_or(word.end))
        };
        let mut runs: Vec<Range<usize>> = range.clone().filter_map(run).collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let mut taken = 0;
        for run in runs {
            let bytes = |range: &Range<usize>| pattern.text.get(range.clone()).unwrap_or_default();
            if taken < count && seeds.iter().all(|seed| bytes(seed) != bytes(&run)) {
                taken += 1;
                seeds.push(run);
            }
        }
    };
    let (first, end, all) = (pattern.first, pattern.end, pattern.words.len());
    take(0..first, AROUND);
    // Of a long passage, words of its beginning: the further behind, the more may stand between.
    take(first..end.min(first + 120), OF_PASSAGE);
    take(end..all, AROUND);
    // Short words are everywhere, and cost a look at each place.
    let is_telling = |seed: &Range<usize>| seed.len() >= TELLING;
    if seeds.iter().filter(|seed| is_telling(seed)).count() >= AROUND {
        seeds.retain(is_telling);
    }
    seeds
}

/// For each estimate how many different words stand within the tolerance behind it; only the best of those that are
/// near each other.
fn densest(estimates: &[(usize, u8)], tolerance: usize) -> Vec<(usize, usize)> {
    // How often each word stands within the tolerance, and how many do.
    let (mut held, mut votes, mut end) = ([0u32; OF_PASSAGE + 2 * AROUND], 0, 0);
    let mut windows: Vec<(usize, usize)> = Vec::new();
    for &(start, number) in estimates {
        while let Some(&(_, next)) = estimates.get(end).filter(|next| next.0 <= start + tolerance) {
            if let Some(count) = held.get_mut(usize::from(next)) {
                votes += usize::from(*count == 0);
                *count += 1;
            }
            end += 1;
        }
        match windows.last_mut() {
            Some(last) if start - last.1 < tolerance / 2 => {
                if votes > last.0 {
                    *last = (votes, start);
                }
            }
            _ => windows.push((votes, start)),
        }
        if let Some(count) = held.get_mut(usize::from(number)) {
            *count -= 1;
            votes -= usize::from(*count == 0);
        }
    }
    windows
}
