//! Cuts a very large text into numbered parts, so that what reading makes of a text is held for one part at
//! a time.
//!
//! Not here: where one article ends and the next begins (`segment::split`).

use std::collections::VecDeque;

use super::plain;
use crate::model::{Extract, Format, Link, Span, TextBlock, pages_within};

/// What one part may hold: each of it costs memory until the part is read.
#[derive(Clone, Copy)]
struct Limits {
    /// Bytes of text.
    bytes: usize,
    /// Line ends. A line is measured, and compared with those around it.
    lines: usize,
    /// Words and marks, which are read for names.
    words: usize,
    /// How far back from a limit a blank line, a line end or a space is looked for, in bytes.
    reach: usize,
}

/// The limits of a part. Prose of 7 MiB, a shelf of books, stays below all of them.
const PART: Limits = Limits { bytes: 16 << 20, lines: 400_000, words: 1_500_000, reach: 1 << 20 };

/// The parts of an extract, in order. The text of a part that was given out is held no longer.
#[derive(Debug)]
pub enum Parts {
    /// It is small.
    Whole(Option<Extract>),
    /// It is cut.
    Cut(CutText),
}

/// The parts of a text that is too large for one.
#[derive(Debug)]
pub struct CutText {
    /// Blocks, links and metadata of the whole; the text is in `texts`. Plain text has its blocks
    /// made part by part.
    whole: Extract,
    texts: VecDeque<String>,
    /// Where the first of `texts` stands in the whole.
    start: usize,
    /// The lines of the whole before the part that was given out last, and before the next.
    line: u32,
    next_line: u32,
    /// Blocks and links that were given out.
    blocks: usize,
    links: usize,
}

/// Splits an extract that is larger than a part: at a blank line, else at a line end, else at a space,
/// else between two characters. The metadata goes with every part. Of plain text the blocks are
/// made here.
pub fn split(extract: Extract) -> Parts {
    split_at(extract, PART)
}

fn split_at(mut extract: Extract, limits: Limits) -> Parts {
    let (mut cuts, mut start) = (Vec::new(), 0);
    while let Some(end) = part_end(&extract.text, start, limits) {
        cuts.push(end);
        start = end;
    }
    if cuts.is_empty() {
        let plain = extract.format == Format::PlainText;
        return Parts::Whole(Some(if plain { plain::divided(extract) } else { extract }));
    }
    let mut text = std::mem::take(&mut extract.text);
    let mut texts = VecDeque::with_capacity(cuts.len() + 1);
    for &cut in cuts.iter().rev() {
        // From the end, so that the room of each is given back at once.
        texts.push_front(text.split_off(cut));
        text.shrink_to_fit();
    }
    texts.push_front(text);
    Parts::Cut(CutText { whole: extract, texts, start: 0, line: 0, next_line: 0, blocks: 0, links: 0 })
}

impl Parts {
    /// How many line ends stand before the part that was given out last.
    pub fn lines_before(&self) -> u32 {
        match self {
            Parts::Whole(_) => 0,
            Parts::Cut(cut) => cut.line,
        }
    }
}

impl Iterator for Parts {
    type Item = Extract;

    fn next(&mut self) -> Option<Extract> {
        match self {
            Parts::Whole(extract) => extract.take(),
            // A part of white space alone is nothing to read.
            Parts::Cut(cut) => std::iter::from_fn(|| cut.next()).find(|part| !part.text_blocks.is_empty()),
        }
    }
}

impl CutText {
    fn next(&mut self) -> Option<Extract> {
        let text = self.texts.pop_front()?;
        let range = Span::new(self.start, self.start + text.len());
        self.start = range.end as usize;
        self.line = self.next_line;
        self.next_line += text.bytes().filter(|&byte| byte == b'\n').count() as u32;
        if self.whole.format == Format::PlainText {
            return Some(plain::divided(Extract { text, ..self.declared() }));
        }
        let mut blocks = self.whole.text_blocks.get(self.blocks..).unwrap_or_default();
        let mut links = self.whole.links.get(self.links..).unwrap_or_default();
        let part = Extract {
            text,
            text_blocks: take(
                &mut blocks,
                range,
                |block| block.span,
                |&block, span| TextBlock { span, ..block },
            ),
            pages: pages_within(&self.whole.pages, range.range()),
            links: take(&mut links, range, |link| link.span, |link, span| Link { span, ..link.clone() }),
            ..self.declared()
        };
        self.blocks = self.whole.text_blocks.len() - blocks.len();
        self.links = self.whole.links.len() - links.len();
        Some(part)
    }

    /// What is the same of each part.
    fn declared(&self) -> Extract {
        let Extract { format, ref metadata, whole, ref attachments, ref attached_as, .. } = self.whole;
        Extract {
            format,
            metadata: metadata.clone(),
            whole,
            attachments: attachments.clone(),
            attached_as: attached_as.clone(),
            ..Extract::default()
        }
    }
}

/// Where the part that starts at `start` ends, if that is before the end of the text.
fn part_end(text: &str, start: usize, limits: Limits) -> Option<usize> {
    let limit = text.floor_char_boundary(start + reached(&text.as_bytes()[start..], limits)?);
    let reach = limits.reach.min((limit - start) / 4);
    let from = text.floor_char_boundary((limit - reach).max(start + 1));
    let window = text.get(from..limit)?;
    let found = window
        .rfind("\n\n")
        .map(|at| at + 2)
        .or_else(|| window.rfind('\n').map(|at| at + 1))
        .or_else(|| window.rfind(' ').map(|at| at + 1));
    match found {
        Some(at) if from + at > start => Some(from + at),
        // Only a limit smaller than one character leads past this arm; even then the loop must end.
        _ => (limit > start).then_some(limit),
    }
}

