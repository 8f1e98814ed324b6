//! Makes words as they are read from words as they are drawn: ligatures, spaces, marks of lists, accents.
//!
//! Not here: hyphens at line ends (`hyphens`), and scripts from the right (`right_to_left`).

use super::accents;

/// Words as they are read: letters for signs that are drawn as one, spaces for all white space, nothing that is
/// not shown.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}' => clean.push_str("ff"),
            '\u{FB01}' => clean.push_str("fi"),
            '\u{FB02}' => clean.push_str("fl"),
            '\u{FB03}' => clean.push_str("ffi"),
            '\u{FB04}' => clean.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => clean.push_str("st"),
            // Marks of lists in fonts of signs.
            '\u{F0B7}' | '\u{F0A7}' | '\u{F076}' => clean.push('•'),
            // The break of a word, in fonts that give it a number of its own.
            '\u{2}' | '\u{FFFE}' => clean.push('\u{AD}'),
            c if c.is_whitespace() => clean.push(' '),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    let clean = accents::composed_text(clean);
    let words: Vec<String> = clean.split(' ').filter(|word| !word.is_empty()).map(spaced).collect();
    words.join(" ")
}

/// A word, or the two that it is where the space behind a mark is as narrow as none: "country.Among".
fn spaced(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    // Addresses have marks inside.
    if letters.len() < 4 || word.contains(['@', '/', ':', '_', '\\']) || word.starts_with("www") {
        return word.to_owned();
    }
    let mut spaced = String::with_capacity(word.len() + 1);
    for (at, &c) in letters.iter().enumerate() {
        spaced.push(c);
        let before = at.checked_sub(2).map(|from| &letters[from..at]);
        let small = before.is_some_and(|two| two.iter().all(|c| c.is_lowercase()));
        let behind = letters.get(at + 1).zip(letters.get(at + 2));
        let sentence = behind.is_some_and(|(first, second)| first.is_uppercase() && second.is_lowercase());
        let word = letters.get(at + 1).is_some_and(|c| c.is_alphabetic());
        if small && (matches!(c, '.' | '?' | '!') && sentence || matches!(c, ',' | ';') && word) {
            spaced.push(' ');
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_they_are_read() {
        for (drawn, read) in [
            ("any  country.Among them, sensibly,fellow", "any country. Among them, sensibly, fellow"),
            (
                "www.Example.Org e.V. a@norwick.Org 1,000 node.js",
                "www.Example.Org e.V. a@norwick.Org 1,000 node.js",
            ),
            ("the \u{FB01}rst\u{A0}o\u{FB03}ce", "the first office"),
        ] {
            assert_eq!(clean(drawn), read);
        }
    }
}
