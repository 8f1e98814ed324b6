//! Which fragments of a page are one table: the pieces of a long block, and in a file that is a table all its blocks.
//!
//! Not here: setting their rows (`text_lines`), measuring columns (`typeset::table`).

use std::ops::Range;

use super::choose::Fragment;
use crate::app::typeset::table::Columns;
use crate::model::{BlockKind, Document, Span};

/// So many bytes of a table over several fragments are measured. Set by hand: it takes some milliseconds, and a cell
/// further down that is wider than all before moves only what stands behind it in its row.
const MEASURED: usize = 1 << 20;

/// A table of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its fragments.
    pub fragments: Range<usize>,
    /// Where it stands in the text of the document.
    pub span: Span,
    /// Its columns, once they were measured: only of one that is more than a fragment.
    pub columns: Option<Columns>,
}

impl Table {
    /// What of it is measured.
    pub fn measured(&self, text: &str) -> Span {
        let whole = self.span.of(text);
        let cut = whole.floor_char_boundary(MEASURED);
        let end = if cut < whole.len() { whole[..cut].rfind('\n').unwrap_or(cut) } else { cut };
        Span { end: self.span.start + end as u32, ..self.span }
    }

    /// Where its first row stands, which may name its columns.
    pub fn first(&self) -> usize {
        self.fragments.start
    }
}

/// The tables among the fragments of a document, in order.
pub fn tables(document: &Document, fragments: &[Fragment]) -> Vec<Table> {
    let is_a_table = document.blocks.iter().all(|block| block.kind == BlockKind::Table);
    let mut tables: Vec<Table> = Vec::new();
    for (at, fragment) in fragments.iter().enumerate() {
        let Fragment::Block { kind: BlockKind::Table, span } = *fragment else { continue };
        match tables.last_mut() {
            Some(table) if table.fragments.end == at && (is_a_table || table.span.end == span.start) => {
                table.fragments.end = at + 1;
                table.span.end = span.end;
            }
            _ => tables.push(Table { fragments: at..at + 1, span, columns: None }),
        }
    }
    tables
}

/// The table that a fragment is of.
pub fn table_of(tables: &[Table], fragment: usize) -> Option<&Table> {
    let at = tables.partition_point(|table| table.fragments.end <= fragment);
    tables.get(at).filter(|table| table.fragments.contains(&fragment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn pieces_of_a_block_are_one_table_and_so_are_all_blocks_of_a_file_of_rows() {
        let table = |start, end| Fragment::Block { kind: BlockKind::Table, span: Span::new(start, end) };
        let block = |kind, start, end| Block { kind, span: Span::new(start, end) };
        let fragments = [Fragment::Head(None), table(0, 10), table(10, 18), table(20, 30), Fragment::End];
        let of = |kinds: [BlockKind; 2]| {
            let blocks = vec![block(kinds[0], 0, 18), block(kinds[1], 20, 30)];
            let document = Document { blocks, ..Document::default() };
            let found = tables(&document, &fragments);
            found.into_iter().map(|table| (table.fragments, table.span)).collect::<Vec<_>>()
        };
        assert_eq!(of([BlockKind::Table; 2]), [(1..4, Span::new(0, 30))]);
        let apart = [(1..3, Span::new(0, 18)), (3..4, Span::new(20, 30))];
        assert_eq!(of([BlockKind::Table, BlockKind::Paragraph]), apart);
    }
}
