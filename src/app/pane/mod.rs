//! The panes while browsing: document list, filters, the chips of the filters above them, and the
//! areas they take. The page of a document is in `reader`, full screens are in `screens`.

pub mod areas;
pub mod chips;
pub mod list;
pub mod open_rows;
mod shared_rows;
pub mod sidebar;
pub mod time_line;
pub mod widths;
