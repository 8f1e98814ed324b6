//! An extract, the result of reading a file's format: its visible text, and what the format declares of
//! each block.
//!
//! Not here: which blocks belong to an article (`segment`).

use serde::{Deserialize, Serialize};

use super::{Attachment, BlockKind, Correspondence, Format, Link, MappedField, PageStart, Span, TextBeside};

/// The text of one file with what its format declares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// What it was read as.
    pub format: Format,
    /// The decoded text, line ends made LF. For plain text exactly the file; for other formats
    /// every visible block on a line of its own, an empty line between blocks.
    pub text: String,
    /// The lines (plain text: those that are not blank) or blocks (other formats), in order.
    /// No two overlap.
    pub text_blocks: Vec<TextBlock>,
    /// Links, in order. No two overlap.
    pub links: Vec<Link>,
    /// The pages, in the order of the text; none of formats without.
    pub pages: Vec<PageStart>,
    /// What the file declares outside its text.
    pub metadata: Metadata,
    /// Whether the format says that all of the text is one document: a mail, a chapter, an entry of a feed. It
    /// is not looked through for several articles, nor for the chrome of a page.
    pub whole: bool,
    /// Of a mail who wrote it to whom; `None` of all else.
    pub mail: Option<Box<Correspondence>>,
    /// The files inside it, in order: what a mail has attached.
    pub attachments: Vec<Attachment>,
    /// The path under which it lies in its file: an archive, or a mail that has it attached, one inside the other
    /// with `/` between; the address of a page that was captured. `None` of a text that is the file's own. The name
    /// is its title where it has no other.
    pub attached_as: Option<String>,
    /// From which fields of its record text and metadata are; none of what is no record.
    pub mapping: Vec<MappedField>,
    /// The file beside it that its text is from, if it has none of its own: a scan.
    pub text_beside: Option<Box<TextBeside>>,
}

impl Extract {
    /// Adds the text of another below its own, an empty line between, with its blocks and links; what the other
    /// declares is left.
    pub fn append(&mut self, part: Extract) {
        if part.text_blocks.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let by = self.text.len();
        self.text.push_str(&part.text);
        let shifted = |block: TextBlock| TextBlock { span: block.span.shifted(by), ..block };
        self.text_blocks.extend(part.text_blocks.into_iter().map(shifted));
        self.links.extend(part.links.into_iter().map(|link| Link { span: link.span.shifted(by), ..link }));
    }
}

/// One line or block of an [`Extract`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBlock {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is in its format; in plain text always `Paragraph`.
    pub kind: BlockKind,
    /// Whether the format's structure votes for article or for site chrome.
    pub vote: Vote,
}

/// An opinion on whether a block belongs to an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
/// JSON-LD, the header of a mail. None of it need be true, unless it is `sure`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline, often with the name of the site behind it.
    pub title: Option<String>,
    /// The author, as written.
    pub byline: Option<String>,
    /// What elements that call themselves the author's show, for pages that name none plainer.
    pub signed: Vec<String>,
    /// The name of the site or newspaper.
    pub source: Option<String>,
    /// The publication date as written, in whatever form.
    pub published: Option<String>,
    /// Other dates the file declares, those of one kind in the order they were found.
    pub dates: Vec<DeclaredDate>,
    /// The language as written, e.g. `en-GB`.
    pub language: Option<String>,
    /// The canonical address of the page.
    pub url: Option<String>,
    /// Whether title, byline, source and date are what the format is for, and so no guess: subject, sender and
    /// day of a mail. What is absent then is not looked for in the text.
    pub sure: bool,
}

/// A date a file declares beside [`Metadata::published`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredDate {
    /// What it is declared as.
    pub how: DeclaredAs,
    /// The words that hold the date, as written.
    pub words: String,
}

/// What a date is declared as, from the plainest to the vaguest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeclaredAs {
    /// That of publication.
    Published,
    /// A date the page shows and marks as one, without saying of what.
    Marked,
    /// That of a change.
    Changed,
    /// That of something else on the page: named in a script, a picture's address, a summary.
    Incidental,
    /// The day on which it was fetched or saved: it is not younger.
    Captured,
}
