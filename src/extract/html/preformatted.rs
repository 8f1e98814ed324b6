//! Decides what the line ends of a preformatted text become when it holds running text: mailing lists and
//! press offices publish letters in `<pre>`. Code, tables and verse stay as they are.
//!
//! Not here: writing the blocks (`walk`).

use crate::model::BlockKind;

/// A line that was broken since it was full has so many characters.
const FULL: usize = 45;
/// A block of short lines that is no more than this is one line after the other: a date, a signature.
const FEW: usize = 3;
/// Signs of code, in a thousand characters, above which a text is code.
const CODE: usize = 15;

/// What a line end becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A space between two words of a paragraph.
    Space,
    /// A line end of a block that is kept as it is.
    Kept,
    /// The end of a block; the next is of this kind.
    Block(BlockKind),
}

/// How a preformatted text is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterLayout {
    /// The kind of the first block.
    pub first: BlockKind,
    /// What becomes of each line end.
    pub ends: Vec<LineEnd>,
}

/// The layout of a preformatted text; none when it holds no running text.
pub fn layout(text: &str) -> Option<LetterLayout> {
    let signs = text.bytes().filter(|b| b"{}[];=<$|\\_".contains(b)).count();
    if signs * 1000 > CODE * text.len() {
        return None;
    }
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let mut layout = LetterLayout { first: BlockKind::Paragraph, ends: Vec::new() };
    let (mut at, mut wrapped) = (0, false);
    while at < lines.len() {
        if lines[at].trim().is_empty() {
            layout.ends.push(LineEnd::Block(BlockKind::Paragraph));
            at += 1;
            continue;
        }
        let quoted = lines[at].trim_start().starts_with('>');
        let same = |line: &&&str| !line.trim().is_empty() && line.trim_start().starts_with('>') == quoted;
        let lines = &lines[at..at + lines[at..].iter().take_while(same).count()];
        let (kind, between) = shape(lines, quoted);
        // The end before the first line of a block says of what kind the block is.
        match layout.ends.last_mut() {
            Some(before) => *before = LineEnd::Block(kind),
            None => layout.first = kind,
        }
        wrapped |= between == LineEnd::Space;
        layout.ends.extend(std::iter::repeat_n(between, lines.len() - 1));
        layout.ends.push(LineEnd::Block(BlockKind::Paragraph));
        at += lines.len();
    }
    wrapped.then_some(layout)
}

/// The kind of the block that some lines are, and what stands between them.
fn shape(lines: &[&str], quoted: bool) -> (BlockKind, LineEnd) {
    if quoted {
        return (BlockKind::Quote, LineEnd::Kept);
    }
    let spaced = lines.iter().any(|line| line.trim_start().contains("   "));
    if is_wrapped(lines) && !spaced {
        return (BlockKind::Paragraph, LineEnd::Space);
    }
    match lines.len() <= FEW {
        true => (BlockKind::Paragraph, LineEnd::Block(BlockKind::Paragraph)),
        false if spaced => (BlockKind::Code, LineEnd::Kept),
        false => (BlockKind::Paragraph, LineEnd::Kept),
    }
}

/// Whether lines are one paragraph: all full but the last, at one edge, and mostly of small words.
fn is_wrapped(lines: &[&str]) -> bool {
    let Some((_, full)) = lines.split_last().filter(|(_, full)| !full.is_empty()) else { return false };
    let edge = |line: &str| line.len() - line.trim_start().len();
    let even = lines[1..].iter().all(|line| edge(line) == edge(lines[1]));
    let words = || lines.iter().flat_map(|line| line.split_whitespace());
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    even && full.iter().all(|line| line.chars().count() >= FULL) && small * 2 >= words().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_paragraphs_and_code_is_not() {
        let letter = "Dear all,\n\nthe water board of Ellmarsh has sent me its table of wells\n\
            at last.\n\n> Has anybody seen it?\n> I have asked.\n-- \nMaren\n";
        use LineEnd::*;
        let paragraph = Block(BlockKind::Paragraph);
        assert_eq!(
            layout(letter),
            Some(LetterLayout {
                first: BlockKind::Paragraph,
                ends: vec![
                    paragraph,
                    paragraph,
                    Space,
                    paragraph,
                    Block(BlockKind::Quote),
                    Kept,
                    paragraph,
                    paragraph,
                    paragraph,
                    paragraph
                ]
            })
        );
        assert_eq!(
            layout("fn main() {\n    let a = \"a long text of more than forty-five characters\";\n}\n"),
            None
        );
        assert_eq!(layout("one    2\nthree  4\nfive   6\nseven  8\n"), None);
        assert_eq!(layout("How doth\nthe little\ncrocodile\nimprove\n"), None);
    }
}
