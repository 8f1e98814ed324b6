//! Counts the words of a text, quickly: for the length of a document, not for finding words.
//!
//! Not here: words as they are searched (`token`).

/// How many words a text has: stretches between white space with a letter or digit in them; of Chinese and Japanese
/// each sign counts, for nothing stands between words there.
pub fn count_words(text: &str) -> usize {
    let (mut words, mut inside) = (0, false);
    for c in text.chars() {
        if c.is_whitespace() {
            inside = false;
        } else if matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}') {
            words += 1;
            inside = false;
        } else if !inside && c.is_alphanumeric() {
            words += 1;
            inside = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_are_counted_and_signs_are_not() {
        for (text, words) in [
            ("The well-known dam – 12 m high.", 6),
            ("", 0),
            ("— * —", 0),
            ("東京 Tokyo", 3),
            ("Дамба\nстоит", 2),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }
}
