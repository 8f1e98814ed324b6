//! The areas of the panes on the screen, and which part of each is used for what.
//!
//! Not here: computing them for a state (`app::layout`).

use ratatui::layout::{Position, Rect};

use crate::app::focus::Focus;

/// Filter panes of this height have a time line above the filters.
const TIME_LINE_FROM: u16 = 20;
/// The rows of its bars.
pub const TIME_BARS: u16 = 2;
/// Heading, bars, the ends of the axis and an empty row.
const TIME_LINE_HEIGHT: u16 = TIME_BARS + 3;

/// The areas of everything on the screen. A pane that is not shown has no area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// Query and counts, then chips.
    pub header: Rect,
    /// The document list.
    pub list: Rect,
    /// The screen rows of one document in it; 0 where there is no list.
    pub row_height: u16,
    /// The page, or its preview.
    pub reader: Rect,
    /// Time line and filters.
    pub filters: Rect,
    /// A screen takes the place of all these.
    pub screen: Rect,
    /// The task of the tutor, if there is one.
    pub tutor: Rect,
    /// One row below the panes: the position in each.
    pub status: Rect,
    /// The last row: the keys that matter now.
    pub hints: Rect,
}

impl Panes {
    /// How many documents the list shows.
    pub fn rows(&self) -> usize {
        usize::from(self.list.height / self.row_height.max(1))
    }

    /// The column of text in the reader: at most `page_width` wide, centred where there is room
    /// to spare and set off from the rule to its left.
    pub fn page(&self, page_width: u16) -> Rect {
        let inner = Rect {
            x: self.reader.x + 2.min(self.reader.width),
            width: self.reader.width.saturating_sub(4),
            ..self.reader
        };
        let width = inner.width.min(page_width);
        Rect { x: inner.x + (inner.width - width) / 2, width, ..inner }
    }

    /// The column of the map beside the page: right of a page that stands alone, else on the rule to its right, or
    /// at the edge.
    pub fn map(&self, page_width: u16) -> Rect {
        let (area, page) = (self.reader, self.page(page_width));
        let x = match (self.list.width, self.filters.width) {
            _ if area.width < 4 => return Rect::default(),
            (0, 0) => page.right() + 1,
            (_, 0) => area.right() - 1,
            _ => area.right(),
        };
        Rect { x, width: 1, ..area }
    }

    /// The part of the filter pane that holds its lines; above it stands the time line where
    /// there is room.
    pub fn filter_lines(&self) -> Rect {
        let area = self.filters;
        let above = if area.height >= TIME_LINE_FROM { TIME_LINE_HEIGHT } else { 0 };
        Rect {
            x: area.x + 2.min(area.width),
            y: area.y + above,
            width: area.width.saturating_sub(3),
            height: area.height - above,
        }
    }

    /// The part of the filter pane above its lines: the time line, where there is room.
    pub fn time_line(&self) -> Rect {
        let lines = self.filter_lines();
        Rect { y: self.filters.y, height: lines.y - self.filters.y, ..lines }
    }

    /// The pane whose left rule stands at a cell, if it can be dragged.
    pub fn rule_at(&self, column: u16, row: u16) -> Option<Focus> {
        let stands =
            |area: Rect| area.width > 0 && area.x == column && (area.top()..area.bottom()).contains(&row);
        match () {
            () if self.list.width > 0 && stands(self.reader) => Some(Focus::Reader),
            () if self.reader.width > 0 && stands(self.filters) => Some(Focus::Filters),
            () => None,
        }
    }

    /// The pane under a cell of the screen.
    pub fn at(&self, column: u16, row: u16) -> Option<Focus> {
        let cell = Position::new(column, row);
        [(self.list, Focus::List), (self.reader, Focus::Reader), (self.filters, Focus::Filters)]
            .into_iter()
            .find_map(|(area, focus)| area.contains(cell).then_some(focus))
    }
}
