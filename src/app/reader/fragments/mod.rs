//! What a page is made of: which fragments of a document it shows (`choose`, `quotes`), what its head says (`facts`),
//! and each fragment in lines of a given width (`lay_out`, `furniture`, `text_lines`, `lines`); what is in sight of one that is wider (`sideways`); and
//! which of them are one table (`tables`).
//!
//! Not here: the state of the page, and moving on it (`reader`).

mod choose;
mod facts;
mod furniture;
mod lay_out;
mod lines;
mod places;
mod quotes;
mod sideways;
mod tables;
mod text_lines;

pub use choose::{Fragment, PageMode};
pub(super) use choose::{fragments, stand_in_verse};
pub use facts::{byline, date_words};
pub(super) use facts::{facts_line, file_name, fold_note, source_line};
pub(super) use furniture::Furniture;
pub use furniture::PageEnd;
pub(super) use lay_out::{columns_of, lay_out};
pub use lines::{FragmentLayout, LayoutLine, LineStyle};
pub(super) use places::{headings, positions};
pub(super) use quotes::fold_quotes;
pub(super) use sideways::Sideways;
pub(super) use tables::{Table, table_of, tables};
pub(super) use text_lines::shown_text;
