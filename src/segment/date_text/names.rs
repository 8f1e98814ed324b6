//! Recognises days of the week in a text, in the languages of the lexicon.

use crate::lexicon::calendar;
use crate::text::fold::folded;

/// A day a word can name: Monday as 1 to Sunday as 7, a weekend as 8.
pub fn weekday(word: &str) -> Option<u8> {
    calendar::weekday(&folded(word))
}

/// Whether the line names a weekday.
pub fn has_weekday(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2 && weekday(word).is_some())
}

/// Whether running text names a weekday by its full name, as reports of the day do.
pub fn has_full_weekday(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() >= 5).any(|word| weekday(word).is_some())
}
