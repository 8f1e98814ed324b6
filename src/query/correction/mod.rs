//! The user's corrections of names: the corrections and their log (`log`), and writing them to a text
//! file (`file`) and reading them from one (`file_reader`).
//!
//! Not here: applying them (`resolve`), storing them (`notebook`), and the commands that make them
//! (`app::correct`).

mod file;
mod file_reader;
mod log;

pub use file::{correction_line, corrections_head};
pub use file_reader::{ParsedCorrections, read_corrections};
pub use log::{Correction, CorrectionLog, Corrections, Edit, NameReference, RecordedCorrection};
