//! A date expression as a text gives it: often without its year, sometimes with day and month in doubt.

use std::ops::Range;

use crate::model::PartialDate;

/// A date as a text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// The bytes of the text.
    pub span: Range<usize>,
    pub year: Option<i16>,
    /// January as 1.
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// Day and month are numbers and could change places.
    pub swappable: bool,
}

impl DateExpression {
    /// The date, if its year is given and it is clear which number is the day.
    pub fn date(&self) -> Option<PartialDate> {
        if self.swappable {
            return None;
        }
        match (self.year?, self.month, self.day) {
            (year, Some(month), Some(day)) => PartialDate::day(year, month, day),
            (year, Some(month), None) => PartialDate::month(year, month),
            (year, None, _) => Some(PartialDate::year(year)),
        }
    }

    /// The date if it is known to the day.
    pub fn full_date(&self) -> Option<PartialDate> {
        self.date().filter(|date| date.parts().2.is_some())
    }

    /// Both readings of a date whose day and month could change places, day first and
    /// month first.
    pub fn readings(&self) -> Option<(PartialDate, PartialDate)> {
        let (year, first, second) = (self.year?, self.day?, self.month?);
        Some((PartialDate::day(year, second, first)?, PartialDate::day(year, first, second)?))
    }
}
