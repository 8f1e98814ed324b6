//! Which line is the headline, and which words of it are the title.

use std::ops::Range;

use super::score::{Page, is_dated, spoken};
use super::trimmings::{kicker, marks, source_name, trail, without_source};
use crate::model::Metadata;
use crate::segment::lexicon;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::line::measure::{Line, without_bullet};
use crate::segment::line::menu::{has_mark, is_menu, is_trail};
use crate::segment::line::prefix::prefix;
use crate::segment::mail::MailHead;
use crate::text::fold::fold;

/// What a seam that says where the headline stands adds to a line's score.
const TOLD: i32 = 100;
/// A line with a lower score is no headline.
const LEAST: i32 = -20;
/// How many lines before the body are tried.
const REACH: usize = 60;

/// The headline of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The title, as bytes of the line.
    pub title: Range<usize>,
    /// Bytes at the line's beginning that are a breadcrumb trail or stray marks.
    pub trail: usize,
    /// The name of the paper that follows the title in the line.
    pub source: Option<String>,
    /// Other lines that say the same.
    pub doubles: Vec<usize>,
}

impl Headline {
    /// The subject of a mail.
    pub fn of_mail(mail: &MailHead) -> Headline {
        Headline {
            line: mail.subject,
            title: mail.title.clone(),
            trail: mail.title.start,
            source: None,
            doubles: Vec::new(),
        }
    }

    /// The first line that says it, when that stands just above.
    pub fn top(&self) -> usize {
        self.doubles
            .iter()
            .copied()
            .filter(|&at| at < self.line && self.line - at <= 4)
            .min()
            .unwrap_or(self.line)
    }
}

