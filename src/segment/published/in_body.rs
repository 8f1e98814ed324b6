//! Reads the dates inside a body: datelines give the date of publication; captions and days that the
//! text reports on are bounds for it.

use super::candidate::DateCandidate;
use super::context::DateContext;
use super::evidence::{DateEvidence, DateFindings};
use super::weights as weight;
use crate::model::{EvidenceKind, PartialDate, Verdict};
use crate::segment::date_text::DateExpression;
use crate::segment::lexicon::Cues;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::line::measured::Line;

/// Lines of a body that can begin with a dateline.
const PARAGRAPHS: usize = 4;
/// Bytes of a line in which the date of its dateline begins.
const OPENING: usize = 60;
/// Days before this year are those of history, and bound nothing.
const FIRST_YEAR: i16 = 1950;

/// Weighs the dates of a line of the body: datelines, captions, and days the text reports of.
pub fn weigh<'t>(
    context: &DateContext<'t, '_>,
    at: usize,
    candidates: &mut Vec<DateCandidate<'t>>,
    findings: &mut DateFindings<'t>,
) {
    let line = &context.lines[at];
    let caption = line.cues.any(Cues::CAPTION);
    let dateline = at < context.body.start + PARAGRAPHS && !caption && is_dateline(line);
    if let Some(date) = at_an_edge(context, at) {
        let kind = EvidenceKind::TextEdge;
        candidates.push(DateCandidate::of_expression(weight::TEXT_EDGE, kind, line.text, date, None));
    }
    for date in &line.dates {
        match date.full_date() {
            Some(_) if dateline && date.span.start < OPENING => {
                let kind = EvidenceKind::Dateline;
                let dated = DateCandidate::of_expression(weight::DATELINE, kind, line.text, date, None);
                candidates.push(dated.conclusive());
                return;
            }
            None if dateline && date.span.start < OPENING => {
                findings.evidence.insert(0, piece(EvidenceKind::DatelineWithoutYear, line, at, date));
            }
            Some(day) if !context.is_to_come(day) && (caption || !is_about_the_future(line.text)) => {
                let kind = if caption { EvidenceKind::Caption } else { EvidenceKind::DayInText };
                bound(findings, day, piece(kind, line, at, date));
            }
            _ => {}
        }
    }
}

/// Weighs the caption of a picture between headline and body, which bounds the date as one in the
/// body does.
pub fn weigh_caption<'t>(context: &DateContext<'t, '_>, at: usize, findings: &mut DateFindings<'t>) {
    let line = &context.lines[at];
    for (date, day) in line.dates.iter().filter_map(|date| Some((date, date.full_date()?))) {
        if context.is_to_come(day) {
            continue;
        }
        bound(findings, day, piece(EvidenceKind::Caption, line, at, date));
    }
}

/// A date of the body as evidence.
fn piece<'t>(kind: EvidenceKind, line: &Line<'t>, at: usize, date: &DateExpression) -> DateEvidence<'t> {
    let verdict = match kind {
        EvidenceKind::DatelineWithoutYear => Verdict::Supports,
        _ => Verdict::LowerBound,
    };
    let words = line.text.get(date.span.clone()).unwrap_or_default();
    DateEvidence::new(kind, words, verdict).dated(Some(date), at)
}

/// The document was published on a day it reports of, or later; the last such day counts.
fn bound<'t>(findings: &mut DateFindings<'t>, day: PartialDate, piece: DateEvidence<'t>) {
    if findings.after.is_none_or(|after| day > after) && day.parts().0 >= FIRST_YEAR {
        findings.after = Some(day);
        findings.evidence.push(piece);
    }
}

/// The date the text begins with ("(4 May 2020) The harbour …") or is signed with
/// ("Ann Bell, 4 May 2020").
fn at_an_edge<'c>(context: &'c DateContext<'_, '_>, at: usize) -> Option<&'c DateExpression> {
    let line = &context.lines[at];
    let date = line.dates.iter().find(|date| date.full_date().is_some())?;
    let opens = at <= context.body.start + 1 && date.span.start <= 1;
    let closes = at + 2 >= context.body.end && line.is_date_line();
    (opens || closes).then_some(date)
}

/// "NORWICK, Feb 14 (Wire) –": a place in capitals, then a date, then a dash or bracket.
fn is_dateline(line: &Line<'_>) -> bool {
    let Some(first) = line.dates.first().filter(|date| date.span.start < OPENING) else { return false };
    let before = &line.text[..first.span.start];
    let place = before.trim_matches(|c: char| !c.is_alphanumeric());
    let capitals = place.chars().filter(|c| c.is_uppercase()).count() * 2 > place.chars().count();
    let named = before.trim_end().ends_with(',') && is_title_cased(place);
    let after = line.text[first.span.end..].trim_start();
    let marked = after.starts_with(['(', '-', '–', '—', ',', '/', ':', '|']);
    let short = place.split_whitespace().count() <= 4 && !place.is_empty();
    short && (capitals && marked || named && first.year.is_some() && (marked || after.starts_with('.')))
}

/// Whether words of a line point to days to come, which bound nothing.
pub fn is_about_the_future(text: &str) -> bool {
    let is_one = |word: &[u8]| {
        matches!(
            word,
            b"will"
                | b"until"
                | b"next"
                | b"expected"
                | b"scheduled"
                | b"by"
                | b"due"
                | b"deadline"
                | b"upcoming"
                | b"ahead"
        )
    };
    match text.is_ascii() {
        true => text.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).any(is_one),
        false => text.split(|c: char| !c.is_alphabetic()).any(|word| is_one(word.as_bytes())),
    }
}
