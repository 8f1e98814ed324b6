//! Measures the running text of a web page, by block and by element.
//!
//! Not here: what follows from it (`chrome`, `vote`).

use std::collections::HashSet;

use super::walk::Page;
use crate::model::BlockKind;

/// From this many bytes on a block without many links is running text.
const PROSE: usize = 60;

/// Running text has at most this share of its bytes in links.
const PROSE_LINKS: f64 = 0.4;

/// By how much the running text in lists counts less: it is often a gallery or a series of
/// teasers.
const LIST_DISCOUNT: usize = 3;

/// How much running text there is, by block and by element.
pub struct Weights {
    /// The share of each block's bytes in links.
    pub linked: Vec<f64>,
    /// The bytes of running text in each block; 0 when it is something else.
    pub prose: Vec<usize>,
    /// The bytes of running text in each element.
    pub scope: Vec<usize>,
    /// The same, where what is said again and again, as notices are, counts once.
    pub said: Vec<usize>,
}

impl Weights {
    /// Measures a page.
    pub fn of(page: &Page) -> Weights {
        let linked = link_shares(page);
        let (mut scope, mut said) = (vec![0; page.scopes.len()], vec![0; page.scopes.len()]);
        let mut seen = HashSet::new();
        let mut prose = Vec::with_capacity(page.places.len());
        for ((block, &share), &place) in page.blocks.text_blocks.iter().zip(&linked).zip(&page.places) {
            let long = block.span.len() >= PROSE && share <= PROSE_LINKS;
            let running = long && !matches!(block.kind, BlockKind::Heading | BlockKind::Caption);
            let length = match block.kind {
                _ if !running => 0,
                BlockKind::List => block.span.len() / LIST_DISCOUNT,
                _ => block.span.len(),
            };
            prose.push(length);
            scope[place] += length;
            if length > 0 && seen.insert(block.span.of(&page.blocks.text)) {
                said[place] += length;
            }
        }
        // Children come after their parents, so that every sum is complete when it is added.
        for at in (1..scope.len()).rev() {
            scope[page.scopes[at].parent] += scope[at];
            said[page.scopes[at].parent] += said[at];
        }
        Weights { linked, prose, scope, said }
    }
}

/// The share of each block's bytes that are in links.
fn link_shares(page: &Page) -> Vec<f64> {
    let mut links = page.blocks.links.iter().peekable();
    let share = |block: &crate::model::TextBlock| {
        let mut bytes = 0;
        while let Some(link) = links.next_if(|link| link.span.start < block.span.end) {
            // A link within the page is a heading's anchor or a note.
            bytes += if link.target.starts_with('#') { 0 } else { link.span.len() };
        }
        bytes as f64 / block.span.len().max(1) as f64
    };
    page.blocks.text_blocks.iter().map(share).collect()
}

/// Whether an element is a single block: the article is never one paragraph of itself.
pub fn is_leaf(page: &Page, scope: usize) -> bool {
    page.scopes.get(scope + 1).is_none_or(|next| next.parent != scope)
}
