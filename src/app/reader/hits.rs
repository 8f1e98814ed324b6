//! The hits on a page: those that are shown, and the folds that are open because hits stand nowhere
//! else.
//!
//! Not here: going from hit to hit (`travel`), and finding matches (`query`).

use super::fragments::{Fragment, PageMode};
use super::page::Reader;
use crate::model::{Block, BlockKind, Span};

impl Reader {
    /// The hits in the text that are shown: those in folded chrome are not.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// How many hits are shown: those of a title that stands only above the text come before the others.
    pub fn hit_count(&self) -> usize {
        self.title_hits.len() + self.hits.len()
    }

    /// How many hits are folded away.
    pub fn hits_in_folds(&self) -> usize {
        self.matches.len() - self.hits.len()
    }

    /// Replaces the hits, as a search in the text does. Where all are folded away, their folds open.
    pub fn set_hits(&mut self, matches: Vec<Span>) {
        self.matches = matches;
        self.hit = None;
        self.folds_last = false;
        let searched = self.is_searched();
        let needed = !searched && self.page.as_ref().is_some_and(|page| page.needs_folded_lines);
        self.open_folds(if needed { self.matches.clone() } else { Vec::new() });
        if searched && self.hits.is_empty() {
            self.open_folds(self.matches.clone());
        }
    }

    /// Opens the folds in which hits lie and goes to the first of these. Returns how many there are.
    pub fn open_hits(&mut self) -> usize {
        let folded = self.hits_in_folds();
        if folded > 0 {
            self.open_folds(self.matches.clone());
            self.folds_last = true;
            self.go_to_opened_hit();
        }
        folded
    }

    /// Opens the folds in which these matches lie, and no others, keeping the place.
    fn open_folds(&mut self, matches: Vec<Span>) {
        let offset = self.place();
        self.opened = matches;
        self.rebuild();
        self.hold(offset);
    }

    /// Whether a hit stands in chrome.
    fn is_in_chrome(&self, at: usize) -> bool {
        let hit = at.checked_sub(self.title_hits.len()).and_then(|at| self.hits.get(at));
        hit.zip(self.page.as_ref()).is_some_and(|(hit, page)| {
            let blocks = &page.document.blocks;
            let at = blocks.partition_point(|block| block.span.end <= hit.start);
            blocks.get(at).is_some_and(|block| block.kind == BlockKind::Chrome)
        })
    }

    /// The hits in the order in which one goes through them: from the top, but those in folds that were
    /// opened at the end of the others after these.
    pub(super) fn visited(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.hit_count()).collect();
        if self.folds_last {
            order.sort_by_key(|&at| self.is_in_chrome(at));
        }
        order
    }

    /// The hit that stands at a place, or that number where it stands in the title.
    pub(super) fn hit_at(&self, number: u32, span: Span) -> Option<usize> {
        let titled = self.title_hits.len();
        match span.is_empty() {
            true => Some(number as usize).filter(|&number| number < titled),
            false => self.hits.iter().position(|hit| hit.overlaps(span)).map(|at| titled + at),
        }
    }

    /// Puts the cursor on a hit.
    pub(super) fn point_at_hit(&mut self, at: usize) {
        self.hit = Some(at);
        self.leave_note();
        match at.checked_sub(self.title_hits.len()) {
            None => self.go_to_start(),
            Some(at) => self.hits.get(at).copied().into_iter().for_each(|hit| self.reveal(hit)),
        }
    }

    /// Goes to the first hit in a fold that is open, if one is.
    pub fn go_to_opened_hit(&mut self) {
        let first = (0..self.hit_count()).find(|&at| self.is_in_chrome(at));
        if let Some(at) = first.filter(|_| !self.opened.is_empty()) {
            self.point_at_hit(at);
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
        let searched = self.is_searched();
        let Some(page) = &self.page else { return self.hits.clear() };
        let titled = matches!(self.fragments.first(), Some(Fragment::Head(None))) && !searched;
        self.title_hits = if titled { page.title_matches.clone() } else { Vec::new() };
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
                let hidden = document.blocks.iter().filter(|block| is_folded(block)).map(|block| block.span);
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
