//! Where the panes are for a size of the terminal and a state. They are laid out once after each
//! message, and within one only where what changes the layout comes before what depends on it.

use ratatui::layout::Rect;

use super::focus::{Focus, View};
use super::pane::areas::Panes;
use super::state::App;

/// From this width on list, text and filters stand side by side while browsing.
const THREE_PANES: u16 = 110;
/// From this width on list and text stand side by side.
const TWO_PANES: u16 = 70;
/// From this width on list and filters stay beside the page while reading.
const WIDE_PAGE: u16 = 150;
/// Narrower or lower than this nothing useful can be drawn.
pub const SMALLEST: (u16, u16) = (20, 5);

impl App {
    /// Lays the panes out for the state as it is now.
    pub(super) fn lay_out(&mut self) {
        self.panes = panes(self);
        self.list.row_height = usize::from(self.panes.row_height.max(1));
    }
}

fn panes(app: &App) -> Panes {
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
    let tutor_height = tutor_height(app);
    let body_height = height.saturating_sub(header_height + tutor_height + 1 + hints_height);
    let body = Rect { y: header_height, height: body_height, ..whole };
    let header = Rect { height: header_height, ..whole };
    let tutor = Rect { y: body.bottom(), height: tutor_height, ..whole };
    let status = Rect { y: tutor.bottom(), height: 1, ..whole };
    let hints = Rect { y: status.bottom(), height: hints_height, ..whole };
    let [list, reader, filters] = columns(app, body);
    Panes {
        header: if reading || app.zoomed { Rect::default() } else { header },
        list,
        row_height: app.settings.rows.lines(height),
        reader,
        filters,
        screen: Rect::default(),
        tutor,
        status,
        hints,
    }
}

fn under_screen(app: &App, whole: Rect) -> Panes {
    let hints = u16::from(app.settings.hints);
    let tutor = tutor_height(app);
    let screen = Rect { height: whole.height - tutor - 1 - hints, ..whole };
    let tutor = Rect { y: screen.bottom(), height: tutor, ..whole };
    let status = Rect { y: tutor.bottom(), height: 1, ..whole };
    let hints = Rect { y: status.bottom(), height: hints, ..whole };
    Panes { screen, tutor, status, hints, ..Panes::default() }
}

/// The rows of the tutor: a head, and what is to be done, which takes two rows where they are short.
fn tutor_height(app: &App) -> u16 {
    match app.size {
        _ if app.tutor.is_none() => 0,
        (_, ..12) => 1,
        (120.., _) => 2,
        (70.., _) => 3,
        _ => 4,
    }
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
    let (list_width, filters_width) = app.widths.fit(width, (width * 37 / 100).clamp(32, 64), filters_width);
    let list = Rect { width: list_width, ..body };
    let reader = Rect { x: list.right(), width: width - list_width - filters_width, ..body };
    let filters = Rect { x: reader.right(), width: filters_width, ..body };
    [list, reader, if filters_width > 0 { filters } else { none }]
}
