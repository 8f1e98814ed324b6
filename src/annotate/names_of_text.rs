//! Finds the names of a tokenised text: runs the rules, takes the names of the model if there are any
//! and else those of the rules, corrects their bounds and kinds, and drops names that overlap dates or amounts.

use super::model::{Name, RuleNames};
use super::names::{add_listed_people, doubt_people, heed_other_uses, mend, read_headlines, sift};
use super::rules::{RuleContext, WeighedCandidate, settle, weigh_sentence};
use super::tokenized::TokenizedText;
use crate::model::{Kind, Mention, Span};

/// The candidates of the rules and the kind each is settled as.
pub fn weigh_by_rules(tokenized: &TokenizedText<'_>, english: bool) -> RuleNames {
    let mut candidates = Vec::new();
    for sentence in tokenized.sentences.iter().filter(|sentence| !sentence.credit) {
        let context = RuleContext { english, running: sentence.running };
        weigh_sentence(&tokenized.sentence(sentence), context, &mut candidates);
    }
    drop_overlapping(&mut candidates, |candidate| candidate.span, &tokenized.amounts);
    let kinds = settle(tokenized.text, &candidates);
    RuleNames { candidates, kinds }
}

/// The names of a tokenised text: those the model found, else those of the rules.
pub fn find_names(tokenized: &TokenizedText<'_>, rules: &RuleNames, found: Option<Vec<Name>>) -> Vec<Name> {
    let mut names = found.unwrap_or_else(|| {
        let settled = rules.candidates.iter().zip(&rules.kinds);
        let name = |(candidate, &kind): (&WeighedCandidate, &Option<Kind>)| {
            Some((candidate.tokens.0 as usize..candidate.tokens.1 as usize, kind?))
        };
        settled.filter_map(name).collect()
    });
    mend(tokenized, &mut names);
    read_headlines(tokenized, &mut names);
    sift(tokenized, &mut names);
    doubt_people(tokenized, &mut names);
    heed_other_uses(tokenized, &mut names);
    add_listed_people(tokenized, &mut names);
    drop_overlapping(&mut names, |(tokens, _)| tokenized.span(tokens.clone()), &tokenized.amounts);
    // The mark before an account's name is none by itself.
    names.retain(|(tokens, _)| {
        tokenized.span(tokens.clone()).of(tokenized.text).contains(char::is_alphabetic)
    });
    names
}

/// Drops what overlaps a mention. Both are in order.
pub fn drop_overlapping<T>(names: &mut Vec<T>, span: impl Fn(&T) -> Span, mentions: &[Mention]) {
    let mut at = 0;
    names.retain(|name| {
        let span = span(name);
        while mentions.get(at).is_some_and(|mention| mention.span.end <= span.start) {
            at += 1;
        }
        mentions.get(at).is_none_or(|mention| !mention.span.overlaps(span))
    });
}
