//! Where the words of a query stand in one text.

use crate::model::Span;
use crate::query::{Condition, Query, TextField};
use crate::text::token::{term, tokens};

/// The places that the query's words, phrases and beginnings match, in order, without overlaps.
pub(super) fn matches(query: &Query, text: &str) -> Vec<Span> {
    let words: Vec<(Span, String)> =
        tokens(text).map(|span| (span, term(span.of(text)).into_owned())).collect();
    let mut found = Vec::new();
    let positive = query.clauses.iter().filter(|clause| !clause.negated);
    for condition in positive.flat_map(|clause| &clause.any) {
        let Condition::Text { field: TextField::Anywhere, terms, prefix } = condition else { continue };
        let Some(last) = terms.len().checked_sub(1) else { continue };
        for window in words.windows(terms.len()) {
            let met = window.iter().zip(terms).enumerate().all(|(at, ((_, word), term))| {
                word == term || (*prefix && at == last && word.starts_with(term.as_str()))
            });
            if let (true, Some((first, _)), Some((end, _))) = (met, window.first(), window.last()) {
                found.push(Span { start: first.start, end: end.end });
            }
        }
    }
    found.sort_unstable();
    found.dedup_by(|next, kept| {
        let overlap = next.overlaps(*kept);
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    found
}
