//! Finds credits that are no ordinary byline: an agency, desk, firm or single name in the place of a
//! byline, and the person whose page it is.
//!
//! Not here: people named with both their names (`find`).

use super::byline::{Byline, WeighedByline};
use super::context::BylineContext;
use super::groups::{group, is_user_name, signing, user};
use super::label::{PLAIN, behind_inner_label, behind_label, glued_label};
use super::rights::{holder, owner};
use super::{label, weights as weight};
use crate::segment::lexicon::byline_words::is_counted;
use crate::segment::lexicon::names::{is_given, is_title_cased};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// Lines below the headline in which a name without a label can be a byline.
const BELOW: usize = 8;
/// Lines in which that of a group needs no date.
const NEXT: usize = 3;
/// Lines above it, beside a date.
const ABOVE: usize = 3;
/// Lines at the end of a page in which its owner is named.
const END: usize = 40;

/// Who the document says it is by, when it names no people: behind a label, beside the date
/// by the headline, after the last paragraph, or as the owner of the page.
pub fn credited(context: &BylineContext<'_, '_>) -> Option<Byline> {
    let (lines, body) = (context.lines, context.body);
    let first = context.headline.unwrap_or(body.start);
    let places = context.window().chain(context.far()).chain(context.foot(body.end));
    let labelled = places.into_iter().find_map(|at| labelled(context, at));
    let mut near = first.saturating_sub(ABOVE)..lines.len().min(first + BELOW + 1);
    let unlabelled =
        || near.find_map(|at| (context.headline != Some(at)).then(|| unlabelled(context, at)).flatten());
    let ends = body.end.saturating_sub(2)..body.end.min(lines.len());
    let last = lines.len().saturating_sub(END).max(first + 1)..lines.len();
    let found = labelled
        .or_else(unlabelled)
        .or_else(|| ends.rev().find_map(|at| Some((at, closing(&lines[at])?))))
        .or_else(|| last.rev().find_map(|at| Some((at, owner(lines[at].text)?.to_owned()))));
    found.map(|(line, authors)| Byline::of_others(line, authors))
}

/// Groups behind a label about the headline: what people elsewhere must outweigh.
pub fn labelled_groups(context: &BylineContext<'_, '_>) -> impl Iterator<Item = WeighedByline> {
    let credits = context.window().chain(context.far()).filter_map(|at| labelled(context, at));
    let groups = credits.filter(|(_, name)| group(name).is_some());
    groups.map(|(line, authors)| {
        let weight = weight::LABELLED_GROUP - context.distance(line);
        (weight, Byline::of_others(line, authors))
    })
}

/// "By Norwick Staff", "Posted by carldow on 4 May 2020", "By" above such a name.
fn labelled(context: &BylineContext<'_, '_>, at: usize) -> Option<(usize, String)> {
    let line = context.lines.get(at).filter(|line| line.words <= 20 && !line.is_prose())?;
    let text = without_bullet(line.text);
    let Some(label) = lexicon::author_label(text).or_else(|| glued_label(text)) else {
        // After the text other articles are dated.
        let (_, rest) =
            (at < context.body.end && label::is_dated(line)).then(|| behind_inner_label(line))??;
        return signing(rest).map(|name| (at, name));
    };
    if at >= context.body.end && label <= PLAIN {
        return None;
    }
    let rest = behind_label(text, label);
    let next = context.lines.get(at + 1).filter(|next| rest.is_empty() && next.words <= 6);
    if let Some(next) = next {
        return signing(without_bullet(next.text)).map(|name| (at + 1, name));
    }
    // Behind "Written by" even a firm whose name is of plain words.
    let company = || label > PLAIN && (2..=4).contains(&rest.split(' ').count()) && is_title_cased(rest);
    signing(rest).or_else(|| company().then(|| rest.to_owned())).map(|name| (at, name))
}

/// "Norwick Ferries | 4 May 2020", "carldow" above a date, "Reuters" below the headline.
fn unlabelled(context: &BylineContext<'_, '_>, at: usize) -> Option<(usize, String)> {
    let line = &context.lines[at];
    if line.words > 14 || line.ends_sentence || line.is_chrome_by_words() || line.is_prose() {
        return None;
    }
    let (Some(first), Some(last)) = (line.dates.first(), line.dates.last()) else {
        return undated(context, at).map(|name| (at, name));
    };
    if !line.is_date_line() {
        return None;
    }
    let around = [&line.text[..first.span.start], &line.text[last.span.end..]];
    let mut parts = around.into_iter().flat_map(|part| part.split(['|', '•', '·', '/']));
    parts.find_map(|part| credit(context, part.trim())).map(|name| (at, name))
}

