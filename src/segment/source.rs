//! Finds the source of a document (newspaper or site) in its text.
//!
//! Not here: the source that the format declares and the name after a title, which come first
//! (`outline`).

use std::ops::Range;

use crate::model::Metadata;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// How many lines at either end are looked at.
const ENDS: usize = 80;
/// From so many words on the path of an address says what its page is about.
const SLUG: usize = 3;
/// Bytes of a line in which a site names itself.
const SAYS_SO: usize = 300;

/// Finds the source of a document: by a call to follow it, by a masthead, by an address that
/// closes the text.
pub fn find_source(lines: &[Line<'_>], headline: Option<usize>, body: &Range<usize>) -> Option<String> {
    let after = lines.iter().skip(body.end.saturating_sub(2)).take(ENDS);
    let labelled = || lines.iter().rev().take(3).find_map(|line| labelled(line.text));
    let followed = after.clone().find_map(|line| followed(line.text));
    let discover = || after.clone().find_map(|line| named_in(line.text, "discover more from "));
    let masthead = || masthead(lines, headline);
    let title = headline.map_or("", |at| lines[at].text);
    let address = || closing_address(lines).filter(|address| is_own(address, title)).and_then(domain);
    labelled().or(followed).or_else(discover).or_else(masthead).or_else(address)
}

/// Whether an address that closes a text is its own and not that of a page it cites: the words in its path,
/// if it has some, are those of the title.
fn is_own(address: &str, title: &str) -> bool {
    let title = fold(title);
    let path = address.splitn(4, '/').nth(3).unwrap_or_default();
    let slug = path.split(['/', '.']).max_by_key(|step| step.split(['-', '_']).count()).unwrap_or_default();
    let words = || {
        slug.split(['-', '_']).filter(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    let all = words().count();
    let shared = words().filter(|word| title.contains(&word.to_ascii_lowercase())).count();
    // A title in letters that addresses do not have cannot be compared.
    let letters = title.chars().filter(|c| c.is_alphabetic());
    let (plain, other): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii);
    plain.len() < other.len() || title.is_empty() || all < SLUG || shared * 3 >= all
}

/// Whether the name behind a title is that of a site: it sounds like a newspaper or is an address, or the
/// page says so where sites do.
pub fn is_said_to_be_site(name: &str, lines: &[Line<'_>]) -> bool {
    let last = name.rsplit(' ').next().map(fold).unwrap_or_default();
    let paper = name.contains(' ') && (lexicon::is_outlet(&last) || name.starts_with("The "));
    let address = name.contains('.') && !name.contains(' ');
    let said = |line: &Line<'_>| {
        let text = line.text;
        let short = text.len() <= SAYS_SO && text.len() > name.len();
        short && text.contains(name) && {
            let folded = fold(text);
            ["©", "copyright", "rights reserved", "follow ", "about ", "subscribe to ", "published by "]
                .iter()
                .any(|words| folded.contains(words))
        }
    };
    paper || address || lines.iter().rev().take(ENDS).any(said)
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
    // "on Facebook Follow", "@norwick", "Home › News": calls and trails name nobody.
    let called =
        lexicon::networks(name) > 0 || name.to_ascii_lowercase().split(' ').any(|word| word == "follow");
    let marked = name.starts_with('@') || name.contains(['›', '»', '>', '|']);
    ((1..=6).contains(&words) && is_title_cased(name) && !pronoun && !called && !marked)
        .then(|| name.to_owned())
}

/// A short first line in capitals before the headline.
fn masthead(lines: &[Line<'_>], headline: Option<usize>) -> Option<String> {
    let first = lines.first().filter(|_| headline.is_some_and(|at| at > 0))?;
    let letters = || first.text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 3 && letters().all(char::is_uppercase);
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

/// The address that is the last line or the one before.
pub fn closing_address<'t>(lines: &[Line<'t>]) -> Option<&'t str> {
    lines.iter().rev().take(2).map(|line| line.text).find(|text| domain(text).is_some())
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
        assert_eq!(followed("Follow on Facebook Follow on Chirper"), None);
        assert_eq!(domain("https://www.norwick-star.example/a/b?c").as_deref(), Some("norwick-star.example"));
        assert_eq!(domain("see https://norwick.example"), None);
    }

    #[test]
    fn an_address_about_something_else_is_cited() {
        let title = "The harbour of Norwick freezes over";
        assert!(is_own("https://norwick.example/news/harbour-of-norwick-frozen-12.html", title));
        assert!(is_own("https://norwick.example/28065516.html", title));
        let cited = "https://norwick.example/politik/hafen-friert-harbour-fischer-warten/2.html";
        assert!(!is_own(cited, title));
        assert!(is_own(cited, "Гавань замёрзла"));
    }
}
