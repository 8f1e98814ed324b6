//! The user's corrections of names, of documents (`document`, for others as well `alike`) and of stories (`story_pair`): the corrections and their log (`log`), and
//! writing them to a text file (`file`) and reading them from one (`file_reader`).
//!
//! Not here: applying them (`resolve`, `ingest::corrected`), storing them (`notebook`), and the commands that make them
//! (`app::correct`).

mod alike;
mod document;
mod document_lines;
mod file;
mod file_reader;
#[cfg(test)]
mod file_tests;
mod log;
mod story_pair;

pub use alike::{folder_rule, said_alike, said_by_rule, search_for_alike, seen_by_rule, words_around_title};
pub use document::{CorrectedPart, DocumentCorrection, DocumentFact, FolderRule, StatedDate};
pub use file::{correction_line, corrections_head};
pub use file_reader::{FindDocument, ParsedCorrections, read_corrections};
pub use log::{Correction, CorrectionLog, Corrections, Edit, NameReference, RecordedCorrection, SplitEdit};
pub use story_pair::StoryPair;
