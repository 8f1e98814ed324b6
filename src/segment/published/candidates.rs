//! What a document shows of its date of publication, piece by piece: labelled dates and date lines
//! by the headline, datelines, addresses, captions, what the format claims. Which piece wins is
//! `published`; whether a piece is firm enough alone is `firmness`.

use std::collections::HashSet;
use std::ops::Range;

use super::conclusive::{is_doubtful, is_firm, is_plain};
use crate::model::{Evidence, Metadata, PartialDate, Published, Verdict};
use crate::segment::date_text::expressions::{DateExpression, has_time, has_weekday};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measure::Line;
use crate::text::fold::fold;

/// So many lines after the headline can still be its date line.
const HEAD: usize = 14;

/// Lines of a body whose dates are kept as evidence.
const BODY: usize = 200;

/// The parts of a document that matter to its date.
pub struct Setting<'l, 'a> {
    pub lines: &'l [Line<'a>],
    /// Lines of the file just before the document.
    pub before: &'l [Line<'a>],
    pub headline: Option<usize>,
    pub byline: Option<usize>,
    /// The line of a mail's head that says when it was sent.
    pub mail: Option<usize>,
    pub body: &'l Range<usize>,
    /// The document is one of several, so that a date before its headline is its own.
    pub one_of_several: bool,
    pub metadata: &'l Metadata,
    /// The running text is English.
    pub english: bool,
}

/// A date and how much it speaks for publication.
pub struct Claim {
    /// Which claim wins; the weightiest.
    pub weight: u32,
    /// Whether it is enough to be sure by.
    pub firm: bool,
    /// It is labelled as published, with a time of day; no page is dated anew with as much care.
    pub exact: bool,
    pub what: &'static str,
    pub words: String,
    pub date: Option<PartialDate>,
    /// Day first and month first, when both can be read.
    pub readings: Option<(PartialDate, PartialDate)>,
}

/// [`Claim::what`] of a date labelled as that of a change: it supports no other claim.
pub const UPDATED: &str = "labelled as updated";

/// [`Claim::what`] of a date the format claims: by a clock that may be a day off the page's.
pub const METADATA: &str = "metadata";

/// [`Claim::what`] of a date that stands alone far from the headline.
const ELSEWHERE: &str = "date elsewhere on the page";

/// The weight of a date in an address; what weighs less was found far from the headline.
pub const ADDRESS: u32 = 65;

/// A claim of this weight or less is a guess for want of a better: it supports no other.
pub const WEAK: u32 = 36;

/// Everything in a document that claims its date of publication. What only bounds it, and what
/// was looked at and put aside, goes to `found`.
pub fn collect(setting: &Setting<'_, '_>, found: &mut Published) -> Vec<Claim> {
    let mut claims = Vec::new();
    // Of those who write numbers alone, most put the day first, but in English.
    let foreign = !setting.english && setting.lines.iter().any(Line::is_prose);
    let order = day_first(setting.lines).or(foreign.then_some(true));
    for (at, line) in setting.lines.iter().enumerate() {
        let place = setting.place(at);
        if line.dates.is_empty() {
            let empty = place == Place::Head && line.cues.any(Cues::PUBLISHED) && line.words <= 3;
            if empty && !setting.dated_next(at) {
                found.evidence.push(evidence("empty label", line.text, Verdict::NotUsed));
            }
        } else if place == Place::Body && at < setting.body.start + BODY {
            setting.weigh_body(at, &mut claims, found);
        } else if is_dated(line) && (has_time(line.text) || !line.cues.any(Cues::CAPTION)) {
            setting.weigh_line(at, place, order, &mut claims, found);
        }
    }
    if setting.one_of_several {
        for line in setting.before.iter().rev().take(8).filter(|line| line.is_date_line()) {
            claims.extend(claim(40, "date before the article", line, order));
        }
    }
    let sent = setting.mail.and_then(|at| claim(130, "date of the mail", &setting.lines[at], order));
    claims.extend(sent.map(|claim| Claim { firm: true, ..claim }));
    setting.weigh_given(&mut claims);
    // Dates that differ are those of other things on the page.
    let elsewhere: HashSet<_> =
        claims.iter().filter(|claim| claim.what == ELSEWHERE).map(|claim| claim.date).collect();
    if elsewhere.len() > 1 {
        claims.retain(|claim| claim.what != ELSEWHERE);
    }
    claims
}

