//! The type of a found headline: its line, and which bytes of the line are the title.
//!
//! Not here: finding it (`find`).

use std::ops::Range;

use crate::segment::mail::MailHead;

/// The headline of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The title, as bytes of the line.
    pub title: Range<usize>,
    /// Bytes at the line's beginning that are a breadcrumb trail or stray marks.
    pub trail: usize,
    /// The name of the paper that follows the title in the line.
    pub source: Option<String>,
    /// Other lines that say the same.
    pub doubles: Vec<usize>,
}

impl Headline {
    /// The subject of a mail.
    pub fn of_mail(mail: &MailHead) -> Headline {
        Headline {
            line: mail.subject,
            title: mail.title.clone(),
            trail: mail.title.start,
            source: None,
            doubles: Vec::new(),
        }
    }

    /// The first line that says it, when that stands just above.
    pub fn top(&self) -> usize {
        self.doubles
            .iter()
            .copied()
            .filter(|&at| at < self.line && self.line - at <= 4)
            .min()
            .unwrap_or(self.line)
    }
}
