//! Segmentation: from the text of one file to its documents. Finds where one article ends and the next
//! begins, what is site chrome (boilerplate removal), and the title, byline, source and date. Pure.
//!
//! ```text
//! Extract ─line→ [Line] ─split→ [Part] ─outline→ Outline ─document→ Document + [LineOccurrence]
//!          │                             │                  │
//!          └ lexicon, date_text          ├ Frame            ├ published: the date
//!                                        │                  ├ body: kinds of lines, blocks
//!                                        │                  └ boilerplate: lines known from other files
//!                                        └ roles, title, authors, mail, source
//! ```
//!
//! The role of each line is read with a learned model; the rest goes by weighted sums, the form of
//! lines, and short phrases from `assets/lexicon`. The weights of each module are a table in
//! `assets/model` that says how they were found (`weights` reads them). Nothing is made for a particular
//! site.
//!
//! ```
//! use perusal::{extract::extract, segment::segment};
//!
//! let text = "Ferry sails again\nBy Ida Marrel\n4 May 2021\n\nThe ferry of Port Ellery sails again from Monday, the harbour says.\n";
//! let extract = extract("ferry.txt", text.as_bytes())?.next().expect("a text");
//! let documents = segment(&extract);
//! assert_eq!(documents[0].title.as_deref(), Some("Ferry sails again"));
//! assert_eq!(documents[0].published.as_ref().and_then(|published| published.date).unwrap().to_string(), "2021-05-04");
//! # Ok::<(), perusal::model::Problem>(())
//! ```
//!
//! Not here: reading formats (`extract`), names in the text (`annotate`), and the segments of the index
//! (`index::segments`).

mod authors;
mod body;
mod boilerplate;
mod date_text;
mod document;
mod lexicon;
mod line;
mod mail;
mod outline;
mod published;
mod roles;
mod source;
mod split;
mod title;
mod whole;

pub use boilerplate::known::KnownBoilerplate;
pub use boilerplate::occurrence::LineOccurrence;
pub use roles::learning;
pub use roles::role::LineRole;
pub use source::folder::{FolderSite, KnownSites, SiteCounts, SiteEvidence};
pub use split::learning as split_learning;
pub use split::stated::StatedBeginning;
pub use title::learning as title_learning;

use crate::model::{Document, Extract, Format, Frame};
use split::choice::Part;

/// Splits an extract into documents. There is always at least one, though it may be empty.
pub fn segment(extract: &Extract) -> Vec<Document> {
    let known = KnownBoilerplate::default();
    segment_with_known(extract, &SegmentContext { known: &known, today: None, beginnings: &[] }).documents
}

/// What an extract consists of.
pub struct Segmented {
    /// In the order of the file; at least one, though it may be empty.
    pub documents: Vec<Document>,
    /// For each document its lines as they are counted, before other files are taken into account.
    pub lines: Vec<Vec<LineOccurrence>>,
    /// What the page gives for the name of its site; `None` of a mail, and where documents are several.
    pub site: Option<SiteEvidence>,
    /// What is in no document.
    pub frame: Frame,
}

/// What is known beside an extract.
#[derive(Clone, Copy)]
pub struct SegmentContext<'a> {
    /// The lines known from other files.
    pub known: &'a KnownBoilerplate,
    /// The day of reading, after which nothing was published.
    pub today: Option<jiff::civil::Date>,
    /// Where documents begin, and do not, as the reader says; what was said last last.
    pub beginnings: &'a [StatedBeginning],
}

/// As [`segment`], where more is known.
pub fn segment_with_known(extract: &Extract, by: &SegmentContext<'_>) -> Segmented {
    let lines = line::measure::measure(extract);
    let parts = match extract.whole {
        true => vec![Part { lines: 0..lines.len(), before: 0..0 }],
        false => split::choice::split(&lines, extract.format != Format::PlainText),
    };
    let parts = split::stated::as_stated(parts, extract, &lines, by.beginnings);
    let count = parts.len();
    let (mut documents, mut found) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut site = None;
    // What a file declares it declares of its first document only, once the reader has it cut.
    let is_cut = count > 1 && by.beginnings.iter().any(|of| of.begins);
    let below = is_cut.then(|| split::stated::below_the_first(extract));
    for (at, part) in parts.iter().enumerate() {
        let one_of_several = part.lines.len() < lines.len();
        let of = below.as_ref().filter(|_| at > 0).unwrap_or(extract);
        let mut page = document::document(of, &lines, part, one_of_several, by.known, by.today);
        (page.document.part, page.document.parts) = (at as u32 + 1, count as u32);
        documents.push(page.document);
        found.push(page.lines);
        site = page.site.filter(|_| count == 1);
    }
    published::file_order::bound(&mut documents);
    Segmented { documents, lines: found, site, frame: split::frame::frame(extract, &lines, &parts) }
}

#[cfg(test)]
mod tests;
