//! Going from paragraph to paragraph: where a page cannot be scrolled so far, the paragraph is pointed at all the same.
//!
//! Not here: scrolling (`travel`), what is done with a passage (`perform`).

use super::Fragment;
use super::page::{PageRow, Reader};
use super::paragraph_at::ParagraphAt;
use crate::model::{BlockKind, Span};

impl Reader {
    /// Goes to the next paragraph, or the one before: from the one gone to, else from the first on the screen.
    pub fn step_paragraph(&mut self, forward: bool) {
        let here = self.paragraph_here().or_else(|| {
            let first = self.pointed().map(|span| span.start as usize).or_else(|| self.first_shown());
            first.filter(|_| forward).and_then(|first| self.fragment_at(first))
        });
        // Who says it and when is of the head, and no paragraph.
        let is_paragraph = |fragment: &Fragment| {
            use BlockKind::{Byline, Dateline};
            let is_of_head = matches!(fragment, Fragment::Block { kind: Byline | Dateline, .. });
            !fragment.is_fold() && !is_of_head && *fragment != Fragment::End
        };
        if let Some(fragment) = self.step_fragment(here, forward, is_paragraph) {
            self.paragraph = Some(self.paragraph_now(fragment));
        }
    }

    /// The paragraph that was gone to, if nothing else was since.
    pub(super) fn paragraph(&self) -> Option<Span> {
        self.fragments.get(self.paragraph_here()?)?.span()
    }

    /// The block at the cursor; where nothing is pointed at the uppermost on the screen, the headline too.
    pub fn block_at_cursor(&self) -> Option<Span> {
        let pointed = self.selected().or_else(|| self.pointed()).map(|span| span.start as usize);
        let place = pointed.or_else(|| self.top_offset())?;
        let blocks = &self.page.as_ref()?.document.blocks;
        blocks.iter().map(|block| block.span).find(|span| span.holds(place))
    }

    /// Whether a row of the page is of the paragraph that was gone to.
    pub fn is_at_paragraph(&self, row: PageRow) -> bool {
        self.paragraph_here() == Some(row.fragment)
    }

    fn paragraph_here(&self) -> Option<usize> {
        let at = self.paragraph?;
        (at == self.paragraph_now(at.fragment)).then_some(at.fragment)
    }

    fn paragraph_now(&self, fragment: usize) -> ParagraphAt {
        ParagraphAt {
            id: self.id(),
            fragments: self.fragments.len(),
            fragment,
            top: (self.top.fragment, self.top.line),
            hit: self.hit,
            mention: self.mention,
        }
    }
}
