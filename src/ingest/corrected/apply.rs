//! What corrections make of a document that was read.

use super::blocks;
use crate::model::{BlockKind, Document, Evidence, EvidenceKind, Published, Verdict};
use crate::query::{DocumentCorrection, DocumentFact, StatedDate};
use crate::text::anchor::place;

/// Applies what is said of a document, in its order.
pub(super) fn apply(said: &[DocumentCorrection], document: &mut Document) {
    for of in said {
        match &of.fact {
            DocumentFact::Title(title) => {
                document.title.clone_from(title);
                set_headline(document);
            }
            DocumentFact::Source(source) => {
                (document.source, document.source_guessed) = (source.clone(), false);
            }
            DocumentFact::Author(author) => document.byline.clone_from(author),
            DocumentFact::Date(date) => document.published = Some(stated(document.published.take(), *date)),
            // Heeded when the file was taken apart.
            DocumentFact::Beginning { .. } => {}
            // Said of others, and of this one beside it.
            DocumentFact::Folder(_) => {}
            DocumentFact::Passage { passage, chrome } => {
                // One that has lost its place is said on the page, from the notebook.
                if let Some(span) = place(passage, &document.text) {
                    document.blocks = blocks::marked(&document.text, &document.blocks, span, *chrome);
                }
            }
        }
    }
}

/// The headline is the line that says the title; a line that was taken for it and is not is a heading.
fn set_headline(document: &mut Document) {
    let (text, title) = (&document.text, document.title.as_deref());
    let says = |words: &str| title.is_some_and(|title| words.split_whitespace().eq(title.split_whitespace()));
    let mut found = false;
    for block in &mut document.blocks {
        let is_title = !found && block.kind != BlockKind::Code && says(block.span.of(text));
        found |= is_title;
        match block.kind {
            _ if is_title => block.kind = BlockKind::Headline,
            BlockKind::Headline => block.kind = BlockKind::Heading,
            _ => {}
        }
    }
}

/// The date that the reader says, with what was weighed before: that is no longer what decides.
fn stated(read: Option<Published>, date: Option<StatedDate>) -> Published {
    let words = date.map_or_else(|| "none".to_owned(), |date| date.to_string());
    let said = Evidence { what: EvidenceKind::Corrected, words, verdict: Verdict::Decided };
    let earlier = read.map(|published| published.evidence).unwrap_or_default();
    let earlier = earlier.into_iter().filter(|evidence| evidence.what != EvidenceKind::Corrected);
    let overruled = earlier.map(|evidence| Evidence { verdict: Verdict::NotUsed, ..evidence });
    Published {
        date: date.map(|date| date.date),
        sure: date.is_some_and(|date| date.sure),
        after: None,
        before: None,
        evidence: std::iter::once(said).chain(overruled).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, DocumentId, PartialDate, Span};
    use crate::query::CorrectedPart;

    fn said(part: CorrectedPart, typed: &str) -> DocumentCorrection {
        let fact = part.fact(typed).unwrap();
        DocumentCorrection { document: DocumentId(1), fact, learnt_from: None }
    }

    fn read() -> Document {
        let block = |start, end, kind| Block { span: Span::new(start, end), kind };
        let weighed =
            Evidence { what: EvidenceKind::PageClock, words: "1 May".into(), verdict: Verdict::Decided };
        Document {
            text: "Politics\nDam  breaks\nThe water rose.".into(),
            title: Some("Politics".into()),
            blocks: vec![
                block(0, 8, BlockKind::Headline),
                block(9, 20, BlockKind::Paragraph),
                block(21, 36, BlockKind::Paragraph),
            ],
            published: Some(Published {
                date: PartialDate::parse("2020-05-01"),
                evidence: vec![weighed],
                ..Published::default()
            }),
            ..Document::default()
        }
    }

    #[test]
    fn the_line_of_the_title_that_is_said_is_the_headline() {
        let mut document = read();
        apply(&[said(CorrectedPart::Title, "Dam breaks")], &mut document);
        let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Heading, BlockKind::Headline, BlockKind::Paragraph]);
        let mut document = read();
        apply(&[said(CorrectedPart::Title, "Of other words")], &mut document);
        assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Headline));
        let mut document = read();
        apply(&[said(CorrectedPart::Title, "Politics")], &mut document);
        assert_eq!(document, read(), "nothing else is read");
    }

    #[test]
    fn the_date_that_is_said_goes_before_all_that_was_weighed() {
        let mut document = read();
        let dates = [said(CorrectedPart::Date, "~2019"), said(CorrectedPart::Date, "2019-06-05")];
        apply(&dates, &mut document);
        let published = document.published.unwrap();
        assert_eq!((published.date, published.sure), (PartialDate::parse("2019-06-05"), true));
        let weighed: Vec<_> = published.evidence.iter().map(|of| (of.what, of.verdict)).collect();
        let expected =
            [(EvidenceKind::Corrected, Verdict::Decided), (EvidenceKind::PageClock, Verdict::NotUsed)];
        assert_eq!(weighed, expected);
        let mut document = read();
        apply(&[said(CorrectedPart::Date, "")], &mut document);
        assert_eq!(document.published.and_then(|published| published.date), None);
    }
}
