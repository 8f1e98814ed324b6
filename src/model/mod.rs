//! The data types of the program, shared by all modules: plain data without input, output, or behaviour
//! beyond what the data itself implies.
//!
//! Useful for: passing a document from the file it came from to the page it is read on.
//! Not for: deciding anything about a text (`segment`, `annotate`), storing it (`index`, `notebook`) or
//! showing it (`app`, `ui`).

mod anchor;
mod citation;
mod correspondence;
mod date;
mod document;
mod evidence;
mod extract;
mod frame;
mod identifier;
mod list_name;
mod mapping;
mod mention;
mod page_start;
mod path_pattern;
mod quoted;
mod reading;
mod source;
mod span;
mod text_beside;

pub use anchor::Anchor;
pub use citation::{Citation, CitedDate};
pub use correspondence::Correspondence;
pub use date::{Evidence, PartialDate, Published, Verdict};
pub use document::{
    Attachment, Block, BlockKind, Document, DocumentId, DocumentKind, Link, file_name, link_address,
    web_address,
};
pub use evidence::EvidenceKind;
pub use extract::{DeclaredAs, DeclaredDate, Extract, Metadata, TextBlock, Vote};
pub use frame::{Frame, FrameRun};
pub use identifier::{domain_of_address, is_same_number, normal_form};
pub use list_name::ListName;
pub use mapping::{FieldMappings, FieldRole, MappedField};
pub use mention::{Key, KeyNumber, Kind, Mention, Role};
pub use page_start::{PageStart, page_at, pages_within};
pub use path_pattern::path_fits;
pub use quoted::Quoted;
pub use reading::READING_VERSION;
pub use source::{FileStamp, Format, Problem, SourceFile};
pub use span::Span;
pub use text_beside::TextBeside;
