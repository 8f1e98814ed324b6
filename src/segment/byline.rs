//! Who wrote it: the authors a head names. Photographers, agencies and desks are no authors.

use std::ops::Range;

use super::dates::has_weekday;
use super::lexicon::{self, Cues};
use super::lines::{Line, without_bullet};
use super::names::is_person;
use crate::text::fold::fold;

/// A byline and the line it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The authors, separated by commas.
    pub authors: String,
}

/// A labelled byline may stand so many lines below the headline.
const FAR: usize = 16;

/// Finds the authors between the headline and the first lines of the body.
pub fn find_byline(lines: &[Line<'_>], headline: Option<usize>, body: &Range<usize>) -> Option<Byline> {
    let from = headline.map_or(body.start.saturating_sub(8), |at| at.saturating_sub(3));
    let until = (body.start + 3).max(headline.map_or(0, |at| at + 8)).min(lines.len());
    let open =
        || (from..until).filter(|&at| headline != Some(at) && lines[at].words <= 30 && lines[at].size <= 200);
    let after_headline = |at: usize| headline.is_some_and(|headline| at > headline && at <= headline + 5);
    let labelled = |at: &usize| lines[*at].cues.any(Cues::BYLINE) && lines[*at].words <= 12;
    let below = headline.map_or(until, |at| (at + FAR).min(body.start + 4).min(lines.len()));
    let explicit = open()
        .find_map(|at| explicit(lines, at))
        .or_else(|| (until..below.max(until)).filter(labelled).find_map(|at| self::explicit(lines, at)));
    let beside_date = || open().find_map(|at| beside_date(lines, at));
    let alone = || {
        let is_name =
            |at: &usize| is_person(without_bullet(lines[*at].text)) && !lines[*at].is_chrome_by_words();
        let name = open().find(|at| after_headline(*at) && *at < body.end && is_name(at))?;
        let dated = lines.iter().skip(name.saturating_sub(1)).take(4).any(Line::is_date_line);
        (dated || name < body.start || headline == Some(name.wrapping_sub(1)))
            .then(|| byline(name, without_bullet(lines[name].text)))?
    };
    let after = || {
        let foot = body.end..lines.len().min(body.end + 12);
        foot.filter(|&at| lines[at].words <= 8 && lines[at].text.starts_with("Written by"))
            .find_map(|at| self::explicit(lines, at))
    };
    explicit.or_else(beside_date).or_else(alone).or_else(after)
}

/// "By Ann Bell", or "By" with the name on the next line.
fn explicit(lines: &[Line<'_>], at: usize) -> Option<Byline> {
    let line = &lines[at];
    let text = without_bullet(line.text);
    let Some((mark, label)) = label(text) else {
        // "Posted on May 4, 2020 by Ann Bell".
        let by = [" by ", " By ", " von ", " Von ", " par ", " Par ", " por ", " Por "]
            .iter()
            .find_map(|by| line.text.find(by).map(|at| at + by.len()))?;
        return if line.is_date_line() { byline(at, &line.text[by..]) } else { None };
    };
    let rest = text[mark..].trim_start_matches([':', ' ', '\u{a0}']);
    if rest.is_empty() && label {
        return lines
            .get(at + 1)
            .filter(|next| next.words <= 12)
            .and_then(|next| byline(at + 1, without_bullet(next.text)));
    }
    (line.words <= 20 && !line.is_prose()).then(|| byline(at, rest))?
}

/// The length of the words before an author, and whether they can stand alone in a line.
fn label(text: &str) -> Option<(usize, bool)> {
    const LABELS: [&str; 16] = [
        "written by",
        "story by",
        "reported by",
        "words by",
        "posted by",
        "published by",
        "byline",
        "author",
        "autorin",
        "autor",
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
    ];
    let start = text.get(..text.floor_char_boundary(14))?.to_ascii_lowercase();
    let label = LABELS.iter().find(|label| {
        start.strip_prefix(**label).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })?;
    Some((label.len(), label.len() > 1))
}

/// "Ann Bell 19 Jun 2025", "May 4, 2020 | Ann Bell".
fn beside_date(lines: &[Line<'_>], at: usize) -> Option<Byline> {
    let line = &lines[at];
    if !line.is_date_line() {
        return None;
    }
    let (first, last) = (line.dates.first()?, line.dates.last()?);
    let edge = |c: char| !c.is_alphanumeric();
    let before = &line.text[..first.span.start];
    // "Norwick, 4 May 2020" is a place.
    let place = before.trim_end().ends_with(',') && !before.contains(['|', '•', '·', '/']);
    let around = [if place { "" } else { before }, &line.text[last.span.end..]];
    let parts = around.into_iter().flat_map(|part| part.split(['|', '•', '·', '/', ',']));
    let mut names = parts.map(|part| without_label(part).trim_matches(edge)).filter(|name| is_person(name));
    names.find_map(|name| byline(at, name))
}

/// "Ann Bell Published at 10:19" without the label and what follows it.
fn without_label(part: &str) -> &str {
    let labels = [" Published", " Updated", " Posted", " published", " updated"];
    let end = labels.iter().filter_map(|label| part.find(label)).fold(part.len(), usize::min);
    &part[..end]
}

/// The sender of a mail, who need not have two names.
pub fn sender(line: usize, name: &str) -> Option<Byline> {
    let named = (1..=5).contains(&name.split_whitespace().count()) && !name.contains('@');
    byline(line, name).or_else(|| named.then(|| Byline { line, authors: name.to_owned() }))
}

/// The people among claimed authors, separated by commas.
pub fn people(claimed: &str) -> Option<String> {
    let text = claimed.trim_start_matches(['•', '-', ' ']);
    let rest = label(text).map_or(text, |(end, _)| text[end..].trim_start_matches([':', ' ', '\u{a0}']));
    byline(0, rest).map(|byline| byline.authors)
}

/// Cleans a list of authors; `None` when no person is left.
fn byline(line: usize, text: &str) -> Option<Byline> {
    let end = text.find(['|', '•', '·', '\n', '@', '(', '/']).unwrap_or(text.len());
    let end = [" - ", " – ", " — ", " on ", " Follow", " Updated", " Published", " Posted", " for ", " In "]
        .iter()
        .filter_map(|stop| text.find(stop))
        .fold(end, usize::min);
    let end = text[..end].find(|c: char| c.is_ascii_digit()).unwrap_or(end);
    // Scrapers glue: "Ann BellPublished".
    let glued = ["Published", "Updated", "Posted", "Twitter", "Facebook", "Follow"];
    let end =
        glued.iter().filter_map(|stop| text[..end].find(stop)).filter(|&at| at > 0).fold(end, usize::min);
    let listed = text[..end]
        .replace(" and ", ",")
        .replace(" & ", ",")
        .replace(" und ", ",")
        .replace(" et ", ",")
        .replace(" y ", ",");
    let mut authors: Vec<String> = Vec::new();
    for name in listed.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()) {
        let named = ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name);
        let glued = named.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase));
        let name = glued.unwrap_or(named);
        let whole = unglued(name);
        let cut = whole.len() < name.len();
        let name = unshouted(whole);
        if !is_person(&name) || has_weekday(&name) {
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
    (!authors.is_empty()).then(|| Byline { line, authors: authors.join(", ") })
}

/// A name without what a scraper glued to it: "Ann BellNorwick Star".
fn unglued(name: &str) -> &str {
    let (mut letters, mut before) = (0, ' ');
    for (at, c) in name.char_indices() {
        // "MacDonald", "DeLillo" are whole.
        if before.is_lowercase() && c.is_uppercase() && letters >= 4 {
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

/// Whether a line is a byline though its names are not people: "By Staff", "Russia Desk".
pub fn is_byline(line: &Line<'_>) -> bool {
    let last = line.text.rsplit(' ').next().map(fold).unwrap_or_default();
    line.cues.any(Cues::BYLINE) && line.words <= 12 && !line.ends_sentence
        || line.words <= 4 && lexicon::is_desk(&last) && !line.ends_sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(text: &str) -> Option<String> {
        byline(0, text).map(|byline| byline.authors)
    }

    #[test]
    fn only_people_are_authors() {
        assert_eq!(authors("Ann Bell and Carl Dow").as_deref(), Some("Ann Bell, Carl Dow"));
        assert_eq!(authors("ANN BELL, Staff Writer").as_deref(), Some("Ann Bell"));
        assert_eq!(authors("Ann Bell | Norwick Star").as_deref(), Some("Ann Bell"));
        assert_eq!(authors("Harbour Desk"), None);
        assert_eq!(authors("Staff"), None);
        assert_eq!(label("By: Ann").map(|(end, _)| end), Some(2));
        assert_eq!(label("Byron spoke"), None);
    }
}
