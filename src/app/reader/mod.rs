//! The page of a document: what it consists of (`fragments`), its lines (`lines`), the line below its
//! title (`facts`), how mentions are marked (`mentions`), its hits and the folds that are open for them
//! (`hits`), its notes (`notes`, `page_notes`); the state of the pane (`page`), moving on it (`travel`, `names`,
//! `arrival`) and selecting (`select`, `selection`, `unit`). Drawing it
//! is in `ui::pane::reader`.

mod arrival;
mod facts;
mod fragments;
mod hits;
mod lines;
mod marks;
mod mentions;
mod name_signs;
mod names;
mod notes;
mod page;
mod page_notes;
mod paragraph;
mod paragraph_at;
mod quotes;
mod select;
mod selection;
mod travel;
mod unit;

pub use arrival::Arrival;
pub use facts::{byline, date_words, facts_line};
pub use fragments::{Fragment, PageMode};
pub use lines::{FragmentLayout, LayoutLine, LineStyle};
pub use marks::LineMark;
pub use page::{PageRow, Reader};
pub use page_notes::{NoteSign, PageNote};
pub use selection::Selection;
pub use unit::TextUnit;
