//! Recognises the people in a byline, and the teams and pen names that are authors as well.
//!
//! Not here: finding the byline (`find`).

use super::cjk::{is_cjk, is_cjk_name};
use super::clean::cleaned;
use super::name_list::listed;
use crate::segment::date_text::has_weekday;
use crate::segment::lexicon;
use crate::segment::lexicon::byline_words::is_role;
use crate::segment::lexicon::names::{is_person, person_score};
use crate::text::fold::fold;

/// The authors in a piece of text, separated by commas; `None` when no person is left.
pub fn authors(text: &str) -> Option<String> {
    let mut authors: Vec<String> = Vec::new();
    for name in listed(text).split([',', ';', '、']).map(str::trim).filter(|name| !name.is_empty()) {
        let (name, cut) = cleaned(name);
        let person = if is_cjk(&name) { is_cjk_name(&name) } else { is_person(&name) };
        let other = !authors.is_empty() && person_score(&name) < -2 || names_outlet(&name);
        if !person || other || has_weekday(&name) || name.split(' ').all(is_role) {
            // Agencies stand before the people; after them come their paper and their trade.
            match authors.is_empty() {
                true => continue,
                false => break,
            }
        }
        if !authors.contains(&name) {
            authors.push(name);
        }
        if cut {
            break;
        }
    }
    (!authors.is_empty()).then(|| authors.join(", "))
}

/// The names in a piece of text that a label calls its author, though they are not those of two
/// words that people have: "By Ann and Carl", "Posted by NorwickWire".
pub fn pen_names(text: &str) -> Option<String> {
    let listed = listed(text);
    let named = |name: &&str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let team = is_team(&words);
        let wordy =
            |word: &&str| word.chars().any(char::is_alphabetic) && (team || !lexicon::is_desk(&fold(word)));
        let capital = words.iter().all(|word| !word.starts_with(char::is_lowercase));
        (1..=4).contains(&words.len())
            && (3..=40).contains(&name.len())
            && words.iter().all(wordy)
            && capital
            && !has_weekday(name)
            && lexicon::networks(name) == 0
            && (team || person_score(name) > -2)
    };
    let names = listed.split([',', ';', '、']).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.take_while(named).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The team of a firm that signs with its name: "The Norwick Ferries Team".
pub fn team(text: &str) -> Option<String> {
    let name = text.trim();
    is_team(&name.split_whitespace().collect::<Vec<_>>()).then(|| name.to_owned())
}

fn is_team(words: &[&str]) -> bool {
    let team = |word: &&str| lexicon::is_team(&fold(word));
    let ends = words.first().is_some_and(team) || words.last().is_some_and(team);
    let named = |word: &&&str| {
        let folded = fold(word);
        word.starts_with(char::is_uppercase)
            && !lexicon::is_desk(&folded)
            && person_score(&folded) > -2
            && folded != "the"
    };
    ends && (2..=4).contains(&words.len()) && words.iter().filter(named).count() >= 1
}

/// Whether words are rather the name of a paper: "Norwick Star".
pub fn names_outlet(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|last| lexicon::is_outlet(&fold(last))) && person_score(name) < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_people_are_authors() {
        for (text, names) in [
            ("Ann Bell and Carl Dow", Some("Ann Bell, Carl Dow")),
            ("Ann Bell/Carl Dow", Some("Ann Bell, Carl Dow")),
            ("ANN BELL, Staff Writer", Some("Ann Bell")),
            ("Ann Bell | Norwick Star", Some("Ann Bell")),
            ("Ann (Annie) Bell Published: 4 May 2020", Some("Ann Bell")),
            ("Ann Bell in Ferries", Some("Ann Bell")),
            ("Ann BellNorwick Star", Some("Ann Bell")),
            ("Ann Bell Senior Harbour Editor", Some("Ann Bell")),
            ("Staff Writer Ann Bell", Some("Ann Bell")),
            ("Ann Bell Founder & Lead Ferrywoman", Some("Ann Bell")),
            ("Carl DowFounder at Norwick Ferries", Some("Carl Dow")),
            ("Ann Bell For Norwick.example", Some("Ann Bell")),
            ("Ann Bell Norwick Star", Some("Ann Bell")),
            ("ANN BELL Associated Press", Some("Ann Bell")),
            ("Senior Editor", None),
            ("Norwick Star", None),
            ("松岡大地 記者", Some("松岡大地")),
            ("赵延东、风笑天", Some("赵延东, 风笑天")),
            ("이번 기사가 마음에", None),
            ("Harbour Desk", None),
            ("Staff", None),
        ] {
            assert_eq!(authors(text).as_deref(), names, "{text}");
        }
    }

    #[test]
    fn a_label_makes_authors_of_other_names_but_not_of_desks() {
        assert_eq!(pen_names("Ann and Carl").as_deref(), Some("Ann, Carl"));
        assert_eq!(pen_names("NorwickWire on Tuesday").as_deref(), Some("NorwickWire"));
        assert_eq!(pen_names("The Norwick Team").as_deref(), Some("The Norwick Team"));
        for text in ["Staff", "the harbour", "Harbour Desk", "Our Team", "12 people", ""] {
            assert_eq!(pen_names(text), None, "{text}");
        }
    }
}
