//! The type of a byline, and whether a line is a byline, whether or not it names people ("By Staff").
//!
//! Not here: finding the byline of a document (`find`).

use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measured::Line;
use crate::segment::mail::head::MailSender;
use crate::text::fold::fold;

/// A byline and the line it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The authors, separated by commas.
    pub authors: String,
    /// They are people by their names, or at least as a label says.
    pub people: bool,
}

/// A byline and its weight.
pub type WeighedByline = (i32, Byline);

impl Byline {
    /// A byline of people.
    pub fn of(line: usize, authors: String) -> Byline {
        Byline { line, authors, people: true }
    }

    /// A byline of a group, a firm or a single name.
    pub fn of_others(line: usize, authors: String) -> Byline {
        Byline { line, authors, people: false }
    }

    /// The sender of a mail, by whatever name.
    pub fn of_sender(sender: &MailSender) -> Option<Byline> {
        sender.name.clone().map(|name| Byline::of(sender.line, name))
    }
}

/// Whether a line is a byline though its names are not people: "By Staff", "Russia Desk".
pub fn is_byline(line: &Line<'_>) -> bool {
    let last = line.text.rsplit(' ').next().map(fold).unwrap_or_default();
    line.cues.any(Cues::BYLINE) && line.words <= 12 && !line.ends_sentence
        || line.words <= 4
            && !line.ends_sentence
            && (lexicon::is_desk(&last) || lexicon::is_desk(&fold(line.text)))
}
