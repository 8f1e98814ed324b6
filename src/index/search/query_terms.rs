//! Collects the terms of a query: which of its conditions search text, and in which field.

use crate::index::segments::FieldTerms;
use crate::index::store::Fields;
use crate::query::{Condition, Search, TextField};

/// What a text condition looks up; nothing for other conditions.
pub(super) fn lookups(condition: &Condition, fields: &Fields) -> Vec<FieldTerms> {
    let Condition::Text { field, terms, prefix } = condition else { return Vec::new() };
    let fields = match field {
        TextField::Anywhere => vec![fields.title, fields.body],
        TextField::Title => vec![fields.title],
        TextField::Source => vec![fields.source],
    };
    fields.into_iter().map(|field| FieldTerms { field, terms: terms.clone(), prefix: *prefix }).collect()
}

/// The conditions on text that a document is found for, each once.
pub(super) fn query_terms(search: &Search) -> Vec<&Condition> {
    let mut found: Vec<&Condition> = Vec::new();
    let positive = search.query.clauses.iter().filter(|clause| !clause.negated);
    for condition in positive.flat_map(|clause| &clause.any) {
        if matches!(condition, Condition::Text { .. }) && !found.contains(&condition) {
            found.push(condition);
        }
    }
    found
}
