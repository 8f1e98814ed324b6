//! Single words of lines near a headline, and words that label a date: job titles, teams, desks,
//! newspapers.
//!
//! Not here: the words before an author's name (`author_labels`), and names of people (`names`).

use super::phrase_table::PHRASES;

/// Whether folded words name the trade of those who write.
pub fn is_trade(folded: &str) -> bool {
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| PHRASES.trades.contains(word))
}

/// Whether a folded word is that for a group which signs with the name of its firm.
pub fn is_team(word: &str) -> bool {
    PHRASES.teams.contains(word)
}

/// Whether a folded word of a byline says that it names no person.
pub fn is_desk(word: &str) -> bool {
    PHRASES.desks.contains(word)
}

/// Whether a folded word ends names of papers and sites.
pub fn is_outlet(word: &str) -> bool {
    PHRASES.outlets.contains(word)
}

/// Whether the last words of a folded phrase, colon and all, label a date as that of publication
/// (`Some(true)`) or of a change (`Some(false)`).
pub fn date_label(before: &str) -> Option<bool> {
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = |phrases: &[String]| {
        phrases.iter().filter(|phrase| ends_with_words(before, phrase)).map(|phrase| phrase.len()).max()
    };
    match (ends(&PHRASES.published), ends(&PHRASES.updated)) {
        (None, None) => None,
        (published, updated) => Some(published >= updated),
    }
}

fn ends_with_words(text: &str, phrase: &str) -> bool {
    let rest = text.strip_suffix(phrase);
    rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() && c.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_before_a_date_is_told_from_other_words() {
        assert_eq!(date_label("first published: "), Some(true));
        assert_eq!(date_label("by ann bell | last updated "), Some(false));
        assert_eq!(date_label("by ann bell"), None);
    }
}
