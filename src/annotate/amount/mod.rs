//! Dates, times, sums and quantities in a text: finding them (`dates`, `quantity`), and their normalised
//! values (`value`, `date_value`).
//!
//! Not here: which date is a document's own (`segment::published`).

mod date_value;
mod dates;
mod quantity;
pub mod value;

pub use dates::dates;
pub use quantity::quantities;
