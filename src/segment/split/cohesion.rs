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
/// A segment of the best segmentation has at most so many of the places where one may begin; it keeps the time
/// linear.
const LONGEST: usize = 24;
/// A text is taken for no longer than so many words, so that a change of subject tells as much in a file of a
/// thousand articles as in one of ten. Set by hand, as the bounds below.
const LONG_TEXT: usize = 4000;
const LONG_VOCABULARY: usize = 2000;
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

    /// What it gains, in units of what a segment costs, to take two texts for segments and not for one text.
    /// Above 1 their words are better explained by two.
    pub fn gain(&self, tally: &mut Tally<'_>, first: &Range<usize>, second: &Range<usize>) -> f32 {
        let all = self.within(first).len() + self.within(second).len();
        if all < 2 { 0.0 } else { self.likelier(tally, first, second) / (all as f32).ln() }
    }

    /// How much of which text a word stands in the word itself tells: nothing where both speak of the same, 1
    /// where they share no word. Below nothing where they are too short to tell.
    pub fn information(&self, tally: &mut Tally<'_>, first: &Range<usize>, second: &Range<usize>) -> f32 {
        let sizes = [first, second].map(|part| self.within(part).len() as f32);
        let all: f32 = sizes.iter().sum();
        let known = sizes.iter().filter(|&&size| size > 0.0);
        let entropy: f32 = known.map(|&size| -size * (size / all).ln()).sum();
        if entropy <= LEAST_ENTROPY * all { 0.0 } else { self.likelier(tally, first, second) / entropy }
    }

    /// By how much the words are likelier where each of two texts has a distribution of its own, as a logarithm.
    fn likelier(&self, tally: &mut Tally<'_>, first: &Range<usize>, second: &Range<usize>) -> f32 {
        let (first, second) = (self.within(first), self.within(second));
        tally.clear();
        tally.add(first);
        let (sum, size) = (tally.sum, first.len());
        tally.add(second);
        let vocabulary = tally.seen.len();
        let both = tally.likelihood(vocabulary);
        tally.clear();
        tally.add(second);
        tally.likelihood(vocabulary) + likelihood(sum, size, vocabulary) - both
    }

    /// Of places where a text may begin, those that begin one in the best segmentation, for each of what a
    /// segment may cost.
    pub fn best_starts<const N: usize>(
        &self,
        starts: &[usize],
        end: usize,
        costs: [f32; N],
    ) -> [Vec<usize>; N] {
        let none = std::array::from_fn(|_| Vec::new());
        let Some(&first) = starts.first() else { return none };
        let total = (self.begins[end] - self.begins[first]).min(LONG_TEXT);
        if starts.len() < 2 || total < 2 {
            return none;
        }
        let vocabulary = self.vocabulary.min(LONG_VOCABULARY);
        let prices = costs.map(|cost| cost * (total as f32).ln());
        // Of each place and cost: the best sum up to it, and the start before it.
        let mut best = vec![[(f32::NEG_INFINITY, 0); N]; starts.len() + 1];
        best[0] = [(0.0, 0); N];
        let mut tally = self.tally();
        for from in 0..starts.len() {
            tally.clear();
            for to in from + 1..=starts.len().min(from + LONGEST) {
                let until = starts.get(to).copied().unwrap_or(end);
                tally.add(self.within(&(starts[to - 1]..until)));
                let own = tally.likelihood(vocabulary);
                for (nth, price) in prices.iter().enumerate() {
                    let sum = best[from][nth].0 + own - price;
                    if sum > best[to][nth].0 {
                        best[to][nth] = (sum, from);
                    }
                }
            }
        }
        std::array::from_fn(|nth| {
            let mut chosen = Vec::new();
            let mut at = starts.len();
            while at > 0 {
                at = best[at][nth].1;
                chosen.push(starts[at]);
            }
            chosen.reverse();
            chosen
        })
    }

    /// An empty tally of words of this file.
    pub fn tally(&self) -> Tally<'_> {
        Tally { counts: vec![0; self.vocabulary], seen: Vec::new(), size: 0, sum: 0.0, steps: &self.steps }
    }

    fn within(&self, lines: &Range<usize>) -> &[u32] {
        &self.words[self.begins[lines.start]..self.begins[lines.end]]
    }
}

/// The words of a segment, counted.
pub struct Tally<'w> {
    counts: Vec<u16>,
    seen: Vec<u32>,
    size: usize,
    /// The sum over words of count times the logarithm of count and one.
    sum: f32,
    steps: &'w [f32],
}

impl Tally<'_> {
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

    /// The logarithm of how likely the words are by their own distribution, among so many different ones.
    fn likelihood(&self, vocabulary: usize) -> f32 {
        likelihood(self.sum, self.size, vocabulary)
    }
}

fn likelihood(sum: f32, size: usize, vocabulary: usize) -> f32 {
    sum - size as f32 * ((size + vocabulary) as f32).ln()
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
        let tally = &mut words.tally();
        assert!(words.gain(tally, &(0..2), &(2..4)) > words.gain(tally, &(0..1), &(1..4)));
        assert!(words.information(tally, &(0..2), &(2..4)) > words.information(tally, &(0..1), &(1..2)));
        assert_eq!(words.best_starts(&[0, 1, 2, 3], 4, [0.3, 100.0]), [vec![0, 2], vec![0]]);
        assert_eq!(words.halves(&(0..4)), Some((0..2, 2..4)));
    }
}
