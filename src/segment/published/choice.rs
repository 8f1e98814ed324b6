//! Chooses the date of publication from the candidates of a document (`collect`), and says whether it is
//! sure. The date of a page's clock says when the page was saved and is never used.

use std::collections::HashSet;

use super::candidate::DateCandidate;
use super::captured;
use super::collect::collect;
use super::conclusive::is_evergreen;
use super::context::DateContext;
use super::evidence::{DateEvidence, DateFindings};
use super::inferred_year::infer;
use super::weights as weight;
use crate::model::{EvidenceKind, PartialDate, Published, Verdict};
use crate::segment::date_text::DateExpression;

/// Pieces of evidence kept besides the decisive one.
const KEPT: usize = 12;
/// Date lines of so many other days below a headline are those of other articles.
const TEASERS: usize = 2;
/// Days between the picture of a report and its dateline, at most.
const PICTURED: i32 = 60;

/// Weighs the evidence; `None` when there is none at all.
pub fn weigh(context: &DateContext<'_, '_>, title: Option<&str>) -> Option<Published> {
    let mut findings = DateFindings::default();
    let candidates = collect(context, &mut findings);
    decide(candidates, &mut findings, title);
    captured::note(context.metadata, &mut findings);
    infer(context, &mut findings);
    captured::bound(context.metadata, &mut findings);
    findings.into_published(KEPT)
}

/// Takes the weightiest candidate; one that cannot be read one way gives bounds.
fn decide<'t>(mut candidates: Vec<DateCandidate<'t>>, findings: &mut DateFindings<'t>, title: Option<&str>) {
    choose_readings(&mut candidates);
    support(&mut candidates);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.weight));
    candidates.truncate(KEPT);
    let readable = |candidate: &DateCandidate<'_>| {
        !candidate.bounds && (candidate.date.is_some() || candidate.readings.is_some())
    };
    let Some(chosen) = candidates.iter().position(readable) else {
        before_change(&candidates, findings);
        from_dateline(findings);
        from_caption(findings);
        return;
    };
    let chosen = as_shown(chosen, &candidates);
    let best = &candidates[chosen];
    findings.date = best.date;
    findings.sure = is_sure(best, &candidates, title.is_some_and(|title| is_evergreen(title, best.date)));
    if let (None, Some((day, month))) = (best.date, best.readings) {
        findings.after = Some(day.min(month));
        findings.before = Some(day.max(month));
    }
    // A day the text reports of that lies after publication was foretold, and bounds nothing.
    if best.date.is_some_and(|date| findings.after.is_some_and(|after| after > date)) {
        findings.after = None;
        findings.evidence.retain(|evidence| evidence.verdict != Verdict::LowerBound);
    }
    let mut all = evidence_of(&candidates, chosen);
    all.append(&mut findings.evidence);
    findings.evidence = all;
}

/// Without a date of publication, that of the first change is the last day it can be.
fn before_change<'t>(candidates: &[DateCandidate<'t>], findings: &mut DateFindings<'t>) {
    let changed = |candidate: &&DateCandidate<'t>| candidate.bounds;
    let dated = candidates.iter().filter(changed).filter_map(|candidate| Some((candidate.date?, candidate)));
    let Some((date, first)) = dated.min_by_key(|(date, _)| date.last_day()) else { return };
    findings.before = Some(date);
    findings.after = findings.after.filter(|after| *after <= date);
    findings.evidence.insert(0, DateEvidence::new(first.kind, first.words, Verdict::UpperBound));
}

/// The candidates as evidence, the chosen one first.
fn evidence_of<'t>(candidates: &[DateCandidate<'t>], chosen: usize) -> Vec<DateEvidence<'t>> {
    let date = candidates[chosen].date;
    let weighed = candidates.iter().enumerate().map(|(at, candidate)| {
        let verdict = match at == chosen {
            true => Verdict::Decided,
            false if candidate.date.zip(date).is_some_and(|(other, date)| is_within(date, other)) => {
                Verdict::Supports
            }
            false => Verdict::NotUsed,
        };
        DateEvidence::new(candidate.kind, candidate.words, verdict)
    });
    let mut all: Vec<DateEvidence<'t>> = weighed.collect();
    all.swap(0, chosen);
    all
}

/// Reads a date whose day and month could change places as another candidate has it.
fn choose_readings(candidates: &mut [DateCandidate<'_>]) {
    let dates: Vec<PartialDate> = candidates.iter().filter_map(|candidate| candidate.date).collect();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.date.is_none()) {
        let Some((day_first, month_first)) = candidate.readings else { continue };
        let known = |reading: &PartialDate| dates.iter().any(|&date| is_within(*reading, date));
        candidate.date = [day_first, month_first].into_iter().find(known);
    }
}

/// A candidate as the others are compared with it.
type Compared = (EvidenceKind, Option<PartialDate>, i32);

