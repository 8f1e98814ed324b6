//! Collects every date of a document that could be that of publication: looks at each line once, then at
//! what stands outside the text.
//!
//! Not here: choosing among them (`choice`).

use std::collections::HashSet;

use super::candidate::DateCandidate;
use super::conclusive::is_doubtful;
use super::context::{DateContext, LinePosition, is_dated};
use super::evidence::{DateEvidence, DateFindings};
use super::weights as weight;
use super::{declared, in_body, outside_body};
use crate::model::{EvidenceKind, PartialDate, Verdict};
use crate::segment::date_text::{DateExpression, has_time};
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;

/// Lines of a body whose dates are kept as evidence.
const BODY: usize = 200;
/// Lines above an article of several in which its date can stand.
const ABOVE: usize = 8;
/// No page is older.
const FIRST_YEAR: i16 = 1990;
/// Lines of a file that are asked how it writes dates of numbers.
const ASKED: usize = 2000;

/// Every date of the document that could be that of publication. What only bounds it, and what was
/// looked at and not used, goes to `findings`.
pub fn collect<'t>(context: &DateContext<'t, '_>, findings: &mut DateFindings<'t>) -> Vec<DateCandidate<'t>> {
    if let Some(sent) = sent(context) {
        // What a mail says of its day leaves nothing to weigh; other digits of its header are numbers.
        return vec![sent];
    }
    let mut candidates = Vec::new();
    // Of those who write numbers alone, most put the day first, but in English.
    let foreign = !context.english && context.lines.iter().any(Line::is_prose);
    let day_first = day_first(context.lines).or(foreign.then_some(true));
    for (at, line) in context.lines.iter().enumerate() {
        let position = context.position(at);
        if line.dates.is_empty() {
            findings.evidence.extend(empty_label(context, at, position));
        } else if position == LinePosition::Body && at < context.body.start + BODY && !is_labelled(line) {
            in_body::weigh(context, at, &mut candidates, findings);
        } else if is_dated(line) && (has_time(line.text) || !line.cues.any(Cues::CAPTION)) {
            outside_body::weigh(context, at, position, day_first, &mut candidates, findings);
        } else if position == LinePosition::Head && line.cues.any(Cues::CAPTION) {
            in_body::weigh_caption(context, at, findings);
        }
    }
    if context.one_of_several {
        let above = context.before.iter().rev().take(ABOVE).filter(|line| line.is_date_line());
        let of = |line| best_of(weight::BEFORE_ARTICLE, EvidenceKind::DateBeforeArticle, line, day_first);
        candidates.extend(above.filter_map(of));
    }
    candidates.extend(outside(context, findings));
    candidates.retain(|candidate| !candidate.date.is_some_and(|date| context.is_to_come(date)));
    drop_contradictory(&mut candidates);
    choose_readings(context, &mut candidates);
    candidates
}

/// A label of a date below the headline that no date follows.
fn empty_label<'t>(
    context: &DateContext<'t, '_>,
    at: usize,
    position: LinePosition,
) -> Option<DateEvidence<'t>> {
    let line = &context.lines[at];
    let empty = position == LinePosition::Head && line.cues.any(Cues::PUBLISHED) && line.words <= 3;
    let followed = context.lines.get(at + 1).is_some_and(Line::is_date_line);
    (empty && !followed).then(|| DateEvidence::new(EvidenceKind::EmptyLabel, line.text, Verdict::NotUsed))
}

/// What is declared outside the visible text. An element that calls itself a date and shows the day of the
/// page's clock is that clock, if any other date is to be had.
fn outside<'t>(context: &DateContext<'t, '_>, findings: &DateFindings<'t>) -> Vec<DateCandidate<'t>> {
    let clocks = findings.evidence.iter().filter(|piece| piece.kind == EvidenceKind::PageClock);
    let clocks: Vec<PartialDate> = clocks.filter_map(|clock| clock.date.as_ref()?.full_date()).collect();
    let mut candidates = declared::candidates(context);
    let marked = candidates.iter_mut().filter(|candidate| candidate.kind == EvidenceKind::MarkedElement);
    for candidate in marked.filter(|candidate| candidate.date.is_some_and(|date| clocks.contains(&date))) {
        candidate.weight = weight::INCIDENTAL;
    }
    candidates
}

