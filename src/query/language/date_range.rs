//! Parses the values of `date:`, `since:`, `before:`, `after:` and `saved:` as ranges of days, and writes them back.
//!
//! Not here: dates in documents (`segment`, `annotate`).

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::PartialDate;

/// The first and the last day of a range; `None` for no bound.
pub(super) type Days = (Option<Date>, Option<Date>);

/// Reads the value of `date:`: `2022`, `2022-02-14`, `2022..2023-02`, `2022..`, `..2022`, or `last-30d`
/// before a day. A range the wrong way round is turned. `None` when it is no date, or leaves both ends open.
pub(super) fn during(value: &str, today: Date) -> Option<Days> {
    if let Some(back) = value.strip_prefix(LAST) {
        return Some((Some(days_back(back, today)?), Some(today)));
    }
    let Some((first, last)) = value.split_once("..") else {
        let date = PartialDate::parse(value)?;
        return Some((Some(date.first_day()), Some(date.last_day())));
    };
    let (mut first, mut last) = (bound(first)?, bound(last)?);
    if let (Some(from), Some(to)) = (first, last)
        && from.first_day() > to.last_day()
    {
        std::mem::swap(&mut first, &mut last);
    }
    let days = (first.map(PartialDate::first_day), last.map(PartialDate::last_day));
    (days != (None, None)).then_some(days)
}

/// Reads the value of `before:`: up to the day before the date begins.
pub(super) fn before(value: &str, today: Date) -> Option<Days> {
    let day = during_one(value, today)?.0.checked_sub(1.day()).ok()?;
    // A day before the year 0 cannot be written in a query.
    (day.year() >= 0).then_some((None, Some(day)))
}

/// Reads the value of `after:`: from the day after the date has ended.
pub(super) fn after(value: &str, today: Date) -> Option<Days> {
    Some((Some(during_one(value, today)?.1.checked_add(1.day()).ok()?), None))
}

/// Reads the value of `since:`: from the day on that the date begins.
pub(super) fn since(value: &str, today: Date) -> Option<Days> {
    Some((Some(during_one(value, today)?.0), None))
}

/// Whether a value that is still being typed may become one.
pub(super) fn may_become(value: &str) -> bool {
    if LAST.starts_with(value) {
        return true;
    }
    if let Some(back) = value.strip_prefix(LAST) {
        return back.len() < MOST_DIGITS && back.bytes().all(|byte| byte.is_ascii_digit());
    }
    let ends = value.split_once("..").or_else(|| value.split_once('.').filter(|(_, rest)| rest.is_empty()));
    let (first, last) = ends.unwrap_or((value, ""));
    [first, last].into_iter().all(begins_date)
}

/// Whether a text is a date or the beginning of one.
fn begins_date(text: &str) -> bool {
    // These have every beginning that a month and a day can have.
    let whole = ["2000-10-10", "2000-01-01", "2000-10-01", "2000-10-20", "2000-10-30"];
    let mut ends = whole.iter().filter_map(|date| date.get(text.len()..).filter(|_| text.is_ascii()));
    let is_date = |date: &str| PartialDate::parse(date).is_some();
    text.is_empty() || is_date(text) || ends.any(|end| is_date(&format!("{text}{end}")))
}

/// What days are counted back with: `last-30d`.
const LAST: &str = "last-";

/// More digits of days back than these are no number that is meant.
const MOST_DIGITS: usize = 5;

/// The day so long before another: `30d`, `3w`, `6m` or `1y`.
fn days_back(text: &str, today: Date) -> Option<Date> {
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let is_number =
        !digits.is_empty() && digits.len() < MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = is_number.then(|| digits.parse().ok())??;
    let span = match unit {
        "d" => number.days(),
        "w" => number.weeks(),
        "m" => number.months(),
        "y" => number.years(),
        _ => return None,
    };
    today.checked_sub(span).ok().filter(|day| day.year() >= 0)
}

/// The first and the last day of one date, or of the time up to today.
fn during_one(value: &str, today: Date) -> Option<(Date, Date)> {
    match value.strip_prefix(LAST) {
        Some(back) => Some((days_back(back, today)?, today)),
        None => PartialDate::parse(value).map(|date| (date.first_day(), date.last_day())),
    }
}

/// Writes a range of days as the value of `date:`.
pub(super) fn show(from: Option<Date>, to: Option<Date>) -> String {
    if let (Some(from), Some(to)) = (from, to) {
        let (year, month, day) = (from.year(), from.month() as u8, from.day() as u8);
        let candidates = [
            Some(PartialDate::year(year)),
            PartialDate::month(year, month),
            PartialDate::day(year, month, day),
        ];
        let same = |date: &PartialDate| date.first_day() == from && date.last_day() == to;
        if let Some(date) = candidates.into_iter().flatten().find(same) {
            return date.to_string();
        }
    }
    let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    format!("{}..{}", day(from), day(to))
}

/// One end of a range: empty is open, something unreadable is `None`.
fn bound(text: &str) -> Option<Option<PartialDate>> {
    if text.is_empty() { Some(None) } else { PartialDate::parse(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(days: Option<Days>) -> Option<String> {
        days.map(|(from, to)| show(from, to))
    }

    fn today() -> Date {
        "2024-03-31".parse().unwrap()
    }

    #[test]
    fn ranges_are_read_and_written_back_as_days() {
        for (value, expected) in [
            ("2022", "2022"),
            ("2022-02", "2022-02"),
            ("2022-02-14", "2022-02-14"),
            ("2022-02..2023", "2022-02-01..2023-12-31"),
            ("2022..", "2022-01-01.."),
            ("..2022", "..2022-12-31"),
            ("2023..2022", "2022-01-01..2023-12-31"),
            ("2022..2022", "2022"),
            ("last-30d", "2024-03"),
            ("last-2w", "2024-03-17..2024-03-31"),
            ("last-1m", "2024-02-29..2024-03-31"),
            ("last-1y", "2023-03-31..2024-03-31"),
        ] {
            assert_eq!(shown(during(value, today())).as_deref(), Some(expected), "{value}");
        }
        assert_eq!(shown(before("2022", today())).as_deref(), Some("..2021-12-31"));
        assert_eq!(shown(after("2022-02", today())).as_deref(), Some("2022-03-01.."));
        for bad in [
            "",
            "..",
            "soon",
            "2022-13",
            "2022...2023",
            "2022..soon",
            "last-",
            "last-d",
            "last-3h",
            "last-99999d",
        ] {
            assert_eq!(during(bad, today()), None, "{bad}");
        }
        assert_eq!(shown(since("2022-02", today())).as_deref(), Some("2022-02-01.."));
        assert_eq!(shown(since("last-3d", today())).as_deref(), Some("2024-03-28.."));
        assert_eq!(before("0000", today()), None);
        assert_eq!(after("9999", today()), None);
    }

    #[test]
    fn what_may_still_become_a_date_is_told_from_what_cannot() {
        for text in [
            "",
            "2",
            "202",
            "2022",
            "2022-",
            "2022-1",
            "2022-02-3",
            "2022.",
            "2022..",
            "..20",
            "la",
            "last-3",
        ] {
            assert!(may_become(text), "{text}");
        }
        for text in
            ["x", "20x", "2022-2-", "2022-13", "2022-00", "2022-05-40", "20221", "soon", "last-x", "2022..x"]
        {
            assert!(!may_become(text), "{text}");
        }
    }
}