/// Finds the headline of a document with that body. `first` is the line where a seam says that
/// the headline stands.
pub fn find_headline(
    lines: &[Line<'_>],
    body: &Range<usize>,
    first: Option<usize>,
    metadata: &Metadata,
) -> Option<Headline> {
    let page =
        Page { lines, body, spoken: spoken(lines, body), claimed: metadata.title.as_deref().map(fold) };
    let from = body.start.saturating_sub(REACH);
    let until = (body.start + 3).min(lines.len());
    let lowest = lines[from..until].iter().rposition(|line| is_links(line)).map_or(0, |at| from + at);
    // Where a word or two stand first, the line below may be the headline: "World", the paper.
    let short = |at: usize| lines[at].words <= 3 || is_dated(&lines[at]);
    let told = first.map_or(0..0, |first| {
        let passed = lines[first..].iter().take(3).enumerate().take_while(|(i, _)| short(first + i)).count();
        first..(first + passed + 1).min(lines.len())
    });
    let mut best: Option<(i32, usize)> = None;
    for at in from..until {
        let Some(mut score) = page.score(at) else { continue };
        score += if told.contains(&at) && !names_paper(&lines[at]) { TOLD } else { 0 };
        // What stands above a menu or a breadcrumb trail is the site's own head.
        score -= if at < lowest { 60 } else { 0 };
        score += if is_at_trail_end(lines, at) { 45 } else { 0 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let found = best.filter(|&(score, _)| score >= LEAST).map(|(_, line)| line);
    // Where a seam says so, the line is the headline whatever it looks like.
    let stands = || first.filter(|&at| lines[at].words <= 32 && !lines[at].is_chrome_by_words());
    let line = found.or_else(stands)?;
    Some(headline(lines, line, from..until, first.is_some()))
}

/// Whether a line is a menu or a breadcrumb trail, and not a headline between marks.
fn is_links(line: &Line<'_>) -> bool {
    line.size <= 220 && !line.is_prose() && has_mark(line.text) && (is_menu(line.text) || is_trail(line.text))
}

/// Whether a breadcrumb trail just above ends with the words of the line.
fn is_at_trail_end(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let above = &lines[at.saturating_sub(4)..at];
    line.words >= 2 && above.iter().any(|other| other.text.ends_with(line.text) && is_trail(other.text))
}

/// Whether two headlines say the same, or one is the other with something glued before it.
pub fn say_the_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let suffixed = |rest: &str| rest.trim_start().starts_with(['|', '–', '—', '-', '•', '·']);
    let glued = || long.ends_with(short) || long.strip_prefix(short).is_some_and(suffixed);
    long == short || short.len() >= 20 && glued() && short.split(' ').count() >= 4
}

fn headline(lines: &[Line<'_>], chosen: usize, tried: Range<usize>, told: bool) -> Headline {
    let same = |at: &usize| say_the_same(lines[*at].text, lines[chosen].text);
    let trailed = |at: usize| at < chosen && chosen - at <= 4 && is_trail(lines[at].text);
    let ends = |at: usize| trailed(at) && lines[at].text.ends_with(lines[chosen].text);
    let said = |at: &usize| lines[*at].words <= 40 && (same(at) || ends(*at));
    let mut all: Vec<usize> = tried.filter(said).collect();
    // The shortest of several is the one with nothing glued to it.
    let line = all.iter().copied().min_by_key(|&at| lines[at].text.len()).unwrap_or(chosen);
    all.retain(|&at| at != line);
    let text = lines[line].text;
    let trail = trail(text).max(marks(text)).min(text.len());
    let coded = text.strip_prefix("HD ").map_or(0, |rest| text.len() - rest.trim_start().len());
    let marked = if told { prefix(text).map_or(0, |prefix| prefix.length) } else { 0 };
    let numbered = coded.max(marked).max(text.len() - without_bullet(text).len());
    let start = (trail + kicker(&text[trail..])).max(numbered);
    let known = |name: &str| occurs(lines, line, name);
    let undated = without_date(&lines[line]).max(start);
    let end = start + without_source(&text[start..undated], known);
    let source = (end < undated).then(|| source_name(&text[end..undated])).filter(|name| !name.is_empty());
    Headline { line, title: start..end, trail, source, doubles: all }
}

/// Whether a short line is the name of a paper.
fn names_paper(line: &Line<'_>) -> bool {
    let last = line.text.rsplit(' ').next().map(fold).unwrap_or_default();
    (2..=3).contains(&line.words) && lexicon::is_outlet(&last) && is_title_cased(line.text)
}

/// Where a headline ends before the date behind it: "Bridge opens - Norwick Star - 4 May 2022".
fn without_date(line: &Line<'_>) -> usize {
    let last = line.dates.last().filter(|date| date.year.is_some() && date.span.end + 1 >= line.text.len());
    let before = last.map(|date| line.text[..date.span.start].trim_end());
    let apart = before.filter(|before| before.ends_with(['-', '–', '—', '|', '•', ',', '(']));
    apart.map_or(line.text.len(), |before| {
        before.trim_end_matches(['-', '–', '—', '|', '•', ',', '(', ' ']).len()
    })
}

/// Whether another line has the name.
fn occurs(lines: &[Line<'_>], except: usize, name: &str) -> bool {
    let near = lines.iter().enumerate().take(400);
    name.len() >= 3
        && near
            .into_iter()
            .any(|(at, line)| at != except && line.text.len() < 4000 && line.text.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> &str {
        let start = trail(text) + kicker(&text[trail(text)..]);
        &text[start..start + without_source(&text[start..], |name| name == "Norwick Star")]
    }

    #[test]
    fn the_title_is_the_headline_without_its_trimmings() {
        assert_eq!(title("Mayor opens the new bridge – Norwick Star"), "Mayor opens the new bridge");
        assert_eq!(title("Mayor Opens The New Bridge | Our Town"), "Mayor Opens The New Bridge");
        assert_eq!(title("Opinion | The bridge is late. It is good."), "The bridge is late. It is good.");
        assert_eq!(title("Home - City life - Mayor opens the new bridge"), "Mayor opens the new bridge");
        assert_eq!(title("Bridge opens – and nobody comes"), "Bridge opens – and nobody comes");
        assert_eq!(title("Explainer: Why bridges fall"), "Explainer: Why bridges fall");
    }

    #[test]
    fn a_headline_with_a_section_glued_to_it_is_a_double() {
        assert!(say_the_same("Town and RoadsMayor opens the new bridge", "Mayor opens the new bridge"));
        assert!(!say_the_same("Mayor", "The mayor"));
    }
}