/// The name that a line without a date is: a group's near the headline, or any beside a date.
fn undated(context: &BylineContext<'_, '_>, at: usize) -> Option<String> {
    let text = without_bullet(context.lines[at].text);
    if context.headline.is_some_and(|headline| at <= headline) {
        return None;
    }
    let beside = |at: usize| context.lines.get(at).is_some_and(is_dated);
    let dated = beside(at + 1) || at.checked_sub(1).is_some_and(beside);
    // "Carl", "• 4 May 2020", "• 5 min read".
    let metered = || beside(at + 1) && beside(at + 2) && user(text).is_some();
    let credit = || credit(context, text).or_else(|| metered().then(|| text.to_owned()));
    let near = context.headline.is_some_and(|headline| at <= headline + NEXT);
    let whole = near.then(|| group(text)).flatten().filter(|name| name == text);
    whole.or_else(|| dated.then(credit).flatten())
}

/// A name that stands where a byline would: that of a group or of the page's own firm, a
/// given name, or one as people take in forums.
fn credit(context: &BylineContext<'_, '_>, text: &str) -> Option<String> {
    let words = text.split_whitespace().count();
    let fits = (1..=4).contains(&words) && (2..=40).contains(&text.len());
    if !fits || lexicon::cues(text).any(Cues::CHROME.or(Cues::SECTION).or(Cues::CHROME_START)) {
        return None;
    }
    let user = || user(text).is_some_and(|name| is_user_name(name) || is_given(name));
    let own = || is_title_cased(text) && !text.ends_with(':') && is_own_name(context.lines, text);
    let known = user() || own() || group(text).is_some_and(|name| name == text);
    known.then(|| text.to_owned())
}

/// Whether the page is a name's own, or says who bears it: "© 2020 Norwick Ferries", "Norwick
/// Ferries is a line", "I'm Carl", "At Norwick Ferries, we".
fn is_own_name(lines: &[Line<'_>], name: &str) -> bool {
    let presents = |text: &str| {
        let mentioned = text.find(name).map(|at| (&text[..at], &text[at + name.len()..]));
        mentioned.is_some_and(|(before, after)| {
            let begins = before.is_empty() || before.ends_with(", ");
            begins && [" is a", " is the ", " ist "].iter().any(|is| after.starts_with(is))
                || ["I’m ", "I'm ", "I am "].iter().any(|am| before.ends_with(am))
                || before.ends_with("At ") && after.starts_with(", we")
        })
    };
    lines.iter().any(|line| presents(line.text) || holder(line.text).is_some_and(|by| by.contains(name)))
}

/// Whether a line has a date, or says how long ago something was, or how long it takes to read.
fn is_dated(line: &Line<'_>) -> bool {
    let counted = || {
        let last = line.text.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
        line.words <= 5 && line.text.contains(|c: char| c.is_ascii_digit()) && is_counted(&fold(last))
    };
    line.is_date_line() || counted()
}

/// The group that signs after the last paragraph: "Norwick Newsroom", "(Reuters)".
fn closing(line: &Line<'_>) -> Option<String> {
    let text = without_bullet(line.text);
    let bare = text.trim_matches(['(', ')']);
    let several = bare.len() < text.len() || bare.contains([' ', '-']);
    let fits = several && line.words <= 4 && !line.is_chrome_by_words();
    fits.then(|| group(bare)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    fn credits_of(text: &str) -> Option<String> {
        let lines: Vec<Line<'_>> = text.split('\n').filter(|text| !text.is_empty()).map(line).collect();
        let prose = |line: &Line<'_>| line.is_prose();
        let body = lines.iter().position(prose)?..lines.iter().rposition(prose)? + 1;
        credited(&BylineContext { lines: &lines, headline: Some(0), body: &body })
            .map(|byline| byline.authors)
    }

    #[test]
    fn a_document_without_people_is_by_the_name_it_credits() {
        let body = "The ferry to Ostra sails again, the port said on Monday, after a month in dock.";
        for (head, foot, authors) in [
            ("By Norwick Staff", "", Some("Norwick Staff")),
            ("Posted by carldow on May 4, 2020", "", Some("carldow")),
            ("Von dpa 04.05.2020, 18:58", "", Some("dpa")),
            ("• carldow\n• May 4, 2020", "", Some("carldow")),
            ("Susan\n2 days ago", "", Some("Susan")),
            ("Carldo\n• Jan 4, 2020\n• 5 min read", "", Some("Carldo")),
            ("By: Norwick Insurance Agency", "", Some("Norwick Insurance Agency")),
            ("By Norwick Times staff", "", Some("Norwick Times staff")),
            ("Written byNorwick Staff", "", Some("Norwick Staff")),
            ("Written by Top Marketing", "", Some("Top Marketing")),
            ("May 4, 2020", "Posted by Susan at May 4, 2020", Some("Susan")),
            ("Norwick Ferries | May 4, 2020", "© 2020 Norwick Ferries", Some("Norwick Ferries")),
            ("May 4, 2020", "© 2020 Susan Baker. All rights reserved", Some("Susan Baker")),
            ("Norwick Ferries | May 4, 2020", "", None),
            ("Product\nMay 4, 2020", "", None),
            ("May 4, 2020", "© 2020 Norwick Ferries", None),
        ] {
            let text = format!("Ferry sails again\n{head}\n{body}\n{body}\n{foot}");
            assert_eq!(credits_of(&text).as_deref(), authors, "{head}");
        }
    }
}
