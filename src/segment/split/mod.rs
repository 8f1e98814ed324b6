//! Splits a file into articles: finds lines that repeat (`separators`) and the splits they allow
//! (`candidates`, over `file_lines`), weighs each (`evidence`, with its `weights`), and chooses one
//! (`choice`); what lies outside all articles is the `frame` of the file.
//!
//! Not here: which lines of an article are its body (`body`, `roles`), and cutting very large files into
//! parts (`extract::parts`).

mod candidates;
pub mod choice;
mod evidence;
mod file_lines;
pub mod frame;
mod separators;
mod weights;
