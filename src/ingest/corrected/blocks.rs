//! Blocks of which the reader says that a passage in them is text or chrome. A block of which it is only a part is
//! cut there.

use crate::model::{Block, BlockKind, Span};

/// The blocks of a text once a passage of it is chrome, or is text.
pub(super) fn marked(text: &str, blocks: &[Block], passage: Span, chrome: bool) -> Vec<Block> {
    let mut marked = Vec::with_capacity(blocks.len() + 2);
    for block in blocks {
        let is_other = (block.kind == BlockKind::Chrome) != chrome;
        if !is_other || !block.span.overlaps(passage) {
            marked.push(*block);
            continue;
        }
        let kind = if chrome { BlockKind::Chrome } else { BlockKind::Paragraph };
        let (start, end) =
            (passage.start.clamp(block.span.start, block.span.end), passage.end.min(block.span.end));
        let pieces =
            [(block.span.start, start, block.kind), (start, end, kind), (end, block.span.end, block.kind)];
        for (start, end, kind) in pieces {
            marked.extend(trimmed(text, Span { start, end }).map(|span| Block { span, kind }));
        }
    }
    marked
}

/// A span without the white space at its ends; `None` where nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    let words = words.trim();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(kind: BlockKind, passage: &str, chrome: bool) -> Vec<(BlockKind, &'static str)> {
        let text = "The dam held. Subscribe now. It broke.\nThe end.";
        let block = |start, end, kind| Block { span: Span::new(start, end), kind };
        let blocks = [block(0, 38, kind), block(39, 47, BlockKind::Paragraph)];
        let at = text.find(passage).unwrap();
        let marked = marked(text, &blocks, Span::new(at, at + passage.len()), chrome);
        marked.into_iter().map(|block| (block.kind, block.span.of(text))).collect()
    }

    #[test]
    fn a_block_is_cut_where_only_a_part_of_it_is_something_else() {
        use BlockKind::{Chrome, Paragraph, Quote};
        let end = (Paragraph, "The end.");
        let expected = [(Quote, "The dam held."), (Chrome, "Subscribe now."), (Quote, "It broke."), end];
        assert_eq!(cut(Quote, "Subscribe now.", true), expected);
        assert_eq!(
            cut(Chrome, "The dam held.", false),
            [(Paragraph, "The dam held."), (Chrome, "Subscribe now. It broke."), end]
        );
        let whole = (Quote, "The dam held. Subscribe now. It broke.");
        assert_eq!(cut(Quote, "now. It", false), [whole, end], "it is text already");
        assert_eq!(cut(Paragraph, "broke.\nThe end", true).last(), Some(&(Paragraph, ".")));
    }
}