/// The bytes of a text up to the first limit that it meets; `None` when it meets none.
fn reached(text: &[u8], limits: Limits) -> Option<usize> {
    // Neither lines nor words are more than bytes.
    if text.len() <= limits.bytes.min(limits.lines).min(limits.words) {
        return None;
    }
    let (mut lines, mut words, mut in_word) = (0, 0, false);
    for (at, &byte) in text.iter().enumerate().take(limits.bytes) {
        // What is not ASCII is mostly letters; the marks of typography begin with 0xE2.
        let goes_on = byte.is_ascii_alphanumeric() || byte >= 0x80 && byte != 0xE2;
        let begins = if goes_on { !in_word } else { !byte.is_ascii_whitespace() };
        in_word = goes_on;
        words += usize::from(begins);
        lines += usize::from(byte == b'\n');
        if lines > limits.lines || words > limits.words {
            return Some(at);
        }
    }
    (text.len() > limits.bytes).then_some(limits.bytes)
}

/// The spans that lie in `range`, counted from its start; one that crosses the end is split in two.
fn take<T>(
    rest: &mut &[T],
    range: Span,
    span: impl Fn(&T) -> Span,
    with_span: impl Fn(&T, Span) -> T,
) -> Vec<T> {
    let mut taken = Vec::new();
    while let Some((first, others)) = rest.split_first() {
        let whole = span(first);
        if whole.start >= range.end {
            break;
        }
        let start = whole.start.max(range.start) - range.start;
        let end = whole.end.min(range.end) - range.start;
        if start < end {
            taken.push(with_span(first, Span { start, end }));
        }
        if whole.end > range.end {
            break;
        }
        *rest = others;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::plain;

    /// Of so many bytes at most.
    fn limits(bytes: usize, reach: usize) -> Limits {
        Limits { bytes, lines: 1000, words: 1000, reach }
    }

    fn split_text(text: &str, limits: Limits) -> Vec<Extract> {
        let plain = plain::divided(plain::undivided(text.to_owned()));
        let marked = Extract { format: Format::Markdown, ..plain.clone() };
        let parts: Vec<Extract> = split_at(plain, limits).collect();
        let others = split_at(marked, limits).map(|part| Extract { format: Format::PlainText, ..part });
        assert_eq!(others.collect::<Vec<_>>(), parts, "made at once or part by part");
        parts
    }

    fn texts(text: &str, part: usize, reach: usize) -> Vec<String> {
        split_text(text, limits(part, reach)).into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn a_small_text_stays_whole() {
        assert_eq!(texts("one two", 7, 3), ["one two"]);
    }

    #[test]
    fn a_blank_line_is_preferred_to_a_line_end_and_a_line_end_to_a_space() {
        let long = "x".repeat(30);
        assert_eq!(
            texts(&format!("{long}ab\n\ncd\nef gh"), 39, 8),
            [format!("{long}ab\n\n"), "cd\nef gh".to_owned()]
        );
        assert_eq!(
            texts(&format!("{long}ab cd\nef gh ij"), 40, 8),
            [format!("{long}ab cd\n"), "ef gh ij".to_owned()]
        );
        assert_eq!(texts(&format!("{long}ab cd ef"), 37, 6), [format!("{long}ab cd "), "ef".to_owned()]);
        assert_eq!(texts("äöüäöü", 5, 4), ["äö", "üä", "öü"], "between characters");
    }

    #[test]
    fn many_lines_and_many_words_are_a_part_however_few_bytes_they_have() {
        let by_lines = Limits { lines: 10, ..limits(1000, 100) };
        let parts = split_text(&"x\n".repeat(25), by_lines);
        assert_eq!(parts.iter().map(|part| part.text_blocks.len()).collect::<Vec<_>>(), [10, 10, 5]);
        let by_words = Limits { words: 10, ..limits(1000, 100) };
        let words: Vec<usize> = split_text(&"on, on! ".repeat(8), by_words)
            .iter()
            .map(|part| part.text.matches(|c: char| !c.is_alphabetic() && c != ' ').count())
            .collect();
        assert!(words.len() >= 3 && words.iter().all(|&marks| marks <= 5), "{words:?}");
    }

    #[test]
    fn a_line_across_the_cut_becomes_a_piece_of_both_parts() {
        let parts = split_text("abcdefgh ij kl mn", limits(12, 3));
        let words: Vec<_> =
            parts.iter().flat_map(|p| p.text_blocks.iter().map(|x| x.span.of(&p.text))).collect();
        assert_eq!(words, ["abcdefgh ij ", "kl mn"]);
    }

    #[test]
    fn every_part_knows_the_lines_before_it() {
        let mut parts = split_at(plain::undivided("a\nb\n\n\n\n\n\nc\nd\n".to_owned()), limits(4, 1));
        let first = |parts: &mut Parts| parts.next().map(|part| (part.text.clone(), parts.lines_before()));
        let before: Vec<_> = std::iter::from_fn(|| first(&mut parts)).collect();
        let all = "a\nb\n\n\n\n\n\nc\nd\n";
        for (text, lines) in before {
            let at = all.lines().position(|line| line == text.trim().lines().next().unwrap()).unwrap();
            let above = text.lines().take_while(|line| line.is_empty()).count();
            assert_eq!(lines as usize + above, at, "{text:?}");
        }
    }

    #[test]
    fn parts_put_together_are_the_text() {
        let text = "word\n\nanother line\n".repeat(50);
        assert_eq!(texts(&text, 40, 20).concat(), text);
    }
}
