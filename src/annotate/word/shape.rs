//! The shape of a word (lower case, capitalised, capitals, number, punctuation), and what the lists know
//! of it by itself.

use crate::lexicon::{Classes, LISTED, Lexicon};
use crate::text::token::is_word;

/// How a token is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    Lower,
    /// Begins with a capital and has lower-case letters: "Oslo", "McCain", "Al-Hakim".
    Capitalised,
    /// One capital, with or without its full stop.
    Initial,
    /// Several letters, all of them capitals: "UN", "U.N.".
    Capitals,
    /// Digits, with points and commas inside.
    Number,
    /// Digits and letters: "10th", "2000-5", "T-62" counts as `Capitals`.
    Compound,
    /// The ending 's.
    Possessive,
    #[default]
    Punctuation,
}

/// How a word is written and what the lists know of it in lower case and as a name.
pub fn look_up(written: &str, lexicon: &Lexicon) -> (Shape, Classes, Classes) {
    let shape = if derived(written, lexicon) { Shape::Lower } else { shape(written) };
    match shape {
        Shape::Punctuation | Shape::Number | Shape::Possessive => {
            (shape, Default::default(), Default::default())
        }
        Shape::Lower | Shape::Compound => (shape, lexicon.word(written), Classes::default()),
        Shape::Capitalised | Shape::Initial | Shape::Capitals => {
            (shape, lexicon.word(written), lexicon.name(written))
        }
    }
}

/// The classes of a word as a name, of capitals also as the name is usually written, and the bytes of the
/// longest listed name of several words that may begin with it.
pub fn listed(written: &str, shape: Shape, lexicon: &Lexicon) -> (Classes, u8) {
    let plain = if written.contains('’') { &written.replace('’', "'") } else { written };
    let (mut classes, mut longest) = (lexicon.name(plain), lexicon.longest_from(plain));
    if written.chars().skip(1).any(char::is_uppercase) {
        let usual = title_case(written);
        longest = longest.max(lexicon.longest_from(&usual));
        if shape == Shape::Capitals && !classes.any(LISTED) {
            classes = lexicon.name(&usual);
        }
    }
    (classes, u8::try_from(longest).unwrap_or(u8::MAX))
}

/// "WEST BANK" as "West Bank".
pub fn title_case(capitals: &str) -> String {
    let mut out = String::with_capacity(capitals.len());
    let mut inside = false;
    for c in capitals.chars() {
        match inside {
            true => out.extend(c.to_lowercase()),
            false => out.push(c),
        }
        inside = c.is_alphabetic();
    }
    out
}

/// "Danish-built", "Anti-tank": an adjective made of two words, whatever its capital says.
fn derived(word: &str, lexicon: &Lexicon) -> bool {
    let plain = Classes::WORD.with(Classes::DEMONYM).with(Classes::FUNCTION);
    word.split_once('-').is_some_and(|(first, rest)| {
        rest.starts_with(|c: char| c.is_ascii_lowercase())
            && lexicon.word(first).any(plain)
            && lexicon.word(rest).any(Classes::WORD)
    })
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Punctuation };
    if !is_word(first) {
        // No other token goes on behind a mark.
        return if word.len() > first.len_utf8() { Shape::Possessive } else { Shape::Punctuation };
    }
    if first.is_numeric() {
        let plain = word.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
        return if plain { Shape::Number } else { Shape::Compound };
    }
    if !first.is_uppercase() {
        // "al-Hakim", "d'Arc", "iPhone", "eBay".
        let inner = word.chars().position(char::is_uppercase);
        return match inner {
            Some(1..=3) if word.len() > 3 => Shape::Capitalised,
            _ => Shape::Lower,
        };
    }
    // "Anti-tank" at the head of a sentence is a word, "Jean-marie" is rare.
    match word.chars().filter(|c| c.is_alphabetic()).count() {
        1 if !word.contains(|c: char| c.is_numeric()) => Shape::Initial,
        _ if word.chars().any(char::is_lowercase) => Shape::Capitalised,
        _ => Shape::Capitals,
    }
}
