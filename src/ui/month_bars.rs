//! Lays counts by month out as bars over the width there is: a block of bars for each year, as fine as there is room
//! for, with the years and months to be written below.
//!
//! Not here: the counts (`entity::profile`), drawing the bars (`screens::profile`), and the time line of filters
//! (`pane::time_line`).

/// Columns of a bar with the gap after it, at most: wider ones are no bars any more. Set by hand.
const WIDEST: usize = 8;
/// Columns between two years, at most. Set by hand.
const APART: usize = 12;
/// Columns of a label and of the gap after it.
const LABEL: usize = 5;
/// Into how many parts a year is divided, the finest first.
const PARTS: [usize; 5] = [12, 6, 4, 2, 1];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A bar: where it begins, how wide it is, and its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub x: usize,
    pub width: usize,
    pub count: u64,
}

/// Bars with what is written below them, each at its column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MonthBars {
    pub bars: Vec<Bar>,
    pub labels: Vec<(usize, String)>,
}

/// How years are laid out.
struct Years {
    first: i32,
    /// Years that share a block; more than one where there is no room for each.
    of_block: i32,
    blocks: usize,
    /// The bars of a block, and the columns of each.
    parts: usize,
    bar: usize,
    gap: usize,
}

impl Years {
    /// The layout for the years from one to the other.
    fn new(first: i32, last: i32, columns: usize) -> Years {
        let years = usize::try_from(last - first + 1).unwrap_or(1).max(1);
        let between = |parts: usize| if parts > 1 { years - 1 } else { 0 };
        let Some(parts) = PARTS.into_iter().find(|parts| years * parts + between(*parts) <= columns) else {
            let of_block = years.div_ceil(columns.max(1));
            let blocks = years.div_ceil(of_block);
            return Years { first, of_block: of_block as i32, blocks, parts: 1, bar: 1, gap: 0 };
        };
        let bar = ((columns - between(parts)) / (years * parts)).clamp(1, WIDEST);
        let left = columns - years * parts * bar;
        let gap = if between(parts) > 0 { (left / between(parts)).min(APART) } else { 0 };
        Years { first, of_block: 1, blocks: years, parts, bar, gap }
    }

    fn block(&self) -> usize {
        self.parts * self.bar + self.gap
    }

    /// The number of the bar of a month.
    fn bar_of(&self, year: i16, month: u8) -> usize {
        let block = (i32::from(year) - self.first) / self.of_block;
        let part = usize::from(month.clamp(1, 12) - 1) * self.parts / 12;
        usize::try_from(block).unwrap_or(0) * self.parts + part
    }

    fn labels(&self, columns: usize) -> Vec<(usize, String)> {
        let every = LABEL.div_ceil(self.block().max(1));
        let mut labels = Vec::new();
        for block in (0..self.blocks).step_by(every) {
            let x = block * self.block();
            labels.push((x, (self.first + block as i32 * self.of_block).to_string()));
            // Where there is no room for each month, for the first of each quarter.
            let step = [1, 3].into_iter().find(|step| self.parts == 12 && step * self.bar >= LABEL);
            let months = step.map(|step| (step..12).step_by(step)).into_iter().flatten();
            labels.extend(months.map(|month| (x + month * self.bar, MONTHS[month].to_owned())));
        }
        labels.retain(|(x, words)| x + words.len() <= columns);
        labels
    }
}

/// Bars for the months, in order, over so many columns at most.
pub(super) fn month_bars(months: &[(i16, u8, u32)], columns: usize) -> MonthBars {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return MonthBars::default() };
    let years = Years::new(first.0.into(), last.0.into(), columns);
    let mut counts = vec![0u64; years.blocks * years.parts];
    for &(year, month, count) in months {
        if let Some(bar) = counts.get_mut(years.bar_of(year, month)) {
            *bar += u64::from(count);
        }
    }
    // Wide bars stand apart from each other.
    let width = if years.bar > 1 { years.bar - 1 } else { 1 };
    let place = |(at, count): (usize, u64)| {
        let x = at / years.parts * years.block() + at % years.parts * years.bar;
        Bar { x, width, count }
    };
    let bars = counts.into_iter().enumerate().filter(|&(_, count)| count > 0).map(place).collect();
    MonthBars { bars, labels: years.labels(columns) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(of: &MonthBars) -> Vec<(usize, &str)> {
        of.labels.iter().map(|(x, words)| (*x, words.as_str())).collect()
    }

    #[test]
    fn a_year_takes_the_width_there_is_with_its_months_below() {
        let bars = month_bars(&[(2021, 1, 4), (2021, 12, 2)], 100);
        assert_eq!(bars.bars, [Bar { x: 0, width: 7, count: 4 }, Bar { x: 88, width: 7, count: 2 }]);
        assert_eq!(labels(&bars)[..3], [(0, "2021"), (8, "Feb"), (16, "Mar")]);
    }

    #[test]
    fn years_stand_apart_and_months_are_put_together_where_there_are_many() {
        let bars = month_bars(&[(2020, 1, 1), (2022, 7, 3)], 60);
        assert_eq!(bars.bars, [Bar { x: 0, width: 1, count: 1 }, Bar { x: 54, width: 1, count: 3 }]);
        assert_eq!(labels(&bars), [(0, "2020"), (24, "2021"), (48, "2022")]);
        let many = month_bars(&[(1990, 1, 1), (1990, 2, 1), (2023, 7, 3)], 60);
        assert_eq!(many.bars[0].count, 2, "a year is one bar");
        assert!(many.bars.iter().all(|bar| bar.x < 60));
    }

    #[test]
    fn nothing_stands_outside_whatever_the_years_and_the_width() {
        for years in [0, 1, 2, 5, 9, 20, 60, 200, 1500] {
            for columns in 1..130 {
                let bars = month_bars(&[(500, 3, 1), (500 + years, 12, 1)], columns);
                assert_eq!(bars.bars.iter().map(|bar| bar.count).sum::<u64>(), 2);
                assert!(
                    bars.bars.iter().all(|bar| bar.x + bar.width <= columns),
                    "{years} {columns}: {bars:?}"
                );
                assert!(bars.labels.iter().all(|(x, words)| x + words.len() <= columns), "{years} {columns}");
                assert!(bars.labels.windows(2).all(|pair| pair[0].0 + pair[0].1.len() < pair[1].0));
            }
        }
        assert_eq!(month_bars(&[], 40), MonthBars::default());
    }
}
