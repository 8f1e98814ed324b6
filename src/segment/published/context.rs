//! The context for dating a document: its headline, byline and body, and where among them a dated line
//! stands.

use std::ops::Range;

use jiff::civil::Date;

use super::label::DateLabel;
use crate::model::{Metadata, PartialDate};
use crate::segment::date_text::{DateExpression, has_time};
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;
use crate::segment::mail::head::SentDate;

/// So many lines after the headline can still be its date line.
const HEAD: usize = 14;
/// A line that begins with a day and the time has no more words.
const TIMED: usize = 14;
/// Paragraphs that may stand between a headline and its date line: a standfirst; more when the line says that it
/// is the date of publication.
const BETWEEN: usize = 2;
/// See [`BETWEEN`].
const BETWEEN_LABELLED: usize = 6;
/// Words before the date of a line that is a date line by its time.
const LEAD: usize = 4;

/// The parts of a document that matter to its date.
pub struct DateContext<'l, 'a> {
    /// The lines of the document.
    pub lines: &'l [Line<'a>],
    /// Lines of the file just before the document.
    pub before: &'l [Line<'a>],
    /// The line of the headline, by its position.
    pub headline: Option<usize>,
    /// The line of the byline.
    pub byline: Option<usize>,
    /// When it was sent, if it is a mail.
    pub mail: Option<SentDate>,
    /// The lines of the body.
    pub body: &'l Range<usize>,
    /// The document is one of several, so that a date before its headline is its own.
    pub one_of_several: bool,
    /// What the format declares.
    pub metadata: &'l Metadata,
    /// The running text is English.
    pub english: bool,
    /// The day of reading, if it is known.
    pub today: Option<Date>,
}

/// Where in the document a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinePosition {
    /// Before the headline.
    Above,
    /// Between headline and body, or where a date line of the headline can be.
    Head,
    /// In the body.
    Body,
    /// After the body.
    After,
}

impl DateContext<'_, '_> {
    /// Whether a date lies so far after the day of reading that nothing can have been published then;
    /// somewhere it is tomorrow already.
    pub fn is_to_come(&self, date: PartialDate) -> bool {
        self.today.and_then(|today| today.tomorrow().ok()).is_some_and(|last| date.first_day() > last)
    }

    /// Where in the document a line stands.
    pub fn position(&self, at: usize) -> LinePosition {
        let first = self.headline.unwrap_or(self.body.start);
        let head_end = self.body.start.max(first + 1).min(first + 1 + HEAD);
        let labelled = self.lines[at].cues.any(Cues::PUBLISHED);
        let (reach, most) = if labelled { (3 * HEAD, BETWEEN_LABELLED) } else { (HEAD, BETWEEN) };
        if at < first {
            LinePosition::Above
        } else if at < head_end
            || at <= first + reach && is_dated(&self.lines[at]) && self.prose_between(first, at) <= most
        {
            LinePosition::Head
        } else if at < self.body.end {
            LinePosition::Body
        } else {
            LinePosition::After
        }
    }

    fn prose_between(&self, first: usize, at: usize) -> usize {
        self.lines[first + 1..at.max(first + 1)].iter().filter(|line| line.is_prose()).count()
    }

    /// The lines between a line and the headline.
    pub fn distance(&self, at: usize) -> usize {
        self.headline.map_or(0, |headline| headline.abs_diff(at))
    }

    /// Whether the byline is the line or the one next to it.
    pub fn is_beside_byline(&self, at: usize) -> bool {
        self.byline.is_some_and(|byline| byline.abs_diff(at) <= 1)
    }
}

/// Whether a line is little more than a date, or a long one that begins with a labelled date:
/// "Posted on 4 May 2020 in Harbours, Ferries, …".
pub fn is_dated(line: &Line<'_>) -> bool {
    let begins = line.dates.first().filter(|date| date.span.start < 40 && date.year.is_some());
    let labelled = |date: &DateExpression| DateLabel::before(&line.text[..date.span.start]).is_some();
    // "12.12.2025, 05:07 Uhr - Harbours - red", "Norwick Post Politics | May 4, 2020 | 7:09 am | Wire.".
    let timed = || {
        let first =
            begins.is_some_and(|date| line.text[..date.span.start].split_whitespace().count() <= LEAD);
        first && line.words <= TIMED && !line.is_prose() && has_time(line.text)
    };
    line.is_date_line() || timed() || line.cues.any(Cues::PUBLISHED) && begins.is_some_and(labelled)
}