/// Whether a line is little more than a date, or a long one that begins with a labelled date:
/// "Posted on 4 May 2020 in Harbours, Ferries, …".
fn is_dated(line: &Line<'_>) -> bool {
    let begins = line.dates.first().filter(|date| date.span.start < 40 && date.year.is_some());
    let labelled = |date: &DateExpression| label(&line.text[..date.span.start]).is_some();
    line.is_date_line() || line.cues.any(Cues::PUBLISHED) && begins.is_some_and(labelled)
}

/// Where in the document a dated line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    BeforeHeadline,
    Head,
    Body,
    After,
}

/// Whether dates of numbers alone have the day first in this file, if one of them tells.
fn day_first(lines: &[Line<'_>]) -> Option<bool> {
    let told = |date: &DateExpression, text: &str| {
        let words = text.get(date.span.clone())?;
        let (first, rest) = words.split_once(['/', '-'])?;
        let second = rest.split(['/', '-']).next()?;
        let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
        (first > 12 || second > 12).then_some(first > 12)
    };
    lines.iter().take(2000).find_map(|line| line.dates.iter().find_map(|date| told(date, line.text)))
}

fn claim(weight: u32, what: &'static str, line: &Line<'_>, order: Option<bool>) -> Option<Claim> {
    let best = line.dates.iter().find(|date| date.full_date().is_some() || date.swappable)?;
    Some(claim_of(weight, what, line.text, best, order))
}

/// The claim one date of a text makes. `order` says whether dates of numbers alone have the day
/// first in this file, when that is known.
pub fn claim_of(
    weight: u32,
    what: &'static str,
    text: &str,
    date: &DateExpression,
    order: Option<bool>,
) -> Claim {
    let readings = date.swappable.then(|| date.readings()).flatten();
    let told = readings.zip(order).map(|((day, month), day_first)| if day_first { day } else { month });
    let words = text.get(date.span.clone()).unwrap_or_default().to_owned();
    Claim { weight, firm: false, exact: false, what, words, date: date.date().or(told), readings }
}

impl Setting<'_, '_> {
    fn place(&self, at: usize) -> Place {
        let first = self.headline.unwrap_or(self.body.start);
        let head_end = self.body.start.max(first + 1).min(first + 1 + HEAD.max(4));
        let reach = if self.lines[at].cues.any(Cues::PUBLISHED) { 3 * HEAD } else { HEAD };
        if at < first {
            Place::BeforeHeadline
        } else if at < head_end
            || at <= first + reach && is_dated(&self.lines[at]) && self.prose_between(first, at) <= 2
        {
            Place::Head
        } else if at < self.body.end {
            Place::Body
        } else {
            Place::After
        }
    }

    fn prose_between(&self, first: usize, at: usize) -> usize {
        self.lines[first + 1..at.max(first + 1)].iter().filter(|line| line.is_prose()).count()
    }

    fn dated_next(&self, at: usize) -> bool {
        self.lines.get(at + 1).is_some_and(Line::is_date_line)
    }

    /// A line that is little more than a date, outside the body.
    fn weigh_line(
        &self,
        at: usize,
        place: Place,
        order: Option<bool>,
        claims: &mut Vec<Claim>,
        found: &mut Published,
    ) {
        let line = &self.lines[at];
        if place == Place::BeforeHeadline && self.is_clock(at) {
            found.evidence.push(evidence("page clock", line.text, Verdict::NotUsed));
            return;
        }
        let several =
            line.dates.iter().filter_map(DateExpression::full_date).collect::<HashSet<_>>().len() > 1;
        let above = at
            .checked_sub(1)
            .map(|at| &self.lines[at])
            .filter(|above| above.words <= 6 && above.dates.is_empty());
        for date in line.dates.iter().filter(|date| date.full_date().is_some() || date.swappable) {
            let label = label(&line.text[..date.span.start]).or_else(|| {
                let labelled = line.text[..date.span.start].trim().is_empty();
                above.filter(|_| labelled).and_then(|above| label(above.text))
            });
            let near = self.headline.map_or(0, |headline| headline.abs_diff(at)) as u32;
            let (weight, what) = match (place, label) {
                (Place::Head, Some(true)) => (120, "labelled as published"),
                // From one day to another something lasts.
                (Place::Head, None) if several => (52, "dates by the headline"),
                (Place::Head, None) => (100, "date by the headline"),
                (Place::Head, Some(false)) => (80, UPDATED),
                (Place::BeforeHeadline, Some(true)) if near <= 6 => (70, "labelled before the headline"),
                (Place::BeforeHeadline, Some(false)) if near <= 6 => (50, "labelled before the headline"),
                (Place::BeforeHeadline, None) if near <= 3 => (60, "date before the headline"),
                (Place::After, Some(published)) => {
                    (if published { 55 } else { 45 }, "labelled after the text")
                }
                (Place::BeforeHeadline, None) => (WEAK - 2, ELSEWHERE),
                (Place::After, None) => (WEAK - 4, ELSEWHERE),
                _ => continue,
            };
            let byline = self.byline.is_some_and(|byline| byline.abs_diff(at) <= 1);
            let weight = if what == ELSEWHERE { weight } else { weight - near.min(9) };
            let weight = weight + if byline && place == Place::Head { 5 } else { 0 };

            let firm = match (place, label) {
                _ if is_doubtful(line.text, date, self.english) => false,
                (Place::Head | Place::BeforeHeadline, Some(true)) => true,
                (Place::Head, None) if self.one_of_several => is_plain(line),
                (Place::Head, None) => is_firm(self.lines, self.headline, self.byline, at),
                _ => false,
            };
            let weight = if firm && label.is_none() { weight + 15 } else { weight };
            let exact = firm && label == Some(true) && has_time(line.text);
            claims.push(Claim { firm, exact, ..claim_of(weight.max(1), what, line.text, date, order) });
            if label.is_none() && place == Place::After {
                break;
            }
        }
    }

    /// A date at the top of a page before any headline, by no author.
    fn is_clock(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let labelled = line.dates.first().is_some_and(|date| label(&line.text[..date.span.start]).is_some());
        let below = self.headline.unwrap_or(self.body.start);
        let beside = below <= at + 3;
        let signed =
            line.cues.any(Cues::BYLINE) || self.byline.is_some_and(|byline| byline.abs_diff(at) <= 1);
        !self.one_of_several
            && !labelled
            && !signed
            && (!beside || has_weekday(line.text) || has_time(line.text))
    }
}

/// A piece of evidence, its words cut to the length of a line.
pub fn evidence(what: &str, words: &str, verdict: Verdict) -> Evidence {
    let words = words.get(..words.floor_char_boundary(120)).unwrap_or_default();
    Evidence { what: what.to_owned(), words: words.to_owned(), verdict }
}

/// Whether the words before a date label it as published (true) or changed (false).
fn label(before: &str) -> Option<bool> {
    let end = before.ceil_char_boundary(before.len().saturating_sub(60));
    let folded = fold(&before[end..]);
    let words = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    // Weekdays and places of day may stand between: "Published at noon on Monday, ".
    let mut rest = words;
    for _ in 0..3 {
        if let Some(found) = lexicon::date_label(rest) {
            return Some(found);
        }
        rest = rest.rsplit_once(' ')?.0;
    }
    lexicon::date_label(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_other_words() {
        assert_eq!(label("Published on: "), Some(true));
        assert_eq!(label("Last updated on Monday, "), Some(false));
        assert_eq!(label("Ann Bell, "), None);
    }
}
