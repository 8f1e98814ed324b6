//! The year of days that a text tells without one: "the weekend of May 4–5" fits few years, and
//! the clock of a saved page gives the last that is possible. Such dates are guesses.

use std::ops::RangeInclusive;

use super::candidates::{Setting, evidence};
use super::in_body::speaks_of_the_future;
use crate::model::{PartialDate, Published, Verdict};
use crate::segment::date_text::expressions::{DateExpression, find_dates};
use crate::segment::date_text::tokens::weekday;
use crate::segment::line::measure::Line;

/// Lines of a body that are read.
const BODY: usize = 200;
/// Paragraphs that can begin with a dateline.
const HEAD: usize = 4;
/// Years after the last one a text tells that are tried; the same days come again after 5 to 11.
const AHEAD: i16 = 11;
/// A weekend in the numbers of [`weekday`].
const WEEKEND: u8 = 8;

/// A day told without its year.
struct Day<'a> {
    month: u8,
    day: u8,
    /// The days of the week it can be, Monday as 1; all, when the text does not say.
    weekdays: RangeInclusive<u8>,
    words: &'a str,
}

/// Gives a document that nothing dates the month of the last day that only one of the years to
/// try fits, or at least bounds it by such a day and the clock of its page.
pub fn infer(setting: &Setting<'_, '_>, found: &mut Published) {
    if found.date.is_some() || found.before.is_some() || setting.one_of_several {
        return;
    }
    let body = setting.lines.get(setting.body.clone()).unwrap_or_default();
    let body = body.get(..BODY).unwrap_or(body);
    let told = |line: &&Line<'_>| !speaks_of_the_future(line.text);
    let yearless = |line: &&Line<'_>| line.dates.iter().any(|date| date.year.is_none());
    let days: Vec<Day<'_>> = body.iter().filter(yearless).filter(told).flat_map(days).collect();
    let dateline = found.evidence.iter().position(|piece| piece.what == "dateline without a year");
    if days.is_empty() && dateline.is_none() {
        return;
    }
    let clock = found.evidence.iter().find(|piece| piece.what == "page clock");
    let clock = clock.and_then(|piece| find_dates(&piece.words).iter().find_map(DateExpression::full_date));
    let latest = body.iter().filter(told).filter_map(|line| latest_year(line.text)).max();
    if let Some(piece) = dateline {
        // Its year is that of the document, which need not be the page's.
        from_dateline(body, piece, clock, latest, found);
        return;
    }
    let dated = days.iter().filter_map(|day| {
        let named = *day.weekdays.start() > 1;
        let last = clock.map_or(i16::MAX, |clock| clock.parts().0);
        let from = latest.filter(|_| named)?;
        let fits = |date: &PartialDate| day.weekdays.contains(&(date.first_day().weekday() as u8));
        let years = from..=last.min(from + AHEAD);
        let mut dates = years.filter_map(|year| PartialDate::day(year, day.month, day.day));
        Some((dates.find(fits)?, day.words))
    });
    if let (Some((date, words)), Some(latest)) = (dated.max_by_key(|(date, _)| *date), latest) {
        let (year, month, _) = date.parts();
        found.date = month.and_then(|month| PartialDate::month(year, month));
        found.after = Some(date);
        found.evidence.insert(0, evidence("day of the week without a year", words, Verdict::Decided));
        found.evidence.push(evidence("year in the text", &latest.to_string(), Verdict::LowerBound));
    } else if let Some(clock) = clock {
        before_clock(&days, clock, found);
    }
}

/// A dateline's day in a year in which it was the day of the week that its paragraph tells, as
/// reports of the day do: the last before the page was saved, or the first after the years of the
/// text.
fn from_dateline(
    body: &[Line<'_>],
    piece: usize,
    clock: Option<PartialDate>,
    latest: Option<i16>,
    found: &mut Published,
) {
    let head = body.iter().take(HEAD).find(|line| line.text.contains(found.evidence[piece].words.as_str()));
    let day = head.and_then(|line| days(line).next());
    let words = head.into_iter().flat_map(|line| line.text.split(|c: char| !c.is_alphabetic()));
    let named = words.into_iter().find_map(|word| Some((word, weekday(word).filter(|&day| day < WEEKEND)?)));
    let (Some(day), Some((word, number))) = (day, named) else { return };
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
    if date.is_some() {
        found.date = date;
        found.after = found.after.filter(|after| date > Some(*after));
        found.evidence[piece].verdict = Verdict::Decided;
        found.evidence.swap(0, piece);
        found.evidence.push(evidence("day of the week beside it", word, Verdict::Supports));
    }
}

/// The youngest of the days, in the last year that lets it lie before the page was saved.
fn before_clock(days: &[Day<'_>], clock: PartialDate, found: &mut Published) {
    let year = clock.parts().0;
    let last = |day: &Day<'_>| {
        let dates =
            [year, year - 1].into_iter().filter_map(|year| PartialDate::day(year, day.month, day.day));
        dates.into_iter().find(|date| *date <= clock)
    };
    let dated = days.iter().filter_map(|day| Some((last(day)?, day.words))).max_by_key(|(date, _)| *date);
    if let Some((date, words)) = dated.filter(|(date, _)| found.after.is_none_or(|after| *date > after)) {
        found.after = Some(date);
        found.evidence.push(evidence("day without a year", words, Verdict::LowerBound));
    }
}

/// The days a line tells without their years.
fn days<'a>(line: &'a Line<'_>) -> impl Iterator<Item = Day<'a>> {
    line.dates.iter().filter(|date| date.year.is_none()).filter_map(|date| {
        let (before, after) = (line.text.get(..date.span.start)?, line.text.get(date.span.end..)?);
        let words = line.text.get(date.span.clone())?;
        Some(Day { month: date.month?, day: date.day?, weekdays: weekdays(before, after), words })
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

/// The latest year a text tells.
fn latest_year(text: &str) -> Option<i16> {
    let numbers = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| word.len() == 4);
    numbers.filter_map(|word| word.parse().ok()).filter(|year| (1950..2100).contains(year)).max()
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
    fn years_are_told_from_other_numbers() {
        assert_eq!(latest_year("In 2008, and after 2014, 1200 ships"), Some(2014));
        assert_eq!(latest_year("The ferry 2000-5 holds 3000"), None);
    }
}
