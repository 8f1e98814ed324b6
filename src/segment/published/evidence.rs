//! Evidence for a date of publication besides candidates: bounds, days without a year, and dates that
//! were considered and not used. Its wording is made only when all is decided.

use std::borrow::Cow;

use crate::model::{Evidence, EvidenceKind, PartialDate, Published, Verdict};
use crate::segment::date_text::DateExpression;

/// Words of a piece of evidence that are kept, in bytes.
const LONGEST: usize = 120;

/// A piece of evidence, with the date that was read from its words.
#[derive(Clone, Debug)]
pub struct DateEvidence<'t> {
    pub kind: EvidenceKind,
    pub words: Cow<'t, str>,
    pub verdict: Verdict,
    pub date: Option<DateExpression>,
    /// The line it stands in, by its position.
    pub line: Option<usize>,
}

impl<'t> DateEvidence<'t> {
    /// Evidence whose date matters no more.
    pub fn new(kind: EvidenceKind, words: impl Into<Cow<'t, str>>, verdict: Verdict) -> Self {
        DateEvidence { kind, words: words.into(), verdict, date: None, line: None }
    }

    /// Evidence of a date in a line.
    pub fn dated(self, date: Option<&DateExpression>, line: usize) -> Self {
        DateEvidence { date: date.cloned(), line: Some(line), ..self }
    }
}

/// The date of publication as far as it is decided, its bounds, and the evidence.
#[derive(Clone, Debug, Default)]
pub struct DateFindings<'t> {
    pub date: Option<PartialDate>,
    pub sure: bool,
    pub after: Option<PartialDate>,
    pub before: Option<PartialDate>,
    pub evidence: Vec<DateEvidence<'t>>,
}

impl DateFindings<'_> {
    /// The position of the first piece of evidence of a kind.
    pub fn first(&self, kind: EvidenceKind) -> Option<usize> {
        self.evidence.iter().position(|evidence| evidence.kind == kind)
    }

    /// The findings as a document keeps them, with at most `most` pieces of evidence; `None` when
    /// nothing was found.
    pub fn into_published(self, most: usize) -> Option<Published> {
        let evidence = self.evidence.iter().take(most);
        let published = Published {
            date: self.date,
            sure: self.sure,
            after: self.after,
            before: self.before,
            evidence: evidence.map(|piece| evidence_of(piece.kind, &piece.words, piece.verdict)).collect(),
        };
        (published != Published::default()).then_some(published)
    }
}

/// Evidence as a document keeps it, its words cut to the length of a line.
pub fn evidence_of(kind: EvidenceKind, words: &str, verdict: Verdict) -> Evidence {
    let words = words.get(..words.floor_char_boundary(LONGEST)).unwrap_or_default();
    Evidence { what: kind, words: words.to_owned(), verdict }
}
