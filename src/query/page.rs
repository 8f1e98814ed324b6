//! A document made ready to be read, with its matches and entities.
//!
//! Not here: what the user did with it, such as where reading stopped (`notebook`).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CorrectedPart, DocumentCorrection, DocumentFact, NoteChange, PlacedNote, ResolvedEntity, Row};
use crate::model::{Anchor, Document, DocumentId, Span};
use crate::text::anchor::place;

/// A document ready to be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentPage {
    /// The document's id, which outlives a rebuilt index.
    pub id: DocumentId,
    /// Text, blocks and mentions as they were indexed.
    pub document: Document,
    /// The entity that each key of the document means.
    pub entities: Vec<ResolvedEntity>,
    /// The matches of the query in `document.text`, in order.
    pub matches: Vec<Span>,
    /// The matches of the query in the title as it is shown, on one line, where it stands only above the text.
    pub title_matches: Vec<Span>,
    /// It has something of what the query demands in folded lines only.
    pub needs_folded_lines: bool,
    /// How many words its text has, without what is folded and without its head.
    pub words: usize,
    /// The file as a path a person can use.
    pub path: String,
    /// All documents of the file, in order.
    pub siblings: Vec<DocumentId>,
    /// Whether it is a mail.
    pub is_mail: bool,
    /// All mails of its thread in the order in which they were sent; none where it is of no thread with others.
    pub thread: Vec<DocumentId>,
    /// The documents that are copies of it, or of which it is one, the fullest first; as far as they are known.
    pub copies: Vec<DocumentId>,
    /// The first of them as a list shows them.
    pub first_copies: Vec<Row>,
    /// Where the passages of its notes are, in their order; those that are lost come last.
    pub notes: Vec<PlacedNote>,
    /// Changes of notes whose passages are in another document of the file than they were.
    pub moved: Vec<NoteChange>,
    /// What the reader says of it, the earliest first.
    pub corrected: Vec<DocumentCorrection>,
}

impl DocumentPage {
    /// What of it is as the reader says, in words: "title, date"; `None` where all is as it was read.
    pub fn corrected_words(&self) -> Option<String> {
        let parts: BTreeSet<CorrectedPart> = self.corrected.iter().map(|of| of.fact.part()).collect();
        let names: Vec<&str> = parts.into_iter().map(CorrectedPart::word).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// How many lines are said to begin a document, or not to, and yet stand as they stood: the format of the file says
    /// where its texts begin, or the line is there no more.
    pub fn unheeded_beginnings(&self) -> usize {
        let (text, first) = (&self.document.text, self.document.blocks.first().map(|block| block.span));
        let is_inside = |span: Span| first.is_some_and(|first| span.start > first.start);
        let said = self.corrected.iter().enumerate().filter_map(|(at, of)| {
            let later = self.corrected.get(at + 1..).unwrap_or_default();
            let holds = later.iter().all(|other| !other.fact.is_about_the_same(&of.fact));
            match &of.fact {
                DocumentFact::Beginning { heading, begins } if holds => Some((heading, *begins)),
                _ => None,
            }
        });
        said.filter(|(heading, begins)| place(heading, text).is_some_and(is_inside) == *begins).count()
    }

    /// The passages that the reader said something of, and that are found no more.
    pub fn lost_passages(&self) -> impl Iterator<Item = &Anchor> {
        let passages = self.corrected.iter().filter_map(|of| match &of.fact {
            DocumentFact::Passage { passage, .. } => Some(&**passage),
            _ => None,
        });
        passages.filter(|passage| place(passage, &self.document.text).is_none())
    }
}
