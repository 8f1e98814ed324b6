//! Texts of numbered words for the tests of this folder.

use std::collections::HashMap;
use std::convert::Infallible;

use super::table::NearCopies;
use crate::compare::runs::Runs;
use crate::compare::sketch::Sketch;
use crate::model::{Block, BlockKind, Document, DocumentId, Span};

/// The runs of a text of these words.
pub(super) fn text(words: std::ops::Range<u32>) -> Runs {
    let text: Vec<String> = words.map(|word| format!("w{word}")).collect();
    let text = text.join(" ");
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    Runs::of(&Document { blocks: vec![block], text, ..Document::default() })
}

/// The table of these documents.
pub(super) fn table(documents: &[(u64, Runs)]) -> NearCopies {
    after(&NearCopies::default(), documents).0
}

/// The table of these documents, made from one before, and how many texts were read for it.
pub(super) fn after(before: &NearCopies, documents: &[(u64, Runs)]) -> (NearCopies, usize) {
    let texts: HashMap<u64, &Runs> = documents.iter().map(|(id, runs)| (*id, runs)).collect();
    let mut read = 0;
    let sketched = documents.iter().filter_map(|(id, runs)| Some((Sketch::of(runs)?, DocumentId(*id))));
    let made = NearCopies::of(sketched.collect(), before, |id| {
        read += 1;
        Ok::<_, Infallible>(texts[&id.0].clone())
    });
    (made.unwrap(), read)
}
