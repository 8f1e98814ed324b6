//! What a document speaks of: its language, the names in it, dates, sums and quantities. Pure.
//!
//! Useful for: turning a segmented document into mentions and keys.
//! Not for: which names of different documents are one entity (`resolve`).
//!
//! ```text
//! blocks ─token→ Token ─sentence→ ─names→ Candidate ─classify→ Evidence ─settle→ (Span, Kind) ─short_forms→ Key
//!                  └─ quantity, dates → Mention
//! ```

mod classify;
mod credits;
mod dates;
mod language;
mod lexicon;
mod names;
mod quantity;
mod sentence;
mod settle;
pub mod short_forms;
mod token;

use crate::model::{Block, BlockKind, Document, Kind, Mention, Span};
use lexicon::{LISTED_NAME, lexicon};
use names::Sentence;
use settle::Sighting;
use token::Token;

/// Recognises language and mentions of a segmented document and resolves short names to the
/// fullest form inside it. Chrome, bylines and code are passed over.
pub fn annotate(document: &mut Document) {
    document.language = detect_language(document);
    let writing = Writing::of(document.language.as_deref());
    let mut sightings = Vec::new();
    let mut mentions = Vec::new();
    let mut tokens = Vec::new();
    for block in document.blocks.iter().filter(|block| is_read(block.kind)) {
        tokens.clear();
        token::tokenize(&document.text, block.span, lexicon(), &mut tokens);
        read_block(&document.text, &tokens, writing, &mut sightings, &mut mentions);
    }
    let names = settle::settle(&document.text, &sightings);
    let written: Vec<(Kind, &str)> =
        names.iter().map(|&(span, kind)| (kind, span.of(&document.text))).collect();
    let (keys, numbers) = short_forms::keys(&written);
    let names = names.iter().zip(numbers).map(|(&(span, kind), key)| Mention { span, kind, key: Some(key) });
    mentions.extend(names);
    mentions.sort_by_key(|mention| mention.span);
    document.mentions = mentions;
    document.keys = keys;
}

/// A document out of a text taken as it is: every line a paragraph, no chrome, no head.
pub fn annotate_text(text: String) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        }
        start += line.len() + 1;
    }
    let mut document = Document { part: 1, parts: 1, text, blocks, ..Document::default() };
    annotate(&mut document);
    document
}

fn is_read(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Headline
        | BlockKind::Heading
        | BlockKind::Paragraph
        | BlockKind::List
        | BlockKind::Quote
        | BlockKind::Caption
        | BlockKind::Table => true,
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Code | BlockKind::Chrome => false,
    }
}

/// Blocks this many bytes long in all are enough to tell a language.
const LANGUAGE_SAMPLE: usize = 20_000;

fn detect_language(document: &Document) -> Option<String> {
    let mut body = String::new();
    for block in document.body_blocks().filter(|block| is_read(block.kind)) {
        body.push_str(block.span.of(&document.text));
        body.push('\n');
        if body.len() > LANGUAGE_SAMPLE {
            break;
        }
    }
    language::language(&body).map(str::to_owned)
}

/// How much a capital tells in the language of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// Names are capitalised, and the lists know the other words.
    English,
    /// Only listed names and names behind titles are taken.
    Other,
}

impl Writing {
    fn of(language: Option<&str>) -> Writing {
        match language {
            None | Some("en") => Writing::English,
            Some(_) => Writing::Other,
        }
    }
}

fn read_block(
    text: &str,
    tokens: &[Token],
    writing: Writing,
    sightings: &mut Vec<Sighting>,
    mentions: &mut Vec<Mention>,
) {
    let from = mentions.len();
    dates::dates(text, tokens, mentions);
    let mut counts = Vec::new();
    quantity::quantities(text, tokens, &mut counts);
    merge(mentions, from, counts);
    let taken = mentions.get(from..).unwrap_or_default();
    let block = sightings.len();
    for range in sentence::sentences(text, tokens) {
        let part = &tokens[range.clone()];
        let written = Sentence {
            text,
            tokens,
            casing: sentence::casing(text, part, lexicon()),
            range,
            lexicon: lexicon(),
        };
        if !credits::is_credit(written.span(&written.range).of(text)) {
            read_sentence(&written, writing, sightings);
        }
    }
    drop_overlapping(sightings, block, taken);
}

fn read_sentence(sentence: &Sentence<'_>, writing: Writing, sightings: &mut Vec<Sighting>) {
    for candidate in names::candidates(sentence) {
        if writing == Writing::Other
            && !candidate.titled
            && !sentence.listed(&candidate.tokens).any(LISTED_NAME)
        {
            continue;
        }
        if let Some(evidence) = classify::weigh(sentence, &candidate) {
            sightings.push(Sighting { span: sentence.span(&candidate.tokens), evidence });
        }
    }
}

/// Adds quantities to the dates found from `from` on, where they do not overlap one.
fn merge(mentions: &mut Vec<Mention>, from: usize, counts: Vec<Mention>) {
    let dates = mentions.len();
    let mut at = from;
    for count in counts {
        while at < dates && mentions[at].span.end <= count.span.start {
            at += 1;
        }
        if at >= dates || !mentions[at].span.overlaps(count.span) {
            mentions.push(count);
        }
    }
    if let Some(block) = mentions.get_mut(from..) {
        block.sort_by_key(|mention| mention.span);
    }
}

/// Drops the sightings from `from` on that overlap a date or quantity. Both are in order.
fn drop_overlapping(sightings: &mut Vec<Sighting>, from: usize, taken: &[Mention]) {
    let mut at = 0;
    let mut keep = from;
    for i in from..sightings.len() {
        let sighting = sightings[i];
        while taken.get(at).is_some_and(|t| t.span.end <= sighting.span.start) {
            at += 1;
        }
        if taken.get(at).is_none_or(|t| !t.span.overlaps(sighting.span)) {
            sightings[keep] = sighting;
            keep += 1;
        }
    }
    sightings.truncate(keep);
}
