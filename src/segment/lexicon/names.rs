//! A quick check whether a few words look like the name of a person or a newspaper, for bylines and
//! titles.
//!
//! Not here: name recognition in running text (`annotate`).

use super::head_words;
use crate::lexicon::{Classes, folded_classes};
use crate::text::fold::{fold, folded};

/// The lists of people's names and ordinary words that a word is on.
fn listed(word: &str) -> Classes {
    folded_classes(&folded(word))
}

/// How much words look like the name of one of their people: 2 for a known given name before
/// others, 1 for a family name at the end, less for each word that is otherwise written small.
pub fn person_score(name: &str) -> i32 {
    let words = name.split([' ', '-']).filter(|word| word.len() > 2);
    let mut lists = words.map(listed);
    let Some(first) = lists.next() else { return 0 };
    let strange = |lists: Classes| lists.any(Classes::WORD) && !lists.any(Classes::GIVEN_NAME);
    let given = first.any(Classes::GIVEN_NAME);
    let (mut last, mut count) = (None, i32::from(strange(first)));
    for word in lists {
        count += i32::from(strange(word));
        last = Some(word);
    }
    let family = last.is_some_and(|last| last.any(Classes::FAMILY_NAME));
    // "Zoe Baker" is a name, "Test Case" is none.
    if last.is_some_and(|last| family && strange(last)) && !strange(first) {
        count -= 1;
    }
    2 * i32::from(given) + i32::from(family) - if given { count } else { 2 * count }
}

/// Whether a word is a given name and hardly anything else.
pub fn is_given(word: &str) -> bool {
    !word.contains(' ') && (3..=16).contains(&word.len()) && person_score(word) == 2
}

/// Whether a word is otherwise written small in English.
pub fn is_common(word: &str) -> bool {
    listed(word).any(Classes::WORD)
}

/// Words that may stand small inside names; the first nine not inside those of people.
const SMALL: [&str; 24] = [
    "of", "the", "and", "for", "in", "on", "at", "to", "a", "de", "del", "la", "le", "van", "von", "der",
    "den", "di", "da", "dos", "du", "y", "e", "al",
];

/// Whether every word but the small ones begins with a capital or a digit.
pub fn is_title_cased(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let first = word.chars().find(|c| c.is_alphanumeric());
            SMALL.contains(&word) || first.is_none_or(|c| !c.is_lowercase()) || word.contains('.')
        })
}

/// The two or three capitalised words a text begins with, as a name would; empty without them.
pub fn first_name(text: &str) -> &str {
    let (mut end, mut count) = (0, 0);
    for word in text.split(' ').take(3) {
        let bare = word.trim_end_matches([',', ':', '|', ';']);
        let mut letters = bare.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        if !capital || !letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')) {
            break;
        }
        end += usize::from(count > 0) + bare.len();
        count += 1;
        if bare.len() < word.len() {
            break;
        }
    }
    if count >= 2 { &text[..end] } else { "" }
}

/// Whether the words are the name of one person: two to four capitalised words, none of which
/// belongs to a desk, an agency or a site.
pub fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lettered =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    (2..=4).contains(&words.len())
        && text.len() <= 60
        && words.iter().all(lettered)
        && is_title_cased(text)
        && words.last().is_some_and(|last| !last.starts_with(char::is_lowercase))
        && words.iter().all(|word| !SMALL[..9].contains(&fold(word).as_str()))
        && words.iter().all(|word| !head_words::is_desk(&fold(word)) && word.chars().count() <= 20)
        && words.iter().filter(|word| word.chars().count() > 1 && !word.ends_with('.')).count() >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_told_from_other_capitalised_words() {
        for name in ["Ann Bell", "Zoe Baker", "Susan"] {
            assert!(person_score(name) > 0, "{name}");
        }
        for name in ["Key Takeaways", "Test Case", "Link", "Trade Program"] {
            assert!(person_score(name) < 0, "{name}");
        }
    }
}
