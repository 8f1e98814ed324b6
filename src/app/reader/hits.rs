//! The hits on a page: those that are shown, and the folds that are open because hits stand nowhere
//! else.
//!
//! Not here: going from hit to hit (`travel`), and finding matches (`query`).

use super::fragments::{Fragment, PageMode, is_in_facts_line};
use super::page::Reader;
use crate::model::{Block, BlockKind, Span};

impl Reader {
    /// The hits that are shown: those in folded chrome are not.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// Replaces the hits, as a search in the text does. Where all are folded away, their folds open.
    pub fn set_hits(&mut self, matches: Vec<Span>) {
        self.matches = matches;
        self.hit = None;
        let searched = self.is_searched();
        let needed = !searched && self.page.as_ref().is_some_and(|page| page.needs_folded_lines);
        self.open_folds(if needed { self.matches.clone() } else { Vec::new() });
        self.choose_hits();
        if searched && self.hits.is_empty() {
            self.open_folds(self.matches.clone());
        }
    }

    /// Opens the folds in which these matches lie, and no others, keeping the place.
    fn open_folds(&mut self, matches: Vec<Span>) {
        if self.opened != matches {
            let offset = self.place();
            self.opened = matches;
            self.rebuild();
            self.hold(offset);
        }
    }

    /// Goes to the first hit in a fold that is open, if one is.
    pub fn go_to_opened_hit(&mut self) {
        let Some(page) = self.page.as_ref().filter(|_| !self.opened.is_empty()) else { return };
        let is_chrome = |hit: &Span| {
            let blocks = &page.document.blocks;
            let at = blocks.partition_point(|block| block.span.end <= hit.start);
            blocks.get(at).is_some_and(|block| block.kind == BlockKind::Chrome)
        };
        if let Some(at) = self.hits.iter().position(is_chrome) {
            self.hit = Some(at);
            self.reveal(self.hits[at]);
        }
    }

    /// Whether the hits are those of a search in the text.
    pub fn is_searched(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.matches != self.matches)
    }

    /// Goes back from the hits of a search in the text to those the page came with.
    pub fn reset_hits(&mut self) {
        let matches = self.page.as_ref().map_or_else(Vec::new, |page| page.matches.clone());
        self.set_hits(matches);
    }

    /// Leaves out the matches in what is not shown.
    pub(super) fn choose_hits(&mut self) {
        let Some(page) = &self.page else { return self.hits.clear() };
        let all = self.matches.iter().copied();
        self.hits = match self.mode {
            PageMode::Clean => {
                let document = &page.document;
                let folds = self.fragments.iter().filter(|part| matches!(part, Fragment::Folded { .. }));
                let folds: Vec<Span> = folds.filter_map(Fragment::span).collect();
                // A fold may reach over the headline, which stands above it.
                let is_folded = |block: &Block| {
                    let at = folds.partition_point(|fold| fold.end <= block.span.start);
                    let fold = folds.get(at).filter(|_| block.kind == BlockKind::Chrome);
                    fold.is_some_and(|fold| fold.start <= block.span.start)
                };
                let is_hidden = |block: &&Block| is_folded(block) || is_in_facts_line(document, block);
                let hidden = document.blocks.iter().filter(is_hidden).map(|block| block.span);
                // A phrase that goes on below a fold begins above it.
                let mut hidden = hidden.peekable();
                let mut is_hidden = |hit: Span| {
                    while hidden.next_if(|span| span.end <= hit.start).is_some() {}
                    hidden.peek().is_some_and(|span| span.start <= hit.start)
                };
                all.filter(|&hit| !is_hidden(hit)).collect()
            }
            PageMode::WithChrome | PageMode::Original => all.collect(),
        };
    }
}
