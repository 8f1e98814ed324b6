//! The words of a search: which of its conditions ask for text, and where that is looked up.

use super::occurrences::Words;
use super::schema::Fields;
use crate::query::{Condition, Search, TextField};

/// What a text condition looks up; nothing for other conditions.
pub(super) fn looked_up(condition: &Condition, fields: &Fields) -> Vec<Words> {
    let Condition::Text { field, terms, prefix } = condition else { return Vec::new() };
    let places = match field {
        TextField::Anywhere => vec![fields.title, fields.body],
        TextField::Title => vec![fields.title],
        TextField::Source => vec![fields.source],
    };
    places.into_iter().map(|field| Words { field, terms: terms.clone(), prefix: *prefix }).collect()
}

/// The conditions on text that a document is found for, each once.
pub(super) fn sought(search: &Search) -> Vec<&Condition> {
    let mut sought: Vec<&Condition> = Vec::new();
    let positive = search.query.clauses.iter().filter(|clause| !clause.negated);
    for condition in positive.flat_map(|clause| &clause.any) {
        if matches!(condition, Condition::Text { .. }) && !sought.contains(&condition) {
            sought.push(condition);
        }
    }
    sought
}
