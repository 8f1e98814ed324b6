//! What one document says beside another that tells the same: plain data, sentence by sentence.
//!
//! Not here: comparing (`compare`), and how it is shown (`app::reader`).

use crate::model::{DocumentId, Span};

/// How a document differs from another one that tells the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Its sentences, in order; those of its head and of site chrome are left out.
    pub sentences: Vec<ComparedSentence>,
    /// What the other says and it does not, in the order of the other.
    pub dropped: Vec<DroppedSentence>,
}

/// A sentence beside what the other document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedSentence {
    /// Where it stands in the text of its document.
    pub span: Span,
    /// What it is to the other document.
    pub relation: SentenceRelation,
    /// Its words that the other has not, in order; empty where it is wholly new or wholly known.
    pub other_words: Vec<Span>,
}

/// What a sentence is to another document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceRelation {
    /// The other says it too.
    Same,
    /// The other says it with other words.
    Reworded,
    /// The other has another figure in it.
    OtherFigure,
    /// The other has it with another name, or lays it in another mouth.
    OtherName,
    /// The other has other words in its quotation.
    OtherQuotation,
    /// The other says nothing of it.
    Added,
}

impl SentenceRelation {
    /// All that are shown with a count, in the order in which they are counted.
    pub const COUNTED: [SentenceRelation; 5] = [
        SentenceRelation::Added,
        SentenceRelation::OtherFigure,
        SentenceRelation::OtherName,
        SentenceRelation::OtherQuotation,
        SentenceRelation::Reworded,
    ];

    /// How many sentences that are, in words: "3 sentences more".
    pub fn counted(self, count: usize) -> String {
        let s = if count == 1 { "" } else { "s" };
        match self {
            SentenceRelation::Same => format!("{count} sentence{s} alike"),
            SentenceRelation::Reworded => format!("{count} reworded"),
            SentenceRelation::OtherFigure => format!("{count} figure{s} other"),
            SentenceRelation::OtherName => format!("{count} name{s} other"),
            SentenceRelation::OtherQuotation => format!("{count} quotation{s} other"),
            SentenceRelation::Added => format!("{count} sentence{s} more"),
        }
    }
}

/// A sentence that only the other document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedSentence {
    /// What it says.
    pub text: String,
    /// Where it would stand: the byte at which the next sentence begins that both have; the end of the text
    /// where none follows.
    pub before: u32,
}

/// A document that another one is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedWith {
    /// The document.
    pub id: DocumentId,
    /// Its title or, without one, the name of its file.
    pub title: String,
    /// Its source as it is shown.
    pub source: Option<String>,
    /// How the first differs from it.
    pub differences: Differences,
}

impl Differences {
    /// How many sentences stand so to the other.
    pub fn count(&self, relation: SentenceRelation) -> usize {
        self.sentences.iter().filter(|sentence| sentence.relation == relation).count()
    }

    /// Whether it says anything that the other does not say so.
    pub fn has_other_sentences(&self) -> bool {
        self.sentences.iter().any(|sentence| sentence.relation != SentenceRelation::Same)
    }

    /// What is other, in words: "3 sentences more, 1 figure other, 2 left out"; "word for word the same".
    pub fn words(&self) -> String {
        let counts = SentenceRelation::COUNTED.map(|relation| (relation, self.count(relation)));
        let mut words: Vec<String> =
            counts.into_iter().filter(|of| of.1 > 0).map(|(relation, n)| relation.counted(n)).collect();
        if !self.dropped.is_empty() {
            words.push(format!("{} left out", self.dropped.len()));
        }
        if words.is_empty() { "the same sentences".to_owned() } else { words.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_other_is_said_in_the_order_of_its_weight() {
        let sentence =
            |relation| ComparedSentence { span: Span::new(0, 1), relation, other_words: Vec::new() };
        use SentenceRelation as R;
        let sentences = [R::Same, R::Reworded, R::Added, R::OtherFigure, R::Added].map(sentence).to_vec();
        let dropped = vec![DroppedSentence { text: "It rained.".to_owned(), before: 0 }];
        let differences = Differences { sentences, dropped };
        assert_eq!(differences.words(), "2 sentences more, 1 figure other, 1 reworded, 1 left out");
        assert_eq!(Differences::default().words(), "the same sentences");
    }
}
