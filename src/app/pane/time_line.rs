//! The time line above the filters: years, months or days as a row of periods, which of them are on the
//! screen, the period under the cursor, and the range being selected.
//!
//! Not here: the counts, which come from the index, and drawing (`ui::pane::time_line`).

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::PartialDate;
use crate::query::{DateCount, DateRange, TimeCounts};

/// The most columns a period takes: with more, a few periods would look like blocks, not bars. Set by
/// hand.
const WIDEST: usize = 4;
/// So many of a hundred documents are cut from each end of the axis at most: what is dated centuries
/// apart would press all others into one column.
const CUT: u64 = 2;
/// The finest zoom is shown first that fits and holds so many of ten dated documents. Set by hand.
const HELD: u64 = 9;

/// How long the periods of the time line are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zoom {
    /// A year each.
    Years,
    /// A month each.
    Months,
    /// A day each.
    Days,
}

impl Zoom {
    /// The number of the period a date lies in; `None` when it is not known exactly enough.
    fn number(self, date: PartialDate) -> Option<i64> {
        let (year, month, day) = date.parts();
        match self {
            Zoom::Years => Some(year.into()),
            Zoom::Months => Some(i64::from(year) * 12 + i64::from(month?) - 1),
            Zoom::Days => day.map(|_| days_before(date.first_day())),
        }
    }

    /// The period with that number.
    fn period(self, number: i64) -> Option<PartialDate> {
        match self {
            Zoom::Years => Some(PartialDate::year(number.try_into().ok()?)),
            Zoom::Months => {
                let year = number.div_euclid(12).try_into().ok()?;
                PartialDate::month(year, number.rem_euclid(12) as u8 + 1)
            }
            Zoom::Days => {
                let day = Date::ZERO.checked_add(number.days()).ok()?;
                PartialDate::day(day.year(), day.month() as u8, day.day() as u8)
            }
        }
    }

    /// The period that a date lies in, or begins in.
    fn around(self, date: PartialDate) -> Option<PartialDate> {
        let day = date.first_day();
        let day = PartialDate::day(day.year(), day.month() as u8, day.day() as u8)?;
        self.period(self.number(day)?)
    }

    fn finer(self) -> Option<Zoom> {
        [Zoom::Months, Zoom::Days].into_iter().find(|&other| other > self)
    }

    fn coarser(self) -> Option<Zoom> {
        [Zoom::Months, Zoom::Years].into_iter().find(|&other| other < self)
    }
}

/// Days from the year 0 to this day.
fn days_before(day: Date) -> i64 {
    day.since(Date::ZERO).map_or(0, |span| span.get_days().into())
}

/// The documents of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodCount {
    /// Documents of the collection.
    pub all: u32,
    /// Documents found.
    pub found: u32,
    /// Those found whose date is more than a guess.
    pub sure: u32,
}

impl PeriodCount {
    fn add(&mut self, count: &DateCount) {
        self.all += count.all;
        self.found += count.found;
        self.sure += count.sure;
    }
}

/// The periods on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeAxis {
    /// How long they are.
    pub zoom: Zoom,
    /// From left to right, without gaps.
    pub periods: Vec<(PartialDate, PeriodCount)>,
    /// The columns each takes.
    pub width: usize,
    /// Documents found before the first.
    pub earlier: u32,
    /// Documents found after the last.
    pub later: u32,
}

/// What the reader does on the time line.
#[derive(Debug, Default)]
pub struct TimeLine {
    /// Whether the keys of the filter pane are for it.
    pub entered: bool,
    /// The period under the cursor, once there was one.
    cursor: Option<PartialDate>,
    /// Where the range being selected began.
    anchor: Option<PartialDate>,
    /// As chosen; otherwise what fits.
    zoom: Option<Zoom>,
    /// The number of the leftmost period, once the line was moved along.
    left: Option<i64>,
}

