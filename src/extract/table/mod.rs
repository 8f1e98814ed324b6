//! Reads sheets of numbers and words (XLSX, XLSB, XLS, ODS): each sheet a text, each row a line, cells as they were
//! shown, as far as the file says how.
//!
//! ```text
//! bytes ─excel | ods→ cells ─Worksheet→ rows without what is empty → Extract
//!                       └ number_format: how a number was shown
//! ```
//!
//! Not here: what is in cells beside their value: formulas, comments, pictures.

pub mod excel;
mod number_format;
pub mod ods;
mod sheet;

#[cfg(test)]
mod tests;
