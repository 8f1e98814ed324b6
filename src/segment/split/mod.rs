//! Splits a file into articles: finds lines that repeat (`separators`, `shape`) and the splits they allow
//! (`candidates`, over `file_lines`), measures what speaks for each (`evidence`, as `features`; `cohesion` says
//! where the subject changes), and chooses the one that weighs most (`choice`, by `weights`, which `learning`
//! serves to find); where the reader says otherwise that is obeyed (`stated`); what lies outside all articles is the
//! `frame` of the file.
//!
//! Not here: which lines of an article are its body (`body`, `roles`), and cutting very large files into
//! parts (`extract::parts`).

mod candidates;
pub mod choice;
mod cohesion;
mod evidence;
mod features;
mod file_lines;
pub mod frame;
pub mod learning;
mod separators;
mod shape;
pub mod stated;
mod weights;
