//! Finds the source of a document (newspaper or site) in its text.
//!
//! Not here: the source that the format declares and the name after a title, which come first
//! (`outline`).

use std::ops::Range;

use crate::model::Metadata;
use crate::segment::lexicon::Cues;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// How many lines at either end are looked at.
const ENDS: usize = 80;

/// Finds the source of a document: by a call to follow it, by a masthead, by an address that
/// closes the text.
pub fn find_source(lines: &[Line<'_>], headline: Option<usize>, body: &Range<usize>) -> Option<String> {
    let after = lines.iter().skip(body.end.saturating_sub(2)).take(ENDS);
    let labelled = || lines.iter().rev().take(3).find_map(|line| labelled(line.text));
    let followed = after.clone().find_map(|line| followed(line.text));
    let discover = || after.clone().find_map(|line| named_in(line.text, "discover more from "));
    let masthead = || masthead(lines, headline);
    labelled().or(followed).or_else(discover).or_else(masthead).or_else(|| closing_address(lines))
}

/// "Follow The Norwick Star on Twitter".
fn followed(text: &str) -> Option<String> {
    if text.len() > 400 {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let start = lower.find("follow ")? + "follow ".len();
    let end = start + lower[start..].find(" on ")?;
    name(&text[start..end])
}

/// "Source: The Norwick Star" at the end.
fn labelled(text: &str) -> Option<String> {
    is_label(text).then(|| text.split_once(':')).flatten().and_then(|(_, rest)| name(rest))
}

fn named_in(text: &str, before: &str) -> Option<String> {
    if text.len() > 200 {
        return None;
    }
    let start = text.to_ascii_lowercase().find(before)? + before.len();
    name(&text[start..])
}

fn name(text: &str) -> Option<String> {
    let name = text.trim();
    let words = name.split_whitespace().count();
    let pronoun = matches!(name.to_ascii_lowercase().as_str(), "us" | "me" | "our" | "them" | "him" | "her");
    ((1..=6).contains(&words) && is_title_cased(name) && !pronoun).then(|| name.to_owned())
}

/// A short first line in capitals before the headline.
fn masthead(lines: &[Line<'_>], headline: Option<usize>) -> Option<String> {
    let first = lines.first().filter(|_| headline.is_some_and(|at| at > 0))?;
    let letters = || first.text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 3 && letters().all(|c| !c.is_lowercase());
    let again = lines
        .iter()
        .skip(1)
        .take(400)
        .any(|line| line.text.contains(first.text) && line.text.len() > first.text.len());
    let fits = (1..=5).contains(&first.words) && is_title_cased(first.text) && !first.is_chrome_by_words();
    let odd = first.cues.any(Cues::MASTHEAD)
        || first.is_date_line()
        || first.text.bytes().any(|b| b.is_ascii_digit());
    (fits && !odd && first.words >= 2 && (capitals || again)).then(|| first.text.to_owned())
}

/// The domain of an address that is the last line or the one before.
fn closing_address(lines: &[Line<'_>]) -> Option<String> {
    lines.iter().rev().take(2).find_map(|line| domain(line.text))
}

/// "Source: The Norwick Star".
pub fn is_label(text: &str) -> bool {
    text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("source:"))
}

/// Whether a name is that of the page's site, by the source or the address its format gives.
pub fn is_site(name: &str, metadata: &Metadata) -> bool {
    let name = fold(name);
    let source = metadata.source.as_deref().map(fold).unwrap_or_default();
    let site = metadata.url.as_deref().and_then(domain).unwrap_or_default();
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    !source.is_empty() && (source.contains(&name) || name.contains(&source))
        || bare.len() >= 3 && site.contains(&bare)
}

/// The domain of a line that is an address and nothing else.
pub fn domain(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let whole = !text.contains(char::is_whitespace) && host.contains('.');
    let lettered = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    (whole && lettered).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_by_its_own_calls_or_its_address() {
        assert_eq!(
            followed("For news follow The Norwick Star on Chirper.").as_deref(),
            Some("The Norwick Star")
        );
        assert_eq!(followed("Follow us on Chirper"), None);
        assert_eq!(domain("https://www.norwick-star.example/a/b?c").as_deref(), Some("norwick-star.example"));
        assert_eq!(domain("see https://norwick.example"), None);
    }
}
