//! Recognises lines of links, menus and breadcrumb trails: many short words or names between equal marks
//! or wide gaps.

use crate::text::token::is_plain;

/// Marks between the entries of a menu, and how many entries at least make one.
const MARKS: [(&str, usize); 10] = [
    (" | ", 3),
    (" · ", 3),
    (" • ", 3),
    ("  ", 3),
    (" > ", 3),
    (" › ", 3),
    (" » ", 3),
    (" / ", 3),
    (" – ", 4),
    (" - ", 4),
];

/// Whether a line is a row of links and no sentence or headline.
pub fn is_menu(text: &str) -> bool {
    text.len() <= 400
        && !text.ends_with('.')
        && has_mark(text)
        && MARKS.iter().any(|&(mark, least)| holds(text, mark) && is_row(text, mark, least))
}

/// Whether a mark with white space around it is in the text; most lines have none, and are neither
/// menu nor trail.
pub fn has_mark(text: &str) -> bool {
    // Behind nearly every space a word begins.
    if !text.as_bytes().windows(2).any(|pair| pair[0] == b' ' && !is_plain(pair[1])) {
        return false;
    }
    let mut spaced = false;
    let mut marked = false;
    text.chars().any(|c| {
        let space = c == ' ';
        let found = space && (spaced || marked);
        marked = spaced && !c.is_alphanumeric();
        spaced = space;
        found
    })
}

/// Whether the middle of a mark is in the text; it is found sooner than the whole mark.
fn holds(text: &str, mark: &str) -> bool {
    mark.chars().nth(1).is_some_and(|middle| text.contains(middle))
}

fn is_row(text: &str, mark: &str, least: usize) -> bool {
    let entries = || text.split(mark).map(str::trim).filter(|entry| !entry.is_empty());
    let short = |entry: &str| entry.split_whitespace().count() <= 4 && !entry.ends_with(['.', ',']);
    // One entry may call for something: "Win a weekend in Norwick!"
    let long = entries().filter(|entry| !short(entry)).count();
    let count = entries().count();
    count >= least && (long == 0 || count >= 4 && long == 1 && entries().all(|entry| entry.len() <= 40))
}

/// Whether the line leads down to a page: "Home / City / Roads".
pub fn is_trail(text: &str) -> bool {
    has_mark(text)
        && [" > ", " › ", " » ", " / ", " → "].iter().filter(|mark| holds(text, mark)).any(|mark| {
            let steps: Vec<&str> = text.split(mark).collect();
            let short = |step: &&str| step.split_whitespace().count() <= 3;
            steps.len() >= 2 && steps.iter().rev().skip(1).all(short)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_links_are_told_from_headlines() {
        for menu in [
            "News | City | Sport",
            "Front page – Parish – School – Boats",
            "Company  Docks  Press",
            "Home > Mayor > Speeches and statements",
        ] {
            assert!(is_menu(menu), "{menu}");
        }
        for text in ["Mayor opens the bridge – at last", "Bridge opens | Norwick Star", "", "One / two"] {
            assert!(!is_menu(text), "{text}");
        }
    }
}
