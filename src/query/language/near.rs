//! Finds words of a query near each other in a text that is read token by token, for the highlighter.
//!
//! Not here: words that follow each other (`matches`).

use crate::text::near::NearWords;

/// Words that are looked for near each other, in one spelling.
pub(super) struct NearPattern {
    pub terms: Vec<String>,
    /// How many other words may stand between.
    pub between: u32,
}

/// What has been read of a text.
pub(super) struct NearMatches<'p> {
    patterns: Vec<(&'p [String], NearWords)>,
    /// Where each token begins.
    starts: Vec<u32>,
}

impl NearMatches<'_> {
    /// Nothing is read yet.
    pub(super) fn of(patterns: &[NearPattern]) -> NearMatches<'_> {
        let fresh = |near: &NearPattern| NearWords::new(near.terms.len(), near.between);
        let patterns = patterns.iter().map(|near| (&near.terms[..], fresh(near))).collect();
        NearMatches { patterns, starts: Vec::new() }
    }

    /// Reads a token that begins there and has these terms. Where the words begin that with it have all been
    /// read near each other.
    pub(super) fn read(&mut self, start: u32, has: impl Fn(&str) -> bool) -> Option<u32> {
        let position = self.starts.len() as u32;
        let mut begins = None;
        if !self.patterns.is_empty() {
            self.starts.push(start);
        }
        for (terms, words) in &mut self.patterns {
            for (number, _) in terms.iter().enumerate().filter(|(_, term)| has(term)) {
                let first = words.stands_at(number, position);
                begins = begins.or(first.and_then(|first| self.starts.get(first as usize)).copied());
            }
        }
        begins
    }
}
