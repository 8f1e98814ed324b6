//! The candidates of one sentence with their evidence, before their kinds are settled (`settle`).

use std::ops::Range;

use super::super::evidence::KindEvidence;
use super::super::text::{Casing, Sentence};
use super::candidates::{Candidate, candidates};
use super::weigh::{is_self_evident, weigh};
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Span;

/// How the rules read a sentence.
#[derive(Clone, Copy, Debug)]
pub struct RuleContext {
    /// Capitals mean names, and the lists know the other words; elsewhere only listed names and
    /// names behind titles are taken.
    pub english: bool,
    /// Whether a capital means a name: not in headings and entries of lists.
    pub running: bool,
}

/// A name as one sentence shows it, not yet settled.
#[derive(Clone, Copy, Debug)]
pub struct WeighedCandidate {
    pub span: Span,
    /// The first token and the end.
    pub tokens: (u32, u32),
    /// Whether a title stands right before it.
    pub titled: bool,
    pub evidence: KindEvidence,
    pub support: Support,
}

/// What a candidate needs to be taken for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Nothing: it stands in running text, or the lists know it.
    Own,
    /// The same name in running text of the document.
    Elsewhere,
    /// The same, however it is written there.
    Capitals,
}

/// Appends what looks like a name in a sentence, in order.
pub fn weigh_sentence(sentence: &Sentence<'_>, context: RuleContext, found: &mut Vec<WeighedCandidate>) {
    for candidate in candidates(sentence) {
        if !context.english && !is_taken_in_other_languages(sentence, &candidate) {
            continue;
        }
        if let Some(evidence) = weigh(sentence, &candidate) {
            let support = match sentence.casing {
                Casing::Capitals => Support::Capitals,
                _ if context.running || is_self_evident(sentence, &candidate) => Support::Own,
                _ => Support::Elsewhere,
            };
            let span = sentence.span(&candidate.tokens);
            let Candidate { tokens, titled } = candidate;
            found.push(WeighedCandidate { tokens: to_u32(tokens), titled, span, evidence, support });
        }
    }
}

fn to_u32(range: Range<usize>) -> (u32, u32) {
    (range.start as u32, range.end as u32)
}

/// Where other words than names are capitalised, or the lists know too few of them.
fn is_taken_in_other_languages(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let listed = sentence.listed(&candidate.tokens);
    let ordinary = candidate.tokens.len() == 1 && listed.any(Classes::FOREIGN_WORD);
    candidate.titled || (listed.any(LISTED_NAME) && !ordinary)
}
