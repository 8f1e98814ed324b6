//! Dates, times, sums and quantities: where they stand in a text (`dates`, `quantity`), and what
//! their words come to (`value`, `date_value`).
//!
//! Not here: which date is a document's own (`segment`).

mod date_value;
mod dates;
mod quantity;
pub mod value;

pub use dates::dates;
pub use quantity::quantities;