/// Adds to each candidate what other kinds of evidence that agree with it weigh. A date of publication
/// that the format declares and that is that of the last change as well gives way to an older one that
/// is shown or confirmed.
fn support(candidates: &mut [DateCandidate<'_>]) {
    let all: Vec<Compared> =
        candidates.iter().map(|candidate| (candidate.kind, candidate.date, candidate.weight)).collect();
    let confirmed = confirmed_metadata(&all);
    for candidate in candidates.iter_mut().filter(|candidate| candidate.date.is_some()) {
        let is_metadata = candidate.kind == EvidenceKind::Metadata;
        let same = |(kind, date, _): &&Compared| *kind != candidate.kind && *date == candidate.date;
        let mut kinds: HashSet<EvidenceKind> = all.iter().filter(same).map(|(kind, ..)| *kind).collect();
        let changed = kinds.contains(&EvidenceKind::LabelledUpdated);
        // What a page shows may be the day of a change, when an address has that of publication.
        let older = confirmed.is_some_and(|first| candidate.date.is_some_and(|date| first < date));
        if !is_metadata && changed && older {
            candidate.weight = (candidate.weight - weight::CHANGED).max(0);
            kinds.remove(&EvidenceKind::LabelledUpdated);
        }
        let shown_older = || {
            let older = |date: Option<PartialDate>| date.is_some_and(|date| Some(date) < candidate.date);
            all.iter().any(|(_, date, weight)| *weight > weight::ADDRESS && older(*date))
        };
        match is_metadata && changed && shown_older() {
            true => candidate.weight = (candidate.weight - weight::CHANGED).max(0),
            false => candidate.weight += weight::SUPPORT * kinds.len() as i32,
        }
    }
}

/// The date the format declares, if another kind of evidence than that of changes has it too.
fn confirmed_metadata(all: &[Compared]) -> Option<PartialDate> {
    let declared = all.iter().find(|(kind, ..)| *kind == EvidenceKind::Metadata)?.1?;
    let confirms = |&(kind, date, weight): &Compared| {
        !matches!(kind, EvidenceKind::Metadata | EvidenceKind::LabelledUpdated)
            && weight > weight::WEAK
            && date == Some(declared)
    };
    all.iter().any(confirms).then_some(declared)
}

/// Whether a day lies in the day, month or year of another date.
fn is_within(day: PartialDate, other: PartialDate) -> bool {
    other.first_day() <= day.first_day() && day.last_day() <= other.last_day()
}

/// The candidate that shows the day as the page does: metadata that counts days by a clock elsewhere
/// gives way to an address or a date line of the day before or after; a month gives way to a day
/// in it.
fn as_shown(chosen: usize, candidates: &[DateCandidate<'_>]) -> usize {
    let best = &candidates[chosen];
    let Some(date) = best.date else { return chosen };
    if best.kind == EvidenceKind::HeadDates {
        // Of several days below a headline the later ones are those of changes, in whichever order they stand.
        let beside =
            candidates.iter().enumerate().filter(|(_, other)| other.kind == best.kind && !other.bounds);
        let dated = beside.filter_map(|(at, other)| Some((other.date.filter(|_| other.is_day())?, at)));
        return dated.min_by_key(|(date, _)| *date).map_or(chosen, |(_, at)| at);
    }
    if !best.is_day() {
        let day = |other: &DateCandidate<'_>| {
            !other.bounds && other.is_day() && other.date.is_some_and(|day| is_within(day, date))
        };
        return candidates.iter().position(day).unwrap_or(chosen);
    }
    let shows = |other: &DateCandidate<'_>| match other.kind {
        EvidenceKind::MarkedElement => true,
        EvidenceKind::LabelledUpdated | EvidenceKind::Metadata => false,
        _ => other.weight >= weight::ADDRESS,
    };
    let near = |other: &DateCandidate<'_>| {
        shows(other) && other.is_day() && other.date.is_some_and(|day| are_neighbours(date, day))
    };
    let elsewhere = best.kind == EvidenceKind::Metadata && !best.local_clock;
    candidates.iter().position(|other| elsewhere && near(other)).unwrap_or(chosen)
}

/// Whether two days are the same or neighbours. Midnight is not at the same hour everywhere.
fn are_neighbours(a: PartialDate, b: PartialDate) -> bool {
    a.first_day().since(b.first_day()).is_ok_and(|span| span.get_days().abs() <= 1)
}

/// Whether a date is more than a guess: by a conclusive candidate that no other conclusive one
/// contradicts, or by two kinds of evidence that agree.
fn is_sure(best: &DateCandidate<'_>, candidates: &[DateCandidate<'_>], evergreen: bool) -> bool {
    let Some(date) = best.date.filter(|_| best.is_day()) else { return false };
    let is_metadata = best.kind == EvidenceKind::Metadata;
    let updated = |other: &DateCandidate<'_>| other.kind == EvidenceKind::LabelledUpdated;
    let others = || candidates.iter().filter(|other| other.kind != best.kind && !updated(other));
    // One date seen twice, in the text and in its element, is one piece of evidence.
    let agrees = |other: &DateCandidate<'_>| {
        other.date == best.date && other.weight > weight::WEAK && other.words != best.words && !updated(best)
    };
    let shown = |other: &DateCandidate<'_>| {
        other.conclusive || is_metadata && !updated(other) && other.weight >= weight::ADDRESS
    };
    let differs = |other: &DateCandidate<'_>| other.date.is_some_and(|other| !are_neighbours(date, other));
    if is_among_teasers(best, candidates) || candidates.iter().any(|other| shown(other) && differs(other)) {
        return false;
    }
    match evergreen {
        true => {
            let declared = |other: &DateCandidate<'_>| other.kind == EvidenceKind::Metadata;
            is_metadata || others().any(|other| declared(other) && agrees(other)) || best.timed
        }
        false => best.conclusive || others().any(agrees),
    }
}

