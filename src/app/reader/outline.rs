//! The headings of a page: all of them, and the one under which one reads.
//!
//! Not here: choosing one (`popup::outline`).

use super::fragments::Fragment;
use super::page::Reader;
use crate::model::{BlockKind, Span};
use crate::text::sanitize::sanitize_line;

/// So many bytes are read of what follows a heading. Set by hand: more than a line of an outline shows.
const BEGINNING: usize = 400;

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageHeading {
    /// The byte where it stands.
    pub offset: usize,
    /// Its words on one line.
    pub words: String,
    /// How the text below it begins, on one line; empty where another heading follows.
    pub beginning: String,
}

impl Reader {
    /// The headings on the page.
    pub fn headings(&self) -> Vec<PageHeading> {
        let ends = self.headings.iter().skip(1).copied().chain([self.fragments.len()]);
        let heading = |(&at, end): (&usize, usize)| {
            let span = self.fragments.get(at)?.span()?;
            let below = self.fragments.get(at + 1..end).unwrap_or_default();
            Some(PageHeading {
                offset: span.start as usize,
                words: self.words(span),
                beginning: self.beginning(below),
            })
        };
        self.headings.iter().zip(ends).filter_map(heading).collect()
    }

    /// The first words of the text among fragments.
    fn beginning(&self, fragments: &[Fragment]) -> String {
        use BlockKind as K;
        let is_text = |fragment: &&Fragment| {
            let Fragment::Block { kind, .. } = fragment else { return false };
            matches!(kind, K::Dateline | K::Paragraph | K::List | K::Quote)
        };
        let Some(span) = fragments.iter().find(is_text).and_then(Fragment::span) else {
            return String::new();
        };
        let text = self.page.as_ref().map_or("", |page| span.of(&page.document.text));
        self.words(Span { end: span.start + text.floor_char_boundary(BEGINNING) as u32, ..span })
    }

    /// The heading under which the upper edge of the screen stands.
    pub fn heading(&self) -> Option<String> {
        let top = self.rows_in_place().first()?.fragment;
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
