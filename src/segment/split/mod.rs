//! Where one article of a file ends and the next begins: lines that repeat (`separators`), the
//! splits they allow (`candidates`, over `file_lines`), the evidence for each (`evidence`, with its
//! `weights`), and which is taken (`choice`).
//!
//! Not here: which lines of an article are its body (`body`, `roles`).

mod candidates;
pub mod choice;
mod evidence;
mod file_lines;
mod separators;
mod weights;
