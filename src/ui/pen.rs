//! A pen that draws on one row of the screen, from left to right, without leaving it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::sanitize::sanitize_line;
use crate::text::width::{prefix, width};

/// A row of the screen being written. Everything written is sanitised once more.
pub struct Pen<'b> {
    buffer: &'b mut Buffer,
    row: Rect,
    x: u16,
}

impl<'b> Pen<'b> {
    /// A pen at the left end of the row `y` of an area, counted from its top; a row outside the
    /// screen swallows what is written.
    pub fn new(buffer: &'b mut Buffer, area: Rect, y: u16) -> Pen<'b> {
        let row = Rect { y: area.y.saturating_add(y), height: 1, ..area };
        let inside = if y < area.height { row.intersection(buffer.area) } else { Rect::default() };
        Pen { buffer, x: inside.x, row: inside }
    }

    /// Columns left.
    pub fn room(&self) -> usize {
        usize::from(self.row.right().saturating_sub(self.x))
    }

    /// Leaves columns empty.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        self.x += self.room().min(columns) as u16;
        self
    }

    /// Goes to a column of the row, counted from its left end.
    pub fn at(&mut self, column: usize) -> &mut Self {
        self.x = self.row.x;
        self.skip(column)
    }

    /// Writes a text, cut where the row ends.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        self.put_marked(text, style, &[])
    }

    /// Writes a text with stretches of it, given as byte ranges, in styles of their own.
    pub fn put_marked(&mut self, text: &str, style: Style, marks: &[(Range<usize>, Style)]) -> &mut Self {
        let safe = sanitize_line(text);
        let shown = prefix(&safe, self.room());
        if shown.is_empty() {
            return self;
        }
        self.buffer.set_stringn(self.x, self.row.y, shown, self.room(), style);
        for (range, style) in marks {
            let (Some(before), Some(marked)) =
                (shown.get(..range.start), shown.get(range.start..range.end.min(shown.len())))
            else {
                continue;
            };
            let x = self.x + width(before) as u16;
            let area = Rect { x, width: width(marked) as u16, ..self.row };
            self.buffer.set_style(area.intersection(self.row), *style);
        }
        self.skip(width(shown))
    }

    /// Writes a text against the right end, if there is room for it after what was written.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let safe = sanitize_line(text).into_owned();
        if let Some(gap) = self.room().checked_sub(width(&safe)) {
            let x = self.x;
            self.skip(gap).put(&safe, style);
            self.x = x;
            self.row.width = self.row.width.saturating_sub(width(&safe) as u16);
        }
        self
    }

    /// Gives the whole row a style.
    pub fn fill(&mut self, style: Style) -> &mut Self {
        self.buffer.set_style(self.row, style);
        self
    }
}
