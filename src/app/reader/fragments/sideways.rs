//! What is on the screen of a table that is wider than the page, which moves sideways below it, column by column.
//!
//! Not here: setting a table (`text_lines`), which table moves (`reader::travel`).

use std::ops::Range;

use super::lines::FragmentLayout;
use crate::text::width::{prefix, width};

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

/// What is drawn of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownPart {
    /// Bytes of [`FragmentLayout::text`]; what is beyond the right edge is among them.
    pub range: Range<usize>,
    /// Columns left empty for a character that is cut by the left edge.
    pub cut: usize,
    /// Whether more of the line is to the left.
    pub more_left: bool,
    /// Whether more of it is to the right.
    pub more_right: bool,
}

impl FragmentLayout {
    /// What is drawn of a line.
    pub fn shown(&self, line: usize) -> ShownPart {
        let Some(range) = self.lines.get(line).map(|line| line.range.clone()) else {
            return ShownPart::default();
        };
        let Some(sideways) = &self.sideways else { return ShownPart { range, ..ShownPart::default() } };
        let text = self.text.get(range.clone()).unwrap_or_default();
        let (all, hidden) = (width(text), sideways.hidden);
        let mut before = prefix(text, hidden);
        if width(before) < hidden.min(all) {
            before = prefix(text, hidden + 1);
        }
        ShownPart {
            cut: width(before).saturating_sub(hidden),
            more_left: !before.trim().is_empty(),
            more_right: all > hidden + sideways.page,
            range: range.start + before.len()..range.end,
        }
    }

    /// Columns of each line that are hidden to the left.
    pub fn hidden(&self) -> usize {
        self.sideways.as_ref().map_or(0, |sideways| sideways.hidden)
    }

    /// The columns of the page that some columns of a line stand in; `None` where they are hidden.
    pub fn on_page(&self, columns: Range<usize>) -> Option<Range<usize>> {
        let Some(sideways) = &self.sideways else { return Some(columns) };
        let on_page = |column: usize| column.saturating_sub(sideways.hidden).min(sideways.page);
        Some(on_page(columns.start)..on_page(columns.end)).filter(|shown| !shown.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::{LayoutLine, LineStyle};
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

    #[test]
    fn a_character_cut_by_the_edge_leaves_its_room_empty() {
        let text = "a港口 dock".to_owned();
        let line = LayoutLine { range: 0..text.len(), style: LineStyle::Code, indent: 0 };
        let at = |hidden| {
            let sideways = Some(Sideways { page: 4, widest: 10, stops: vec![0], hidden });
            let laid = FragmentLayout {
                text: text.clone(),
                lines: vec![line.clone()],
                sideways,
                ..Default::default()
            };
            let part = laid.shown(0);
            (laid.text[part.range.clone()].to_owned(), part.cut, part.more_left, part.more_right)
        };
        assert_eq!(at(0), ("a港口 dock".into(), 0, false, true));
        assert_eq!(at(2), ("口 dock".into(), 1, true, true));
        assert_eq!(at(3), ("口 dock".into(), 0, true, true));
        assert_eq!(at(6), ("dock".into(), 0, true, false));
    }
}
