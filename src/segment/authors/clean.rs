//! Cleans one name of a byline: removes a label ("By"), a job title, the name of a newspaper, and what
//! scrapers left glued to it; and writes a name in capitals in the usual way.
//!
//! Not here: splitting a byline into names (`name_list`), and whether the words are a name (`people`).

use crate::segment::lexicon;
use crate::segment::lexicon::byline_words::{is_group_word, is_role};
use crate::text::fold::fold;

/// One name without a label, and without what is glued to its end; whether something was.
pub fn cleaned(name: &str) -> (String, bool) {
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
