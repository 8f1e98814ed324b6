//! What a document speaks of: its language, the names in it, dates, sums and quantities. Pure.
//!
//! Not here: which names of different documents are one entity (`resolve`).

use crate::model::{Block, BlockKind, Document, Span};

/// Recognises language and mentions of a segmented document and resolves short names to the
/// fullest form inside it. Chrome is passed over.
pub fn annotate(document: &mut Document) {
    let _ = document;
}

/// A document out of a text taken as it is: every line a paragraph, no chrome, no head.
pub fn annotate_text(text: String) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        }
        start += line.len() + 1;
    }
    let mut document = Document { part: 1, parts: 1, text, blocks, ..Document::default() };
    annotate(&mut document);
    document
}