/// Whether a line inside the text is a date line that says of what it is the date.
fn is_labelled(line: &Line<'_>) -> bool {
    line.is_date_line() && line.cues.any(Cues::PUBLISHED) && !line.is_prose()
}

/// Reads a date whose day and month could change places as the text has it elsewhere, in words or in an order
/// that is clear.
fn choose_readings(context: &DateContext<'_, '_>, candidates: &mut [DateCandidate<'_>]) {
    for candidate in candidates.iter_mut().filter(|candidate| candidate.date.is_none()) {
        let Some((day_first, month_first)) = candidate.readings else { continue };
        let known: HashSet<PartialDate> =
            context.lines.iter().take(ASKED).flat_map(|line| clear_dates(line, context.english)).collect();
        candidate.date = match (known.contains(&day_first), known.contains(&month_first)) {
            (true, false) => Some(day_first),
            (false, true) => Some(month_first),
            _ => None,
        };
    }
}

/// The days of a line whose order is clear: in words, or in numbers that cannot change places.
fn clear_dates(line: &Line<'_>, english: bool) -> impl Iterator<Item = PartialDate> {
    let clear = line.dates.iter().filter(move |date| !is_doubtful(line.text, date, english));
    clear.filter_map(DateExpression::full_date)
}

/// The day on which a mail was sent.
fn sent<'t>(context: &DateContext<'t, '_>) -> Option<DateCandidate<'t>> {
    let sent = context.mail?;
    let line = &context.lines[sent.line];
    let read = || line.dates.iter().find_map(DateExpression::full_date);
    let day = sent.day.or_else(read)?;
    let words = line.text.split_once(':').map_or(line.text, |(_, value)| value.trim());
    let candidate = DateCandidate::new(weight::MAIL, EvidenceKind::MailDate, words, Some(day)).conclusive();
    Some(DateCandidate { timed: true, ..candidate })
}

/// Dates far from the headline that differ are those of other things on the page.
fn drop_contradictory(candidates: &mut Vec<DateCandidate<'_>>) {
    let elsewhere = |candidate: &DateCandidate<'_>| candidate.kind == EvidenceKind::DateElsewhere;
    // Those of history are of other things as well.
    candidates.retain(|candidate| {
        !elsewhere(candidate) || candidate.date.is_none_or(|date| date.parts().0 >= FIRST_YEAR)
    });
    let dates: HashSet<_> =
        candidates.iter().filter(|other| elsewhere(other)).map(|other| other.date).collect();
    if dates.len() > 1 {
        candidates.retain(|candidate| !elsewhere(candidate));
    }
}

/// Whether dates of numbers alone have the day first in this file, if one of them shows it.
fn day_first(lines: &[Line<'_>]) -> Option<bool> {
    let order = |date: &DateExpression, text: &str| {
        let words = text.get(date.span.clone())?;
        let (first, rest) = words.split_once(['/', '-'])?;
        let second = rest.split(['/', '-']).next()?;
        let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
        (first > 12 || second > 12).then_some(first > 12)
    };
    lines.iter().take(ASKED).find_map(|line| line.dates.iter().find_map(|date| order(date, line.text)))
}

/// The candidate of the first date in a line that is known to the day.
fn best_of<'t>(
    weight: i32,
    kind: EvidenceKind,
    line: &Line<'t>,
    day_first: Option<bool>,
) -> Option<DateCandidate<'t>> {
    let best = line.dates.iter().find(|date| date.full_date().is_some() || date.swappable)?;
    Some(DateCandidate::of_expression(weight, kind, line.text, best, day_first))
}