impl TimeLine {
    /// The periods for so many columns; `None` where no document has a date.
    pub fn axis(&self, counts: &TimeCounts, columns: usize) -> Option<TimeAxis> {
        let columns = columns.max(1);
        let zoom = self.zoom.or_else(|| fitting_zoom(counts, columns))?;
        let periods = periods(counts, zoom);
        let (low, high) = inner_range(&periods)?;
        let span = usize::try_from(high - low + 1).unwrap_or(1);
        let shown = span.min(columns);
        let last_left = high - shown as i64 + 1;
        let cursor = self.cursor.and_then(|date| zoom.number(zoom.around(date)?));
        let centred = cursor.map(|at| at - shown as i64 / 2);
        // Without a cursor the latest are shown.
        let mut left = self.left.or(centred).unwrap_or(last_left).clamp(low, last_left);
        if let Some(at) = cursor {
            left = left.clamp(at - shown as i64 + 1, at);
        }
        let count = |number: i64| periods.get(&number).copied().unwrap_or_default();
        let right = left + shown as i64;
        let period = |number| Some((zoom.period(number)?, count(number)));
        let found = |counts: &mut dyn Iterator<Item = &PeriodCount>| counts.map(|count| count.found).sum();
        Some(TimeAxis {
            zoom,
            periods: (left..right).filter_map(period).collect(),
            width: (columns / shown).clamp(1, WIDEST),
            earlier: found(&mut periods.range(..left).map(|(_, count)| count)),
            later: found(&mut periods.range(right..).map(|(_, count)| count)),
        })
    }

    /// The period under the cursor.
    pub fn cursor(&self) -> Option<PartialDate> {
        self.cursor
    }

    /// Whether a range is being selected.
    pub fn is_selecting(&self) -> bool {
        self.anchor.is_some()
    }

    /// What a filter would be set on: the range being selected, else the period under the cursor.
    pub fn selected(&self) -> Option<DateRange> {
        let cursor = self.cursor?;
        Some(DateRange::over(self.anchor.unwrap_or(cursor), cursor))
    }

    /// How many documents lie in a range.
    pub fn count(counts: &TimeCounts, range: DateRange) -> PeriodCount {
        let mut sum = PeriodCount::default();
        let (first, last) = (range.from.first_day(), range.to.last_day());
        let inside = |count: &&DateCount| count.date.first_day() >= first && count.date.last_day() <= last;
        counts.dates.iter().filter(inside).for_each(|count| sum.add(count));
        sum
    }

    /// The keys are for the time line: the cursor is where it was, else on the latest period found.
    /// `false` where no document has a date.
    pub fn enter(&mut self, counts: &TimeCounts, columns: usize) -> bool {
        let Some(axis) = self.axis(counts, columns) else { return false };
        self.entered = true;
        let is_filled = |(_, count): &&(PartialDate, PeriodCount)| count.found > 0;
        let latest = axis.periods.iter().rev().find(is_filled).or(axis.periods.last());
        self.cursor = self.cursor.or(latest.map(|(date, _)| *date));
        self.stay(counts, columns);
        true
    }

    /// Moves the cursor to the next periods that have documents.
    pub fn step(&mut self, by: isize, counts: &TimeCounts, columns: usize) {
        let Some(axis) = self.axis(counts, columns) else { return };
        let periods = periods(counts, axis.zoom);
        let here = self.cursor.and_then(|date| axis.zoom.number(axis.zoom.around(date)?)).unwrap_or(0);
        let steps = by.unsigned_abs().saturating_sub(1);
        let next = match by < 0 {
            true => periods.range(..here).rev().nth(steps).or(periods.iter().next()),
            false => periods.range(here + 1..).nth(steps).or(periods.iter().next_back()),
        };
        self.cursor = next.and_then(|(&number, _)| axis.zoom.period(number)).or(self.cursor);
        self.stay(counts, columns);
    }

