//! Whether a paragraph runs from right to left.
//!
//! Not here: the order of letters within a line, which is the terminal's.

/// Whether the first letter of a text is of a script written from right to left: what UAX #9 (rules P2 and P3)
/// takes for the direction of a paragraph.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        matches!(c,
            '\u{590}'..='\u{8FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

    #[test]
    fn the_first_letter_says_how_a_paragraph_runs() {
        for (text, expected) in [
            ("שלום עולם", true),
            ("«مرحبا» said he", true),
            ("12 (2021) القاهرة", true),
            ("He said مرحبا", false),
            ("東京", false),
            ("", false),
        ] {
            assert_eq!(is_right_to_left(text), expected, "{text}");
        }
    }
}