/// Whether date lines of several other days stand below the headline as well: those of other articles.
fn is_among_teasers(best: &DateCandidate<'_>, candidates: &[DateCandidate<'_>]) -> bool {
    let Some(date) = best.date.filter(|_| best.kind == EvidenceKind::HeadDate) else { return false };
    let beside = candidates.iter().filter(|other| other.kind == best.kind).filter_map(|other| other.date);
    beside.filter(|other| !are_neighbours(date, *other)).collect::<HashSet<_>>().len() >= TEASERS
}

/// The first caption that bounds the date.
fn caption(findings: &DateFindings<'_>) -> Option<usize> {
    let bounds = |piece: &DateEvidence<'_>| {
        piece.kind == EvidenceKind::Caption && piece.verdict == Verdict::LowerBound
    };
    findings.evidence.iter().position(bounds)
}

/// The day that a piece of evidence has, if it is known.
fn day_of(piece: &DateEvidence<'_>) -> Option<PartialDate> {
    piece.date.as_ref().and_then(DateExpression::full_date)
}

/// A dateline without a year and a caption of the days before it give the year.
fn from_dateline(findings: &mut DateFindings<'_>) {
    let dateline = findings.first(EvidenceKind::DatelineWithoutYear);
    let Some((dateline, caption)) = dateline.zip(caption(findings)) else { return };
    let Some(DateExpression { month: Some(month), day: Some(day), .. }) = findings.evidence[dateline].date
    else {
        return;
    };
    let Some(shown) = day_of(&findings.evidence[caption]) else { return };
    let date = PartialDate::day(shown.parts().0, month, day).filter(|date| {
        let days = date.first_day().since(shown.first_day()).map_or(-1, |span| span.get_days());
        (0..=PICTURED).contains(&days)
    });
    if let Some(date) = date {
        findings.date = Some(date);
        findings.after = None;
        let datelines = findings.evidence.iter_mut();
        datelines
            .filter(|piece| piece.kind == EvidenceKind::DatelineWithoutYear)
            .for_each(|piece| piece.verdict = Verdict::Decided);
    }
}

/// Without any better, the month of the youngest photograph is a guess.
fn from_caption(findings: &mut DateFindings<'_>) {
    let Some(caption) = caption(findings).filter(|_| findings.date.is_none() && findings.before.is_none())
    else {
        return;
    };
    let shown = day_of(&findings.evidence[caption]);
    if let Some(shown) = shown.filter(|_| findings.after == shown) {
        let (year, month, _) = shown.parts();
        findings.date = month.and_then(|month| PartialDate::month(year, month));
        findings.evidence[caption].verdict = Verdict::Decided;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::date_text::find_dates;

    fn decided(found: &[(i32, EvidenceKind, &'static str)]) -> Option<String> {
        let candidate = |&(weight, kind, words): &(i32, EvidenceKind, &'static str)| {
            let of = |date| DateCandidate::of_expression(weight, kind, words, date, None);
            let local_clock = kind == EvidenceKind::Metadata;
            find_dates(words).first().map(|date| DateCandidate { words, local_clock, ..of(date) })
        };
        let mut findings = DateFindings::default();
        decide(found.iter().filter_map(candidate).collect(), &mut findings, None);
        findings.date.map(|date| date.to_string())
    }

    #[test]
    fn the_day_of_a_change_is_the_last_day_of_publication_and_not_that() {
        let kind = EvidenceKind::LabelledUpdated;
        let date = PartialDate::parse("2020-05-04");
        let changed = DateCandidate { bounds: true, ..DateCandidate::new(34, kind, "4 May 2020", date) };
        let mut findings = DateFindings::default();
        decide(vec![changed], &mut findings, None);
        assert_eq!((findings.date, findings.before), (None, date));
    }

    #[test]
    fn a_day_that_is_only_that_of_the_change_gives_way_to_one_the_address_confirms() {
        let shown = (115, EvidenceKind::HeadDate, "2020-05-04");
        let changed = (34, EvidenceKind::LabelledUpdated, "2020-05-04T00:06:42+09:00");
        let metadata = (105, EvidenceKind::Metadata, "2020-05-03T23:17:00+09:00");
        let address = (weight::ADDRESS, EvidenceKind::Address, "2020/05/03");
        assert_eq!(decided(&[shown, metadata, changed, address]).as_deref(), Some("2020-05-03"));
        assert_eq!(decided(&[shown, metadata, changed]).as_deref(), Some("2020-05-04"));
        assert_eq!(decided(&[shown, metadata, address]).as_deref(), Some("2020-05-04"));
    }
}
