//! Text normalised for comparing listed names: white space, apostrophes and hyphens are each made one
//! sort. Offsets in it lead back to the original text.
//!
//! Not here: case and accents (`text::fold`).

use crate::model::{Block, BlockKind, Span};

/// Stands where no name goes on.
pub(super) const BREAK: char = '\n';

/// The normalised text of the blocks that are read.
#[derive(Debug, Default)]
pub(super) struct NormalizedText {
    pub text: String,
    /// From this offset on, the source's offset is the given one; in order.
    drift: Vec<(u32, u32)>,
}

impl NormalizedText {
    /// Normalises blocks. Lines of one paragraph may be a block each, and a name may run over
    /// their ends; other blocks stand apart.
    pub fn of(text: &str, blocks: &[Block]) -> NormalizedText {
        let mut normalized = NormalizedText { text: String::with_capacity(text.len()), drift: Vec::new() };
        let mut before: Option<&Block> = None;
        for block in blocks.iter().filter(|block| is_read(block.kind)) {
            if let Some(before) = before {
                match runs_on(text, before, block) {
                    true => normalized.add("\n", before.span.end),
                    false => normalized.push(BREAK.encode_utf8(&mut [0; 4]), before.span.end),
                }
            }
            normalized.add(block.span.of(text), block.span.start);
            before = Some(block);
        }
        normalized
    }

    /// Adds a stretch of the source that begins at `start`.
    fn add(&mut self, stretch: &str, start: u32) {
        let mut spaced = self.text.ends_with([' ', BREAK]);
        // From here on everything is as in the source, and is added at once.
        let mut as_is = 0;
        for (at, c) in stretch.char_indices() {
            let shown = one_sort(c).filter(|&c| c != ' ' || !spaced);
            spaced = shown.map_or(spaced, |c| c == ' ');
            if shown == Some(c) {
                continue;
            }
            self.push(&stretch[as_is..at], start + as_is as u32);
            if let Some(c) = shown {
                self.push(c.encode_utf8(&mut [0; 4]), start + at as u32);
            }
            as_is = at + c.len_utf8();
        }
        self.push(&stretch[as_is..], start + as_is as u32);
    }

    fn push(&mut self, part: &str, source: u32) {
        let at = self.text.len() as u32;
        let expected = self.drift.last().map_or(at, |&(plain, source)| source + (at - plain));
        if expected != source && !part.is_empty() {
            self.drift.push((at, source));
        }
        self.text.push_str(part);
    }

    /// The span in the source, given as `text`, of a range that begins and ends with characters
    /// of it.
    pub fn source(&self, text: &str, start: usize, end: usize) -> Span {
        let last = self.text[..end].char_indices().next_back().map_or(start, |(at, _)| at);
        let last = self.offset(last);
        let width = text[last..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.offset(start), last + width)
    }

    fn offset(&self, at: usize) -> usize {
        let after = self.drift.partition_point(|&(plain, _)| plain as usize <= at);
        let drift = after.checked_sub(1).and_then(|last| self.drift.get(last));
        drift.map_or(at, |&(plain, source)| source as usize + (at - plain as usize))
    }
}

/// Normalises a name.
pub(super) fn normalize(name: &str) -> String {
    let mut normalized = String::with_capacity(name.len());
    for c in name.chars().filter_map(one_sort) {
        if c != ' ' || !normalized.ends_with(' ') {
            normalized.push(c);
        }
    }
    normalized.trim().to_owned()
}

/// The same text in small letters, each as long as the one it stands for; a letter that has no
/// such small one stays.
pub(super) fn lower(text: &str) -> String {
    text.chars().map(lower_char).collect()
}

fn lower_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// The character that stands for all of its sort; `None` for those that are not seen.
fn one_sort(c: char) -> Option<char> {
    match c {
        c if c.is_ascii_graphic() => Some(c),
        '‘' | '’' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{AD}' | '\u{200B}' | '\u{FEFF}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// Own names are looked for in all text; who wrote it and when is no text.
fn is_read(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Chrome | BlockKind::Byline | BlockKind::Dateline)
}

fn runs_on(text: &str, before: &Block, block: &Block) -> bool {
    let between = text.get(before.span.end as usize..block.span.start as usize);
    let paragraph = |block: &Block| block.kind == BlockKind::Paragraph;
    let line_end = |text: &str| text.trim().is_empty() && text.matches('\n').count() <= 1;
    paragraph(before) && paragraph(block) && between.is_some_and(line_end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(kind: BlockKind, start: usize, end: usize) -> Block {
        Block { span: Span::new(start, end), kind }
    }

    #[test]
    fn lines_of_a_paragraph_run_on_and_other_blocks_stand_apart() {
        let text = "one\ntwo\n\nthree\nfour\nfive";
        let kinds = [BlockKind::Paragraph, BlockKind::List, BlockKind::Chrome];
        let blocks =
            |kind| [(0, 3), (4, 7), (9, 14), (15, 19), (20, 24)].map(|(start, end)| block(kind, start, end));
        let plain = kinds.map(|kind| NormalizedText::of(text, &blocks(kind)).text);
        assert_eq!(plain, ["one two\nthree four five", "one\ntwo\nthree\nfour\nfive", ""]);
        let spaced = [(0, 4), (5, 9)].map(|(start, end)| block(BlockKind::Paragraph, start, end));
        assert_eq!(NormalizedText::of("one \n two", &spaced).text, "one two");
    }

    proptest! {
        #[test]
        fn every_place_leads_back(text in "[aÉ’ \\u{a0}\\u{ad}\t\n-]{0,30}", cut in 0usize..30) {
            let cut = text.floor_char_boundary(cut);
            let blocks = [block(BlockKind::Paragraph, 0, cut), block(BlockKind::Quote, cut, text.len())];
            let normalized = NormalizedText::of(&text, &blocks);
            for (at, c) in normalized.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let span = normalized.source(&text, at, at + c.len_utf8());
                prop_assert_eq!(normalize(span.of(&text)), c.to_string());
            }
            prop_assert_eq!(lower(&normalized.text).len(), normalized.text.len());
        }
    }
}
