//! Arrays of numbers that lie in a file as they lie in memory, so that they are used where they are: a table of
//! millions of rows is there at once, and what is never looked at is never read. The operating system keeps what is
//! used and takes the rest back.
//!
//! A table is written in one go and never changed. At its end stand where its arrays are and a key, by which it is
//! known what the table was made from: one that was made from something else is no table.
//!
//! Useful for: large tables that are derived from something and can be made again.
//! Not for: what a person made; what changes row by row.

mod array;
mod read;
mod write;

pub use array::Array;
pub use read::TableReader;
pub use write::TableWriter;
