//! Reads the values of date fields as programs write them: seconds since 1970, digits without marks, days whose
//! order the other records tell. Other dates stay as they are written.
//!
//! Not here: dates in words (`segment::date_text`, which reads what this gives).

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The first and the last second that a number is taken for: 1990 to 2100.
const SECONDS: std::ops::Range<i64> = 631_152_000..4_102_444_800;
/// A longer value is no date, in bytes.
const LONGEST: usize = 80;

/// Which of the first two numbers of a date is the day: `4/5/2020`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// Nothing tells.
    #[default]
    Unknown,
    /// The day stands before the month.
    DayFirst,
    /// The month stands before the day.
    MonthFirst,
}

/// Whether a value may be a date.
pub fn is_date(value: &str) -> bool {
    let value = value.trim();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let other = value.chars().any(char::is_numeric) && digits == 0;
    if value.len() > LONGEST || !(other || digits >= 3) {
        return false;
    }
    let number = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if number {
        return of_seconds(value).is_some() || of_digits(value).is_some() || numbers(value).is_some();
    }
    // A year, and few words beside it.
    let year = value.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    (other || year || numbers(value).is_some())
        && value.split_whitespace().count() <= 10
        && !value.contains("://")
}

/// What the dates of all records tell of the order of day and month.
pub fn day_order<'v>(values: impl Iterator<Item = &'v str>) -> DayOrder {
    let (mut day, mut month) = (false, false);
    for [first, second, _] in values.filter_map(numbers) {
        day |= first > 12;
        month |= second > 12;
    }
    match (day, month) {
        (true, false) => DayOrder::DayFirst,
        (false, true) => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}

/// A date, as the year, month and day where that is plain; else as it is written.
pub fn day(value: &str, order: DayOrder) -> String {
    let value = value.trim();
    let written = || match (numbers(value), order) {
        (Some([day, month, year]), DayOrder::DayFirst) | (Some([month, day, year]), DayOrder::MonthFirst) => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    };
    let known = iso(value).or_else(|| of_seconds(value)).or_else(|| of_digits(value)).or_else(written);
    known.unwrap_or_else(|| value.to_owned())
}

/// A time of day behind a date falls away: `2020-05-04T10:00:00Z`.
fn iso(value: &str) -> Option<String> {
    let start = value.get(..10)?;
    let digits = |range: std::ops::Range<usize>| start.as_bytes()[range].iter().all(u8::is_ascii_digit);
    let marks = [start.as_bytes()[4], start.as_bytes()[7]];
    let mark = matches!(marks, [b'-', b'-'] | [b'/', b'/'] | [b'.', b'.'] | [b':', b':']);
    let is_day = mark && digits(0..4) && digits(5..7) && digits(8..10);
    is_day.then(|| start.replace(['/', '.', ':'], "-"))
}

/// Seconds since 1970, or thousandths of them.
fn of_seconds(value: &str) -> Option<String> {
    let whole = value.split('.').next().unwrap_or(value);
    let number: i64 = whole.parse().ok().filter(|_| matches!(whole.len(), 9..=10 | 12..=13 | 16))?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => number / 1_000_000,
    };
    let moment = Timestamp::from_second(seconds).ok().filter(|_| SECONDS.contains(&seconds))?;
    Some(moment.to_zoned(TimeZone::UTC).date().to_string())
}

/// Digits without marks: `20200504`, `20200504101500`, `20200504T101500Z`.
fn of_digits(value: &str) -> Option<String> {
    let start = value.get(..8).filter(|start| start.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &value[8..];
    let time = rest.is_empty()
        || rest.starts_with('T')
        || matches!(rest.len(), 4 | 6) && rest.bytes().all(|b| b.is_ascii_digit());
    let (year, month, day) = (&start[..4], &start[4..6], &start[6..]);
    let real: jiff::civil::Date = format!("{year}-{month}-{day}").parse().ok()?;
    (time && (1800..2100).contains(&real.year())).then(|| real.to_string())
}

/// The three numbers of `4/5/2020`, `4.5.2020` and `4-5-2020`, the year last.
fn numbers(value: &str) -> Option<[u16; 3]> {
    let value = value.split([' ', 'T', ',']).next()?;
    let mut parts = value.split(['/', '.', '-']);
    let mut next = |lengths: std::ops::RangeInclusive<usize>| {
        let part = parts.next().filter(|part| lengths.contains(&part.len()))?;
        part.parse::<u16>().ok()
    };
    let (first, second, year) = (next(1..=2)?, next(1..=2)?, next(2..=4)?);
    let year = if year < 100 { year + if year < 70 { 2000 } else { 1900 } } else { year };
    let fits = (1..=31).contains(&first) && (1..=31).contains(&second) && (1800..2100).contains(&year);
    (fits && parts.next().is_none() && (first <= 12 || second <= 12)).then_some([first, second, year])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_programs_are_days() {
        for (written, read) in [
            ("1588586400", "2020-05-04"),
            ("1588586400.0", "2020-05-04"),
            ("1588586400000", "2020-05-04"),
            ("1588586400.000200", "2020-05-04"),
            ("20200504T101500Z", "2020-05-04"),
            ("20200504101500", "2020-05-04"),
            ("2020-05-04T23:00:00-05:00", "2020-05-04"),
            ("2020/05/04 10:00", "2020-05-04"),
            ("Mon May 04 10:00:00 +0000 2020", "Mon May 04 10:00:00 +0000 2020"),
            ("4/5/2020", "4/5/2020"),
        ] {
            assert_eq!(day(written, DayOrder::Unknown), read, "{written}");
            assert!(is_date(written), "{written}");
        }
        assert!(["17", "soon", "", "https://tide.example/2020"].iter().all(|value| !is_date(value)));
    }

    #[test]
    fn the_order_of_day_and_month_is_told_by_all_records() {
        let order = day_order(["4/5/2020", "13/5/2020"].into_iter());
        assert_eq!((order, day("4/5/2020 10:00", order).as_str()), (DayOrder::DayFirst, "2020-05-04"));
        let order = day_order(["4/5/2020", "4/13/20"].into_iter());
        assert_eq!((order, day("4/5/20", order).as_str()), (DayOrder::MonthFirst, "2020-04-05"));
        assert_eq!(day_order(["13/5/2020", "4/13/20"].into_iter()), DayOrder::Unknown);
    }
}
