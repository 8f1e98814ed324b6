//! Chooses the source of a document (newspaper or site) from what its text names.
//!
//! Not here: the source that the format declares and the name after a title, which come first
//! (`outline`).

use super::address::{closing_address, domain, is_host_of_all, is_own};
use super::folder::SiteEvidence;
use super::name::is_ordinary;
use super::said::{SourceContext, weighed_names};
use super::weights::ENOUGH;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// How many lines at the end are looked at.
const ENDS: usize = 80;
/// Bytes of a line in which a site names itself.
const SAYS_SO: usize = 300;

/// A source, and whether the text says that it is that.
pub type NamedSource = (String, bool);

/// Finds the source of a document: behind its label, by a masthead, by what the page says of itself, by an
/// address that closes the text. Only a label makes it sure.
/// With it what the page gives for the name of its site, for the other files of its folder.
pub fn find_source(page: &SourceContext<'_, '_>) -> (Option<NamedSource>, SiteEvidence) {
    let named = |name: String, sure| {
        let evidence = SiteEvidence::source(&name);
        (Some((name, sure)), evidence)
    };
    let SourceContext { lines, headline, .. } = *page;
    if let Some(name) = lines.iter().rev().take(3).find_map(|line| labelled(line.text)) {
        return named(name, true);
    }
    let title = headline.map_or("", |at| lines[at].text);
    let address = || closing_address(lines).filter(|address| is_own(address, title)).and_then(domain);
    let address = || address().filter(|domain| !is_host_of_all(domain));
    let masthead = masthead(lines, headline);
    // In capitals it is that of a paper; the notices of its page name the publisher.
    let printed = masthead.clone().filter(|name| !name.contains(char::is_lowercase));
    if let Some(name) = printed {
        return named(name, false);
    }
    let names = weighed_names(page);
    let said = names.first().filter(|(_, weight)| *weight >= ENOUGH).map(|(name, _)| name.clone());
    match said.or(masthead).or_else(address) {
        Some(name) => named(name, false),
        None => (None, SiteEvidence::names(names)),
    }
}

/// Whether the name behind a title is that of a site: it sounds like a newspaper or is an address, or the
/// page says so where sites do.
pub fn is_said_to_be_site(name: &str, lines: &[Line<'_>]) -> bool {
    let paper = names_paper(name);
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
    paper || address || !is_ordinary(name) && lines.iter().rev().take(ENDS).any(said)
}

/// Whether a name of several words is that of a newspaper by its form.
fn names_paper(name: &str) -> bool {
    let last = name.rsplit(' ').next().map(fold).unwrap_or_default();
    name.contains(' ') && (lexicon::is_outlet(&last) || name.starts_with("The "))
}

/// "Source: The Norwick Star" at the end.
fn labelled(text: &str) -> Option<String> {
    is_label(text).then(|| text.split_once(':')).flatten().and_then(|(_, rest)| name(rest))
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
    let holds = |text: &str| text.len() > first.text.len() && text.contains(first.text);
    let again = || lines.iter().skip(1).take(400).any(|line| holds(line.text));
    let fits = (1..=5).contains(&first.words) && is_title_cased(first.text) && !first.is_chrome_by_words();
    let ordinary = || is_ordinary(first.text) && !names_paper(first.text);
    let named = fits
        && first.words >= 2
        && !is_odd(first, headline.map(|at| &lines[at]))
        && (capitals || !ordinary() && again());
    named.then(|| first.text.to_owned())
}

/// Whether a first line is no name of a paper: it is a label, a list or a date, or the headline repeats it.
fn is_odd(first: &Line<'_>, headline: Option<&Line<'_>>) -> bool {
    first.text.ends_with(':')
        || first.text.contains(['/', '|', ','])
        || headline.is_some_and(|headline| headline.text.contains(first.text))
        || first.cues.any(Cues::MASTHEAD)
        || first.is_date_line()
        || first.text.bytes().any(|b| b.is_ascii_digit())
}

/// "Source: The Norwick Star".
pub fn is_label(text: &str) -> bool {
    text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("source:"))
}
