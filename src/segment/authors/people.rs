//! The people a byline names: its words without labels, trades, papers and what scrapers glue to
//! them. Where a document has its byline is `byline`.

use crate::segment::date_text::{find_dates, has_weekday};
use crate::segment::lexicon;
use crate::segment::lexicon::byline_words::{is_group_word, is_role};
use crate::segment::lexicon::names::{is_person, person_score};
use crate::text::fold::fold;

/// What ends the names of a byline.
const STOPS: [&str; 20] = [
    " - ",
    " – ",
    " — ",
    " on ",
    " in ",
    " In ",
    " at ",
    " for ",
    " For ",
    " am ",
    " le ",
    " el ",
    " den ",
    " Follow",
    " Updated",
    " Published",
    " Posted",
    " Category",
    " Read",
    "\u{a0}| ",
];
/// What scrapers glue to a name: "Ann BellPublished".
const GLUED: [&str; 6] = ["Published", "Updated", "Posted", "Twitter", "Facebook", "Follow"];
/// What stands between two names.
const JOINTS: [&str; 12] =
    [" and ", " & ", " und ", " et ", " y ", " og ", " och ", " en ", " e ", " i ", " и ", " та "];

/// The authors in a piece of text, separated by commas; `None` when no person is left.
pub fn authors(text: &str) -> Option<String> {
    let mut authors: Vec<String> = Vec::new();
    for name in listed(text).split([',', ';', '、']).map(str::trim).filter(|name| !name.is_empty()) {
        let (name, cut) = cleaned(name);
        let person = if is_dense(&name) { is_dense_name(&name) } else { is_person(&name) };
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

/// The list of names a byline holds, with nothing but commas between them.
pub fn listed(text: &str) -> String {
    let text = without_brackets(text);
    let end = text.find(['|', '•', '·', '⋅', '»', '\n', '@', '(', '[', ':', '<']).unwrap_or(text.len());
    let stops = |at: &usize| begins_with_any(&text[*at..], &STOPS);
    let end = spaces(&text).find(stops).map_or(end, |at| at.min(end));
    let dated = find_dates(&text).first().map_or(end, |date| date.span.start);
    let end = end.min(dated);
    // "3i Norwick" is a firm.
    let letter = text[..end].find(char::is_alphabetic).unwrap_or(end);
    let digit = text[letter..end].find(|c: char| c.is_ascii_digit());
    // "Ann Bell2 hours ago", but "carl7".
    let glued = digit.filter(|_| text[..end].trim().contains(' '));
    let end = glued.map_or(end, |at| letter + at);
    let end =
        GLUED.iter().filter_map(|stop| text[..end].find(stop)).filter(|&at| at > 0).fold(end, usize::min);
    let slashed = text[..end].replace('/', ",");
    // Names in Chinese and Japanese hold no spaces.
    let hangul = |c: char| matches!(c, '\u{AC00}'..='\u{D7A3}');
    let spaced =
        is_dense(&slashed) && !slashed.contains(hangul) && slashed.split_whitespace().all(is_dense_name);
    let slashed = if spaced { slashed.replace(char::is_whitespace, ",") } else { without_trade(slashed) };
    let joined = spaces(&slashed).any(|at| begins_with_any(&slashed[at..], &JOINTS));
    match joined {
        true => JOINTS.iter().fold(slashed, |list, joint| list.replace(joint, ",")),
        false => slashed,
    }
}

/// Where the spaces of a text are; all joints and stops begin with one.
fn spaces(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices([' ', '\u{a0}']).map(|(at, _)| at)
}

fn begins_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// The first word of a Korean or Japanese name and its bearer's trade.
fn without_trade(text: String) -> String {
    match text.rsplit_once(char::is_whitespace) {
        Some((name, trade)) if is_dense(name) && lexicon::is_trade(trade) => name.to_owned(),
        _ => text,
    }
}

/// Whether a text is in Chinese, Japanese or Korean.
pub fn is_dense(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'))
}

/// Whether a word of such a script can be a name: it is of two to four characters and no trade.
pub fn is_dense_name(word: &str) -> bool {
    let kana = |c: char| matches!(c, '\u{3040}'..='\u{309F}');
    (2..=4).contains(&word.chars().count())
        && word.chars().all(|c| c.is_alphabetic() && !kana(c))
        && !lexicon::is_trade(word)
        && !lexicon::is_desk(word)
}

/// The text without a nickname in brackets: "Ann (Annie) Bell".
fn without_brackets(text: &str) -> String {
    let inner = text.split_once(" (").and_then(|(before, rest)| Some((before, rest.split_once(") ")?)));
    match inner {
        Some((before, (name, after))) if name.len() <= 20 && after.starts_with(char::is_uppercase) => {
            format!("{before} {after}")
        }
        _ => text.to_owned(),
    }
}

/// One name without a label, and without what is glued to its end; whether something was.
fn cleaned(name: &str) -> (String, bool) {
    let named = ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name);
    let glued = named.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase));
    let name = glued.unwrap_or(named);
    let whole = unglued(name);
    // A sentence ends, not an initial or a title.
    let last = whole.rsplit(' ').next().unwrap_or(whole);
    let ended = whole.strip_suffix('.').filter(|_| last.len() > 4).unwrap_or(whole);
    let bare = without_roles(ended);
    (unshouted(bare), whole.len() < name.len() || !ended.ends_with(bare))
}

/// Whether words are rather the name of a paper: "Norwick Star".
pub fn names_outlet(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|last| lexicon::is_outlet(&fold(last))) && person_score(name) < 2
}

/// A name of two words or more without what its bearer does and for whom: "Ann Bell Senior
/// Editor", "Staff Writer Ann Bell", "Ann Bell Norwick Star".
fn without_roles(name: &str) -> &str {
    let mut rest = name.trim();
    if let Some((at, _)) = rest.match_indices(' ').nth(1).filter(|_| rest.split(' ').count() == 4) {
        let last = fold(&rest[at + 1..]);
        let paper = last.rsplit(' ').next().is_some_and(lexicon::is_outlet) || is_group_word(&last);
        rest = if paper { &rest[..at] } else { rest };
    }
    while let Some((first, after)) = rest.split_once(' ')
        && is_role(first)
        && after.split_whitespace().count() >= 2
    {
        rest = after.trim_start();
    }
    let mut spaces = rest.match_indices(' ').skip(1).map(|(at, _)| at);
    let role = |at: &usize| rest[at + 1..].split(' ').next().is_some_and(is_role);
    spaces.find(role).map_or(rest, |at| &rest[..at])
}

/// A name without what a scraper glued to it: "Ann BellNorwick Star".
fn unglued(name: &str) -> &str {
    let (mut letters, mut before) = (0, ' ');
    for (at, c) in name.char_indices() {
        let role = || name[at..].split([' ', ',']).next().is_some_and(is_role);
        // "MacDonald", "DeLillo" are whole.
        if before.is_lowercase() && c.is_uppercase() && (letters >= 4 || role()) {
            return &name[..at];
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        before = c;
    }
    name
}

/// A name in capitals as names are written.
fn unshouted(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    for word in name.split_inclusive([' ', '-']) {
        // Initials and particles of few letters stay as they are.
        let shouts =
            word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !word.chars().any(char::is_lowercase);
        let mut letters = word.chars();
        written.extend(letters.next());
        match shouts {
            true => written.extend(letters.flat_map(char::to_lowercase)),
            false => written.push_str(letters.as_str()),
        }
    }
    written
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
