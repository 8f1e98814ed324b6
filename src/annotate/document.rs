//! The entry to annotation: takes a document's blocks and fills in its language, mentions, keys, roles
//! and sentences.
//!
//! Not here: each of these steps (`language`, `lists`, `tokenized`, `names_of_text`, `names`).

use std::collections::HashSet;

use super::correspondents::{Correspondent, correspondents};
use super::identifiers::{identifier_keys, identifiers, is_bare_domain, sentences_with};
use super::language::{ENOUGH_BYTES, language};
use super::lists::Lists;
use super::model::{Name, with_tagger};
use super::names::{full_names, is_cited, roles, short_forms};
use super::names_of_text::{drop_overlapping, find_names, weigh_by_rules};
use super::tokenized::{TokenizedText, blocks_of_lines, is_read};
use crate::model::{Document, Key, KeyNumber, Kind, Mention, Role, Span};

/// Recognises language and mentions of a segmented document and resolves short names to the
/// fullest form inside it. Chrome, bylines and code are passed over, but for identifiers. Where a name
/// of the reader's own lists stands nothing else is recognised, and no name or amount in an identifier; but a
/// firm that is called as its domain is the firm. The document comes with the language its file
/// declares, if any.
pub fn annotate(document: &mut Document, lists: &Lists) {
    document.language = language(&language_sample(document), document.language.as_deref());
    let english = matches!(document.language.as_deref(), None | Some("en"));
    let (own, own_keys) = lists.find(&document.text, &document.blocks);
    let mut found = identifiers(&document.text, &document.blocks);
    drop_overlapping(&mut found, |identifier| identifier.span, &own);
    let (mut domains, mut found): (Vec<Mention>, Vec<Mention>) =
        found.into_iter().partition(|identifier| is_bare_domain(&document.text, identifier));
    let (mut names, mut amounts, sentences) = with_tagger(|tagger| {
        let text = TokenizedText::of(&document.text, &document.blocks, &mut tagger.words);
        let rules = weigh_by_rules(&text, english);
        let found = if english { tagger.names(&text, &rules) } else { None };
        let names = find_names(&text, &rules, found);
        let sentences: Vec<Span> =
            text.sentences.iter().map(|sentence| text.span(sentence.tokens.clone())).collect();
        (observations(&text, &names), text.amounts, sentences)
    });
    drop_overlapping(&mut names, |name| name.span, &own);
    drop_overlapping(&mut amounts, |amount| amount.span, &own);
    drop_overlapping(&mut names, |name| name.span, &found);
    drop_parts(&document.text, &mut names);
    let (people, fields) = correspondents(document);
    let people = people.into_iter().map(Observation::correspondent);
    names.splice(0..0, people);
    names.sort_by_key(|name| name.span);
    drop_overlapping(&mut names, |name| name.span, &own);
    let named: Vec<Mention> = names.iter().map(Observation::mention).collect();
    drop_overlapping(&mut domains, |domain| domain.span, &named);
    found.extend(domains);
    found.sort_by_key(|identifier| identifier.span);
    drop_overlapping(&mut amounts, |amount| amount.span, &found);
    let mut sentences = sentences;
    sentences.extend(fields);
    sentences.sort_unstable();
    let sentences = sentences_with(&document.text, sentences, &found);
    let (numbers, mut keys) = keys(&document.text, &names);
    let names = names.iter().zip(numbers);
    let mentions = names.map(|(name, key)| (Mention { span: name.span, kind: name.kind, key }, name.role));
    let behind = keys.len() as u32;
    let own = own.into_iter().map(|own| Mention { key: own.key.map(|key| key + behind), ..own });
    keys.extend(own_keys);
    keys.extend(identifier_keys(&document.text, &mut found, keys.len()));
    let others = amounts.into_iter().chain(own).chain(found).map(|mention| (mention, None));
    let mut mentions: Vec<(Mention, Option<Span>)> = mentions.chain(others).collect();
    mentions.sort_by_key(|(mention, _)| mention.span);
    let numbered = mentions.iter().enumerate();
    document.roles =
        numbered.filter_map(|(at, (_, role))| Some(Role { mention: at as u32, span: (*role)? })).collect();
    document.mentions = mentions.into_iter().map(|(mention, _)| mention).collect();
    document.keys = keys;
    document.sentences = sentences;
}

