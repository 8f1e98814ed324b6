//! Collects the terms of a query: which of its conditions search text, and in which field.

use crate::index::segments::FieldTerms;
use crate::index::store::Fields;
use crate::query::{Condition, Search, TextField, spellings};

/// Where words are looked for that are asked for anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// In title and body: these words are what a document is ranked by, and excluded for.
    Text,
    /// Also in the source, which a reader sees beside the title.
    Unfolded,
    /// In folded lines too, and in the frames of files.
    Everywhere,
}

/// What a text condition looks up; nothing for other conditions.
pub(super) fn lookups(condition: &Condition, fields: &Fields, within: Within) -> Vec<FieldTerms> {
    let Some((field, terms, prefix)) = condition.words() else { return Vec::new() };
    let spelled = spellings(terms);
    let fields = match (field, within) {
        (TextField::Anywhere, Within::Text) => vec![fields.title, fields.body],
        (TextField::Anywhere, Within::Unfolded) => vec![fields.title, fields.body, fields.source],
        (TextField::Anywhere, Within::Everywhere) => {
            vec![fields.title, fields.body, fields.source, fields.chrome]
        }
        (TextField::Title, _) => vec![fields.title],
        (TextField::Source, _) => vec![fields.source],
    };
    fields.into_iter().map(|field| FieldTerms { field, spellings: spelled.clone(), prefix }).collect()
}

/// Whether words are asked for that may stand in folded lines.
pub(super) fn asks_anywhere(search: &Search) -> bool {
    let anywhere = |condition: &&Condition| matches!(condition.words(), Some((TextField::Anywhere, ..)));
    query_terms(search).iter().any(anywhere)
}

/// The conditions on text that a document is found for, each once.
pub(super) fn query_terms(search: &Search) -> Vec<&Condition> {
    let mut found: Vec<&Condition> = Vec::new();
    for condition in search.query.demanded() {
        if condition.words().is_some() && !found.contains(&condition) {
            found.push(condition);
        }
    }
    found
}
