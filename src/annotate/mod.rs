//! What a document speaks of: its language, the names in it, dates, sums and quantities. Pure.
//!
//! Useful for: turning a segmented document into mentions and keys.
//! Not for: which names of different documents are one entity (`resolve`).
//!
//! The names of the reader's own lists are found apart from that, and go before what is
//! recognised at the same place.
//!
//! ```text
//! blocks ─token, sentence→ Page ─rules→ Sighting ─clues→ ─features→ ─tagger→ Name ─short_forms→ Key
//!        │                   └─ quantity, dates → Mention
//!        └─lists→ Mention, Key
//! ```

mod bounds;
mod clues;
mod clusters;
mod credits;
mod dates;
mod features;
mod language;
pub mod learning;
mod lexicon;
pub mod lists;
mod page;
mod quantity;
mod roles;
mod rules;
mod sentence;
pub mod short_forms;
mod tagger;
mod token;
pub mod value;
mod vote;
mod words;

use crate::model::{Block, BlockKind, Document, Kind, Mention, Role, Span};
use clues::Rules;
use lists::Lists;
use page::{Page, is_read};
use rules::{Manner, Sighting, settle};
use tagger::{Name, with_tagger};

/// Recognises language and mentions of a segmented document and resolves short names to the
/// fullest form inside it. Chrome, bylines and code are passed over. Where a name of the reader's
/// own lists stands nothing else is recognised.
pub fn annotate(document: &mut Document, lists: &Lists) {
    document.language = detect_language(document);
    let english = matches!(document.language.as_deref(), None | Some("en"));
    let (own, own_keys) = lists.find(&document.text, &document.blocks);
    let (mut names, mut amounts, sentences) = with_tagger(|tagger| {
        let page = Page::of(&document.text, &document.blocks, &mut tagger.words);
        let rules = read_rules(&page, english);
        let found = if english { tagger.names(&page, &rules) } else { None };
        let names = resolve(&page, &rules, found);
        let sentences: Vec<Span> =
            page.passages.iter().map(|passage| page.span(passage.tokens.clone())).collect();
        (observations(&page, &names), page.amounts, sentences)
    });
    keep_apart(&mut names, |name| name.span, &own);
    keep_apart(&mut amounts, |amount| amount.span, &own);
    let text = &document.text;
    let spoken = names.iter().filter(|name| name.spoken_of());
    let spoken: Vec<(Kind, &str)> = spoken.map(|name| (name.kind, name.span.of(text))).collect();
    let unexplained = short_forms::unexplained(&spoken);
    let keyed = |name: &Observation| name.spoken_of() && !unexplained.contains(name.span.of(text));
    let written: Vec<(Kind, &str)> =
        names.iter().filter(|name| keyed(name)).map(|name| (name.kind, name.span.of(text))).collect();
    let (mut keys, numbers) = short_forms::keys(&written);
    let mut numbers = numbers.into_iter();
    let mentions = names.iter().map(|name| {
        let key = if keyed(name) { numbers.next() } else { None };
        (Mention { span: name.span, kind: name.kind, key }, name.role)
    });
    let numbered = |own: Mention| Mention { key: own.key.map(|key| key + keys.len() as u32), ..own };
    let apart = amounts.into_iter().chain(own.into_iter().map(numbered)).map(|mention| (mention, None));
    let mut mentions: Vec<(Mention, Option<Span>)> = mentions.chain(apart).collect();
    keys.extend(own_keys);
    mentions.sort_by_key(|(mention, _)| mention.span);
    let numbered = mentions.iter().enumerate();
    document.roles =
        numbered.filter_map(|(at, (_, role))| Some(Role { mention: at as u32, span: (*role)? })).collect();
    document.mentions = mentions.into_iter().map(|(mention, _)| mention).collect();
    document.keys = keys;
    document.sentences = sentences;
}

/// A name with what stands beside it.
struct Observation {
    span: Span,
    kind: Kind,
    role: Option<Span>,
    /// A paper or agency that is only cited.
    cited: bool,
}

impl Observation {
    /// Whether the document speaks of it, so that it has a key.
    fn spoken_of(&self) -> bool {
        self.kind.is_name() && !self.cited
    }
}

fn observations(page: &Page<'_>, names: &[Name]) -> Vec<Observation> {
    let roles = roles::roles(page, names);
    let observation = |((tokens, kind), role): (&Name, Option<Span>)| Observation {
        span: page.span(tokens.clone()),
        kind: *kind,
        role,
        cited: *kind == Kind::Organization && credits::is_cited(page, tokens),
    };
    names.iter().zip(roles).map(observation).collect()
}

