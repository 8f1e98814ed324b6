//! Weighs date lines near the headline and after the text, by their place and label.

use std::collections::HashSet;

use super::candidate::DateCandidate;
use super::conclusive::{is_conclusive, is_doubtful, is_plain};
use super::context::{DateContext, LinePosition};
use super::evidence::{DateEvidence, DateFindings};
use super::label::DateLabel;
use super::weights as weight;
use crate::model::{EvidenceKind, Verdict};
use crate::segment::date_text::{DateExpression, has_time, has_weekday};
use crate::segment::lexicon::Cues;

/// Lines above the headline in which a date with a label belongs to it.
const LABELLED_ABOVE: usize = 6;
/// Those in which one without a label does.
const ABOVE: usize = 3;

/// Weighs the dates of a line that is little more than a date.
pub fn weigh<'t>(
    context: &DateContext<'t, '_>,
    at: usize,
    position: LinePosition,
    day_first: Option<bool>,
    candidates: &mut Vec<DateCandidate<'t>>,
    findings: &mut DateFindings<'t>,
) {
    let line = &context.lines[at];
    // "*As of 4 May 2020" below a text is the note to a number in it.
    if position == LinePosition::After && line.text.starts_with('*') {
        return;
    }
    if position == LinePosition::Above && is_clock(context, at) {
        let shown = line.dates.iter().find(|date| date.full_date().is_some());
        let clock = DateEvidence::new(EvidenceKind::PageClock, line.text, Verdict::NotUsed);
        findings.evidence.push(clock.dated(shown, at));
        return;
    }
    // From one day to another something lasts; the day of a change beside another is no end.
    let lasting = |date: &&DateExpression| label(context, at, date) != Some(DateLabel::Updated);
    let days: HashSet<_> = line.dates.iter().filter(lasting).filter_map(DateExpression::full_date).collect();
    for date in line.dates.iter().filter(|date| date.full_date().is_some() || date.swappable) {
        let label = label(context, at, date);
        let near = context.distance(at);
        let Some((kind, weight)) = rank(position, label, near, days.len() > 1) else { continue };
        let conclusive = is_enough(context, at, position, label, date);
        let weight = weight + adjustment(context, at, position, kind, conclusive && label.is_none());
        let candidate = match is_doubtful(line.text, date, context.english) {
            true => DateCandidate::of_doubtful(weight, kind, line.text, date, day_first),
            false => DateCandidate::of_expression(weight, kind, line.text, date, day_first),
        };
        let timed = conclusive && label == Some(DateLabel::Published) && has_time(line.text);
        // Just above its headline, too, a report says to the minute when it was changed: on its day.
        let near = position == LinePosition::Head || position == LinePosition::Above && has_time(line.text);
        let bounds = kind == EvidenceKind::LabelledUpdated && !near;
        candidates.push(DateCandidate {
            weight: candidate.weight.max(1),
            conclusive,
            bounds,
            timed,
            ..candidate
        });
        if label.is_none() && position == LinePosition::After {
            break;
        }
    }
}

/// The label of a date: before it in its line, or alone in the line above.
fn label(context: &DateContext<'_, '_>, at: usize, date: &DateExpression) -> Option<DateLabel> {
    let before = &context.lines[at].text[..date.span.start];
    let above = || {
        let above = &context.lines[at.checked_sub(1)?];
        let above_alone = before.trim().is_empty() && above.words <= 6 && above.dates.is_empty();
        above_alone.then(|| DateLabel::before(above.text)).flatten()
    };
    DateLabel::before(before).or_else(above)
}

