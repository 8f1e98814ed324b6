//! Which line is the headline, and which words of it are the title.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::Cues;
use super::lines::{Line, without_bullet};
use super::mail::MailHead;
use super::menu::{is_menu, is_trail};
use super::names::is_person;
use super::trimmings::{kicker, source_name, trail, without_source};
use crate::model::{BlockKind, Metadata};
use crate::text::fold::fold;
use crate::text::token::terms;

/// How much of the body, in bytes, a headline's words are compared with.
const COMPARED: usize = 4000;
/// How many lines before the body are tried.
const REACH: usize = 60;

/// The headline of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The title, as bytes of the line.
    pub title: Range<usize>,
    /// Bytes at the line's beginning that are a breadcrumb trail.
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
    let spoken = spoken(lines, body);
    let claimed = metadata.title.as_deref().map(fold);
    let from = body.start.saturating_sub(REACH);
    let until = (body.start + 3).min(lines.len());
    let lowest = lines[from..until].iter().rposition(|line| is_links(line)).map_or(0, |at| from + at);
    let mut best: Option<(i32, usize)> = None;
    for at in from..until {
        let Some(mut score) = score(lines, at, body, &spoken, claimed.as_deref()) else { continue };
        score += if first == Some(at) { 80 } else { 0 };
        // What stands above a menu or a breadcrumb trail is the site's own head.
        score -= if at < lowest { 40 } else { 0 };
        score += if is_at_trail_end(lines, at) { 30 } else { 0 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let found = best.filter(|&(score, _)| score >= 15).map(|(_, line)| line);
    // Where a seam says so, the line is the headline whatever it looks like.
    let told = || first.filter(|&at| lines[at].words <= 32 && !lines[at].is_chrome_by_words());
    let line = found.or_else(told)?;
    Some(headline(lines, line, from..until))
}

/// Whether a line is a menu or a breadcrumb trail, and not a headline between marks.
fn is_links(line: &Line<'_>) -> bool {
    line.size <= 220 && !line.is_prose() && (is_menu(line.text) || is_trail(line.text))
}

/// Whether a breadcrumb trail just above ends with the words of the line.
fn is_at_trail_end(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let above = &lines[at.saturating_sub(4)..at];
    line.words >= 2 && above.iter().any(|other| is_trail(other.text) && other.text.ends_with(line.text))
}

/// Whether two headlines say the same, or one is the other with something glued before it.
pub fn say_the_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let suffixed = |rest: &str| rest.trim_start().starts_with(['|', '–', '—', '-', '•', '·']);
    let glued = long.ends_with(short) || long.strip_prefix(short).is_some_and(suffixed);
    long == short || short.split(' ').count() >= 4 && short.len() >= 20 && glued
}

