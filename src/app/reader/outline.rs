//! The headings of a page: all of them, and the one under which one reads.
//!
//! Not here: choosing one (`popup::outline`).

use super::page::Reader;
use crate::model::Span;
use crate::text::sanitize::sanitize_line;

impl Reader {
    /// The headings on the page: the byte where each stands, and its words on one line.
    pub fn headings(&self) -> Vec<(usize, String)> {
        let spans = self.headings.iter().filter_map(|&at| self.fragments.get(at)?.span());
        spans.map(|span| (span.start as usize, self.words(span))).collect()
    }

    /// The heading under which the upper edge of the screen stands.
    pub fn heading(&self) -> Option<String> {
        let top = self.visible.first()?.fragment;
        let above = self.headings.partition_point(|&at| at <= top);
        let at = *self.headings.get(above.checked_sub(1)?)?;
        Some(self.words(self.fragments.get(at)?.span()?))
    }

    fn words(&self, span: Span) -> String {
        let text = self.page.as_ref().map_or("", |page| span.of(&page.document.text));
        let words: Vec<&str> = text.split_whitespace().collect();
        sanitize_line(&words.join(" ")).into_owned()
    }

    /// Goes to a heading.
    pub fn go_to_heading(&mut self, offset: usize) {
        self.go_to_offset(offset, 0);
        self.held = None;
    }

    /// Where the page is now, to come back to.
    pub fn place_now(&self) -> Option<usize> {
        self.place()
    }

    /// Goes back to where the page was.
    pub fn go_back_to(&mut self, place: Option<usize>) {
        self.hold(place);
    }
}
