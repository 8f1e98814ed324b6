//! Recognises the prefix of a marked or numbered line, such as "## " or "3. ".
//!
//! Not here: prefixes that repeat down the file and may separate articles (`split::separators`).

use super::fingerprint::without_digits;

/// What stands before the words of a marked or numbered headline: "## ", "3. ", "[3] ".
pub struct Prefix {
    /// How it reads whatever its digits.
    pub key: u64,
    pub numbered: bool,
    /// Bytes up to the words.
    pub length: usize,
}

/// What stands before the words of a line, if that is marks or a number with marks.
pub fn prefix(text: &str) -> Option<Prefix> {
    let short = text.strip_prefix("No. ").map_or(0, |_| 4);
    let word = short + text[short..].find(char::is_whitespace)?;
    let marks = |text: &str| text.chars().any(|c| !c.is_alphanumeric() && !c.is_whitespace());
    let numbered = text[..word].bytes().any(|b| b.is_ascii_digit());
    // "3 - Bridge opens".
    let rest = text[word..].trim_start();
    let dash =
        rest.split_whitespace().next().filter(|next| !marks(&text[..word]) && marks(next) && next.len() <= 3);
    let before = &text[..dash.map_or(word, |dash| text.len() - rest.len() + dash.len())];
    let known = before[short..].chars().all(|c| !c.is_alphabetic()) && before.len() <= 12 && marks(before);
    let numbers = before.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let quoted = before.starts_with(['"', '“', '‘', '\'', '„', '«', '$', '£', '€']);
    let length = text.len() - text[before.len()..].trim_start().len();
    (known && numbers == usize::from(numbered) && !quoted).then(|| Prefix {
        key: without_digits(before),
        numbered,
        length,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_numbers_before_words_are_told_apart() {
        for (text, numbered) in [
            ("3) Bridge opens", Some(true)),
            ("[12] Bridge opens", Some(true)),
            ("No. 4: Bridge opens", Some(true)),
            ("## Bridge opens", Some(false)),
            ("“Bridge opens”", None),
            ("Bridge opens", None),
            ("12 bridges open", None),
        ] {
            assert_eq!(prefix(text).map(|prefix| prefix.numbered), numbered, "{text}");
        }
    }
}