fn headline(lines: &[Line<'_>], chosen: usize, tried: Range<usize>) -> Headline {
    let same = |at: &usize| say_the_same(lines[*at].text, lines[chosen].text);
    let trailed = |at: usize| at < chosen && chosen - at <= 4 && is_trail(lines[at].text);
    let ends = |at: usize| trailed(at) && lines[at].text.ends_with(lines[chosen].text);
    let said = |at: &usize| lines[*at].words <= 40 && (same(at) || ends(*at));
    let mut all: Vec<usize> = tried.filter(said).collect();
    // The shortest of several is the one with nothing glued to it.
    let line = all.iter().copied().min_by_key(|&at| lines[at].text.len()).unwrap_or(chosen);
    all.retain(|&at| at != line);
    let text = lines[line].text;
    let trail = trail(text);
    let coded = text.strip_prefix("HD ").map_or(0, |rest| text.len() - rest.trim_start().len());
    let numbered = coded.max(text.len() - without_bullet(text).len());
    let start = (trail + kicker(&text[trail..])).max(numbered);
    let known = |name: &str| occurs(lines, line, name);
    let end = start + without_source(&text[start..], known);
    let source = (end < text.len()).then(|| source_name(&text[end..])).filter(|name| !name.is_empty());
    Headline { line, title: start..end, trail, source, doubles: all }
}

/// How much the line looks like the headline, in hundredths of a sure thing; `None` when it
/// cannot be one.
fn score(
    lines: &[Line<'_>],
    at: usize,
    body: &Range<usize>,
    spoken: &HashSet<String>,
    claimed: Option<&str>,
) -> Option<i32> {
    let line = &lines[at];
    let marked = line.words <= 25 && line.size <= 160 && line.kind == BlockKind::Headline;
    let cannot = !(line.could_be_headline() || marked);
    let full_stop = line.text.ends_with('.') && line.words > 4;
    if cannot && !full_stop || line.is_chrome_by_words() || line.is_date_line() || line.words > 32 {
        return None;
    }
    if line.cues.any(Cues::CAPTION.or(Cues::MASTHEAD)) || line.text.contains("://") || line.is_rule() {
        return None;
    }
    if is_menu(line.text) {
        return None;
    }
    let mut score = match line.words {
        0 | 1 => -15,
        2 | 3 => 15,
        4..=20 => 35,
        21..=26 => 15,
        _ => -10,
    };
    score += match line.kind {
        BlockKind::Headline => 60,
        BlockKind::Heading => 15,
        _ => 0,
    };
    score -= if line.bullet.is_some() { 30 } else { 0 };
    score -= match line.text.ends_with('.') {
        true if line.words > 8 => 70,
        true => 40,
        false => 0,
    };
    let name = line.text.split(['•', '|', '·', ',']).next().unwrap_or_default().trim();
    score -= if is_person(name) && line.words <= 4 { 25 } else { 0 };
    score -= if line.text.contains("Photo") { 20 } else { 0 };
    score -= if line.cues.any(Cues::BYLINE) && line.words <= 6 { 40 } else { 0 };
    score -= if line.text.matches(['|', '•', '·', '/']).count() > 1 { 20 } else { 0 };
    score -= if at > body.start { 50 } else { 0 };
    score -= (body.start.saturating_sub(at) as i32).min(20);
    score += match at {
        0 => 8,
        1 | 2 => 4,
        _ => 0,
    };
    score -= if line.text.matches([',', '?', '.', '!']).count() > 3 { 15 } else { 0 };
    // Of a headline and the standfirst below it the first is the headline.
    let worded = |line: &Line<'_>| {
        line.could_be_headline() && (5..=18).contains(&line.words) && !line.is_chrome_by_words()
    };
    let spoken_of = |line: &Line<'_>| share_spoken(line.text, spoken) > 0.2;
    let below =
        at.checked_sub(1).map(|above| &lines[above]).is_some_and(|line| worded(line) && spoken_of(line));
    score -= if below { 15 } else { 0 };
    let shouts = line.words <= 4 && !line.text.chars().any(char::is_lowercase);
    score -= if shouts { 20 } else { 0 };
    score += if lines.get(at + 1).is_some_and(|next| next.words >= 10 && next.size >= 60) { 8 } else { 0 };
    let near = lines.iter().skip(at + 1).take(4);
    let dated = near.clone().any(|line| {
        line.is_date_line() || line.cues.any(Cues::BYLINE.or(Cues::PUBLISHED)) && line.words <= 8
    });
    score += if dated { 20 } else { 0 };
    let window = lines.iter().enumerate().skip(at.saturating_sub(12)).take(25);
    let doubled = line.words >= 4
        && window
            .into_iter()
            .any(|(i, other)| i != at && other.words <= 40 && say_the_same(other.text, line.text));
    score += if doubled { 20 } else { 0 };
    score += (40.0 * share_spoken(line.text, spoken)) as i32;
    if let Some(claimed) = claimed.filter(|_| line.words >= 2) {
        let folded = fold(line.text);
        score += if claimed.contains(&folded) || folded.contains(claimed) { 100 } else { 0 };
    }
    Some(score)
}

/// The words of the body's beginning.
fn spoken(lines: &[Line<'_>], body: &Range<usize>) -> HashSet<String> {
    let mut left = COMPARED;
    let mut words = HashSet::new();
    for line in lines[body.clone()].iter().filter(|line| line.is_prose()) {
        let text = &line.text[..line.text.floor_char_boundary(left.min(line.text.len()))];
        words.extend(terms(text).filter(|term| term.len() >= 4).map(|term| term.into_owned()));
        left = left.saturating_sub(text.len());
        if left == 0 {
            break;
        }
    }
    words
}

/// The share of a line's longer words that the body says too.
fn share_spoken(text: &str, spoken: &HashSet<String>) -> f32 {
    let (mut all, mut said) = (0, 0);
    for term in terms(text).filter(|term| term.len() >= 4) {
        all += 1;
        said += usize::from(spoken.contains(term.as_ref()));
    }
    if all == 0 { 0.0 } else { said as f32 / all.max(2) as f32 }
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
