//! The words before an identifier that say what it is.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::fold::fold;

const WORDS: &str = include_str!("../../../assets/lexicon/identifier_words.txt");

/// So many bytes before an identifier are looked at for a word.
const NEAR: usize = 40;

/// What a word says of the identifier behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// It is a telephone number.
    Phone,
    /// It is the number of a payment card.
    Card,
    /// It is the number of a post, though it looks like an e-mail address.
    Message,
    /// It is a number of something else.
    Number,
}

/// What the last words before a place of a text announce, the nearest first: two words at most, on the
/// same line.
pub fn announced(text: &str, at: usize) -> impl Iterator<Item = Announced> {
    let from = text.floor_char_boundary(at.saturating_sub(NEAR));
    let before = text.get(from..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_mark = |c: char| !c.is_alphanumeric() && c != '-' && c != '§';
    let words: Vec<&str> = line.rsplit(is_mark).filter(|word| !word.is_empty()).take(2).collect();
    words.into_iter().flat_map(of_word)
}

/// What a word announces; some announce two things.
fn of_word(word: &str) -> Vec<Announced> {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<Announced>>> = OnceLock::new();
    let table = TABLE.get_or_init(read);
    table.get(fold(word).trim_matches('-')).cloned().unwrap_or_default()
}

fn read() -> FxHashMap<&'static str, Vec<Announced>> {
    let mut table: FxHashMap<&str, Vec<Announced>> = FxHashMap::default();
    let mut section = Announced::Number;
    for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
        section = match line {
            "[phone]" => Announced::Phone,
            "[card]" => Announced::Card,
            "[message]" => Announced::Message,
            "[number]" => Announced::Number,
            _ => section,
        };
        line.split_whitespace().for_each(|word| table.entry(word).or_default().push(section));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_words_on_a_line_announce_what_follows() {
        let of = |text: &str| announced(text, text.len()).collect::<Vec<_>>();
        assert_eq!(of("Tel.: "), [Announced::Phone]);
        assert_eq!(of("Phone (office): "), [Announced::Phone]);
        assert_eq!(of("Phone\n"), []);
        assert_eq!(of("phone for the old office "), []);
        assert_eq!(of("In article <"), [Announced::Message, Announced::Number]);
        assert_eq!(of("Телефон "), [Announced::Phone]);
    }
}
