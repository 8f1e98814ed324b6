//! Reads off an example what sets it apart: the words that are frequent in it and rare in the collection (tf-idf),
//! and the entities that it mentions.
//!
//! Not here: which documents share them (`find`).

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::InvertedIndexReader;
use tantivy::schema::Term;

use super::resemblance::{Distinctive, Word};
use crate::index::Error;
use crate::index::view::View;
use crate::model::{Document, Span};
use crate::query::Example;
use crate::resolve::EntityNumber;
use crate::text::search_terms::search_term;
use crate::text::token::tokens;

/// Documents are compared by so many words and entities at most, the weightiest; together they are 64, a bit each.
/// Of 25 and 40 words the latter are better in `more_like_this`.
const WORDS: usize = 40;
const ENTITIES: usize = 24;

/// An entity counts so much of a word as rare: its name is among the words, too. By `more_like_this`: 0 and .25 are worse
/// on two piles, 1 is a little better on one and worse on another.
const ENTITY_WEIGHT: f32 = 0.5;

/// What sets a document, or a passage of it, apart.
pub(super) fn distinctive(view: &View, document: &Document, example: &Example) -> Result<Distinctive, Error> {
    let all = view.segments.iter().map(|segment| segment.documents.len()).sum::<usize>() as f32;
    Ok(Distinctive {
        words: words(view, document, example, all)?,
        entities: entities(view, document, example, all)?,
    })
}

/// The stretches of the article text that are looked at.
fn stretches(document: &Document, example: &Example) -> Vec<Span> {
    let whole = Span::new(0, document.text.len());
    let passage = example.passage.unwrap_or(whole);
    let within = |span: Span| Span { start: span.start.max(passage.start), end: span.end.min(passage.end) };
    document.body_blocks().map(|block| within(block.span)).filter(|span| !span.is_empty()).collect()
}

fn words(view: &View, document: &Document, example: &Example, all: f32) -> Result<Vec<Word>, Error> {
    let looked_at = stretches(document, example);
    let title = document.title.as_deref().filter(|_| example.passage.is_none());
    let texts = looked_at.iter().map(|stretch| stretch.of(&document.text)).chain(title);
    let mut times: HashMap<String, (f32, &str)> = HashMap::new();
    for text in texts {
        let written = tokens(text).map(|token| token.of(text));
        for written in written.filter(|token| token.chars().any(char::is_alphabetic)) {
            times.entry(search_term(written)).or_insert((0.0, written)).0 += 1.0;
        }
    }
    let body = view.fields.body;
    let indexes = view
        .segments
        .iter()
        .map(|segment| segment.reader.inverted_index(body).map_err(|error| segment.error(error)));
    let indexes = indexes.collect::<Result<Vec<Arc<InvertedIndexReader>>, Error>>()?;
    let documents_with = |term: &str| -> u32 {
        let term = Term::from_field_text(body, term);
        indexes.iter().map(|index| index.doc_freq(&term).unwrap_or(0)).sum()
    };
    let mut words = Vec::with_capacity(times.len());
    for (term, (times, written)) in times {
        if let Some(weight) = weight(all, documents_with(&term), times) {
            words.push(Word { term, written: written.to_owned(), weight });
        }
    }
    words.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.term.cmp(&b.term)));
    words.truncate(WORDS);
    Ok(words)
}

fn entities(
    view: &View,
    document: &Document,
    example: &Example,
    all: f32,
) -> Result<Vec<(EntityNumber, f32)>, Error> {
    let entities = view.entities()?;
    let looked_at = stretches(document, example);
    let is_seen = |span: Span| looked_at.iter().any(|stretch| stretch.contains(span));
    let mut times: HashMap<EntityNumber, f32> = HashMap::new();
    for mention in document.mentions.iter().filter(|mention| is_seen(mention.span)) {
        let key = mention.key.and_then(|key| document.keys.get(key as usize));
        if let Some(entity) = key.and_then(|key| entities.of_mention(example.id, key)) {
            *times.entry(entity).or_default() += 1.0;
        }
    }
    let documents = |entity: EntityNumber| entities.documents().get(entity as usize).copied().unwrap_or(0);
    let weighed = times.into_iter().filter_map(|(of, times)| {
        let weight = weight(all, documents(of), times)?;
        Some((of, ENTITY_WEIGHT * weight))
    });
    let mut weighed: Vec<(EntityNumber, f32)> = weighed.collect();
    weighed.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weighed.truncate(ENTITIES);
    Ok(weighed)
}

/// How much something says that stands so often in the example, and in so many of all documents; nothing where no
/// other document has it, or most have.
fn weight(all: f32, documents: u32, times: f32) -> Option<f32> {
    let with = documents as f32;
    let is_telling = documents > 1 && (with <= all / 2.0 || all < FEW);
    is_telling.then(|| (1.0 + times.ln()) * (1.0 + (all - with + 0.5) / (with + 0.5)).ln())
}

/// In a collection of fewer documents what is in most of them may still tell.
const FEW: f32 = 8.0;
