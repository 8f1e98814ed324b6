//! Lexical cohesion: how much better several texts, each on a subject of its own, explain the words of a file
//! than one text does. After Utiyama and Isahara (2001): the words of a segment are drawn from a distribution
//! of its own, smoothed; what segments gain in likelihood has to pay for each of them.
//!
//! Not here: which segments are compared (`evidence`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::segment::line::measured::Line;

/// Words of so many bytes and more are compared.
const LONG_WORD: u16 = 5;
/// Starts times words, in the search for the best segments, is at most so much; it bounds the time.
const MOST_WORK: usize = 1_500_000;
/// Parts of which one has nearly all words tell nothing.
const LEAST_ENTROPY: f32 = 0.05;
/// A word counts so many times in one segment at most.
const MOST_COUNTED: usize = 256;

/// The longer words of the running text of a file, line by line, as numbers.
pub struct Words {
    /// The words of all lines.
    words: Vec<u32>,
    /// Where those of each line begin among them.
    begins: Vec<usize>,
    /// How many different ones there are.
    vocabulary: usize,
    /// What the next occurrence of a word adds to the sum of a segment, by the occurrences before it.
    steps: Vec<f32>,
}

impl Words {
    /// The words of the lines.
    pub fn of(lines: &[Line<'_>]) -> Words {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let (mut words, mut begins) = (Vec::new(), vec![0]);
        for line in lines {
            if line.is_prose() {
                for term in line.terms().iter().filter(|term| term.length >= LONG_WORD && !term.figures) {
                    let next = numbers.len() as u32;
                    words.push(*numbers.entry(term.hash).or_insert(next));
                }
            }
            begins.push(words.len());
        }
        let of = |count: usize| count as f32 * (count as f32 + 1.0).ln();
        let steps = (0..MOST_COUNTED).map(|count| of(count + 1) - of(count)).collect();
        Words { words, begins, vocabulary: numbers.len(), steps }
    }

    /// A part in two halves of about as many words; `None` where one would have none.
    pub fn halves(&self, part: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let (first, last) = (self.begins[part.start], self.begins[part.end]);
        let middle = first + (last - first) / 2;
        let at = part.start + self.begins[part.clone()].partition_point(|&begin| begin < middle);
        let is_half = self.begins[at] > first && self.begins[at] < last;
        is_half.then_some((part.start..at, at..part.end))
    }

    /// What it gains, in units of what a segment costs, to take the parts for segments and not for one text.
    /// Above 1 the words are better explained by the parts.
    pub fn gain(&self, parts: &[Range<usize>]) -> f32 {
        let all: usize = parts.iter().map(|part| self.within(part).len()).sum();
        if all < 2 || parts.len() < 2 {
            return 0.0;
        }
        self.likelier(parts) / ((parts.len() - 1) as f32 * (all as f32).ln())
    }

    /// How much of which part a word stands in the word itself tells: nothing where all parts speak of the same,
    /// 1 where no two share a word. Below nothing where the parts are too short to tell.
    pub fn information(&self, parts: &[Range<usize>]) -> f32 {
        let sizes = || parts.iter().map(|part| self.within(part).len() as f32).filter(|&size| size > 0.0);
        let all: f32 = sizes().sum();
        let entropy: f32 = sizes().map(|size| -size * (size / all).ln()).sum();
        if entropy < LEAST_ENTROPY * all { 0.0 } else { self.likelier(parts) / entropy }
    }

    /// By how much the words are likelier where each part has a distribution of its own, as a logarithm.
    fn likelier(&self, parts: &[Range<usize>]) -> f32 {
        let mut tally = Tally::new(self);
        let mut sum = 0.0;
        for part in parts {
            tally.clear();
            tally.add(self.within(part));
            sum += tally.likelihood();
        }
        tally.clear();
        for part in parts {
            tally.add(self.within(part));
        }
        sum - tally.likelihood()
    }

    /// Of places where a text may begin, those that begin one in the best segmentation, where each costs so much.
    pub fn best_starts(&self, starts: &[usize], end: usize, cost: f32) -> Vec<usize> {
        let Some(&first) = starts.first() else { return Vec::new() };
        let total = self.begins[end] - self.begins[first];
        if starts.len() < 2 || total < 2 || total * starts.len() > MOST_WORK {
            return Vec::new();
        }
        let price = cost * (total as f32).ln();
        // Of each place: the best sum up to it, and the start before it.
        let mut best = vec![(f32::NEG_INFINITY, 0); starts.len() + 1];
        best[0] = (0.0, 0);
        let mut tally = Tally::new(self);
        for from in 0..starts.len() {
            tally.clear();
            for to in from + 1..=starts.len() {
                let until = starts.get(to).copied().unwrap_or(end);
                tally.add(self.within(&(starts[to - 1]..until)));
                let sum = best[from].0 + tally.likelihood() - price;
                if sum > best[to].0 {
                    best[to] = (sum, from);
                }
            }
        }
        let mut chosen = Vec::new();
        let mut at = starts.len();
        while at > 0 {
            at = best[at].1;
            chosen.push(starts[at]);
        }
        chosen.reverse();
        chosen
    }

    fn within(&self, lines: &Range<usize>) -> &[u32] {
        &self.words[self.begins[lines.start]..self.begins[lines.end]]
    }
}

/// The words of a segment, counted.
struct Tally<'w> {
    counts: Vec<u16>,
    seen: Vec<u32>,
    size: usize,
    /// The sum over words of count times the logarithm of count and one.
    sum: f32,
    steps: &'w [f32],
}

impl Tally<'_> {
    fn new(words: &Words) -> Tally<'_> {
        Tally { counts: vec![0; words.vocabulary], seen: Vec::new(), size: 0, sum: 0.0, steps: &words.steps }
    }

    fn clear(&mut self) {
        for &word in &self.seen {
            self.counts[word as usize] = 0;
        }
        self.seen.clear();
        (self.size, self.sum) = (0, 0.0);
    }

    fn add(&mut self, words: &[u32]) {
        for &word in words {
            let count = &mut self.counts[word as usize];
            if *count == 0 {
                self.seen.push(word);
            }
            self.sum += self.steps[usize::from(*count).min(MOST_COUNTED - 1)];
            *count = count.saturating_add(1);
        }
        self.size += words.len();
    }

    /// The logarithm of how likely the words are by their own distribution.
    fn likelihood(&self) -> f32 {
        self.sum - self.size as f32 * ((self.size + self.counts.len()) as f32).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    const HARBOUR: [&str; 2] = [
        "The harbour was closed after the ferries left, while engineers searched the harbour for leaks.",
        "Ferries stayed outside the harbour, and engineers found leaks below the eastern quay there.",
    ];
    const VIOLINS: [&str; 2] = [
        "Every school receives violins this autumn, since a collector left violins to all the schools.",
        "Teachers of the schools asked who gives lessons on violins that the collector had gathered.",
    ];

    #[test]
    fn a_text_begins_where_the_subject_changes() {
        let lines = [HARBOUR[0], HARBOUR[1], VIOLINS[0], VIOLINS[1]].map(line);
        let words = Words::of(&lines);
        assert!(words.gain(&[0..2, 2..4]) > words.gain(&[0..1, 1..4]));
        assert!(words.information(&[0..2, 2..4]) > words.information(&[0..1, 1..2]));
        assert_eq!(words.best_starts(&[0, 1, 2, 3], 4, 0.3), [0, 2]);
        assert_eq!(words.best_starts(&[0, 1, 2, 3], 4, 100.0), [0]);
        assert_eq!(words.halves(&(0..4)), Some((0..2, 2..4)));
    }
}
