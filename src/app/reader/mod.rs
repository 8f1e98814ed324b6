//! The page of a document: what it consists of (`fragments`), how mentions are marked (`mentions`), its hits and the folds that are open for them
//! (`hits`), its notes (`notes`, `page_notes`); the state of the pane (`page`), moving on it (`travel`, `names`,
//! `arrival`) and selecting (`select`, `selection`, `unit`). Drawing it
//! is in `ui::pane::reader`.

mod arrival;
mod beside;
mod fragments;
mod hits;
mod links;
mod map;
mod marks;
mod mentions;
mod name_signs;
mod names;
mod notes;
mod outline;
mod page;
mod page_notes;
mod paragraph;
mod paragraph_at;
mod select;
mod selection;
mod travel;
mod unit;

pub use arrival::Arrival;
pub use beside::BesideSign;
pub use fragments::{Fragment, FragmentLayout, LayoutLine, LineStyle, PageEnd, PageMode, byline, date_words};
pub use links::Followed;
pub use map::{MapMark, MapRow};
pub use marks::LineMark;
pub use outline::PageHeading;
pub use page::{PageRow, Reader};
pub use page_notes::{NoteSign, PageNote};
pub use selection::Selection;
pub use unit::TextUnit;
