//! Reads plain text: every line that is not blank is a block.

use crate::model::{BlockKind, Extract, Format, Span, TextBlock, Vote};

/// The extract of a plain text with the lines of its text, whose line ends are LF.
pub fn divided(extract: Extract) -> Extract {
    Extract { text_blocks: lines(&extract.text), ..extract }
}

fn lines(text: &str) -> Vec<TextBlock> {
    let mut text_blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        if !line.trim().is_empty() {
            text_blocks.push(TextBlock { span, kind: BlockKind::Paragraph, vote: Vote::None });
        }
        start += line.len() + 1;
    }
    text_blocks
}

/// A decoded text of which the lines are taken later.
pub fn undivided(text: String) -> Extract {
    Extract { format: Format::PlainText, text, ..Extract::default() }
}
