//! Whether words look like the name of a person or of a paper. Real recognition of names is
//! `annotate`'s work; this is for the few words of a head.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lexicon;
use crate::text::fold::fold;

/// Given names, and English words that are usually written small, folded. Read once, never
/// changed.
static GIVEN: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../../assets/lexicon/given_names.txt")));
static FAMILY: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../../assets/lexicon/family_names.txt")));
static WORDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../../assets/lexicon/words.txt")));

/// The words beside names in bylines, by section. Read once, never changed.
static BESIDE: LazyLock<Beside> = LazyLock::new(|| {
    let list = include_str!("../../assets/lexicon/bylines.txt");
    let section = |name: &str| {
        let start = list.find(&format!("[{name}]")).map_or("", |at| &list[at + name.len() + 2..]);
        read(start.split("\n[").next().unwrap_or_default())
    };
    Beside {
        groups: section("group"),
        ranks: section("rank"),
        works: section("work"),
        counts: section("count"),
        surnames: section("surname"),
    }
});

struct Beside {
    groups: HashSet<String>,
    ranks: HashSet<String>,
    works: HashSet<String>,
    counts: HashSet<String>,
    surnames: HashSet<String>,
}

fn read(list: &str) -> HashSet<String> {
    list.lines().filter(|line| !line.starts_with('#')).map(fold).collect()
}

/// How much words look like the name of one of their people: 2 for a known given name before
/// others, 1 for a family name at the end, less for each word that is otherwise written small.
pub fn likeness(name: &str) -> i32 {
    let words: Vec<String> = name.split([' ', '-']).filter(|word| word.len() > 2).map(fold).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return 0 };
    let strange = |word: &String| WORDS.contains(word) && !GIVEN.contains(word);
    let given = GIVEN.contains(first);
    let family = words.len() > 1 && FAMILY.contains(last);
    let mut count = words.iter().filter(|word| strange(word)).count() as i32;
    // "Zoe Baker" is a name, "Test Case" is none.
    if family && strange(last) && !strange(first) {
        count -= 1;
    }
    2 * i32::from(given) + i32::from(family) - if given { count } else { 2 * count }
}

/// Whether a folded word is an agency, or one for those who sign together.
pub fn is_group_word(word: &str) -> bool {
    BESIDE.groups.contains(word)
}

/// Whether a word stands before or for a trade: "Senior", "Editor".
pub fn is_role(word: &str) -> bool {
    let folded = fold(word);
    BESIDE.ranks.contains(folded.trim_end_matches('.')) || lexicon::is_trade(&folded)
}

/// Whether a folded word before "by" says that somebody did other work than the writing.
pub fn is_other_work(word: &str) -> bool {
    BESIDE.works.contains(word)
}

/// Whether a folded word ends the lines that count time or readers beside a byline: "2 days ago".
pub fn is_counted(word: &str) -> bool {
    BESIDE.counts.contains(word)
}

/// Whether a word is a given name and hardly anything else.
pub fn is_given(word: &str) -> bool {
    !word.contains(' ') && (3..=16).contains(&word.len()) && likeness(word) == 2
}

/// Whether a word is otherwise written small in English.
pub fn is_common(word: &str) -> bool {
    WORDS.contains(&fold(word))
}

/// Whether a name in Chinese characters begins with a family name that many bear.
pub fn has_surname(name: &str) -> bool {
    let first = name.char_indices().nth(1).map_or(name, |(end, _)| &name[..end]);
    BESIDE.surnames.contains(first)
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
        && words.iter().all(|word| !lexicon::is_desk(&fold(word)) && word.chars().count() <= 20)
        && words.iter().filter(|word| word.chars().count() > 1 && !word.ends_with('.')).count() >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_told_from_other_capitalised_words() {
        for name in ["Ann Bell", "Zoe Baker", "Susan"] {
            assert!(likeness(name) > 0, "{name}");
        }
        for name in ["Key Takeaways", "Test Case", "Link", "Trade Program"] {
            assert!(likeness(name) < 0, "{name}");
        }
    }
}
