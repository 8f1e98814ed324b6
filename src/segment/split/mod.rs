//! Where one article of a file ends and the next begins: lines that repeat (`separators`), the
//! splits they allow (`candidates`), what speaks for each (`evidence`), and which is taken
//! (`choice`).
//!
//! Not here: which lines of an article are its body (`body`, `roles`).

mod candidates;
pub mod choice;
mod evidence;
mod separators;
