//! Finds authors beside a date: "Ann Bell 19 Jun 2025", "May 4, 2020 | Ann Bell".

use super::byline::{Byline, WeighedByline};
use super::cjk::is_cjk;
use super::context::BylineContext;
use super::people::authors;
use super::weights as weight;
use crate::segment::lexicon::names::{is_given, person_score};
use crate::segment::lexicon::{Cues, cues};

/// The name before or behind the dates of a line, the more so the more it is a person's.
pub fn beside_date(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    let line = &context.lines[at];
    let (first, last) = (line.dates.first()?, line.dates.last()?);
    if !line.is_date_line() || line.is_prose() {
        return None;
    }
    let before = &line.text[..first.span.start];
    // "Norwick, 4 May 2020" is a place.
    let place = before.trim_end().ends_with(',') && !before.contains(['|', '•', '·', '/']);
    let around = [if place { "" } else { before }, &line.text[last.span.end..]];
    let parts = around.into_iter().flat_map(|part| part.split(['|', '•', '·', '/', ',', '\n']));
    let (weight, authors) = parts.filter_map(named).max_by_key(|(weight, _)| *weight)?;
    let weight = if context.is_mentioned(&authors) { weight + weight::MENTIONED } else { weight };
    Some((weight - context.distance(at), Byline::of(at, authors)))
}

/// The name a part of the line is, and its weight.
fn named(part: &str) -> Option<(i32, String)> {
    let part = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let heading = cues(part).any(Cues::CHROME.or(Cues::SECTION).or(Cues::CHROME_START));
    if heading || is_cjk(part) {
        return None;
    }
    let authors = authors(part).or_else(|| is_given(part).then(|| part.to_owned()))?;
    let score = person_score(&authors);
    (score >= -2).then_some((weight::BESIDE_DATE + weight::BESIDE_DATE_PERSON * score.min(3), authors))
}
