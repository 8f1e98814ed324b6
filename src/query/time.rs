//! When a document was published, in the few words that lists have room for; how documents spread over time by that; and
//! ranges of dates to filter by.
//!
//! Not here: counting (`index::search::time`), years and months as bars (`app::pane::time_line`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::PartialDate;

/// When a document was published, as its line in a list says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dating {
    /// The date of publication, as exactly as it is known.
    pub date: Option<PartialDate>,
    /// Whether `date` is more than a guess.
    pub sure: bool,
    /// A bound where there is no date: it was published on that day or later.
    pub after: Option<PartialDate>,
    /// The other bound: it was published on that day or earlier.
    pub before: Option<PartialDate>,
}

impl Dating {
    /// Whether not even a bound is known.
    pub fn is_undated(self) -> bool {
        self.date.or(self.after).or(self.before).is_none()
    }
}

/// How the documents found, and those of the whole collection, spread over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeCounts {
    /// The dates that documents of the collection have, in order, each as exactly as it is known.
    pub dates: Vec<DateCount>,
    /// Documents found that have no date.
    pub undated: u32,
}

/// The documents of one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateCount {
    /// A day, a month or a year.
    pub date: PartialDate,
    /// Documents of the collection, whatever is searched for.
    pub all: u32,
    /// Documents found.
    pub found: u32,
    /// Those among the documents found whose date is more than a guess.
    pub sure: u32,
}

impl TimeCounts {
    /// The same with days put together to months: less to keep.
    pub fn by_month(&self) -> TimeCounts {
        let mut months: BTreeMap<PartialDate, DateCount> = BTreeMap::new();
        for count in &self.dates {
            let (year, month, _) = count.date.parts();
            let month = month.and_then(|month| PartialDate::month(year, month));
            let date = month.unwrap_or(PartialDate::year(year));
            let sum = months.entry(date).or_insert(DateCount { date, all: 0, found: 0, sure: 0 });
            sum.all += count.all;
            sum.found += count.found;
            sum.sure += count.sure;
        }
        TimeCounts { dates: months.into_values().collect(), undated: self.undated }
    }
}

/// The days from the beginning of one date to the end of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// The earlier one.
    pub from: PartialDate,
    /// The later one, or the same.
    pub to: PartialDate,
}

impl DateRange {
    /// The range over two dates in whichever order.
    pub fn over(one: PartialDate, other: PartialDate) -> DateRange {
        DateRange { from: one.min(other), to: one.max(other) }
    }

    /// In words: `Mar 2021`, `Mar 2021 – May 2022`.
    pub fn words(self) -> String {
        match self.from == self.to {
            true => self.from.words(),
            false => format!("{} – {}", self.from.words(), self.to.words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_put_together_to_their_month_and_years_stay_apart() {
        let count = |date: &str, all| {
            let date = PartialDate::parse(date).unwrap();
            DateCount { date, all, found: 1, sure: 0 }
        };
        let dates =
            vec![count("2021", 7), count("2021-05", 1), count("2021-05-02", 2), count("2021-06-01", 4)];
        let months = TimeCounts { dates, undated: 3 }.by_month();
        assert_eq!(months.undated, 3);
        let months: Vec<_> =
            months.dates.iter().map(|count| (count.date.to_string(), count.all, count.found)).collect();
        let expected = [("2021", 7, 1), ("2021-05", 3, 2), ("2021-06", 4, 1)];
        assert_eq!(months, expected.map(|(date, all, found)| (date.to_owned(), all, found)));
    }

    #[test]
    fn a_range_is_in_order_and_in_words() {
        let [may, june] = ["2021-05", "2021-06"].map(|date| PartialDate::parse(date).unwrap());
        assert_eq!(DateRange::over(june, may).words(), "May 2021 – Jun 2021");
        assert_eq!(DateRange::over(may, may).words(), "May 2021");
    }
}
