//! Divides the time that a collection is of into equal parts, and counts dates in them.

use crate::model::PartialDate;
use crate::query::TIME_CELLS;

/// Of the dates of a collection one in so many is left out at each end: a wrong one would leave all others in one part.
/// Set by hand.
const STRAY: u64 = 100;

/// The time that is divided: its first month and its last, counted from the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CollectionTime {
    first: i32,
    last: i32,
}

impl CollectionTime {
    /// The time of these dates, each with how many documents have it; `None` without one.
    pub fn of(dates: impl Iterator<Item = (PartialDate, u32)>) -> Option<CollectionTime> {
        let mut months: Vec<(i32, u32)> = dates.map(|(date, count)| (month_of(date), count)).collect();
        months.sort_unstable();
        let stray = months.iter().map(|&(_, count)| u64::from(count)).sum::<u64>() / STRAY;
        let first = reached(months.iter(), stray)?;
        let last = reached(months.iter().rev(), stray)?;
        Some(CollectionTime { first, last: last.max(first) })
    }

    /// The years in which it begins and ends.
    pub fn years(self) -> (i16, i16) {
        let year = |month: i32| i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
        (year(self.first), year(self.last))
    }

    /// How many of these dates are in each part. What lies beyond an end is in the part there.
    pub fn count(self, dates: impl Iterator<Item = PartialDate>) -> [u32; TIME_CELLS] {
        let mut cells = [0; TIME_CELLS];
        let months = i64::from(self.last - self.first) + 1;
        for month in dates.map(month_of) {
            let at = i64::from(month.clamp(self.first, self.last) - self.first) * TIME_CELLS as i64 / months;
            if let Some(cell) = usize::try_from(at).ok().and_then(|at| cells.get_mut(at)) {
                *cell += 1;
            }
        }
        cells
    }
}

/// The month at which more than so many documents are passed.
fn reached<'m>(mut months: impl Iterator<Item = &'m (i32, u32)>, stray: u64) -> Option<i32> {
    let mut passed = 0;
    let is_reached = |(_, count): &&(i32, u32)| {
        passed += u64::from(*count);
        passed > stray
    };
    months.find(is_reached).map(|&(month, _)| month)
}

/// The month of a date; of a year alone its middle.
fn month_of(date: PartialDate) -> i32 {
    let (year, month, _) = date.parts();
    i32::from(year) * 12 + month.map_or(6, |month| i32::from(month) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn the_time_is_divided_evenly_and_a_stray_date_does_not_stretch_it() {
        let dates = [("1893", 1), ("2020-01-03", 90), ("2020-12", 60), ("2020-06", 60)];
        let axis = CollectionTime::of(dates.iter().map(|&(text, count)| (date(text), count))).unwrap();
        assert_eq!(axis.years(), (2020, 2020));
        let cells = axis.count(["1893", "2020-01", "2020-03-31", "2020", "2024"].map(date).into_iter());
        assert_eq!(cells, [2, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn one_month_is_all_in_one_part_and_nothing_has_no_time() {
        let axis = CollectionTime::of([(date("2021-05"), 3)].into_iter()).unwrap();
        assert_eq!(axis.count([date("2021-05-04")].into_iter())[0], 1);
        assert_eq!(CollectionTime::of(std::iter::empty()), None);
    }
}
