//! What a format's reader makes of a file: its visible text and what the format itself says
//! of each piece. Nothing is judged yet: which pieces are an article is `segment`'s decision.

use super::{BlockKind, Format, Link, Span};

/// The text of one file with what its format tells of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extract {
    pub format: Format,
    /// The decoded text, line ends made LF. For plain text exactly the file; for other formats
    /// every visible block on a line of its own, an empty line between blocks.
    pub text: String,
    /// The lines (plain text: those that are not blank) or blocks (other formats), in order.
    /// No two overlap.
    pub pieces: Vec<Piece>,
    /// In order. No two overlap.
    pub links: Vec<Link>,
    pub metadata: Metadata,
}

/// One line or block of an [`Extract`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub span: Span,
    /// What the format says it is; plain text says only `Paragraph`.
    pub kind: BlockKind,
    /// Whether the format's structure speaks for article or for site chrome.
    pub vote: Vote,
}

/// An opinion on whether a piece belongs to an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vote {
    #[default]
    None,
    Content,
    Chrome,
}

/// What a file says of itself outside its visible text: Markdown front matter, HTML `meta`,
/// JSON-LD. Claims, not facts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    pub title: Option<String>,
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
    pub how: Given,
    /// The words that hold the date.
    pub words: String,
}

/// What a file says a date is, from the plainest to the vaguest.
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
