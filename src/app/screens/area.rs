//! Divides the area of a full screen into its parts.

use ratatui::layout::Rect;

/// The part of a screen below its first row and the row after that, where there is room to spare.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The part of a screen that holds the rows of a list: below its title and the headings of its columns.
pub fn rows_below_headings(area: Rect) -> Rect {
    below(area, if area.height < LOW { 1 } else { 3 })
}

/// Lower screens do without empty rows and headings.
pub const LOW: u16 = 10;
