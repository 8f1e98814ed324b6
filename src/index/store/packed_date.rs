//! Partial dates packed into numbers that sort as the dates do. An unknown day or month is 0.

use jiff::civil::Date;

use crate::model::PartialDate;

const DAYS: i64 = 32;
const MONTHS: i64 = 16;

/// The date as year, month and day in one number.
pub(super) fn pack(date: PartialDate) -> i64 {
    let (year, month, day) = date.parts();
    number(year.into(), month.unwrap_or(0).into(), day.unwrap_or(0).into())
}

/// The date that was packed; `None` for a number no date packs to.
pub(in crate::index) fn unpack(packed: i64) -> Option<PartialDate> {
    let day = packed.rem_euclid(DAYS) as u8;
    let month = packed.div_euclid(DAYS).rem_euclid(MONTHS) as u8;
    let year = i16::try_from(packed.div_euclid(DAYS * MONTHS)).ok()?;
    match (month, day) {
        (0, 0) => Some(PartialDate::year(year)),
        (_, 0) => PartialDate::month(year, month),
        _ => PartialDate::day(year, month, day),
    }
}

/// A day as a number that compares with packed dates.
pub(in crate::index) fn pack_day(day: Date) -> i64 {
    number(day.year().into(), day.month().into(), day.day().into())
}

/// A number no smaller than any day of a packed date.
pub(in crate::index) fn latest(packed: i64) -> i64 {
    match (packed.div_euclid(DAYS).rem_euclid(MONTHS), packed.rem_euclid(DAYS)) {
        (0, _) => packed + DAYS * MONTHS - 1,
        (_, 0) => packed + DAYS - 1,
        _ => packed,
    }
}

fn number(year: i64, month: i64, day: i64) -> i64 {
    (year * MONTHS + month) * DAYS + day
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_date() -> impl Strategy<Value = PartialDate> {
        (-9999i16..9999, 0u8..13, 0u8..29).prop_map(|(year, month, day)| match (month, day) {
            (0, _) => PartialDate::year(year),
            (_, 0) => PartialDate::month(year, month).unwrap(),
            _ => PartialDate::day(year, month, day).unwrap(),
        })
    }

    proptest! {
        #[test]
        fn packed_dates_come_back_and_sort_as_they_did(a in any_date(), b in any_date()) {
            prop_assert_eq!(unpack(pack(a)), Some(a));
            prop_assert_eq!(pack(a).cmp(&pack(b)), a.cmp(&b));
        }

        #[test]
        fn a_packed_date_spans_exactly_its_days(date in any_date(), other in any_date()) {
            let day = other.first_day();
            let inside = date.first_day() <= day && day <= date.last_day();
            let packed = pack_day(day);
            prop_assert_eq!(pack(date) <= packed && packed <= latest(pack(date)), inside);
        }
    }
}
