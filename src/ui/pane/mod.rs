//! The panes while browsing and reading: document list, page, filters. Their areas are
//! laid out in `app::layout`; screens over them are in `screens`.

pub mod list;
pub mod reader;
pub mod sidebar;
