//! How much room a document has in the list, as the reader sets it.
//!
//! Not here: drawing its row (`ui::pane::list_row`).

use serde::{Deserialize, Serialize};

/// From this height of the terminal on, in rows, there is room for whole titles.
const ROOMY_FROM: u16 = 36;

/// How much room a document has in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowHeight {
    /// As roomy as the terminal is high.
    #[default]
    Auto,
    /// One line: the title and the date.
    Compact,
    /// Two: the title; date, source and text.
    Normal,
    /// Three, of which the title may take two.
    Roomy,
}

impl RowHeight {
    /// All of them.
    pub const ALL: [RowHeight; 4] =
        [RowHeight::Auto, RowHeight::Compact, RowHeight::Normal, RowHeight::Roomy];

    /// What it is called in the view menu.
    pub fn name(self) -> &'static str {
        match self {
            RowHeight::Auto => "as there is room",
            RowHeight::Compact => "compact: a line each",
            RowHeight::Normal => "normal: two lines",
            RowHeight::Roomy => "roomy: three lines",
        }
    }

    /// The lines of a document in a terminal of that height, at least 1.
    pub fn lines(self, terminal_height: u16) -> u16 {
        match self {
            RowHeight::Auto if terminal_height >= ROOMY_FROM => 3,
            RowHeight::Auto | RowHeight::Normal => 2,
            RowHeight::Compact => 1,
            RowHeight::Roomy => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RowHeight;

    #[test]
    fn whole_titles_need_a_high_terminal_unless_they_are_asked_for() {
        let lines = |height: u16| RowHeight::ALL.map(|rows| rows.lines(height));
        assert_eq!((lines(24), lines(40)), ([2, 1, 2, 3], [3, 1, 2, 3]));
    }
}
