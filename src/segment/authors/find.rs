//! Finds the byline of a document: weighs names by what stands before, beside and after them.
//! Photographers, agencies and desks are not authors; no author is better than a wrong one.
//!
//! Not here: authors that the format declares (`declared`).

use std::ops::Range;

use super::beside_date::beside_date;
use super::byline::{Byline, WeighedByline};
use super::context::BylineContext;
use super::credits::{credited, labelled_groups};
use super::labelled::labelled;
use super::name_line::{name_line, team_line};
use super::people::{authors, names_outlet, pen_names, team};
use super::signed::signed;
use super::weights as weight;
use crate::segment::lexicon::author_label;
use crate::segment::lexicon::names::{first_name, person_score};
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;
use crate::segment::roles::role::LineRole;

/// Finds the authors: about the headline, at the first lines of the body or after its last, or
/// where the reader of lines saw a byline; without people, the group or single name that the document credits.
pub fn find_byline(
    lines: &[Line<'_>],
    headline: Option<usize>,
    body: &Range<usize>,
    roles: Option<&[LineRole]>,
) -> Option<Byline> {
    let context = BylineContext { lines, headline, body };
    let context = &context;
    let bylines = roles.into_iter().flatten().enumerate().filter(|(_, role)| **role == LineRole::Byline);
    let read = bylines.map(|(at, _)| of_role(context, at));
    let (window, far) = (context.window(), context.far());
    // "Written by" above the window; "By" begins other lines as well.
    let written = |at: &usize| author_label(lines[*at].text).is_some_and(|label| label > 6);
    let top = (0..window.start).filter(written).map(|at| labelled(context, at));
    let head = window.map(|at| weigh(context, at)).chain(far.map(|at| labelled(context, at)));
    let foot = context.foot(body.end.saturating_sub(2)).filter(|at| headline != Some(*at));
    let foot = foot.map(|at| signed(context, at));
    let found = top.chain(head).chain(foot).chain(read).flatten().chain(labelled_groups(context));
    let found = found.filter(|(weight, _)| *weight >= weight::ENOUGH);
    let people = found.min_by_key(|(weight, byline)| (-weight, byline.line)).map(|(_, byline)| byline);
    people.or_else(|| credited(context))
}

/// What a line that the reader of lines takes for a byline says of the authors: as any other, or the
/// name it begins with, if need be that of a group.
fn of_role(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    // Further down other articles are signed as well.
    let (head, foot) = (context.far().end.max(context.window().end), context.body.end);
    let near = at < head || (foot.saturating_sub(2)..=foot + 2).contains(&at);
    let gain = if near { weight::READ } else { -weight::READ };
    let weighed = weigh(context, at).map(|(weight, byline)| (weight + gain, byline));
    let named = || {
        let text = without_bullet(context.lines.get(at)?.text);
        let names = authors(first_name(text)).or_else(|| team(text)).or_else(|| pen_names(text))?;
        (person_score(&names) > -3 && !names_outlet(&names)).then_some(names)
    };
    weighed.or_else(|| named().map(|authors| (weight::ENOUGH, Byline::of(at, authors))))
}

/// What a line about the headline says of the authors.
fn weigh(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    let line = &context.lines[at];
    let repeated = context.headline.is_some_and(|headline| context.lines[headline].text == line.text);
    if repeated || line.words > 30 || line.size > 200 {
        return None;
    }
    labelled(context, at)
        .or_else(|| beside_date(context, at))
        .or_else(|| name_line(context, at))
        .or_else(|| team_line(context, at))
}
