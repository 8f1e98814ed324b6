//! Reads the name of a site behind or before the words of a call or notice.
//!
//! Not here: which words (`said`).

use crate::lexicon::{Classes, folded_classes};
use crate::segment::lexicon;
use crate::segment::lexicon::names::is_common;
use crate::text::fold::fold;

/// Words of a name at most.
const WORDS: usize = 6;
/// Words that may stand small inside a name; no more than two together.
const SMALL: [&str; 17] = [
    "of", "the", "and", "for", "de", "la", "le", "del", "du", "des", "der", "die", "und", "y", "et", "with",
    "in",
];
/// Words after which a notice goes on about other things.
const ENDS: [&str; 22] = [
    "All",
    "Alle",
    "Tous",
    "Todos",
    "Tutti",
    "Privacy",
    "Terms",
    "Cookie",
    "Cookies",
    "Contact",
    "Powered",
    "Designed",
    "Website",
    "Theme",
    "Site",
    "License",
    "Licence",
    "Legal",
    "Impressum",
    "Sitemap",
    "Back",
    "Rights",
];
/// The forms of firms, and what else a name keeps its sense without.
const FORMS: [&str; 20] = [
    "inc",
    "llc",
    "ltd",
    "limited",
    "gmbh",
    "corp",
    "corporation",
    "company",
    "co",
    "plc",
    "ag",
    "sa",
    "pty",
    "kg",
    "bv",
    "srl",
    "com",
    "org",
    "net",
    "media",
];

/// Whether a word can be part of a name: it begins with a capital or a digit, has one inside, or is the name
/// of a host.
fn is_name_word(word: &str) -> bool {
    let mut letters = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
    let first = letters.next();
    let dotted = || word.trim_end_matches('.').rsplit_once('.').is_some_and(|(_, last)| last.len() >= 2);
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        || first.is_some() && (letters.any(char::is_uppercase) || dotted())
}

/// Whether nothing of a name follows the word.
fn closes(word: &str) -> bool {
    let abbreviated = word.len() <= 3 && word.ends_with('.');
    !abbreviated && word.ends_with(['.', ',', ':', ';', '!', '?', '|', ')', ']', '…', '"', '”', '»'])
}

/// The name that a text begins with: "The Norwick Star on Chirper" has one of three words.
pub fn leading(text: &str) -> Option<&str> {
    let start = text.len() - text.trim_start().len();
    let (mut end, mut at, mut count, mut small) = (start, start, 0, 0);
    for word in text[start..].split_whitespace() {
        let begins = text[at..].find(word)? + at;
        at = begins + word.len();
        let joins = count > 0 && (SMALL.contains(&word) || matches!(word, "&" | "+"));
        if ENDS.contains(&word.trim_end_matches(|c: char| !c.is_alphabetic())) || count == WORDS {
            break;
        }
        match (is_name_word(word), joins || count == 0 && word == "the") {
            (true, _) => (end, small, count) = (at, 0, count + 1),
            (false, true) if small < 2 => small += 1,
            _ => break,
        }
        if closes(word) {
            break;
        }
    }
    cleaned(&text[start..end])
}

/// The name that a text ends with: "Sign up for the Norwick Star" has one of two words.
pub fn closing(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let (mut start, mut at, mut count, mut small) = (text.len(), text.len(), 0, 0);
    for word in text.rsplit(' ') {
        at = text[..at].rfind(word)?;
        let joins = count > 0 && (SMALL.contains(&word) || matches!(word, "&" | "+"));
        if count == WORDS || count > 0 && closes(word) {
            break;
        }
        match (is_name_word(word), joins) {
            (true, _) => (start, small, count) = (at, 0, count + 1),
            (false, true) if small < 2 => small += 1,
            _ => break,
        }
    }
    cleaned(&text[start..])
}

/// A name without the marks around it, years before it and the possessive behind it; `None` of what is none.
pub fn cleaned(text: &str) -> Option<&str> {
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '!' | ')');
    let name = text.trim_matches(is_mark);
    let mut name = name.strip_prefix("the ").unwrap_or(name);
    while let Some((first, rest)) = name.split_once(' ')
        && first.len() >= 4
        && first.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b',')
    {
        name = rest.trim_start_matches(is_mark);
    }
    while let Some((rest, last)) = name.rsplit_once(' ')
        && last.len() >= 4
        && last.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    {
        name = rest.trim_end_matches(is_mark);
    }
    // Lines that a page sets one below the other may be joined: "The Norwick StarCopyright © 2024".
    for ending in ["Copyright", "'s", "’s"] {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let odd = name.contains(['(', '@', '/', '#', '"']);
    let small = name.starts_with(char::is_lowercase) && !name.contains('.');
    let fits = letters >= 2 && name.len() <= 60 && !odd && (!small || name.contains(char::is_uppercase));
    (fits && lexicon::networks(name) == 0 && !is_call(name)).then_some(name)
}

/// Whether words address the reader or are of every site.
fn is_call(name: &str) -> bool {
    const CALLS: [&str; 30] = [
        "login",
        "register",
        "menu",
        "search",
        "us",
        "me",
        "our",
        "them",
        "him",
        "her",
        "you",
        "your",
        "my",
        "this",
        "that",
        "the",
        "home",
        "news",
        "blog",
        "free",
        "today",
        "here",
        "now",
        "author",
        "reply",
        "newsletter",
        "topics",
        "page",
        "article",
        "read",
    ];
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| CALLS.contains(&fold(word).as_str()))
}

/// By what two spellings of a name are one: its letters and digits without an article or the form of a firm.
pub fn core(name: &str) -> String {
    let folded = fold(name);
    let words =
        folded.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',')).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
        words.pop();
    }
    words.concat().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether all words of a name are ordinary ones, places and people among them.
pub fn is_ordinary(name: &str) -> bool {
    let place = |folded: &str| {
        let places = [Classes::REGION, Classes::CITY, Classes::MONTH, Classes::DEMONYM, Classes::DIRECTION];
        let classes = folded_classes(folded);
        places.into_iter().any(|place| classes.any(place))
    };
    let ordinary = |word: &str| {
        let folded = fold(word);
        is_common(word) || place(&folded) || lexicon::is_outlet(&folded)
    };
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).all(ordinary)
        || place(&fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_the_notice_goes_on() {
        for (text, name) in [
            ("2024 The Norwick Star. All rights reserved", Some("The Norwick Star")),
            (" 2019-2024 Norwick Ferries All Rights Reserved", Some("Norwick Ferries")),
            ("Norwick Star on Chirper", Some("Norwick Star")),
            ("the Bell of Ostra newsletter", Some("Bell of Ostra")),
            ("norwick.example, the page", Some("norwick.example")),
            ("us on Chirper", None),
            ("harbours and ferries", None),
        ] {
            assert_eq!(leading(text), name, "{text}");
        }
        assert_eq!(closing("Sign up for the Norwick Star"), Some("Norwick Star"));
        assert_eq!(closing("Sign up. Norwick Star’s"), Some("Norwick Star"));
        assert_eq!(closing("get our free"), None);
    }

    #[test]
    fn spellings_of_one_name_have_one_core() {
        assert_eq!(core("The Norwick Star"), core("NorwickStar.com"));
        assert_eq!(core("Norwick Ferries, Inc."), core("norwickferries"));
        assert_ne!(core("Norwick Star"), core("Norwick Post"));
    }
}
