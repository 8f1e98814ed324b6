//! How far a table that is wider than the page has moved sideways below it, column by column.
//!
//! Not here: setting a table (`text_lines`), what of its lines is in sight (`lines`), which table moves (`reader::travel`).

use std::ops::Range;

/// How far a fragment that is wider than the page has moved; all in columns of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sideways {
    /// What the page shows at once.
    pub page: usize,
    /// The widest line.
    pub widest: usize,
    /// Where its columns begin, in order.
    pub stops: Vec<usize>,
    /// What is hidden to the left.
    pub hidden: usize,
}

impl Sideways {
    /// What may be hidden to the left at most.
    fn most(&self) -> usize {
        self.widest.saturating_sub(self.page)
    }

    /// Moves so that at most so much is hidden to the left.
    pub fn hide(&mut self, columns: usize) {
        self.hidden = columns.min(self.most());
    }

    /// Moves by a column of the table, to the right or the left. Returns whether it moved.
    pub fn step(&mut self, right: bool) -> bool {
        let before = self.hidden;
        let mut stops = self.stops.iter().copied();
        let next = match right {
            true => stops.find(|&stop| stop > before).unwrap_or(self.widest),
            false => stops.rfind(|&stop| stop < before).unwrap_or(0),
        };
        self.hide(next);
        self.hidden != before
    }

    /// Moves as little as shows some columns of it, from where a column of the table begins if that may be.
    pub fn show(&mut self, columns: Range<usize>) {
        if self.hidden <= columns.start && columns.end <= self.hidden + self.page {
            return;
        }
        let least = columns.end.saturating_sub(self.page);
        let mut stops = self.stops.iter().copied().filter(|&stop| stop <= columns.start);
        let stop = match columns.start < self.hidden {
            true => stops.next_back().filter(|&stop| stop >= least),
            false => stops.find(|&stop| stop >= least),
        };
        self.hide(stop.unwrap_or(least.min(columns.start)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Sideways {
        Sideways { page: 20, widest: 50, stops: vec![0, 12, 24, 40], hidden: 0 }
    }

    #[test]
    fn it_moves_by_its_columns_and_never_past_its_edges() {
        let mut table = table();
        assert!(!table.step(false));
        let mut places = Vec::new();
        while table.step(true) {
            places.push(table.hidden);
        }
        assert_eq!(places, [12, 24, 30]);
        places.clear();
        while table.step(false) {
            places.push(table.hidden);
        }
        assert_eq!(places, [24, 12, 0]);
    }

    #[test]
    fn what_is_gone_to_is_shown_from_the_beginning_of_a_column() {
        let shown = |from: usize, columns: Range<usize>| {
            let mut table = Sideways { hidden: from, ..table() };
            table.show(columns);
            table.hidden
        };
        assert_eq!(shown(0, 5..9), 0, "it is in sight");
        assert_eq!(shown(0, 26..30), 12);
        assert_eq!(shown(0, 44..49), 30, "the end of the table is the end of the way");
        assert_eq!(shown(30, 14..18), 12);
        assert_eq!(shown(30, 13..33), 13, "it fills the page");
        assert_eq!(shown(0, 5..45), 5, "it is wider than the page: its beginning");
    }
}
