//! Basic operations on text: making it safe to show or quote, comparing it without regard to case and
//! accents, cutting it into words (tokenizing), and measuring it in terminal cells.
//!
//! Useful for: the index, the highlighter and the reader, which must agree on all of it.
//! Not for: anything that depends on what a text is about.

pub mod anchor;
pub mod copy_as;
pub mod digits;
pub mod edits;
pub mod find;
pub mod fold;
pub mod inflection;
pub mod json_line;
pub mod near;
mod quotation;
pub mod quote;
pub mod sanitize;
pub mod search_terms;
pub mod sentence_fingerprint;
pub mod signs;
mod stacked_marks;
pub mod string_table;
mod template;
pub mod token;
pub mod width;
pub mod word_count;
