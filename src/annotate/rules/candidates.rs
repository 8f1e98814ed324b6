//! Finds candidates: stretches of a sentence that may be names. They are runs of name words (`run`), cut
//! at titles (`titles`) and stripped of what is no part of a name (`trim`).
//!
//! Not here: the kind of a candidate (`weigh`, `settle`).

use std::ops::Range;

use super::super::text::Sentence;
use super::run::run_end;
use super::titles::{first_title, lower_title_before};
use super::trim::trimmed;

/// A stretch of tokens that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub tokens: Range<usize>,
    /// Whether a title stands right before it.
    pub titled: bool,
}

/// The candidates of a sentence in order, without overlaps.
pub fn candidates(sentence: &Sentence<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = sentence.range.start;
    while at < sentence.range.end {
        let end = run_end(sentence, at);
        if end == at {
            at += 1;
            continue;
        }
        cut(sentence, at..end, &mut found);
        at = end;
    }
    found
}

/// Cuts a run at its titles and strips what is no part of a name.
fn cut(sentence: &Sentence<'_>, run: Range<usize>, found: &mut Vec<Candidate>) {
    let mut rest = run;
    let mut titled = lower_title_before(sentence, rest.start);
    while let Some(title) = first_title(sentence, &rest) {
        found.extend(candidate(sentence, rest.start..title.start, titled));
        rest = title.end..rest.end;
        titled = true;
    }
    found.extend(candidate(sentence, rest, titled));
}

fn candidate(sentence: &Sentence<'_>, words: Range<usize>, titled: bool) -> Option<Candidate> {
    trimmed(sentence, words, titled).map(|tokens| Candidate { tokens, titled })
}
