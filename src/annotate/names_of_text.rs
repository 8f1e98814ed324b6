//! The names of a tokenised text: what the rules take for names, and what is left of what the model or
//! the rules found, with bounds mended and amounts set aside.

use super::model::{Name, RuleNames};
use super::names::mend;
use super::rules::{RuleContext, WeighedCandidate, settle, weigh_sentence};
use super::tokenized::TokenizedText;
use crate::model::{Kind, Mention, Span};

/// What the rules say of a page.
pub fn weigh_by_rules(page: &TokenizedText<'_>, english: bool) -> RuleNames {
    let mut candidates = Vec::new();
    for passage in page.passages.iter().filter(|passage| !passage.credit) {
        let context = RuleContext { english, running: passage.running };
        weigh_sentence(&page.sentence(passage), context, &mut candidates);
    }
    drop_overlapping(&mut candidates, |candidate| candidate.span, &page.amounts);
    let kinds = settle(page.text, &candidates);
    RuleNames { candidates, kinds }
}

/// The names of a page: those the model found, else those of the rules.
pub fn find_names(page: &TokenizedText<'_>, rules: &RuleNames, found: Option<Vec<Name>>) -> Vec<Name> {
    let mut names = found.unwrap_or_else(|| {
        let settled = rules.candidates.iter().zip(&rules.kinds);
        let name = |(candidate, &kind): (&WeighedCandidate, &Option<Kind>)| {
            Some((candidate.tokens.0 as usize..candidate.tokens.1 as usize, kind?))
        };
        settled.filter_map(name).collect()
    });
    mend(page, &mut names);
    drop_overlapping(&mut names, |(tokens, _)| page.span(tokens.clone()), &page.amounts);
    // The mark before an account's name is none by itself.
    names.retain(|(tokens, _)| page.span(tokens.clone()).of(page.text).contains(char::is_alphabetic));
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
