//! The panes while browsing and reading: document list, page, filters. Their places are
//! `app::layout`'s; screens over them are in `screens`.

pub mod list;
pub mod reader;
pub mod sidebar;
