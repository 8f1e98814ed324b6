//! Dates as documents give them: often without a day, sometimes without a month, always with the
//! evidence for them.
//!
//! Not here: finding dates in a text (`segment::date_text`, `annotate::amount`).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::EvidenceKind;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const FULL_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A calendar date known to the year, the month or the day.
///
/// Ordered by its earliest day; `2022` sorts before `2022-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date known to the day; `None` when the calendar has no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<PartialDate> {
        let real = jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).is_ok();
        real.then_some(PartialDate { year, month: Some(month), day: Some(day) })
    }

    /// A date known to the month; `None` for a month outside 1–12.
    pub fn month(year: i16, month: u8) -> Option<PartialDate> {
        (1..=12).contains(&month).then_some(PartialDate { year, month: Some(month), day: None })
    }

    /// A date known to the year.
    pub fn year(year: i16) -> PartialDate {
        PartialDate { year, month: None, day: None }
    }

    /// The year, and as far as they are known the month (1–12) and the day (1–31).
    pub fn parts(self) -> (i16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }

    /// Reads `2022`, `2022-02` or `2022-02-14`.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let date = match (parts.next(), parts.next()) {
            (None, _) => PartialDate::year(year),
            (Some(month), None) => PartialDate::month(year, month.parse().ok()?)?,
            (Some(month), Some(day)) => PartialDate::day(year, month.parse().ok()?, day.parse().ok()?)?,
        };
        parts.next().is_none().then_some(date)
    }

    /// In words: `5 Jun 2023`, `Jun 2023`, `2023`.
    pub fn words(self) -> String {
        self.words_with(&MONTHS)
    }

    /// In words with the whole name of the month: `5 June 2023`, `June 2023`, `2023`.
    pub fn full_words(self) -> String {
        self.words_with(&FULL_MONTHS)
    }

    fn words_with(self, months: &[&str; 12]) -> String {
        let month = |month: u8| months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?");
        match self.parts() {
            (year, Some(m), Some(day)) => format!("{day} {} {year}", month(m)),
            (year, Some(m), None) => format!("{} {year}", month(m)),
            (year, ..) => year.to_string(),
        }
    }

    /// The earliest day the date can mean.
    pub fn first_day(self) -> jiff::civil::Date {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        jiff::civil::Date::new(self.year, month as i8, day as i8).unwrap_or(jiff::civil::Date::ZERO)
    }

    /// The latest day the date can mean.
    pub fn last_day(self) -> jiff::civil::Date {
        let first = self.first_day();
        match (self.month, self.day) {
            (Some(_), Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            _ => first.last_of_year(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// What is believed about the day a document was published, and why.
///
/// `date` is absent when the text gives only bounds. A date that is not `sure` is a guess and
/// is shown as one everywhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The date itself.
    pub date: Option<PartialDate>,
    /// Whether it is no guess.
    pub sure: bool,
    /// The document was published on this day or later.
    pub after: Option<PartialDate>,
    /// The document was published on this day or earlier.
    pub before: Option<PartialDate>,
    /// Everything that was weighed, the decisive piece first.
    pub evidence: Vec<Evidence>,
}

/// One thing in a document that bears on its publication date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is.
    pub what: EvidenceKind,
    /// The words as they stand in the document; empty when something expected is missing.
    pub words: String,
    /// What it did to the decision.
    pub verdict: Verdict,
}

/// What a piece of evidence did to the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It gave the date.
    Decided,
    /// It agrees with the decision, or narrowed it.
    Supports,
    /// The document cannot be older.
    LowerBound,
    /// The document cannot be younger.
    UpperBound,
    /// It says nothing about publication: a page clock shows when the page was saved.
    NotUsed,
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn a_date_is_written_as_it_is_read_and_knows_its_extent() {
        for text in ["2022", "2022-02", "2022-02-14"] {
            assert_eq!(PartialDate::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for text in ["", "22", "2022-13", "2022-02-30", "2022-02-14-1", "2022-"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        let february = PartialDate::parse("2024-02");
        assert_eq!(february.map(|d| d.last_day().to_string()).as_deref(), Some("2024-02-29"));
    }
}
