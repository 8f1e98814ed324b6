//! Collects the terms of a query: which of its conditions search text, and in which field.

use tantivy::schema::Field;

use crate::index::segments::FieldTerms;
use crate::index::store::{Fields, schema};
use crate::query::{Condition, Likeness, Search, TextField, spellings};

/// Where words are looked for that are asked for anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// In title and body: these words are what a document is ranked by.
    Text,
    /// As `Text`, but only as typed: nothing is excluded for another form of a word.
    Excluded,
    /// Also in the source, which a reader sees beside the title.
    Unfolded,
    /// In folded lines too, and in the frames of files.
    Everywhere,
}

/// What a text condition looks up; nothing for other conditions.
pub(super) fn lookups(condition: &Condition, fields: &Fields, within: Within) -> Vec<FieldTerms> {
    let Some((field, ..)) = condition.words() else { return Vec::new() };
    let searched = match (field, within) {
        (TextField::Anywhere, Within::Text | Within::Excluded) => vec![fields.title, fields.body],
        (TextField::Anywhere, Within::Unfolded) => vec![fields.title, fields.body, fields.source],
        (TextField::Anywhere, Within::Everywhere) => {
            vec![fields.title, fields.body, fields.source, fields.chrome]
        }
        (TextField::Title, _) => vec![fields.title],
        (TextField::Source, _) => vec![fields.source],
    };
    let mut words: Vec<FieldTerms> =
        searched.into_iter().filter_map(|field| terms_in(condition, fields, field)).collect();
    if within == Within::Excluded {
        let inflected = |words: &FieldTerms| matches!(words.alike, Some((_, Likeness::Inflected)));
        words.iter_mut().filter(|words| inflected(words)).for_each(|words| words.alike = None);
    }
    words
}

/// What a text condition looks up in one field; nothing for other conditions.
pub(super) fn terms_in(condition: &Condition, fields: &Fields, field: Field) -> Option<FieldTerms> {
    let (_, terms, prefix) = condition.words()?;
    // A source is a name, which has no other forms.
    let alike = condition.alike().filter(|_| field != fields.source);
    let alike = alike.map(|(word, likeness)| (word.to_owned(), likeness));
    Some(FieldTerms { field, spellings: spellings(terms), prefix, between: condition.between(), alike })
}

/// Whether words are asked for that may stand in folded lines.
pub(super) fn asks_anywhere(search: &Search) -> bool {
    let anywhere =
        |condition: &&Condition| condition.words().is_none_or(|(field, ..)| field == TextField::Anywhere);
    query_terms(search).iter().any(anywhere)
}

/// Whether the beginning of a word is asked for that has one or two letters yet.
pub(in crate::index) fn asks_for_short_beginning(search: &Search) -> bool {
    let fields = schema().1;
    let terms = search.query.demanded().into_iter().flat_map(|of| lookups(of, &fields, Within::Text));
    terms.into_iter().any(|words| words.short_beginning().is_some())
}

/// The conditions on text that a document is found for, each once.
pub(super) fn query_terms(search: &Search) -> Vec<&Condition> {
    let mut found: Vec<&Condition> = Vec::new();
    for condition in search.query.demanded() {
        if condition.has_hits() && !found.contains(&condition) {
            found.push(condition);
        }
    }
    found
}
