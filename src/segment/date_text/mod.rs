//! Date expressions in a text: text in, dates with their spans out (`expressions`, over `tokens`).
//!
//! Not here: what a date is the date of (`published`).

pub mod expressions;
pub mod tokens;
