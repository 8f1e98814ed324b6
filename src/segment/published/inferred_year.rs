//! Infers the year of days that a text names without one: "the weekend of May 4–5" fits few years, and
//! the clock of a saved page gives the last that is possible. Such dates are guesses.

use std::ops::RangeInclusive;

use memchr::memchr2_iter;

use super::context::DateContext;
use super::evidence::{DateEvidence, DateFindings};
use super::in_body::is_about_the_future;
use crate::model::{EvidenceKind, PartialDate, Verdict};
use crate::segment::date_text::weekday;
use crate::segment::line::measured::Line;

/// Lines of a body that are read.
const BODY: usize = 200;
/// Years after the last one a text names that are tried; the same days come again after 5 to 11.
const AHEAD: i16 = 11;
/// A weekend in the numbers of [`weekday`].
const WEEKEND: u8 = 8;

/// A day named without its year.
struct YearlessDay<'t> {
    month: u8,
    day: u8,
    /// The days of the week it can be, Monday as 1; all, when the text does not say.
    weekdays: RangeInclusive<u8>,
    words: &'t str,
}

/// Gives a document that nothing dates the month of the last day that only one of the years to
/// try fits, or at least bounds it by such a day and the clock of its page.
pub fn infer<'t>(context: &DateContext<'t, '_>, findings: &mut DateFindings<'t>) {
    if findings.date.is_some() || findings.before.is_some() || context.one_of_several {
        return;
    }
    let body = context.lines.get(context.body.clone()).unwrap_or_default();
    let body = body.get(..BODY).unwrap_or(body);
    let reported = |line: &&Line<'_>| !is_about_the_future(line.text);
    let yearless = |line: &&Line<'_>| line.dates.iter().any(|date| date.year.is_none());
    let days: Vec<YearlessDay<'t>> =
        body.iter().filter(yearless).filter(reported).flat_map(|line| days(line)).collect();
    let dateline = findings.first(EvidenceKind::DatelineWithoutYear);
    if days.is_empty() && dateline.is_none() {
        return;
    }
    let clock = findings.first(EvidenceKind::PageClock);
    let clock = clock.and_then(|clock| findings.evidence[clock].date.as_ref()?.full_date());
    let latest = body.iter().filter(reported).filter_map(|line| latest_year(line.text)).max();
    if let Some(dateline) = dateline {
        // Its year is that of the document, which need not be the page's.
        let line = findings.evidence[dateline].line.and_then(|at| context.lines.get(at));
        if let Some((date, word)) = line.and_then(|line| from_dateline(line, clock, latest)) {
            decide_dateline(dateline, date, word, findings);
        }
    } else if let Some((date, words, latest)) = latest.and_then(|latest| from_weekdays(&days, clock, latest))
    {
        let (year, month, _) = date.parts();
        findings.date = month.and_then(|month| PartialDate::month(year, month));
        findings.after = Some(date);
        let day = DateEvidence::new(EvidenceKind::WeekdayWithoutYear, words, Verdict::Decided);
        findings.evidence.insert(0, day);
        let year = DateEvidence::new(EvidenceKind::YearInText, latest.to_string(), Verdict::LowerBound);
        findings.evidence.push(year);
    } else if let Some(clock) = clock {
        before_clock(&days, clock, findings);
    }
}

/// The last of the days whose day of the week only one of the years to try fits, its words, and the
/// latest year of the text.
fn from_weekdays<'t>(
    days: &[YearlessDay<'t>],
    clock: Option<PartialDate>,
    latest: i16,
) -> Option<(PartialDate, &'t str, i16)> {
    let last = clock.map_or(i16::MAX, |clock| clock.parts().0);
    let named = days.iter().filter(|day| *day.weekdays.start() > 1);
    let dated = named.filter_map(|day| {
        let fits = |date: &PartialDate| day.weekdays.contains(&(date.first_day().weekday() as u8));
        let years = latest..=last.min(latest + AHEAD);
        let mut dates = years.filter_map(|year| PartialDate::day(year, day.month, day.day));
        Some((dates.find(fits)?, day.words))
    });
    let (date, words) = dated.max_by_key(|(date, _)| *date)?;
    Some((date, words, latest))
}

