//! The date of publication, decided from the claims of a document (`claims`), and whether it is
//! sure. The date of a page clock tells when the page was saved and is never used.

use std::collections::HashSet;

use super::candidates::{ADDRESS, Claim, METADATA, Setting, UPDATED, WEAK, collect, evidence};
use super::conclusive::is_evergreen;
use super::given::{MARKED, tells_own_clock};
use super::years::infer;
use crate::model::{Evidence, PartialDate, Published, Verdict};
use crate::segment::date_text::expressions::{DateExpression, find_dates};

/// Pieces of evidence kept besides the decisive one.
const KEPT: usize = 12;

/// What a claim gains by each kind of claim that agrees with it.
const SUPPORT: u32 = 6;
/// What the format's claim loses when it is also the date of the last change.
const CHANGED: u32 = 20;

/// Weighs the evidence; `None` when there is none at all.
pub fn weigh(setting: &Setting<'_, '_>, title: Option<&str>) -> Option<Published> {
    let mut published = Published::default();
    let claims = collect(setting, &mut published);
    decide(claims, &mut published, title);
    infer(setting, &mut published);
    published.evidence.truncate(KEPT);
    (published != Published::default()).then_some(published)
}

/// Takes the weightiest claim; a claim that cannot be read one way gives bounds.
fn decide(mut claims: Vec<Claim>, found: &mut Published, title: Option<&str>) {
    tell_apart(&mut claims);
    support(&mut claims);
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
            false if claim.date.zip(found.date).is_some_and(|(told, date)| is_within(date, told)) => {
                Verdict::Supports
            }
            false => Verdict::NotUsed,
        };
        evidence(claim.what, &claim.words, verdict)
    });
    let mut all: Vec<Evidence> = weighed.collect();
    all.swap(0, chosen);
    all.append(&mut found.evidence);
    found.evidence = all;
}

/// Reads a date whose day and month could change places as another claim has it.
fn tell_apart(claims: &mut [Claim]) {
    let dates: Vec<PartialDate> = claims.iter().filter_map(|claim| claim.date).collect();
    for claim in claims.iter_mut().filter(|claim| claim.date.is_none()) {
        let Some((day_first, month_first)) = claim.readings else { continue };
        let told = |reading: &PartialDate| dates.iter().any(|&date| is_within(*reading, date));
        claim.date = [day_first, month_first].into_iter().find(told);
    }
}

/// Weighs what else a claim of the format has for it: claims of other kinds that agree. A date of
/// publication that is that of the last change as well gives way to an older one that is shown or
/// confirmed.
fn support(claims: &mut [Claim]) {
    let told: Vec<(&'static str, Option<PartialDate>, u32)> =
        claims.iter().map(|claim| (claim.what, claim.date, claim.weight)).collect();
    let metadata = claims.iter().find(|claim| claim.what == METADATA).and_then(|claim| claim.date);
    let confirmed = |date: &PartialDate| {
        told.iter().any(|&(what, other, weight)| {
            what != METADATA && what != UPDATED && weight > WEAK && other == Some(*date)
        })
    };
    let first = metadata.filter(confirmed);
    for claim in claims.iter_mut().filter(|claim| claim.date.is_some()) {
        let same =
            |(what, date, _): &&(&str, Option<PartialDate>, u32)| *what != claim.what && *date == claim.date;
        let mut kinds: HashSet<&str> = told.iter().filter(same).map(|(what, ..)| *what).collect();
        let changed = claim.what == METADATA && kinds.contains(UPDATED);
        // What a page shows may be the day of a change, when an address has that of publication.
        let outdated = claim.what != METADATA
            && kinds.contains(UPDATED)
            && first.is_some_and(|first| claim.date.is_some_and(|date| first < date));
        if outdated {
            claim.weight = claim.weight.saturating_sub(CHANGED);
            kinds.remove(UPDATED);
        }
        let older = told
            .iter()
            .any(|(_, date, weight)| *weight > ADDRESS && date.is_some_and(|date| Some(date) < claim.date));
        match changed && older {
            true => claim.weight = claim.weight.saturating_sub(CHANGED),
            false => claim.weight += SUPPORT * kinds.len() as u32,
        }
    }
}

/// Whether a day lies in the day, month or year of another date.
fn is_within(day: PartialDate, other: PartialDate) -> bool {
    other.first_day() <= day.first_day() && day.last_day() <= other.last_day()
}

/// The claim that shows the day as the page does: metadata that counts days by a clock elsewhere
/// gives way to an address or a date line of the day before or after; a month gives way to a day
/// in it.
fn as_shown(chosen: usize, claims: &[Claim]) -> usize {
    let Some(date) = claims[chosen].date else { return chosen };
    let day = |other: &Claim| other.date.is_some_and(|day| day.parts().2.is_some() && is_within(day, date));
    if date.parts().2.is_none() {
        return claims.iter().position(day).unwrap_or(chosen);
    }
    let shows = |other: &Claim| {
        other.what == MARKED || other.what != UPDATED && other.what != METADATA && other.weight >= ADDRESS
    };
    let near = |other: &Claim| {
        shows(other) && other.date.is_some_and(|day| day.parts().2.is_some() && beside(date, day))
    };
    let metadata = claims[chosen].what == METADATA && !tells_own_clock(&claims[chosen].words);
    claims.iter().position(|other| metadata && near(other)).unwrap_or(chosen)
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
    // One date seen twice, in the text and in its element, is one piece of evidence.
    let agrees = |other: &Claim| {
        other.date == best.date && other.weight > WEAK && other.words != best.words && best.what != UPDATED
    };
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

#[cfg(test)]
mod tests {
    use super::super::candidates::claim_of;
    use super::*;

    fn decided(told: &[(u32, &'static str, &str)]) -> Option<String> {
        let claim = |&(weight, what, words): &(u32, &'static str, &str)| {
            let claim = |date: &DateExpression| claim_of(weight, what, words, date, None);
            find_dates(words).first().map(|date| Claim { words: words.to_owned(), ..claim(date) })
        };
        let mut found = Published::default();
        decide(told.iter().filter_map(claim).collect(), &mut found, None);
        found.date.map(|date| date.to_string())
    }

    #[test]
    fn a_day_that_is_only_that_of_the_change_gives_way_to_one_the_address_confirms() {
        let shown = (115, "date by the headline", "2020-05-04");
        let changed = (34, UPDATED, "2020-05-04T00:06:42+09:00");
        let metadata = (105, METADATA, "2020-05-03T23:17:00+09:00");
        let address = (ADDRESS, "address", "2020/05/03");
        assert_eq!(decided(&[shown, metadata, changed, address]).as_deref(), Some("2020-05-03"));
        assert_eq!(decided(&[shown, metadata, changed]).as_deref(), Some("2020-05-04"));
        assert_eq!(decided(&[shown, metadata, address]).as_deref(), Some("2020-05-04"));
    }
}
