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
mod unwanted;

use crate::model::{Block, BlockKind, Document, Kind, Mention, Span};
use lexicon::{Classes, LISTED_NAME, lexicon};
use names::{Candidate, Sentence};
use sentence::Casing;
use settle::{Sighting, Support};
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
        let layout = Layout { writing, apart: stands_apart(block.kind) };
        read_block(&document.text, &tokens, layout, &mut sightings, &mut mentions);
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

/// What the place of a block tells of its capitals.
#[derive(Clone, Copy)]
struct Layout {
    writing: Writing,
    /// Headings, entries of lists and cells.
    apart: bool,
}

fn stands_apart(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Heading | BlockKind::List | BlockKind::Table)
}

fn read_block(
    text: &str,
    tokens: &[Token],
    layout: Layout,
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
            read_sentence(&written, layout, sightings);
        }
    }
    drop_overlapping(sightings, block, taken);
}

fn read_sentence(sentence: &Sentence<'_>, layout: Layout, sightings: &mut Vec<Sighting>) {
    let part = &sentence.tokens[sentence.range.clone()];
    let running =
        sentence.casing == Casing::Sentence && sentence::is_running(sentence.text, part, layout.apart);
    for candidate in names::candidates(sentence) {
        if layout.writing == Writing::Other && !taken_in_other_languages(sentence, &candidate) {
            continue;
        }
        if let Some(evidence) = classify::weigh(sentence, &candidate) {
            let support = match sentence.casing {
                Casing::Capitals => Support::Capitals,
                _ if running || classify::stands_alone(sentence, &candidate) => Support::Own,
                _ => Support::Elsewhere,
            };
            sightings.push(Sighting { span: sentence.span(&candidate.tokens), evidence, support });
        }
    }
}

