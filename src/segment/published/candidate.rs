//! A candidate for the date of publication, with its weight and evidence.

use crate::model::{EvidenceKind, PartialDate};
use crate::segment::date_text::DateExpression;

/// A date that could be that of publication, and what makes it likely.
#[derive(Clone, Debug)]
pub struct DateCandidate<'t> {
    /// How likely it is by all evidence; that of the largest weight is chosen.
    pub weight: i32,
    pub kind: EvidenceKind,
    /// The words it was read from.
    pub words: &'t str,
    pub date: Option<PartialDate>,
    /// Day first and month first, when both can be read.
    pub readings: Option<(PartialDate, PartialDate)>,
    /// Whether it is enough to be sure by.
    pub conclusive: bool,
    /// It is the day of a change, given far from the headline: the document is not younger, and no more.
    pub bounds: bool,
    /// It is labelled as published, with a time of day; no page is dated anew with as much care.
    pub timed: bool,
    /// It is of a clock other than that of Greenwich: that of the page.
    pub local_clock: bool,
}

impl<'t> DateCandidate<'t> {
    /// A date that can be read one way.
    pub fn new(weight: i32, kind: EvidenceKind, words: &'t str, date: Option<PartialDate>) -> Self {
        DateCandidate {
            weight,
            kind,
            words,
            date,
            readings: None,
            conclusive: false,
            bounds: false,
            timed: false,
            local_clock: false,
        }
    }

    /// One date of a text. `day_first` says whether dates of numbers alone have the day first in this
    /// file, when that is known.
    pub fn of_expression(
        weight: i32,
        kind: EvidenceKind,
        text: &'t str,
        date: &DateExpression,
        day_first: Option<bool>,
    ) -> Self {
        let readings = date.swappable.then(|| date.readings()).flatten();
        let chosen = readings.zip(day_first).map(|((day, month), first)| if first { day } else { month });
        let words = text.get(date.span.clone()).unwrap_or_default();
        DateCandidate { readings, ..DateCandidate::new(weight, kind, words, date.date().or(chosen)) }
    }

    /// One date of a text whose day and month could change places, though their order is the usual one.
    pub fn of_doubtful(
        weight: i32,
        kind: EvidenceKind,
        text: &'t str,
        date: &DateExpression,
        day_first: Option<bool>,
    ) -> Self {
        let date = DateExpression { swappable: true, ..date.clone() };
        DateCandidate::of_expression(weight, kind, text, &date, day_first)
    }

    /// The same, and enough to be sure by.
    pub fn conclusive(self) -> Self {
        DateCandidate { conclusive: true, ..self }
    }

    /// Whether the date is known to the day.
    pub fn is_day(&self) -> bool {
        self.date.is_some_and(|date| date.parts().2.is_some())
    }
}
