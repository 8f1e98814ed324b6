//! Bars made of characters: heights in eighths of a row, and parts of a whole.
//!
//! Not here: the counts (`entity`), bars over months (`month_bars`).

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// What a row of a bar shows, counted from below, when the highest bar has `most` and takes so many rows. What is not
/// nothing is seen.
pub(super) fn row_of_bar(count: u64, most: u64, rows: usize, row: usize) -> &'static str {
    let height = (count * rows as u64 * 8).div_ceil(most.max(1));
    let within = usize::try_from(height).unwrap_or(usize::MAX).saturating_sub(row * 8);
    EIGHTHS[within.min(8)]
}

/// A bar of one row for each count, side by side. The highest leaves an eighth of its row empty: bars of rows below each
/// other stay apart.
pub(super) fn bars(counts: &[u32]) -> String {
    let most = u64::from(counts.iter().copied().max().unwrap_or(0)).max(1);
    let height = |count: u32| (u64::from(count) * 7).div_ceil(most);
    counts.iter().map(|&count| EIGHTHS[height(count).min(7) as usize]).collect()
}

/// A thin bar as long as its part of the whole, in halves of a column.
pub fn bar_of(part: u32, whole: u32, columns: usize) -> String {
    let halves = (part as usize * columns * 2).div_ceil(whole.max(1) as usize).min(columns * 2);
    format!("{}{}", "━".repeat(halves / 2), if halves % 2 == 1 { "╸" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{bar_of, bars, row_of_bar};

    #[test]
    fn the_highest_bar_fills_its_rows_and_nothing_is_empty() {
        assert_eq!(bars(&[8, 1, 0, 4]), "▇▁ ▄");
        assert_eq!(bars(&[0, 0]), "  ");
        let rows = |count| [2, 1, 0].map(|row| row_of_bar(count, 24, 3, row));
        assert_eq!(rows(24), ["█", "█", "█"]);
        assert_eq!(rows(12), [" ", "▄", "█"]);
        assert_eq!(rows(1), [" ", " ", "▁"]);
        assert_eq!(row_of_bar(1, 1_000_000, 3, 0), "▁");
    }

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        assert_eq!([bar_of(8, 8, 4), bar_of(1, 100, 4), bar_of(4, 8, 3)], ["━━━━", "╸", "━╸"]);
    }
}
