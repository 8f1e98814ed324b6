//! The type of a found headline: its line, and which bytes of the line are the title.
//!
//! Not here: finding it (`find`).

use std::ops::Range;

use crate::segment::mail::head::MailSubject;

/// The headline of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The title, as bytes of the line.
    pub title: Range<usize>,
    /// Bytes at the line's beginning that are a breadcrumb trail or stray marks.
    pub trail: usize,
    /// The name of the newspaper that follows the title in the line.
    pub source: Option<String>,
    /// Other lines with the same words.
    pub doubles: Vec<usize>,
}

impl Headline {
    /// The subject of a mail, where its words are shown as they are.
    pub fn of_mail(subject: &MailSubject) -> Option<Headline> {
        let title = subject.shown.clone().filter(|title| !title.is_empty())?;
        let trail = title.start;
        Some(Headline { line: subject.line, title, trail, source: None, doubles: Vec::new() })
    }

    /// The first line with its words, when that stands just above.
    pub fn top(&self) -> usize {
        self.doubles
            .iter()
            .copied()
            .filter(|&at| at < self.line && self.line - at <= 4)
            .min()
            .unwrap_or(self.line)
    }
}
