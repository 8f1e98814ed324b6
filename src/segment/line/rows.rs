//! The lines of an extract as it has them, before anything is measured and hard-wrapped lines are
//! joined.

use std::ops::Range;

use crate::model::{BlockKind, Extract, Vote};

/// Programs and people break lines before so many characters.
pub const WIDEST: usize = 110;

/// A line as the extract has it, before anything is measured.
pub struct Row<'a> {
    /// The words, without white space at both ends.
    pub text: &'a str,
    /// Where `text` lies in the text of the extract, in bytes.
    pub span: Range<usize>,
    /// The 0-based line of the text it begins on.
    pub number: u32,
    /// Spaces before the first word, in bytes.
    pub indent: usize,
    /// Characters with those spaces; of a row longer than any that is broken at a width, bytes.
    pub size: usize,
    /// What the format says it is.
    pub kind: BlockKind,
    /// Whether that counts for an article.
    pub vote: Vote,
}

#[cfg(test)]
impl<'a> Row<'a> {
    /// The rows of a plain text.
    pub fn of_text(text: &'a str) -> Vec<Row<'a>> {
        let (mut rows, mut start) = (Vec::new(), 0);
        for (line, number) in text.split('\n').zip(0..) {
            if !line.is_empty() {
                rows.push(Row::of_line(line, start, number));
            }
            start += line.len() + 1;
        }
        rows
    }

    fn of_line(line: &'a str, start: usize, number: u32) -> Row<'a> {
        let indent = line.len() - line.trim_start().len();
        let (text, span) = (line.trim(), start + indent..start + indent + line.trim().len());
        let size = size(text, indent);
        Row { text, span, number, indent, size, kind: BlockKind::Paragraph, vote: Vote::None }
    }
}

/// The rows of an extract that are not blank, in order.
pub fn rows(extract: &Extract) -> Vec<Row<'_>> {
    let text = extract.text.as_str();
    let mut rows = Vec::with_capacity(extract.text_blocks.len());
    let (mut at, mut number) = (0, 0);
    for block in &extract.text_blocks {
        let Some(whole) = text.get(block.span.range()) else { continue };
        let trimmed = whole.trim();
        let indent = whole.len() - whole.trim_start().len();
        let start = block.span.start as usize + indent;
        if trimmed.is_empty() || start < at {
            continue;
        }
        number += text.as_bytes()[at..start].iter().map(|&byte| u32::from(byte == b'\n')).sum::<u32>();
        at = start;
        let span = start..start + trimmed.len();
        let size = size(trimmed, indent);
        rows.push(Row { text: trimmed, span, number, indent, size, kind: block.kind, vote: block.vote });
    }
    rows
}

fn size(text: &str, indent: usize) -> usize {
    // A character has at most four bytes.
    let long = text.len() > 4 * WIDEST;
    indent + if long || text.is_ascii() { text.len() } else { text.chars().count() }
}