/// The day of a dateline in a year in which it was the day of the week that its paragraph names, as
/// reports of the day do, and the word for that: the last before the page was saved, or the first
/// after the years of the text.
fn from_dateline<'t>(
    line: &Line<'t>,
    clock: Option<PartialDate>,
    latest: Option<i16>,
) -> Option<(PartialDate, &'t str)> {
    let day = days(line).next()?;
    let mut words = line.text.split(|c: char| !c.is_alphabetic());
    let (word, number) = words.find_map(|word| Some((word, weekday(word).filter(|&day| day < WEEKEND)?)))?;
    let fits = |year: i16| {
        let date = PartialDate::day(year, day.month, day.day)?;
        let possible = clock.is_none_or(|clock| date <= clock);
        (possible && date.first_day().weekday() as u8 == number).then_some(date)
    };
    let date = match (clock, latest) {
        (Some(clock), _) => (clock.parts().0 - AHEAD..=clock.parts().0).rev().find_map(fits),
        (None, Some(latest)) => (latest..=latest + AHEAD).find_map(fits),
        (None, None) => None,
    };
    Some((date?, word))
}

/// Takes the day of a dateline for the date.
fn decide_dateline<'t>(
    dateline: usize,
    date: PartialDate,
    weekday: &'t str,
    findings: &mut DateFindings<'t>,
) {
    findings.date = Some(date);
    findings.after = findings.after.filter(|after| date > *after);
    findings.evidence[dateline].verdict = Verdict::Decided;
    findings.evidence.swap(0, dateline);
    let beside = DateEvidence::new(EvidenceKind::WeekdayBeside, weekday, Verdict::Supports);
    findings.evidence.push(beside);
}

/// The youngest of the days, in the last year that lets it lie before the page was saved.
fn before_clock<'t>(days: &[YearlessDay<'t>], clock: PartialDate, findings: &mut DateFindings<'t>) {
    let year = clock.parts().0;
    let last = |day: &YearlessDay<'_>| {
        let dates =
            [year, year - 1].into_iter().filter_map(|year| PartialDate::day(year, day.month, day.day));
        dates.into_iter().find(|date| *date <= clock)
    };
    let dated = days.iter().filter_map(|day| Some((last(day)?, day.words))).max_by_key(|(date, _)| *date);
    if let Some((date, words)) = dated.filter(|(date, _)| findings.after.is_none_or(|after| *date > after)) {
        findings.after = Some(date);
        let day = DateEvidence::new(EvidenceKind::DayWithoutYear, words, Verdict::LowerBound);
        findings.evidence.push(day);
    }
}

/// The days a line names without their years.
fn days<'l, 't>(line: &'l Line<'t>) -> impl Iterator<Item = YearlessDay<'t>> + use<'l, 't> {
    line.dates.iter().filter(|date| date.year.is_none()).filter_map(|date| {
        let (before, after) = (line.text.get(..date.span.start)?, line.text.get(date.span.end..)?);
        let words = line.text.get(date.span.clone())?;
        Some(YearlessDay { month: date.month?, day: date.day?, weekdays: weekdays(before, after), words })
    })
}

/// The days of the week that the words around a date name: "Saturday, May 4", "the weekend of
/// May 4–5".
fn weekdays(before: &str, after: &str) -> RangeInclusive<u8> {
    let mut words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(3);
    let near = words.next();
    let named = near.and_then(weekday).or_else(|| words.find_map(weekday).filter(|&day| day == WEEKEND));
    let range = after.trim_start().strip_prefix(['-', '–', '—']).unwrap_or_default().trim_start();
    let ranged = range.starts_with(|c: char| c.is_ascii_digit());
    let rest = range.trim_start_matches(|c: char| c.is_ascii_digit());
    let next = if ranged { rest } else { after };
    let follows = next.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).and_then(weekday);
    match named.or(follows.filter(|&day| day == WEEKEND)) {
        Some(WEEKEND) if ranged => 6..=6,
        Some(WEEKEND) => 6..=7,
        Some(day) => day..=day,
        None => 1..=7,
    }
}

/// The latest year a text names.
fn latest_year(text: &str) -> Option<i16> {
    let inside = |c: char| c.is_alphanumeric() || c == '-';
    let year = |at: usize| {
        let digits = text.get(at..at + 4)?;
        let whole = !text[..at].ends_with(inside) && !text[at + 4..].starts_with(inside);
        digits.parse().ok().filter(|year| whole && (1950..2100).contains(year))
    };
    memchr2_iter(b'1', b'2', text.as_bytes()).filter_map(year).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_date_name_its_day_of_the_week() {
        assert_eq!(weekdays("during the weekend of ", "-5 the"), 6..=6);
        assert_eq!(weekdays("on Saturday, ", ""), 6..=6);
        assert_eq!(weekdays("the ", "–5 weekend"), 6..=6);
        assert_eq!(weekdays("In a briefing on ", "."), 1..=7);
    }

    #[test]
    fn years_are_known_from_other_numbers() {
        assert_eq!(latest_year("In 2008, and after 2014, 1200 ships"), Some(2014));
        assert_eq!(latest_year("The ferry 2000-5 holds 3000"), None);
    }
}