    /// Shorter periods: those of the one under the cursor. `false` where there are none.
    pub fn zoom_in(&mut self, counts: &TimeCounts, columns: usize) -> bool {
        let Some(axis) = self.axis(counts, columns) else { return false };
        let (Some(zoom), Some(cursor)) = (axis.zoom.finer(), self.cursor) else { return false };
        let finer = periods(counts, zoom);
        let within = |(number, count): (&i64, &PeriodCount)| {
            let date = zoom.period(*number)?;
            (axis.zoom.around(date) == Some(cursor)).then_some((count.found > 0, date))
        };
        let inside: Vec<(bool, PartialDate)> = finer.iter().filter_map(within).collect();
        let Some(&(_, first)) = inside.iter().find(|(found, _)| *found).or(inside.first()) else {
            return false;
        };
        self.zoom_to(zoom, Some(first), counts, columns);
        true
    }

    /// Longer periods: that around the one under the cursor. `false` where there are none.
    pub fn zoom_out(&mut self, counts: &TimeCounts, columns: usize) -> bool {
        let zoom = self.axis(counts, columns).and_then(|axis| axis.zoom.coarser());
        let Some(zoom) = zoom else { return false };
        let cursor = self.cursor.and_then(|date| zoom.around(date));
        self.zoom_to(zoom, cursor, counts, columns);
        true
    }

    /// Sets the cursor on the period at a column.
    pub fn point(&mut self, column: usize, counts: &TimeCounts, columns: usize) {
        let Some(axis) = self.axis(counts, columns) else { return };
        if let Some((date, _)) = axis.periods.get(column / axis.width) {
            self.cursor = Some(*date);
        }
        self.stay(counts, columns);
    }

    /// Begins to select a range at the cursor.
    pub fn begin(&mut self) {
        self.anchor = self.cursor;
    }

    /// Lets go of a range being selected; `false` where there is none.
    pub fn let_go(&mut self) -> bool {
        self.anchor.take().is_some()
    }

    fn zoom_to(&mut self, zoom: Zoom, cursor: Option<PartialDate>, counts: &TimeCounts, columns: usize) {
        (self.zoom, self.cursor) = (Some(zoom), cursor);
        (self.anchor, self.left) = (None, None);
        self.stay(counts, columns);
    }

    /// What is on the screen stays there while the cursor moves in it.
    fn stay(&mut self, counts: &TimeCounts, columns: usize) {
        let first = self.axis(counts, columns);
        self.left = first.and_then(|axis| axis.zoom.number(axis.periods.first()?.0));
    }
}

/// The periods with documents of the collection.
fn periods(counts: &TimeCounts, zoom: Zoom) -> BTreeMap<i64, PeriodCount> {
    let mut periods: BTreeMap<i64, PeriodCount> = BTreeMap::new();
    for count in &counts.dates {
        if let Some(number) = zoom.number(count.date) {
            periods.entry(number).or_default().add(count);
        }
    }
    periods
}

/// The first and the last period between which nearly all documents of the collection lie.
fn inner_range(periods: &BTreeMap<i64, PeriodCount>) -> Option<(i64, i64)> {
    let total: u64 = periods.values().map(|count| u64::from(count.all)).sum();
    let cut = total * CUT / 100;
    let beyond = |sum: &mut u64, count: &PeriodCount| {
        *sum += u64::from(count.all);
        *sum > cut
    };
    let (mut before, mut after) = (0, 0);
    let low = periods.iter().find(|(_, count)| beyond(&mut before, count))?;
    let high = periods.iter().rev().find(|(_, count)| beyond(&mut after, count))?;
    Some((*low.0, *high.0))
}