/// Where other words than names are capitalised, or the lists know too few of them.
fn taken_in_other_languages(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let listed = sentence.listed(&candidate.tokens);
    let ordinary = candidate.tokens.len() == 1 && listed.any(Classes::FOREIGN_WORD);
    candidate.titled || (listed.any(LISTED_NAME) && !ordinary)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<String> {
        let document = annotate_text(text.to_owned());
        let name = |m: &Mention| m.kind.is_name().then(|| format!("{} {}", m.kind.name(), m.span.of(text)));
        document.mentions.iter().filter_map(name).collect()
    }

    #[test]
    fn a_name_is_found_without_title_article_and_possessive_ending() {
        for (text, expected) in [
            ("President Maren Ode’s speech was long.", vec!["person Maren Ode"]),
            ("She thanked Deputy Prime Minister Tom A. Pike.", vec!["person Tom A. Pike"]),
            ("Defense Secretary Maren Ode spoke.", vec!["person Maren Ode"]),
            ("Norwegian Foreign Minister Maren Ode left.", vec!["person Maren Ode"]),
            ("NATO Secretary General Maren Ode left.", vec!["organization NATO", "person Maren Ode"]),
            ("the Crown Prince Faisal bin Turki said", vec!["person Faisal bin Turki"]),
            ("We met Stephen King there.", vec!["person Stephen King"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn organizations_keep_their_heads_and_small_words() {
        for (text, expected) in [
            (
                "She left the Ministry of Fisheries and Tourism.",
                vec!["organization Ministry of Fisheries and Tourism"],
            ),
            (
                "He works for Tarnwick Motors Inc. in Oslo.",
                vec!["organization Tarnwick Motors Inc.", "place Oslo"],
            ),
            ("the University of Tarnwick said", vec!["organization University of Tarnwick"]),
            ("EU workers met.", vec!["organization EU"]),
            ("Workers of Quelle & Falke struck.", vec!["organization Quelle & Falke"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_told_by_list_head_word_and_preposition() {
        for (text, expected) in [
            ("They sailed from Norway to Lake Tarn.", vec!["place Norway", "place Lake Tarn"]),
            ("The ferry sank near Tarnwick, Canada.", vec!["place Tarnwick", "place Canada"]),
            ("He warned the West of it.", vec!["place West"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn firms_keep_their_joint_heads_and_their_suffixes() {
        for (text, expected) in [
            (
                "the Food and Water Commission said on Monday that it had begun.",
                vec!["organization Food and Water Commission"],
            ),
            ("It is owned by Co Inc and others.", vec![]),
            ("She lives in Tarnwick, TX and likes FL.", vec!["place Tarnwick", "place TX"]),
            ("A dam on the Amazon river broke.", vec!["place Amazon"]),
            ("He ordered it from Amazon again.", vec!["organization Amazon"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn headings_in_title_case_give_only_names_the_lists_or_the_text_know() {
        let text = "How Tarnwick Motors Writes A Ferry Essay in Oslo\n\
                    Best Overall Power Wire\n\
                    The ferry was built by Tarnwick Motors and sold.";
        assert_eq!(
            names(text),
            ["organization Tarnwick Motors", "place Oslo", "organization Tarnwick Motors"]
        );
    }

    #[test]
    fn capitals_that_are_no_names_are_left_alone() {
        for text in [
            "The API and the GPU were slow, and the FAQ did not help.",
            "A general Election was near, and Advancements said much.",
            "However, Western officials and South American workers met on Monday in May.",
            "WHAT HAPPENS NEXT IN THE HARBOUR?",
            "It broke Article 5 of the Harbour Act.",
            "The Danish-built T-62 and the H5N1 strain",
            "Reporting by Maren Ode; Editing by Tom Pike",
            "More than 100,000 XQZRT troops",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_word_gets_the_kind_it_has_elsewhere_in_the_document() {
        let text = "Tom Washington won the vote.\nWashington thanked all.\nPike fell.\nMr. Pike rose.";
        let document = annotate_text(text.to_owned());
        let keys: Vec<(&str, bool)> = document.keys.iter().map(|key| (key.name.as_str(), key.bare)).collect();
        assert!(keys.contains(&("Tom Washington", false)) && keys.contains(&("Pike", true)), "{keys:?}");
        assert_eq!(names(text).iter().filter(|name| *name == "person Pike").count(), 2);
    }

    #[test]
    fn in_other_languages_only_listed_names_and_names_behind_titles_are_taken() {
        let text = "Die Fähre zur Insel fiel wegen des Sturms an zwei Tagen aus, und die Leute, die schon eine \
                    Karte gekauft hatten, bekamen in Oslo gesagt, dass sie ihr Geld wiederbekommen, sagte Herr \
                    Odemark der Zeitung, und der Hafen bleibe vorerst für alle Schiffe geschlossen.";
        assert_eq!(names(text), ["place Oslo", "person Odemark"]);
    }

    #[test]
    fn chrome_bylines_and_code_are_not_read() {
        let text = "Maren Ode sailed.";
        for kind in [BlockKind::Chrome, BlockKind::Byline, BlockKind::Code, BlockKind::Dateline] {
            let blocks = vec![Block { span: Span::new(0, text.len()), kind }];
            let mut document = Document { text: text.into(), blocks, ..Document::default() };
            annotate(&mut document);
            assert_eq!(document.mentions, [], "{kind:?}");
        }
    }

    proptest! {
        #[test]
        fn mentions_are_ordered_apart_and_have_keys_of_their_kind(
            text in "((Mr\\.|Maren|Ode|Oslo|of|the|NATO|\\$|2\\.5|billion|May|3|Bank|’s|\\n|,|\\.|é東|[A-Z]{1,3}) ?){0,30}"
        ) {
            let document = annotate_text(text);
            let mut end = 0;
            for mention in &document.mentions {
                prop_assert!(mention.span.start >= end && !mention.span.of(&document.text).is_empty());
                end = mention.span.end;
                let key = mention.key.and_then(|key| document.keys.get(key as usize));
                prop_assert_eq!(key.map(|key| key.kind), mention.kind.is_name().then_some(mention.kind));
            }
        }
    }
}
