//! What on the screen leads somewhere: links of the text, the headline to the document's own address, and notes.
//!
//! Only plain addresses of the web count as links (`model::link_address`): what a page says of itself is not to be
//! trusted.
//!
//! Not here: following them (`popup::follow`), links as the terminal knows them (`ui::links`).

use std::ops::Range;

use super::fragments::LineStyle;
use super::page::{PageRow, Reader};
use crate::model::{Span, link_address, web_address};
use crate::query::NoteId;
use crate::text::width::width;

/// Something on the screen that can be followed, with the row and the column of the page where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// A link.
    Address {
        /// The address.
        address: String,
        /// The row, from the top of the screen.
        row: usize,
        /// The column of the page.
        column: usize,
    },
    /// A note of the reader's.
    Note {
        /// The note.
        id: NoteId,
        /// The row, from the top of the screen.
        row: usize,
        /// The column of the page.
        column: usize,
    },
}

impl Followed {
    /// Where it begins: row and column.
    pub fn cell(&self) -> (usize, usize) {
        match *self {
            Followed::Address { row, column, .. } | Followed::Note { row, column, .. } => (row, column),
        }
    }
}

impl Reader {
    /// The links on a row of the screen: the columns of the page they take, and the address.
    pub fn links_on(&self, row: PageRow) -> Vec<(Range<usize>, String)> {
        let Some(page) = &self.page else { return Vec::new() };
        let document = &page.document;
        let Some((laid, line)) =
            self.laid(row.fragment).and_then(|laid| Some((laid, laid.lines.get(row.line)?)))
        else {
            return Vec::new();
        };
        if line.style == LineStyle::Title {
            let address = document.link.as_deref().and_then(web_address);
            let columns = width(laid.text.get(line.range.clone()).unwrap_or_default());
            return address.map(|address| (0..columns, address.to_owned())).into_iter().collect();
        }
        let Some(seen) = self.seen(row.fragment, row.line) else { return Vec::new() };
        let from = document.links.partition_point(|link| link.span.end <= seen.start);
        let links = document.links.iter().skip(from).take_while(|link| link.span.start < seen.end);
        let links = links.filter_map(|link| {
            let columns = self.columns_of(row, link.span)?;
            Some((columns, link_address(&link.target, document.link.as_deref())?))
        });
        links.collect()
    }

    /// What can be followed on the screen, from the top: each link and note once, where it begins.
    pub fn followed(&self) -> Vec<Followed> {
        let mut found: Vec<Followed> = Vec::new();
        for (row, &at) in self.visible.iter().enumerate() {
            for (columns, address) in self.links_on(at) {
                // A link goes on where the one on the row above it ended.
                let goes_on = |of: &Followed| match of {
                    Followed::Address { address: of, row: above, .. } => *of == address && above + 1 == row,
                    Followed::Note { .. } => false,
                };
                if columns.start > 0 || !found.last().is_some_and(goes_on) {
                    found.push(Followed::Address { address, row, column: columns.start });
                }
            }
            let notes = self.notes().iter().filter_map(|of| Some((of.note.id, of.span?)));
            for (id, span) in notes {
                let begins =
                    self.seen(at.fragment, at.line).is_some_and(|seen| seen.holds(span.start as usize));
                if let Some(columns) = self.columns_of(at, span).filter(|_| begins) {
                    found.push(Followed::Note { id, row, column: columns.start });
                }
            }
        }
        found
    }

    /// The columns that a span of the document takes on a row; `None` where it is not on it.
    fn columns_of(&self, row: PageRow, span: Span) -> Option<Range<usize>> {
        let laid = self.laid(row.fragment)?;
        let line = laid.lines.get(row.line)?;
        let place = laid.place(span)?;
        let (start, end) = (place.start.max(line.range.start), place.end.min(line.range.end));
        let before = laid.text.get(line.range.start..start)?;
        let shown = laid.text.get(start..end).filter(|shown| !shown.is_empty())?;
        let column = usize::from(line.indent) + width(before);
        laid.on_page(column..column + width(shown))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Block, BlockKind, Document, Link};
    use crate::query::DocumentPage;

    #[test]
    fn plain_addresses_are_links_where_their_words_stand_and_others_are_none() {
        let text = "The harbour is shut, says the guild of pilots today.";
        let link = |words: &str, target: &str| {
            let start = text.find(words).unwrap();
            Link { span: Span::new(start, start + words.len()), target: target.to_owned() }
        };
        let links = vec![
            link("harbour", "https://harbour.example/\u{1b}]8;;"),
            link("shut", "javascript:alert(1)"),
            link("guild of pilots", "https://guild.example/a"),
        ];
        let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
        let document = Document { text: text.into(), blocks, links, ..Document::default() };
        let mut reader = Reader::default();
        reader.show(Arc::new(DocumentPage { document, ..DocumentPage::default() }), &Arc::default());
        reader.fit(36, 20);
        let all: Vec<_> = reader.visible.iter().flat_map(|&row| reader.links_on(row)).collect();
        let guild = || "https://guild.example/a".to_owned();
        assert_eq!(all, [(30..35, guild()), (0..9, guild())]);
        let followed = reader.followed();
        assert_eq!(followed.len(), 1, "one link, on two rows");
        assert_eq!(followed[0].cell().1, 30);
    }
}
