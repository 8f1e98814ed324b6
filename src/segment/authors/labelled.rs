//! Finds authors after a label near the headline: "By Ann Bell".

use super::byline::{Byline, WeighedByline};
use super::cjk::name_behind;
use super::context::BylineContext;
use super::label::{PLAIN, behind_inner_label, behind_label, glued_label, is_dated};
use super::people::{authors, pen_names};
use super::weights as weight;
use crate::segment::lexicon::names::person_score;
use crate::segment::lexicon::{author_behind, author_label};
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;

/// Characters of a line in which a label can stand right before the name, without spaces.
const UNSPACED: usize = 60;

/// "By Ann Bell", or "By" with the name on the next line, or "Posted on May 4, 2020 by Ann
/// Bell".
pub fn labelled(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    let line = context.lines.get(at)?;
    let text = without_bullet(line.text);
    let Some(label) = author_label(text) else { return labelled_inside(context, at, line, text) };
    let rest = behind_label(text, label);
    if rest.is_empty() {
        let next = context.lines.get(at + 1).filter(|next| next.words <= 12)?;
        return named(context, at + 1, without_bullet(next.text), true);
    }
    // "Di", "von", "por" begin other lines as well.
    let plain = label > 3 || text[..label].eq_ignore_ascii_case("by");
    (line.words <= 20 && !line.is_prose()).then(|| named(context, at, rest, plain))?
}

/// The authors in a line that does not begin with a label.
fn labelled_inside(
    context: &BylineContext<'_, '_>,
    at: usize,
    line: &Line<'_>,
    text: &str,
) -> Option<WeighedByline> {
    if let Some(behind) = author_behind(text).filter(|_| line.size <= UNSPACED) {
        return named(context, at, name_behind(text, behind), false);
    }
    // "ByAnn Bell": the scraper's glue.
    let glued = glued_label(text).map(|label| &text[label..]);
    if let Some(rest) = glued.filter(|rest| rest.contains(char::is_lowercase)) {
        return named(context, at, rest, true);
    }
    let dated = is_dated(line);
    // "Written by" needs no date beside it, if it is not a book's.
    let plain = !line.is_prose() || text.starts_with("This ");
    let (label, rest) = (dated || plain).then(|| behind_inner_label(line))??;
    if dated || label.len() > PLAIN { named(context, at, rest, false) } else { None }
}

/// The people in the words behind a label, or if there are none and `pen` says so, other names.
fn named(context: &BylineContext<'_, '_>, at: usize, text: &str, pen: bool) -> Option<WeighedByline> {
    // "Written by", "Fact Checked".
    let people = authors(text).filter(|names| person_score(names) > -4);
    let people = people.map(|authors| (weight::LABELLED, authors));
    let others = || pen_names(text).filter(|_| pen).map(|authors| (weight::LABELLED_PEN_NAME, authors));
    let (weight, authors) = people.or_else(others)?;
    Some((weight - context.distance(at), Byline::of(at, authors)))
}
