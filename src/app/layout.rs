//! Where the panes lie for a size of the terminal. Both the state (what fits, what was clicked)
//! and the drawing ask here.

use ratatui::layout::{Position, Rect};

use super::{App, Focus, View};

/// From this width on list, text and filters stand side by side while browsing.
const THREE_PANES: u16 = 110;
/// From this width on list and text stand side by side.
const TWO_PANES: u16 = 70;
/// From this width on list and filters stay beside the page while reading.
const WIDE_PAGE: u16 = 150;
/// Narrower or lower than this nothing useful can be drawn.
pub const SMALLEST: (u16, u16) = (20, 5);
/// Filter panes of this height have a time line above the filters.
const TIME_LINE_FROM: u16 = 20;
/// Heading, bars, years and an empty row.
const TIME_LINE_HEIGHT: u16 = 4;
/// The screen rows of one document in the list.
pub const ROW_HEIGHT: u16 = 2;

/// The places of everything on the screen. A pane that is not shown has no area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// Query and counts, then chips.
    pub header: Rect,
    pub list: Rect,
    pub reader: Rect,
    pub filters: Rect,
    /// A screen takes the place of all these.
    pub screen: Rect,
    /// One row below the panes: where one is in each.
    pub status: Rect,
    /// The last row: the keys that matter now.
    pub hints: Rect,
}

/// Lays the panes out.
pub fn panes(app: &App) -> Panes {
    let (width, height) = app.size;
    let whole = Rect::new(0, 0, width, height);
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return Panes::default();
    }
    let reading = app.view == View::Read && width < WIDE_PAGE;
    if app.screen().is_some() {
        return under_screen(app, whole);
    }
    let header_height = match (reading || app.zoomed, height) {
        (true, _) => 1,
        (false, ..30) => 2,
        (false, _) => 3,
    };
    let hints_height = u16::from(app.settings.hints);
    let body_height = height.saturating_sub(header_height + 1 + hints_height);
    let body = Rect { y: header_height, height: body_height, ..whole };
    let header = Rect { height: header_height, ..whole };
    let status = Rect { y: body.bottom(), height: 1, ..whole };
    let hints = Rect { y: status.bottom(), height: hints_height, ..whole };
    let [list, reader, filters] = columns(app, body);
    Panes {
        header: if reading || app.zoomed { Rect::default() } else { header },
        list,
        reader,
        filters,
        screen: Rect::default(),
        status,
        hints,
    }
}

fn under_screen(app: &App, whole: Rect) -> Panes {
    let hints = u16::from(app.settings.hints);
    let screen = Rect { height: whole.height - 1 - hints, ..whole };
    let status = Rect { y: screen.bottom(), height: 1, ..whole };
    let hints = Rect { y: status.bottom(), height: hints, ..whole };
    Panes { screen, status, hints, ..Panes::default() }
}

fn columns(app: &App, body: Rect) -> [Rect; 3] {
    let none = Rect::default();
    let only = |focus: Focus| {
        let area = |pane| if pane == focus { body } else { none };
        [area(Focus::List), area(Focus::Reader), area(Focus::Filters)]
    };
    let width = body.width;
    if app.zoomed || width < TWO_PANES || (app.view == View::Read && width < WIDE_PAGE) {
        return only(app.focus);
    }
    let filters_width = match width {
        THREE_PANES.. if app.sidebar.shown => (width / 5).clamp(24, 34),
        _ => 0,
    };
    if width < THREE_PANES && app.focus == Focus::Filters {
        let filters = Rect { x: body.right() - 30, width: 30, ..body };
        return [Rect { width: width - 30, ..body }, none, filters];
    }
    let list_width = (width * 37 / 100).clamp(32, 64);
    let list = Rect { width: list_width, ..body };
    let reader = Rect { x: list.right(), width: width - list_width - filters_width, ..body };
    let filters = Rect { x: reader.right(), width: filters_width, ..body };
    [list, reader, if filters_width > 0 { filters } else { none }]
}

impl Panes {
    /// How many documents the list shows.
    pub fn rows(&self) -> usize {
        usize::from(self.list.height / ROW_HEIGHT)
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

    /// The pane under a cell of the screen.
    pub fn at(&self, column: u16, row: u16) -> Option<Focus> {
        let cell = Position::new(column, row);
        [(self.list, Focus::List), (self.reader, Focus::Reader), (self.filters, Focus::Filters)]
            .into_iter()
            .find_map(|(area, focus)| area.contains(cell).then_some(focus))
    }
}
