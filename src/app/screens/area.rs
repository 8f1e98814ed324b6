//! Divides the area of a full screen into its parts.

use ratatui::layout::Rect;

/// The part of a screen below its first row and the row after that, where there is room to spare.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Lower screens do without empty rows and headings.
pub const LOW: u16 = 10;