/// A document out of a text taken as it is: every line a paragraph, no chrome, no head.
pub fn annotate_text(text: String, lists: &Lists) -> Document {
    let blocks = blocks_of_lines(&text);
    let mut document = Document { part: 1, parts: 1, text, blocks, ..Document::default() };
    annotate(&mut document, lists);
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
fn resolve(page: &Page<'_>, rules: &Rules, found: Option<Vec<Name>>) -> Vec<Name> {
    let mut names = found.unwrap_or_else(|| {
        let settled = rules.sightings.iter().zip(&rules.kinds);
        let name = |(sighting, &kind): (&Sighting, &Option<Kind>)| {
            Some((sighting.tokens.0 as usize..sighting.tokens.1 as usize, kind?))
        };
        settled.filter_map(name).collect()
    });
    bounds::mend(page, &mut names);
    keep_apart(&mut names, |(tokens, _)| page.span(tokens.clone()), &page.amounts);
    // The mark before an account's name is none by itself.
    names.retain(|(tokens, _)| page.span(tokens.clone()).of(page.text).contains(char::is_alphabetic));
    names
}

/// Drops what overlaps a mention. Both are in order.
fn keep_apart<T>(names: &mut Vec<T>, span: impl Fn(&T) -> Span, mentions: &[Mention]) {
    let mut at = 0;
    names.retain(|name| {
        let span = span(name);
        while mentions.get(at).is_some_and(|mention| mention.span.end <= span.start) {
            at += 1;
        }
        mentions.get(at).is_none_or(|mention| !mention.span.overlaps(span))
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
        let document = annotate_text(text.to_owned(), &Lists::default());
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
        let document =
            annotate_text("Norwegian sailors met Lutherans in Oslo.".to_owned(), &Lists::default());
        let group = document.mentions.iter().find(|mention| mention.kind == Kind::Group);
        assert!(group.is_some_and(|group| group.key.is_none()), "{:?}", document.mentions);
    }

    #[test]
    fn a_paper_that_is_only_cited_has_no_key() {
        for (text, keyed) in [
            ("Maren Ode told Reuters that the port was closed.", false),
            ("According to the BBC, the port was closed.", false),
            ("The owners of Reuters closed the port.", true),
        ] {
            let document = annotate_text(text.to_owned(), &Lists::default());
            let outlet = document.mentions.iter().find(|mention| mention.kind == Kind::Organization);
            assert_eq!(outlet.map(|outlet| outlet.key.is_some()), Some(keyed), "{text}");
        }
    }

    #[test]
    fn a_word_gets_the_kind_it_has_elsewhere_in_the_document() {
        let text = "Tom Washington won the vote.\nWashington thanked all.\nPike fell.\nMr. Pike rose.";
        let document = annotate_text(text.to_owned(), &Lists::default());
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
            annotate(&mut document, &Lists::default());
            assert_eq!(document.mentions, [], "{kind:?}");
        }
    }

    #[test]
    fn a_name_has_a_letter() {
        let text = "It was a display of bad manners: @annbell: @carl_dow I do not know if that is fair.\n\
                    @annbell: Unfair to begrudge him.";
        assert!(names(text).iter().all(|name| !name.ends_with('@')), "{:?}", names(text));
    }

    proptest! {
        #[test]
        fn mentions_are_ordered_apart_and_have_keys_of_their_kind(
            text in "((Mr\\.|Maren|Ode|Oslo|of|the|NATO|\\$|2\\.5|billion|May|3|Bank|’s|\\n|,|\\.|é東|[A-Z]{1,3}) ?){0,30}"
        ) {
            let document = annotate_text(text, &Lists::default());
            let mut end = 0;
            for mention in &document.mentions {
                prop_assert!(mention.span.start >= end && !mention.span.of(&document.text).is_empty());
                end = mention.span.end;
                let key = mention.key.and_then(|key| document.keys.get(key as usize));
                prop_assert!(key.is_none_or(|key| key.kind == mention.kind && mention.kind.is_name()));
                let within = |sentence: &Span| sentence.start <= mention.span.start && mention.span.end <= sentence.end;
                prop_assert!(!mention.kind.is_name() || document.sentences.iter().any(within));
                prop_assert!(document.roles.iter().all(|role| (role.mention as usize) < document.mentions.len()));
            }
        }
    }
}
