//! From the text of one file to its documents: where one article ends and the next begins, what
//! is site chrome, and what the head says (title, byline, source, date). Pure.
//!
//! Not here: reading formats (`extract`) and names (`annotate`).

use crate::model::{Block, Document, Extract};

/// Cuts an extract into documents.
pub fn segment(extract: &Extract) -> Vec<Document> {
    let blocks = extract.pieces.iter().map(|p| Block { span: p.span, kind: p.kind }).collect();
    let lines = Some((0, extract.text.split('\n').count() as u32));
    vec![Document { part: 1, parts: 1, lines, text: extract.text.clone(), blocks, ..Document::default() }]
}
