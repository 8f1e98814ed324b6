//! What a document speaks of: its language, the names in it, dates, sums and quantities. Pure.
//!
//! Useful for: turning a segmented document into mentions and keys.
//! Not for: which names of different documents are one entity (`resolve`).
//!
//! ```text
//! blocks ─token, sentence→ Page ─rules→ Sighting ─clues→ ─features→ ─tagger→ Name ─short_forms→ Key
//!                            └─ quantity, dates → Mention
//! ```

mod clues;
mod clusters;
mod credits;
mod dates;
mod features;
mod language;
pub mod learning;
mod lexicon;
mod page;
mod quantity;
mod rules;
mod sentence;
pub mod short_forms;
mod tagger;
mod token;
mod vote;
mod words;

use crate::model::{Block, BlockKind, Document, Kind, Mention, Span};
use clues::Rules;
use lexicon::lexicon;
use page::{Page, is_read};
use rules::{Manner, settle};
use tagger::Name;

/// Recognises language and mentions of a segmented document and resolves short names to the
/// fullest form inside it. Chrome, bylines and code are passed over.
pub fn annotate(document: &mut Document) {
    document.language = detect_language(document);
    let english = matches!(document.language.as_deref(), None | Some("en"));
    let page = Page::of(&document.text, &document.blocks, lexicon());
    let rules = read_rules(&page, english);
    let found = if english { tagger::names(&page, &rules) } else { None };
    let names = resolve(&page, &rules, found);
    let written: Vec<(Kind, &str)> = names
        .iter()
        .filter(|(_, kind)| kind.is_name())
        .map(|&(span, kind)| (kind, span.of(&document.text)))
        .collect();
    let (keys, numbers) = short_forms::keys(&written);
    let mut numbers = numbers.into_iter();
    let names = names.iter().map(|&(span, kind)| {
        let key = if kind.is_name() { numbers.next() } else { None };
        Mention { span, kind, key }
    });
    let mut mentions: Vec<Mention> = names.chain(page.amounts).collect();
    mentions.sort_by_key(|mention| mention.span);
    document.mentions = mentions;
    document.keys = keys;
}

/// A document out of a text taken as it is: every line a paragraph, no chrome, no head.
pub fn annotate_text(text: String) -> Document {
    let blocks = blocks_of_lines(&text);
    let mut document = Document { part: 1, parts: 1, text, blocks, ..Document::default() };
    annotate(&mut document);
    document
}

fn blocks_of_lines(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        }
        start += line.len() + 1;
    }
    blocks
}

/// What the rules say of a page.
fn read_rules(page: &Page<'_>, english: bool) -> Rules {
    let mut sightings = Vec::new();
    for passage in page.passages.iter().filter(|passage| !passage.credit) {
        let manner = Manner { english, running: passage.running };
        rules::sight(&page.sentence(passage), manner, &mut sightings);
    }
    keep_apart(&mut sightings, |sighting| sighting.span, &page.amounts);
    let kinds = settle(page.text, &sightings);
    Rules { sightings, kinds }
}

/// The names of a page: those the model found, else those of the rules.
fn resolve(page: &Page<'_>, rules: &Rules, found: Option<Vec<Name>>) -> Vec<(Span, Kind)> {
    let mut names: Vec<(Span, Kind)> = match found {
        Some(found) => found.into_iter().map(|(tokens, kind)| (page.span(tokens), kind)).collect(),
        None => {
            let settled = rules.sightings.iter().zip(&rules.kinds);
            settled.filter_map(|(sighting, &kind)| Some((sighting.span, kind?))).collect()
        }
    };
    keep_apart(&mut names, |name| name.0, &page.amounts);
    names
}

/// Drops what overlaps a date or an amount. Both are in order.
fn keep_apart<T>(names: &mut Vec<T>, span: impl Fn(&T) -> Span, amounts: &[Mention]) {
    let mut at = 0;
    names.retain(|name| {
        let span = span(name);
        while amounts.get(at).is_some_and(|amount| amount.span.end <= span.start) {
            at += 1;
        }
        amounts.get(at).is_none_or(|amount| !amount.span.overlaps(span))
    });
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
    fn names_are_found_without_titles_articles_and_possessive_endings() {
        for (text, expected) in [
            ("President Maren Ode’s speech was long.", vec!["person Maren Ode"]),
            ("She thanked Deputy Prime Minister Tom A. Pike.", vec!["person Tom A. Pike"]),
            ("NATO Secretary General Maren Ode left.", vec!["organization NATO", "person Maren Ode"]),
            (
                "He works for Tarnwick Motors Inc. in Oslo.",
                vec!["organization Tarnwick Motors Inc.", "place Oslo"],
            ),
            ("the University of Tarnwick said", vec!["organization University of Tarnwick"]),
            ("They sailed from Norway to Lake Tarn.", vec!["place Norway", "place Lake Tarn"]),
            ("Reporting by Maren Ode; Editing by Tom Pike", vec![]),
            ("WHAT HAPPENS NEXT IN THE HARBOUR?", vec![]),
            ("More than 100,000 XQZRT troops", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn peoples_and_creeds_are_groups_and_have_no_keys() {
        let document = annotate_text("Norwegian sailors met Lutherans in Oslo.".to_owned());
        let group = document.mentions.iter().find(|mention| mention.kind == Kind::Group);
        assert!(group.is_some_and(|group| group.key.is_none()), "{:?}", document.mentions);
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
