//! A source file on disk, as the index knows it.
//!
//! Not here: what was found inside it (`document`).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A file of the collection, read or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceFile {
    /// The path below the root folder, `/` between its parts; bytes that are not UTF-8 are
    /// escaped (see `ingest::walk`), so that every file has a name of its own.
    pub path: String,
    /// By what it is known to be as it was, unless it is read.
    pub stamp: FileStamp,
    /// XXH3-128 of the bytes; 0 when they could not be read.
    pub hash: u128,
    /// What it was read as.
    pub format: Format,
    /// How many documents were found inside.
    pub documents: u32,
    /// The fingerprint of the own lists whose names were recognised inside.
    pub lists: u64,
    /// Why it could not be read, or not wholly.
    pub problem: Option<Problem>,
}

/// By what a file is known to be as it was without being read: what the system says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// In bytes.
    pub size: u64,
    /// The time of the last change of its bytes, in nanoseconds since 1970. Programs set it as they like.
    pub modified: i64,
    /// The time of the last change of any sort, a new name or time of change among them, in nanoseconds
    /// since 1970. Only the system sets it. 0 where it is not known.
    pub changed: i64,
    /// The number of the file on its device; 0 where it is not known.
    pub inode: u64,
    /// The number of the device it lies on, which may be another each time the device is mounted; 0
    /// where it is not known.
    pub device: u64,
}

impl FileStamp {
    /// Whether there is nothing to compare with: the file could not be looked at when this was written.
    pub fn is_blank(&self) -> bool {
        (self.modified, self.changed, self.inode) == (0, 0, 0)
    }
}

/// The formats that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Text without markup.
    #[default]
    PlainText,
    /// CommonMark, with tables and front matter.
    Markdown,
    /// Web pages.
    Html,
    /// Any other: nothing but its reader in `extract` needs to know which. Also what cannot be read.
    Other,
    /// PDF.
    Pdf,
    /// E-mails and boxes of them.
    Mail,
    /// Documents of word processors.
    Office,
    /// Electronic books.
    Book,
    /// Feeds of sites (RSS, Atom).
    Feed,
    /// Archives, and captures of many pages of the web.
    Archive,
    /// Rows and columns without running text: sheets, tables.
    Table,
    /// Exports in which each record is a text: JSON, rows of a table with running text.
    Records,
}

impl Format {
    /// Every format, each at the place of its number.
    pub const ALL: [Format; 12] = [
        Format::PlainText,
        Format::Markdown,
        Format::Html,
        Format::Other,
        Format::Pdf,
        Format::Mail,
        Format::Office,
        Format::Book,
        Format::Feed,
        Format::Archive,
        Format::Table,
        Format::Records,
    ];

    /// The word for it after `format:`.
    pub const fn name(self) -> &'static str {
        match self {
            Format::PlainText => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Mail => "mail",
            Format::Office => "office",
            Format::Book => "book",
            Format::Feed => "feed",
            Format::Archive => "archive",
            Format::Table => "table",
            Format::Records => "records",
            Format::Other => "other",
            Format::Pdf => "pdf",
        }
    }
}

/// Why a file gave no documents, or not all of them, in words for the reader.
///
/// Lower case, without a full stop, without the path: "not text: starts like a PDF file".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem(pub String);

impl Problem {
    /// A problem for the given reason.
    pub fn new(reason: impl Into<String>) -> Problem {
        Problem(reason.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
