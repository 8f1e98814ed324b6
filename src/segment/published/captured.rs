//! The day on which a page was fetched or saved, as its file says: nothing on it was published later.
//!
//! Not here: clocks that a page shows (`outside_body`).

use jiff::civil::Date;

use super::evidence::{DateEvidence, DateFindings};
use crate::model::{DeclaredAs, EvidenceKind, Metadata, PartialDate, Verdict};
use crate::segment::date_text::find_dates;

/// The day, and the words for it.
fn captured(metadata: &Metadata) -> Option<(PartialDate, &str)> {
    let words = metadata.dates.iter().find(|date| date.how == DeclaredAs::Captured)?.words.as_str();
    let day = PartialDate::parse(words).or_else(|| find_dates(words).first()?.full_date())?;
    Some((day, words))
}

/// The last day on which a page can have been published: that of its capture, else the day of reading.
pub fn last_day(metadata: &Metadata, today: Option<Date>) -> Option<Date> {
    captured(metadata).map(|(day, _)| day.last_day()).or(today)
}

/// Notes the day as a clock, from which the years of other days are inferred.
pub fn note<'t>(metadata: &'t Metadata, findings: &mut DateFindings<'t>) {
    if let Some((_, words)) = captured(metadata) {
        let clock = DateEvidence::new(EvidenceKind::PageClock, words, Verdict::NotUsed);
        findings.evidence.push(DateEvidence { date: find_dates(words).into_iter().next(), ..clock });
    }
}

/// Where nothing dates the page, or bounds it closer, it is not younger than its capture.
pub fn bound(metadata: &Metadata, findings: &mut DateFindings<'_>) {
    let Some((day, words)) = captured(metadata) else { return };
    if findings.date.is_some() || findings.before.is_some_and(|before| before <= day) {
        return;
    }
    findings.before = Some(day);
    findings.after = findings.after.filter(|after| *after <= day);
    let clocks = findings.evidence.iter_mut().filter(|piece| piece.words == words);
    clocks.for_each(|piece| piece.verdict = Verdict::UpperBound);
}
