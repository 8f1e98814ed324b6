//! Parses the values of `date:`, `before:` and `after:` as ranges of days, and writes them back.
//!
//! Not here: dates in documents (`segment`, `annotate`).

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::PartialDate;
use crate::query::request::Condition;

/// Reads the value of `date:`: `2022`, `2022-02-14`, `2022..2023-02`, `2022..`, `..2022`. A range
/// the wrong way round is turned. `None` when it is no date, or leaves both ends open.
pub(super) fn during(value: &str) -> Option<Condition> {
    let Some((first, last)) = value.split_once("..") else {
        let date = PartialDate::parse(value)?;
        return published(Some(date.first_day()), Some(date.last_day()));
    };
    let (mut first, mut last) = (bound(first)?, bound(last)?);
    if let (Some(from), Some(to)) = (first, last)
        && from.first_day() > to.last_day()
    {
        std::mem::swap(&mut first, &mut last);
    }
    published(first.map(PartialDate::first_day), last.map(PartialDate::last_day))
}

/// Reads the value of `before:`: up to the day before the date begins.
pub(super) fn before(value: &str) -> Option<Condition> {
    let day = PartialDate::parse(value)?.first_day().checked_sub(1.day()).ok()?;
    // A day before the year 0 cannot be written in a query.
    (day.year() >= 0).then(|| published(None, Some(day)))?
}

/// Reads the value of `after:`: from the day after the date has ended.
pub(super) fn after(value: &str) -> Option<Condition> {
    let day = PartialDate::parse(value)?.last_day().checked_add(1.day()).ok()?;
    published(Some(day), None)
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

fn published(from: Option<Date>, to: Option<Date>) -> Option<Condition> {
    (from.is_some() || to.is_some()).then_some(Condition::Published { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(condition: Option<Condition>) -> Option<String> {
        match condition? {
            Condition::Published { from, to } => Some(show(from, to)),
            _ => None,
        }
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
        ] {
            assert_eq!(shown(during(value)).as_deref(), Some(expected), "{value}");
        }
        assert_eq!(shown(before("2022")).as_deref(), Some("..2021-12-31"));
        assert_eq!(shown(after("2022-02")).as_deref(), Some("2022-03-01.."));
        for bad in ["", "..", "soon", "2022-13", "2022...2023", "2022..soon"] {
            assert_eq!(during(bad), None, "{bad}");
        }
        assert_eq!(before("0000"), None);
        assert_eq!(after("9999"), None);
    }
}
