//! What leaves the program: pieces (passages, documents, names, searches, words of one's own), each with all that a
//! fact checker needs to find it, written in six formats; Markdown and JSON Lines read back to the same pieces.
//!
//! Useful for: files that others read, and that `perusal export` makes anew byte by byte. Pure: no disk, no clock.
//! Not for: collecting pieces (`query::kept`), finding their passages again (`engine`), writing files (`cli`,
//! `terminal`).

mod bibtex;
mod csl;
mod csv_table;
mod escape;
mod exported;
mod format;
mod html;
mod html_style;
mod json_lines;
mod markdown;
mod markdown_reader;
mod piece;
mod prepare;
mod references;

pub use exported::Export;
pub use format::ExportFormat;
pub use json_lines::read_json_lines;
pub use markdown_reader::read_markdown;
pub use piece::{Piece, PieceSort, Speaker};
pub use prepare::{known_of_entity, known_of_search, of_document, of_note, of_piece};