/// For each name the number of its key, if it has one, and the keys.
fn keys(text: &str, names: &[Observation]) -> (Vec<Option<KeyNumber>>, Vec<Key>) {
    let unexplained = unexplained(text, names);
    let has_key = |name: &Observation| name.is_mention() && !unexplained.contains(name.called(text));
    let with_key = names.iter().filter(|name| has_key(name));
    let with_key: Vec<(Kind, &str)> = with_key.map(|name| (name.kind, name.called(text))).collect();
    let (keys, numbers) = short_forms::keys(&with_key);
    let mut numbers = numbers.into_iter();
    let numbers = names.iter().map(|name| if has_key(name) { numbers.next() } else { None });
    (numbers.collect(), keys)
}

/// General words that no organisation of the document explains: "the Department".
fn unexplained<'a>(text: &'a str, names: &'a [Observation]) -> HashSet<&'a str> {
    let mentioned = names.iter().filter(|name| name.is_mention());
    let mentioned: Vec<(Kind, &str)> = mentioned.map(|name| (name.kind, name.called(text))).collect();
    short_forms::unexplained(&mentioned)
}

/// Parts of a body: which body's, only its name could say.
const PARTS: [&str; 9] = [
    "Department",
    "Ministry",
    "Agency",
    "Office",
    "Bureau",
    "Division",
    "Board",
    "Administration",
    "Authority",
];

/// Drops the parts of bodies that no name of the document explains.
fn drop_parts(text: &str, names: &mut Vec<Observation>) {
    let is_part = |name: &Observation| PARTS.contains(&name.span.of(text));
    if !names.iter().any(is_part) {
        return;
    }
    let unexplained = unexplained(text, names);
    let none =
        |name: &Observation| name.is_mention() && is_part(name) && unexplained.contains(name.called(text));
    let mut kept: Vec<bool> = names.iter().rev().map(|name| !none(name)).collect();
    names.retain(|_| kept.pop().unwrap_or(true));
}

/// A name with what stands beside it.
struct Observation {
    span: Span,
    kind: Kind,
    role: Option<Span>,
    /// The full name it stands for where that is written in another way.
    full: Option<String>,
    /// A newspaper or agency that is only cited.
    cited: bool,
}

impl Observation {
    /// A person in the header of a mail.
    fn correspondent(person: Correspondent) -> Observation {
        let Correspondent { span, full } = person;
        Observation { span, kind: Kind::Person, role: None, full, cited: false }
    }

    /// The name as its key has it.
    fn called<'a>(&'a self, text: &'a str) -> &'a str {
        self.full.as_deref().unwrap_or_else(|| self.span.of(text))
    }

    fn mention(&self) -> Mention {
        Mention { span: self.span, kind: self.kind, key: None }
    }

    /// Whether the document mentions it for itself, so that it has a key.
    fn is_mention(&self) -> bool {
        self.kind.is_name() && !self.cited
    }
}

fn observations(text: &TokenizedText<'_>, names: &[Name]) -> Vec<Observation> {
    let besides = roles(text, names).into_iter().zip(full_names(text, names));
    let observation = |((tokens, kind), (role, full)): (&Name, (Option<Span>, Option<String>))| Observation {
        span: text.span(tokens.clone()),
        kind: *kind,
        role,
        full,
        cited: *kind == Kind::Organization && is_cited(text, tokens),
    };
    names.iter().zip(besides).map(observation).collect()
}

/// A document out of a text taken as it is: every line a paragraph, no chrome, no head.
pub fn annotate_text(text: String, lists: &Lists) -> Document {
    let blocks = blocks_of_lines(&text);
    let mut document = Document { part: 1, parts: 1, text, blocks, ..Document::default() };
    annotate(&mut document, lists);
    document
}

/// The words of the document itself that its language is recognised by.
fn language_sample(document: &Document) -> String {
    let mut sample = String::new();
    for block in document.body_blocks().filter(|block| is_read(block.kind)) {
        sample.push_str(block.span.of(&document.text));
        sample.push('\n');
        if sample.len() > ENOUGH_BYTES {
            break;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};
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
