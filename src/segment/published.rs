//! The date of publication, decided from the claims of a document (`claims`), and whether it is
//! sure. The date of a page clock tells when the page was saved and is never used.

use super::claims::{ADDRESS, Claim, METADATA, Setting, UPDATED, collect, evidence};
use super::dates::{DateExpression, find_dates};
use super::firmness::is_evergreen;
use crate::model::{Evidence, PartialDate, Published, Verdict};

/// Pieces of evidence kept besides the decisive one.
const KEPT: usize = 12;

/// Weighs the evidence; `None` when there is none at all.
pub fn weigh(setting: &Setting<'_, '_>, title: Option<&str>) -> Option<Published> {
    let mut published = Published::default();
    let claims = collect(setting, &mut published);
    decide(claims, &mut published, title);
    published.evidence.truncate(KEPT);
    (published != Published::default()).then_some(published)
}

/// Takes the weightiest claim; a claim that cannot be read one way gives bounds.
fn decide(mut claims: Vec<Claim>, found: &mut Published, title: Option<&str>) {
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.weight));
    claims.truncate(KEPT);
    let Some(chosen) = claims.iter().position(|claim| claim.date.is_some() || claim.readings.is_some())
    else {
        from_dateline(found);
        from_caption(found);
        return;
    };
    let chosen = as_shown(chosen, &claims);
    let best = &claims[chosen];
    found.date = best.date;
    found.sure = is_sure(best, &claims, title.is_some_and(|title| is_evergreen(title, best.date)));
    if let (None, Some((day, month))) = (best.date, best.readings) {
        found.after = Some(day.min(month));
        found.before = Some(day.max(month));
    }
    // A day the text speaks of that lies after publication was foretold, and bounds nothing.
    if best.date.is_some_and(|date| found.after.is_some_and(|after| after > date)) {
        found.after = None;
        found.evidence.retain(|evidence| evidence.verdict != Verdict::LowerBound);
    }
    let weighed = claims.iter().enumerate().map(|(at, claim)| {
        let verdict = match at == chosen {
            true => Verdict::Decided,
            false if claim.date == found.date => Verdict::Supports,
            false => Verdict::NotUsed,
        };
        evidence(claim.what, &claim.words, verdict)
    });
    let mut all: Vec<Evidence> = weighed.collect();
    all.swap(0, chosen);
    all.append(&mut found.evidence);
    found.evidence = all;
}

/// The claim that shows the day as the page does: metadata counts days by a clock elsewhere, and
/// gives way to an address or a date line of the day before or after.
fn as_shown(chosen: usize, claims: &[Claim]) -> usize {
    let Some(date) = claims[chosen].date.filter(|_| claims[chosen].what == METADATA) else { return chosen };
    let near = |other: &Claim| {
        other.what != UPDATED && other.weight >= ADDRESS && other.date.is_some_and(|day| beside(date, day))
    };
    claims.iter().position(|other| other.what != METADATA && near(other)).unwrap_or(chosen)
}

/// Whether two days are the same or neighbours. Midnight is not at the same hour everywhere.
fn beside(a: PartialDate, b: PartialDate) -> bool {
    a.first_day().since(b.first_day()).is_ok_and(|span| span.get_days().abs() <= 1)
}

/// Whether a date is more than a guess: by a firm claim that no other firm claim contradicts, or
/// by claims of two kinds that agree.
fn is_sure(best: &Claim, claims: &[Claim], evergreen: bool) -> bool {
    let Some(date) = best.date.filter(|date| date.parts().2.is_some()) else { return false };
    let others = || claims.iter().filter(|other| other.what != best.what && other.what != UPDATED);
    let agrees = |other: &Claim| other.date == best.date && best.what != UPDATED;
    let apart = |other: PartialDate| !beside(date, other);
    let shown = |other: &Claim| {
        other.firm || best.what == METADATA && other.what != UPDATED && other.weight >= ADDRESS
    };
    let contested = claims.iter().any(|other| shown(other) && other.date.is_some_and(apart));
    let outside = best.what == METADATA || others().any(|other| other.what == METADATA && agrees(other));
    !contested && if evergreen { outside || best.exact } else { best.firm || others().any(agrees) }
}

/// A dateline without a year and a caption of the days before it give the year.
fn from_dateline(found: &mut Published) {
    let dateline = found.evidence.iter().find(|e| e.what == "dateline without a year");
    let day = dateline.and_then(|e| find_dates(&e.words).into_iter().next());
    let caption = found.evidence.iter().find(|e| e.what == "caption" && e.verdict == Verdict::LowerBound);
    let shown = caption.and_then(|e| find_dates(&e.words).iter().find_map(DateExpression::full_date));
    let (Some(DateExpression { month: Some(month), day: Some(day), .. }), Some(shown)) = (day, shown) else {
        return;
    };
    let year = shown.parts().0;
    let date = PartialDate::day(year, month, day).filter(|date| {
        let days = date.first_day().since(shown.first_day()).map_or(-1, |span| span.get_days());
        (0..=60).contains(&days)
    });
    if let Some(date) = date {
        found.date = Some(date);
        found.after = None;
        for piece in &mut found.evidence {
            piece.verdict =
                if piece.what == "dateline without a year" { Verdict::Decided } else { piece.verdict };
        }
    }
}

/// Without any better, the month of the youngest photograph is a guess.
fn from_caption(found: &mut Published) {
    let caption = found.evidence.iter_mut().find(|e| e.what == "caption" && e.verdict == Verdict::LowerBound);
    let (None, Some(caption)) = (found.date, caption) else { return };
    let shown = find_dates(&caption.words).iter().find_map(DateExpression::full_date);
    let (Some(shown), true) = (shown, found.before.is_none()) else { return };
    if found.after == Some(shown) {
        let (year, month, _) = shown.parts();
        found.date = month.and_then(|month| PartialDate::month(year, month));
        caption.verdict = Verdict::Decided;
    }
}
