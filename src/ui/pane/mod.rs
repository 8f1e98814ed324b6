//! Draws the panes while browsing and reading: document list, page, filters.
//!
//! Not here: their places (`app::layout`), and the screens over them (`screens`).

pub mod empty_list;
pub mod list;
mod list_row;
pub mod reader;
pub mod scroll_map;
pub mod sidebar;
mod time_line;
