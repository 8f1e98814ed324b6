//! An extract, the result of reading a file's format: its visible text, and what the format declares of
//! each piece.
//!
//! Not here: which pieces belong to an article (`segment`).

use super::{BlockKind, Format, Link, Span};

/// The text of one file with what its format declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extract {
    /// What it was read as.
    pub format: Format,
    /// The decoded text, line ends made LF. For plain text exactly the file; for other formats
    /// every visible block on a line of its own, an empty line between blocks.
    pub text: String,
    /// The lines (plain text: those that are not blank) or blocks (other formats), in order.
    /// No two overlap.
    pub pieces: Vec<Piece>,
    /// Links, in order. No two overlap.
    pub links: Vec<Link>,
    /// What the file declares outside its text.
    pub metadata: Metadata,
}

/// One line or block of an [`Extract`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is in its format; in plain text always `Paragraph`.
    pub kind: BlockKind,
    /// Whether the format's structure votes for article or for site chrome.
    pub vote: Vote,
}

/// An opinion on whether a piece belongs to an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vote {
    /// Neither.
    #[default]
    None,
    /// For the article.
    Content,
    /// For site chrome.
    Chrome,
}

/// What a file declares of itself outside its visible text: Markdown front matter, HTML `meta`,
/// JSON-LD. Claims, not facts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The author, as written.
    pub byline: Option<String>,
    /// What elements that call themselves the author's show, for pages that name none plainer.
    pub signed: Vec<String>,
    /// The name of the site or paper.
    pub source: Option<String>,
    /// The publication date as written.
    pub published: Option<String>,
    /// Other dates the file gives, those of one kind in the order they were found.
    pub dates: Vec<GivenDate>,
    /// The language as written, e.g. `en-GB`.
    pub language: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
}

/// A date a file gives beside the plainest claim of its publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDate {
    /// What it is a date of.
    pub how: Given,
    /// The words that hold the date.
    pub words: String,
}

/// What a date is declared as, from the plainest to the vaguest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// That of publication.
    Published,
    /// A date the page shows and marks as one, without saying of what.
    Marked,
    /// That of a change.
    Changed,
    /// That of something on the page: named in a script, a picture's address, a summary.
    Aside,
}
