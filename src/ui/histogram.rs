//! Bars made of characters: counts over time, and parts of a whole.
//!
//! Not here: the counts (`entity::profile`, `index::search::facets`).

/// Bars for the months from the first to the last, as many as there are columns at most.
pub(super) fn bars(months: &[(i16, u8, u32)], columns: usize) -> String {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let number = |&(year, month, _): &(i16, u8, u32)| i64::from(year) * 12 + i64::from(month);
    let (Some(first), Some(last)) = (months.first().map(number), months.last().map(number)) else {
        return String::new();
    };
    let span = usize::try_from(last - first + 1).unwrap_or(1);
    let columns = columns.min(span).max(1);
    let mut counts = vec![0u64; columns];
    for month in months {
        let at = usize::try_from(number(month) - first).unwrap_or(0) * columns / span;
        counts[at.min(columns - 1)] += u64::from(month.2);
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bar = |count: &u64| EIGHTHS[if *count == 0 { 0 } else { (count * 8).div_ceil(most) as usize }];
    counts.iter().map(bar).collect()
}

/// A thin bar as long as its part of the whole, in halves of a column.
pub fn bar_of(part: u32, whole: u32, columns: usize) -> String {
    let halves = (part as usize * columns * 2).div_ceil(whole.max(1) as usize).min(columns * 2);
    format!("{}{}", "━".repeat(halves / 2), if halves % 2 == 1 { "╸" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{bar_of, bars};

    #[test]
    fn bars_cover_the_months_and_nothing_found_is_empty() {
        assert_eq!(bars(&[(2021, 1, 8), (2021, 2, 1), (2021, 4, 4)], 20), "█▁ ▄");
        assert_eq!(bars(&[(2000, 1, 1), (2019, 12, 2)], 4), "▄  █");
        assert_eq!(bars(&[], 4), "");
    }

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        assert_eq!([bar_of(8, 8, 4), bar_of(1, 100, 4), bar_of(4, 8, 3)], ["━━━━", "╸", "━╸"]);
    }
}
