//! Finds the headline: which line it is, by the scores of `score` and the lines around it, and which
//! words of the line are the title.
//!
//! Not here: whether the title the format declares is better (`declared`).

use std::ops::Range;

use super::form::is_dated;
use super::headline::Headline;
use super::reading;
use super::score::HeadlineContext;
use super::trimmings::{kicker, marks, source_name, trail, without_source};
use super::weights as weight;
use super::wording::{body_words, say_the_same};
use crate::model::{BlockKind, Metadata};
use crate::segment::lexicon;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;
use crate::segment::line::menu::{has_mark, is_menu, is_trail};
use crate::segment::line::prefix::prefix;
use crate::segment::roles::role::LineRole;
use crate::text::fold::fold;

/// How many lines before the body are tried.
const REACH: usize = 60;
/// Words of a headline by which another that goes on is the same one, and lines below it in which that stands.
const FULL: usize = 3;
const BEGUN: usize = 3;
/// Those of the body among which one that was read as a headline is tried.
const INSIDE: usize = 15;

/// The lines that were looked at, and what those that could be the headline look like.
pub struct Tried {
    pub range: Range<usize>,
    /// Lines with their scores, in hundredths, without what was read of them.
    pub scored: Vec<(usize, i32)>,
}

/// Finds the headline of a document with that body. `expected` is the line where, by the separators
/// between articles, the headline stands.
pub fn find_headline(
    lines: &[Line<'_>],
    body: &Range<usize>,
    expected: Option<usize>,
    metadata: &Metadata,
    roles: Option<&[LineRole]>,
) -> Option<Headline> {
    let Tried { range, scored } = tried(lines, body, expected, metadata, roles);
    let read = |at: usize| roles.map_or(0, |roles| reading::weigh(roles, at));
    let mut best: Option<(i32, usize)> = None;
    for (at, score) in scored {
        let score = score + read(at);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let found = best.filter(|&(score, _)| score >= weight::LEAST).map(|(_, line)| line);
    // Behind a separator the line is the headline whatever it looks like.
    let stands = || expected.filter(|&at| lines[at].words <= 32 && !lines[at].is_chrome_by_words());
    let line = found.or_else(stands)?;
    let found = headline(lines, line, range.clone(), expected.is_some());
    match roles.and_then(|roles| in_full(lines, roles, &found)) {
        Some(full) => Some(headline(lines, full, range, expected.is_some())),
        None => Some(found),
    }
}

/// The line of the whole headline, where the found one only begins it, as titles of pages do: "Opinion | Mayor opens the bridge"
/// above "Mayor opens the bridge, and nobody comes".
fn in_full(lines: &[Line<'_>], roles: &[LineRole], found: &Headline) -> Option<usize> {
    let title = lines[found.line].text.get(found.title.clone())?;
    let goes_on = |at: &usize| {
        let rest = lines.get(*at).and_then(|line| line.text.strip_prefix(title));
        let words = |rest: &str| {
            rest.starts_with([' ', ',', ':']) && rest[1..].trim_start().starts_with(char::is_alphanumeric)
        };
        roles.get(*at) == Some(&LineRole::Headline) && rest.is_some_and(words)
    };
    let worded = title.split(' ').count() >= FULL;
    (found.line + 1..found.line + 1 + BEGUN).filter(|_| worded).find(goes_on)
}

/// Scores the lines around the beginning of a body by what they look like.
pub fn tried(
    lines: &[Line<'_>],
    body: &Range<usize>,
    expected: Option<usize>,
    metadata: &Metadata,
    roles: Option<&[LineRole]>,
) -> Tried {
    let declared = metadata.title.as_deref().map(fold);
    let context = HeadlineContext { lines, body, body_words: body_words(lines, body), declared, roles };
    let from = body.start.saturating_sub(REACH);
    let until = (body.start + 3).min(lines.len());
    let lowest = lines[from..until].iter().rposition(|line| is_links(line)).map_or(0, |at| from + at);
    let separated = expected.map_or(0..0, |first| expected_lines(lines, first));
    let mut scored = Vec::new();
    // The body may begin with a teaser: a line in it that was read as a headline is tried as well.
    let read = |at: &usize| roles.is_some_and(|roles| roles.get(*at) == Some(&LineRole::Headline));
    let inside = (until..(body.start + INSIDE).min(lines.len())).filter(read);
    for at in (from..until).chain(inside) {
        let Some(mut score) = context.score(at) else { continue };
        score += if separated.contains(&at) && !names_paper(&lines[at]) { weight::SEPARATED } else { 0 };
        // The main heading that the page declares as its title is that, though a menu follows.
        let is_declared = || {
            matches!(lines[at].kind, BlockKind::Heading | BlockKind::Headline)
                && context.declared.as_deref() == Some(&*fold(lines[at].text))
        };
        score += if at < lowest && !is_declared() { weight::ABOVE_MENU } else { 0 };
        score += if is_at_trail_end(lines, at) { weight::TRAIL_END } else { 0 };
        scored.push((at, score));
    }
    Tried { range: from..until, scored }
}

/// The expected line of the headline, and those below it while only a word or two stand there:
/// "World", the newspaper.
fn expected_lines(lines: &[Line<'_>], first: usize) -> Range<usize> {
    let short = |at: usize| lines[at].words <= 3 || is_dated(&lines[at]);
    let passed = lines[first..].iter().take(3).enumerate().take_while(|(i, _)| short(first + i)).count();
    first..(first + passed + 1).min(lines.len())
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

/// The headline in the chosen line, one of those `tried`. `separated`: whether what stands before its words may be a
/// separator's number.
pub fn headline(lines: &[Line<'_>], chosen: usize, tried: Range<usize>, separated: bool) -> Headline {
    let same = |at: &usize| say_the_same(lines[*at].text, lines[chosen].text);
    let trailed = |at: usize| at < chosen && chosen - at <= 4 && is_trail(lines[at].text);
    let ends = |at: usize| trailed(at) && lines[at].text.ends_with(lines[chosen].text);
    let doubles = |at: &usize| lines[*at].words <= 40 && (same(at) || ends(*at));
    let mut all: Vec<usize> = tried.filter(doubles).collect();
    // The shortest of several is the one with nothing glued to it.
    let line = all.iter().copied().min_by_key(|&at| lines[at].text.len()).unwrap_or(chosen);
    all.retain(|&at| at != line);
    let text = lines[line].text;
    let trail = trail(text).max(marks(text)).min(text.len());
    let coded = text.strip_prefix("HD ").map_or(0, |rest| text.len() - rest.trim_start().len());
    let marked = if separated { prefix(text).map_or(0, |prefix| prefix.length) } else { 0 };
    let numbered = coded.max(marked).max(text.len() - without_bullet(text).len());
    let start = (trail + kicker(&text[trail..])).max(numbered);
    let known = |name: &str| occurs(lines, line, name);
    let undated = without_date(&lines[line]).max(start);
    let end = start + without_source(&text[start..undated], known);
    let source = (end < undated).then(|| source_name(&text[end..undated])).filter(|name| !name.is_empty());
    Headline { line, title: start..end, trail, source, doubles: all }
}

/// Whether a short line is the name of a newspaper.
fn names_paper(line: &Line<'_>) -> bool {
    let last = line.text.rsplit(' ').next().map(fold).unwrap_or_default();
    (2..=3).contains(&line.words) && lexicon::is_outlet(&last) && is_title_cased(line.text)
}

/// Where a headline ends before the date behind it: "Bridge opens - Norwick Star - 4 May 2022".
fn without_date(line: &Line<'_>) -> usize {
    let last = line.dates.last().filter(|date| date.year.is_some() && date.span.end + 1 >= line.text.len());
    let before = last.map(|date| line.text[..date.span.start].trim_end());
    let separated = before.filter(|before| before.ends_with(['-', '–', '—', '|', '•', ',', '(']));
    separated.map_or(line.text.len(), |before| {
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