/// The finest zoom at which the whole axis fits, if nearly all dates are exact enough; else years.
fn fitting_zoom(counts: &TimeCounts, columns: usize) -> Option<Zoom> {
    let total: u64 = counts.dates.iter().map(|count| u64::from(count.all)).sum();
    let fits = |zoom: &Zoom| {
        let periods = periods(counts, *zoom);
        let held: u64 = periods.values().map(|count| u64::from(count.all)).sum();
        let span = inner_range(&periods).map(|(low, high)| high - low + 1);
        held * 10 >= total * HELD && span.is_some_and(|span| span <= columns as i64)
    };
    (total > 0).then(|| [Zoom::Days, Zoom::Months].into_iter().find(fits).unwrap_or(Zoom::Years))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    fn counts(dates: &[(&str, u32)]) -> TimeCounts {
        let count = |&(text, all): &(&str, u32)| DateCount { date: date(text), all, found: all, sure: all };
        TimeCounts { dates: dates.iter().map(count).collect(), undated: 0 }
    }

    fn shown(line: &TimeLine, counts: &TimeCounts, columns: usize) -> Vec<String> {
        let axis = line.axis(counts, columns).unwrap();
        axis.periods.iter().map(|(date, count)| format!("{date} {}", count.found)).collect()
    }

    #[test]
    fn the_finest_zoom_that_fits_is_shown_with_its_gaps() {
        let days = counts(&[("2021-05-03", 2), ("2021-05-05", 1)]);
        assert_eq!(shown(&TimeLine::default(), &days, 20), ["2021-05-03 2", "2021-05-04 0", "2021-05-05 1"]);
        assert_eq!(TimeLine::default().axis(&days, 20).unwrap().width, WIDEST);
        assert_eq!(shown(&TimeLine::default(), &days, 2), ["2021-05 3"]);
        let years = counts(&[("2019", 4), ("2021-05-05", 1)]);
        assert_eq!(shown(&TimeLine::default(), &years, 20), ["2019 4", "2020 0", "2021 1"]);
        assert_eq!(TimeLine::default().axis(&TimeCounts::default(), 20), None);
    }

    #[test]
    fn what_lies_far_apart_is_cut_from_the_axis_counted_and_reached_by_moving() {
        let old = counts(&[("1492", 1), ("2020", 60), ("2021", 60), ("2100", 1)]);
        let mut line = TimeLine::default();
        let axis = line.axis(&old, 20).unwrap();
        assert_eq!(shown(&line, &old, 20), ["2020 60", "2021 60"]);
        assert_eq!((axis.earlier, axis.later), (1, 1));
        assert!(line.enter(&old, 20));
        assert_eq!(line.cursor(), Some(date("2021")));
        line.step(-2, &old, 20);
        assert_eq!(line.cursor(), Some(date("1492")));
        assert_eq!(shown(&line, &old, 20), ["1492 1", "1493 0"]);
        line.step(1, &old, 20);
        assert_eq!(shown(&line, &old, 20), ["2020 60", "2021 60"]);
    }

    #[test]
    fn zooming_goes_into_the_period_under_the_cursor_and_out_to_that_around_it() {
        let dates = counts(&[("2001", 1), ("2020-03", 1), ("2020-07-08", 1), ("2021-01-01", 1)]);
        let mut line = TimeLine::default();
        line.enter(&dates, 21);
        line.step(-1, &dates, 21);
        assert_eq!(line.cursor(), Some(date("2020")));
        assert!(line.zoom_in(&dates, 21));
        assert_eq!(line.cursor(), Some(date("2020-03")));
        assert!(!line.zoom_in(&dates, 21), "no day is known in it");
        line.step(1, &dates, 21);
        assert!(line.zoom_in(&dates, 21));
        assert_eq!(line.cursor(), Some(date("2020-07-08")));
        assert!(line.zoom_out(&dates, 21) && line.zoom_out(&dates, 21) && !line.zoom_out(&dates, 21));
        assert_eq!(line.cursor(), Some(date("2020")));
    }

    #[test]
    fn a_range_goes_from_where_it_began_to_the_cursor() {
        let dates = counts(&[("2019", 1), ("2020", 2), ("2021", 4)]);
        let mut line = TimeLine::default();
        line.enter(&dates, 21);
        line.begin();
        line.step(-1, &dates, 21);
        let range = line.selected().unwrap();
        assert_eq!((range.from, range.to), (date("2020"), date("2021")));
        assert_eq!(TimeLine::count(&dates, range).all, 6);
        assert!(line.let_go() && !line.let_go());
        assert_eq!(line.selected().unwrap().words(), "2020");
    }

    #[test]
    fn a_click_sets_the_cursor_on_the_period_under_it() {
        let dates = counts(&[("2019", 1), ("2020", 2), ("2021", 4)]);
        let mut line = TimeLine::default();
        line.point(5, &dates, 12);
        assert_eq!(line.cursor(), Some(date("2020")));
    }
}
