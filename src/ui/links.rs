//! The links on the screen, as the terminal may be told of them.
//!
//! Not here: which words of a page are links (`app::reader`), how the terminal is told (`terminal`).

use std::ops::Range;

use crate::app::App;

/// Cells of one row that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenLink {
    /// The row of the screen.
    pub row: u16,
    /// Its columns.
    pub columns: Range<u16>,
    /// Not yet made safe for the terminal.
    pub address: String,
}

/// The links of the page, from the top; none while something lies over it.
pub fn links(app: &App) -> Vec<ScreenLink> {
    let panes = app.panes;
    if app.overlay.is_some() || app.screen().is_some() || panes.reader.width == 0 {
        return Vec::new();
    }
    let page = panes.page(app.settings.page_width);
    let rows = (page.top()..page.bottom()).zip(&app.reader.visible);
    let links = rows.flat_map(|(row, &at)| {
        app.reader.links_on(at).into_iter().map(move |(columns, address)| {
            let column = |column: usize| page.x.saturating_add(column.min(usize::from(page.width)) as u16);
            ScreenLink { row, columns: column(columns.start)..column(columns.end), address }
        })
    });
    links.collect()
}
