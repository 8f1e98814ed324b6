//! From the text of one file to its documents: where one article ends and the next begins, what
//! is site chrome, and what the head says (title, byline, source, date). Pure.
//!
//! ```text
//! Extract ─line→ [Line] ─split→ [Part] ─outline (roles, body, title, authors, source)→ Outline
//!                                         └─ published, boilerplate, blocks → Document
//! ```
//!
//! What each line is for is read with a learned model; seams and headlines are chosen by weighed
//! sums; the rest goes by the form of lines and by short phrases from `assets/lexicon`. Nothing
//! is made for a particular site.
//!
//! Not here: reading formats (`extract`) and names (`annotate`).

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
mod weights;

pub use boilerplate::known::{KnownBoilerplate, LineOccurrence};
pub use roles::decode::LineRole;
pub use roles::learning;

use crate::model::{Document, Extract, Format};

/// Cuts an extract into documents. There is always at least one, though it may be empty.
pub fn segment(extract: &Extract) -> Vec<Document> {
    segment_with_known(extract, &KnownBoilerplate::default()).0
}

/// As [`segment`], where lines are known from other files. With each document come its lines as
/// they were before those were asked.
pub fn segment_with_known(
    extract: &Extract,
    familiar: &KnownBoilerplate,
) -> (Vec<Document>, Vec<Vec<LineOccurrence>>) {
    let lines = line::measure::measure(extract);
    let parts = split::choice::split(&lines, extract.format != Format::PlainText);
    let count = parts.len();
    let (mut documents, mut seen) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (at, part) in parts.iter().enumerate() {
        let cut_out = part.lines.len() < lines.len();
        let (mut document, lines) = document::document(extract, &lines, part, cut_out, familiar);
        (document.part, document.parts) = (at as u32 + 1, count as u32);
        documents.push(document);
        seen.push(lines);
    }
    published::file_order::bound(&mut documents);
    (documents, seen)
}

#[cfg(test)]
mod tests;
