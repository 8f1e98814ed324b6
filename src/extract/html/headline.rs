//! Finds the main heading of a web page that says what the page declares as its title. What is declared
//! is often written for search engines; the heading is what the page shows.
//!
//! Not here: the headline of pages without such headings (`segment::title`).

use std::collections::HashSet;

use crate::extract::fact::fact;
use crate::text::fold::fold;

/// So many main headings are looked at.
pub const MOST: usize = 8;
/// A longer heading is a whole article's, in bytes.
pub const LONGEST: usize = 400;
/// From this share of the words of the shorter on two titles say the same.
const SAME: f64 = 0.5;
/// Shorter words are not counted where there are others.
const WORD: usize = 4;

/// The heading that says most of what one of the declared titles says; none that only names the site.
pub fn choose(headings: &[String], declared: &[&str], site: Option<&str>) -> Option<String> {
    let site = site.map(bare).unwrap_or_default();
    let mut best: Option<(usize, &str)> = None;
    for heading in headings {
        let text = heading.trim_end_matches(['¶', '#', ' ']);
        let names_site = bare(text) == site || declared.iter().any(|title| is_small_part(text, title));
        let common = declared.iter().filter_map(|title| common(text, title)).max();
        if let Some(common) =
            common.filter(|common| !names_site && best.is_none_or(|(most, _)| *common > most))
        {
            best = Some((common, text));
        }
    }
    best.and_then(|(_, text)| fact(text))
}

/// How many words a heading and a title have in common when they say the same. A heading that only adds
/// a word before the title is left to it.
fn common(heading: &str, title: &str) -> Option<usize> {
    let (folded, bare_title) = (bare(heading), bare(title));
    if folded != bare_title && folded.ends_with(&bare_title) {
        return None;
    }
    // One word is the section more often than the headline.
    if folded != bare_title && heading.is_ascii() && !heading.contains(' ') {
        return None;
    }
    let (ours, theirs) = (words(heading), words(title));
    let both = ours.intersection(&theirs).count();
    (both > 0 && both as f64 >= SAME * ours.len().min(theirs.len()) as f64).then_some(both)
}

/// The words of a title that tell it from others.
fn words(title: &str) -> HashSet<String> {
    let folded = fold(title);
    let all = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = |word: &&str| word.chars().count() >= WORD || word.bytes().all(|b| b.is_ascii_digit());
    let long: HashSet<String> = all().filter(telling).map(str::to_owned).collect();
    if long.is_empty() { all().map(str::to_owned).collect() } else { long }
}

/// Whether a heading is a part of a title between marks, but not its longest: the site or a section.
fn is_small_part(heading: &str, title: &str) -> bool {
    let parts = parts(title);
    let longest = parts.iter().map(|part| part.len()).max().unwrap_or_default();
    let heading = bare(heading);
    parts.len() > 1 && parts.iter().any(|part| part.len() < longest && bare(part) == heading)
}

/// The parts of a title between the marks that sites put there.
fn parts(title: &str) -> Vec<&str> {
    let spaced = [" - ", " – ", " — ", " > ", " / ", " · ", " • ", ": ", " :: "];
    let mut parts: Vec<&str> = title.split(['|', '»', '_']).collect();
    for mark in spaced {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Letters and digits, folded.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(headings: &[&str], declared: &[&str]) -> Option<String> {
        let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
        choose(&headings, declared, Some("Norwick Star"))
    }

    #[test]
    fn the_heading_that_says_what_is_declared_is_the_title() {
        let declared = ["Harbour Bridge Guide 2024: Opening hours | Norwick Star"];
        assert_eq!(
            chosen(&["Norwick Star", "A guide to the harbour bridge"], &declared).as_deref(),
            Some("A guide to the harbour bridge")
        );
        assert_eq!(chosen(&["Norwick Star"], &declared), None);
        assert_eq!(chosen(&["Sign up for our letters"], &declared), None);
    }

    #[test]
    fn a_section_or_a_word_before_the_title_is_no_better() {
        assert_eq!(chosen(&["Ferries"], &["Ferries - Mayor opens the new bridge"]), None);
        assert_eq!(chosen(&["Video - Mayor opens the bridge"], &["Mayor opens the bridge"]), None);
    }
}
