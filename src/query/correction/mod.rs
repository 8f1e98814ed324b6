//! The reader's corrections of names: what they are and their log (`log`), and how they are written to a
//! text file (`file`) and read from one (`file_reader`). Obeying them is the work of `resolve`, keeping
//! them that of `notebook`.

mod file;
mod file_reader;
mod log;

pub use file::{correction_line, corrections_head};
pub use file_reader::{ParsedCorrections, read_corrections};
pub use log::{Correction, CorrectionLog, Corrections, Edit, NameReference, RecordedCorrection};
