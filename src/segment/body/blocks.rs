//! Builds the blocks of a document as spans of its text. Most lines are one block; of some a part has
//! another kind: a breadcrumb trail before a headline, a dateline, a link after the last sentence.
//!
//! Not here: the kind of each line (`block_kinds`), and recognising a dateline (`dateline`).

use super::block_kinds::BlockContext;
use super::dateline::dateline;
use crate::model::{Block, BlockKind, Span};
use crate::segment::line::measured::Line;

/// The blocks of lines of these `kinds`, as spans of the text that begins at `origin` of the
/// extract.
pub fn blocks(
    lines: &[Line<'_>],
    kinds: &[BlockKind],
    context: &BlockContext<'_>,
    origin: usize,
) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(lines.len() + 4);
    for (at, (line, &kind)) in lines.iter().zip(kinds).enumerate() {
        let (start, end) = (line.span.start - origin, line.span.end - origin);
        let (mut from, mut to) = (start, end);
        if kind == BlockKind::Headline {
            from += context.headline.map_or(0, |headline| headline.trail);
        }
        if matches!(kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Quote) {
            to -= line.glued_link;
        }
        // The white space at a split belongs to neither block.
        let word = line.text.get(to - start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let trail_end = line.text.get(..from - start).map_or(start, |trail| start + trail.trim_end().len());
        // In a mail it is the label of the subject.
        let trail = if context.whole { BlockKind::Byline } else { BlockKind::Chrome };
        push(&mut blocks, start, trail_end, trail);
        let dated = match kind == BlockKind::Paragraph && at < context.body.start + 6 {
            true => dateline(line.text),
            false => 0,
        };
        push(&mut blocks, from, from + dated, BlockKind::Dateline);
        let space = line.text.get(dated..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        push(&mut blocks, from + dated + space, to, kind);
        push(&mut blocks, to + word, end, BlockKind::Chrome);
    }
    blocks
}

fn push(blocks: &mut Vec<Block>, start: usize, end: usize, kind: BlockKind) {
    if start < end {
        blocks.push(Block { span: Span::new(start, end), kind });
    }
}
