//! Finds authors below the text: those who sign the article, or are presented there.
//!
//! Not here: what stands near the headline (`labelled`, `beside_date`, `name_line`).

use super::byline::{Byline, WeighedByline};
use super::cjk::{is_cjk, is_cjk_name, name_behind};
use super::context::BylineContext;
use super::label::PLAIN;
use super::people::{authors, names_outlet};
use super::weights as weight;
use crate::segment::lexicon::byline_words::has_surname;
use crate::segment::lexicon::names::person_score;
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// Words of a line that is a label and a name.
const SHORT: usize = 10;

/// Authors named after the text: "Written by Ann Bell", "View all posts by Ann Bell", "About
/// the author" above a name, "Ann Bell is a writer", or the name alone.
pub fn signed(context: &BylineContext<'_, '_>, at: usize) -> Option<WeighedByline> {
    let line = context.lines.get(at)?;
    let text = without_bullet(line.text);
    let found = |weight: i32, names: String| Some((weight, Byline::of(at, names)));
    if let Some(behind) = lexicon::author_behind(text) {
        let names = authors(name_behind(text, behind)).filter(|names| is_cjk(names))?;
        return found(weight::SIGNED_BEHIND, names);
    }
    if let Some(names) = (at < context.body.end).then(|| bracketed(text)).flatten() {
        return found(weight::SIGNED_BRACKETS, names);
    }
    if let Some(rest) = behind_inner_label(line, text) {
        return known(rest).and_then(|names| found(weight::SIGNED_DATED, names));
    }
    if line.cues.any(Cues::CHROME.or(Cues::SECTION)) {
        return None;
    }
    let near = at <= context.body.end + 2;
    let says_so = |label: &usize| line.words <= SHORT && (*label > PLAIN || near);
    if let Some(label) = lexicon::author_label(text).filter(says_so) {
        return labelled(context, at, text, label);
    }
    if let Some(label) = lexicon::signed_label(text).filter(|_| line.words <= SHORT) {
        let names = known(&text[label..]).filter(|names| person_score(names) > 0)?;
        return found(weight::SIGNED_POSTS, names);
    }
    presented(context, at, near)
}

/// The authors in a text, if no word of their names is one of another use.
fn known(text: &str) -> Option<String> {
    authors(text).filter(|names| person_score(names) >= 0)
}

/// What stands behind a label inside a dated line, or in "This article was written by Ann Bell".
fn behind_inner_label<'t>(line: &Line<'_>, text: &'t str) -> Option<&'t str> {
    let dated = line.is_date_line() && line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED));
    let this = text.starts_with("This ") && line.words <= 20;
    let label = (dated || this).then(|| lexicon::author_inside(text))??;
    (dated || label.len() > PLAIN).then_some(&text[label.end..])
}

/// The authors behind a label, or below one that stands alone.
fn labelled(context: &BylineContext<'_, '_>, at: usize, text: &str, label: usize) -> Option<WeighedByline> {
    let rest = text[label..].trim_start_matches([':', ' ']);
    let next = || known(without_bullet(context.lines.get(at + 1)?.text)).map(|names| (at + 1, names));
    let (line, names) =
        known(rest).map(|names| (at, names)).or_else(|| next().filter(|_| rest.is_empty()))?;
    let weight = if label > PLAIN { weight::SIGNED_WRITTEN_BY } else { weight::SIGNED_BY };
    Some((weight, Byline::of(line, names)))
}

/// "Ann Bell is a writer" below the text, or the name alone.
fn presented(context: &BylineContext<'_, '_>, at: usize, near: bool) -> Option<WeighedByline> {
    let line = &context.lines[at];
    let text = without_bullet(line.text);
    let above = at.checked_sub(1).is_some_and(|above| context.lines[above].cues.any(Cues::END));
    let bearer = bearer(text);
    let headed = above && line.words <= 6;
    if bearer.is_none() && (line.words > 12 || !near && !headed) {
        return None;
    }
    let name = bearer.unwrap_or(text);
    let names = known(name)?;
    if names.len() + 4 < name.len() || names_outlet(&names) {
        return None;
    }
    let several = names.contains(", ");
    let first = names.split(", ").next().unwrap_or(&names);
    let is_author = bearer.is_some() || headed || near && (several || context.is_presented(at, first));
    let is_name = |name: &str| person_score(name) > 0 || bearer.is_some() || several && is_cased(name);
    (is_author && names.split(", ").all(is_name)).then(|| (weight::SIGNED_PRESENTED, Byline::of(at, names)))
}

/// The name before what its bearer is and does: "Ann Bell is a writer".
fn bearer(text: &str) -> Option<&str> {
    const VERBS: [&str; 8] =
        [" is a ", " is an ", " is the ", " ist ", " est ", " es ", " writes ", " covers "];
    let head = &text[..text.floor_char_boundary(60)];
    let verb = |at: &usize| VERBS.iter().any(|verb| head[*at..].starts_with(verb));
    let end = head.match_indices(' ').map(|(at, _)| at).take_while(|&at| at <= 50).find(verb)?;
    lexicon::is_trade(&fold(&text[..text.floor_char_boundary(160)])).then(|| &text[..end])
}

/// The authors in brackets at the end of the last paragraph: "… in dock. (Ann Bell)", "（李明）".
fn bracketed(text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let inner = text.strip_suffix([')', '）'])?;
    let start = inner.rfind(['(', '（'])?;
    let inner = inner[start..].trim_start_matches(['(', '（']).trim();
    if start == 0 || inner.len() > LONGEST {
        return None;
    }
    let names = authors(inner)?;
    let is_name = |name: &str| person_score(name) > 0 || is_cjk_name(name) && has_surname(name);
    (names.split(", ").all(is_name) && names.len() + 4 >= inner.len()).then_some(names)
}

/// Whether a name is written with capitals that no other language than its own would have.
fn is_cased(name: &str) -> bool {
    name.chars().any(|c| c.is_uppercase() && !c.is_ascii())
}