/// What a date is evidence of and its weight, by where its line stands and how it is labelled; `None`
/// when it is no evidence. `near` are the lines between it and the headline.
fn rank(
    position: LinePosition,
    label: Option<DateLabel>,
    near: usize,
    several: bool,
) -> Option<(EvidenceKind, i32)> {
    use DateLabel::{Published, Updated};
    use LinePosition::{Above, After, Body, Head};
    Some(match (position, label) {
        (Head, Some(Published)) => (EvidenceKind::LabelledPublished, weight::HEAD_LABELLED_PUBLISHED),
        (Head, Some(Updated)) => (EvidenceKind::LabelledUpdated, weight::HEAD_LABELLED_UPDATED),
        (Head, None) if several => (EvidenceKind::HeadDates, weight::HEAD_SEVERAL_DATES),
        (Head, None) => (EvidenceKind::HeadDate, weight::HEAD_DATE),
        (Above, Some(Updated)) if near > LABELLED_ABOVE => return None,
        // What was taken for the headline may be a later heading.
        (Above, Some(Published)) if near > LABELLED_ABOVE => {
            (EvidenceKind::LabelledAbove, weight::FAR_LABELLED_PUBLISHED)
        }
        (Above, Some(Published)) => (EvidenceKind::LabelledAbove, weight::ABOVE_LABELLED_PUBLISHED),
        (Above, Some(Updated)) => (EvidenceKind::LabelledUpdated, weight::ABOVE_LABELLED_UPDATED),
        (Above, None) if near <= ABOVE => (EvidenceKind::DateAbove, weight::ABOVE_DATE),
        (Above, None) => (EvidenceKind::DateElsewhere, weight::ABOVE_ELSEWHERE),
        (After, Some(Published)) => (EvidenceKind::LabelledBelow, weight::AFTER_LABELLED_PUBLISHED),
        (After, Some(Updated)) => (EvidenceKind::LabelledUpdated, weight::AFTER_LABELLED_UPDATED),
        (After, None) => (EvidenceKind::DateElsewhere, weight::AFTER_ELSEWHERE),
        (Body, Some(Published)) => (EvidenceKind::LabelledBelow, weight::FAR_LABELLED_PUBLISHED),
        (Body, _) => return None,
    })
}

/// What is added to the weight of a date for its distance from the headline, a byline beside it, and
/// being conclusive without a label.
fn adjustment(
    context: &DateContext<'_, '_>,
    at: usize,
    position: LinePosition,
    kind: EvidenceKind,
    conclusive: bool,
) -> i32 {
    let far = if kind == EvidenceKind::DateElsewhere { 0 } else { context.distance(at) as i32 };
    let beside = position == LinePosition::Head && context.is_beside_byline(at);
    let signs = [(beside, weight::BESIDE_BYLINE), (conclusive, weight::CONCLUSIVE)];
    let gains = signs.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum::<i32>();
    gains - far.min(weight::FARTHEST)
}

/// Whether a date is enough to be sure by.
fn is_enough(
    context: &DateContext<'_, '_>,
    at: usize,
    position: LinePosition,
    label: Option<DateLabel>,
    date: &DateExpression,
) -> bool {
    let line = &context.lines[at];
    if is_doubtful(line.text, date, context.english) {
        return false;
    }
    match (position, label) {
        (LinePosition::Head | LinePosition::Above, Some(DateLabel::Published)) => true,
        (LinePosition::Head, None) if context.one_of_several => is_plain(line),
        (LinePosition::Head, None) => is_conclusive(context.lines, context.headline, context.byline, at),
        _ => false,
    }
}

/// Whether a line is the clock of a page: a date above any headline, by no author. One just above the headline
/// is the headline's, as many papers have it, but beside the weather.
fn is_clock(context: &DateContext<'_, '_>, at: usize) -> bool {
    let line = &context.lines[at];
    let labelled = || {
        let first = line.dates.first();
        first.is_some_and(|date| DateLabel::before(&line.text[..date.span.start]).is_some())
    };
    let below = context.headline.unwrap_or(context.body.start);
    let beside = below <= at + ABOVE;
    let weather = || context.lines[at.saturating_sub(1)..].iter().take(2).any(|line| is_weather(line.text));
    let adjacent = context.headline == Some(at + 1) && at > 0 && !weather();
    let signed = line.cues.any(Cues::BYLINE) || context.is_beside_byline(at);
    !context.one_of_several
        && !signed
        && !adjacent
        && (!beside || has_weekday(line.text) || has_time(line.text))
        && !labelled()
}

/// "12.4 C", "Norwick 54°F": whether a line ends with a temperature and is little else.
fn is_weather(text: &str) -> bool {
    let degrees = text.strip_suffix(['C', 'F']).unwrap_or(text).trim_end_matches(['°', 'º', ' ']);
    let number = degrees.len() < text.len() && degrees.ends_with(|c: char| c.is_ascii_digit());
    number && text.split_whitespace().count() <= 4
}

#[cfg(test)]
mod tests {
    use super::is_weather;

    #[test]
    fn the_weather_is_known_by_its_degrees() {
        for text in ["12.4 C", "54°F", "Norwick 12°", "-3 °C"] {
            assert!(is_weather(text), "{text}");
        }
        for text in ["Monday, March 6, 2023", "Vitamin C", "12", "Ferry 7 carries 54 Camels"] {
            assert!(!is_weather(text), "{text}");
        }
    }
}
