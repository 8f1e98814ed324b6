//! Sentences of a document, each on one line, with the mentions of the requested entities marked.

use super::entity_index::EntityIndex;
use crate::model::{Document, DocumentId, Mention, Span};
use crate::query::{Dating, SentenceLine};
use crate::resolve::EntityNumber;

/// A document to take sentences from, with its date as lists show it.
#[derive(Clone, Copy, Debug)]
pub struct SentenceSource<'d> {
    /// The number the document is known by.
    pub id: DocumentId,
    /// The document, whole.
    pub document: &'d Document,
    /// When it was published.
    pub dating: Dating,
}

/// For each key of a document whether it means one of the wanted entities, or is an e-mail address in a domain
/// that is one.
pub fn wanted_keys(
    entities: &EntityIndex,
    id: DocumentId,
    document: &Document,
    is_wanted: impl Fn(EntityNumber) -> bool,
) -> Vec<bool> {
    let keys = document.keys.iter();
    let mut wanted: Vec<bool> =
        keys.map(|key| entities.of_mention(id, key).is_some_and(&is_wanted)).collect();
    for (address, domain) in document.address_domains() {
        if wanted.get(domain as usize) == Some(&true)
            && let Some(slot) = wanted.get_mut(address as usize)
        {
            *slot = true;
        }
    }
    wanted
}

/// The mentions of the wanted keys of a document, in order.
pub fn mentions_of<'d>(document: &'d Document, wanted: &'d [bool]) -> impl Iterator<Item = &'d Mention> {
    let is_wanted =
        |mention: &&Mention| mention.key.is_some_and(|key| wanted.get(key as usize) == Some(&true));
    document.mentions.iter().filter(is_wanted)
}

/// A sentence as a line, the mentions of the wanted keys marked in it; `None` when the document
/// has no such sentence.
pub fn sentence_line(source: SentenceSource<'_>, sentence: u32, wanted: &[bool]) -> Option<SentenceLine> {
    let document = source.document;
    let span = *document.sentences.get(sentence as usize)?;
    let mut text = String::with_capacity(span.of(&document.text).len());
    let mut names = Vec::new();
    let mut at = span.start;
    let is_within = |of: &&Mention| span.start <= of.span.start && of.span.end <= span.end;
    for mention in mentions_of(document, wanted).filter(is_within) {
        push_on_one_line(&mut text, Span { start: at, end: mention.span.start }.of(&document.text));
        let start = text.len();
        push_on_one_line(&mut text, mention.span.of(&document.text));
        names.push(Span::new(start, text.len()));
        at = mention.span.end;
    }
    push_on_one_line(&mut text, Span { start: at, end: span.end }.of(&document.text));
    Some(SentenceLine {
        id: source.id,
        sentence,
        span,
        text,
        names,
        dating: source.dating,
        title: document.title.clone(),
        source: document.marked_source(),
    })
}

/// Adds a text, runs of white space as one space.
fn push_on_one_line(text: &mut String, more: &str) {
    for c in more.chars() {
        match c.is_whitespace() {
            true if text.is_empty() || text.ends_with(' ') => {}
            true => text.push(' '),
            false => text.push(c),
        }
    }
}
