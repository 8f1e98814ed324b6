//! Writes the visible text of a file block by block: white space collapses as in a browser, and each
//! block stands on lines of its own with an empty line between.
//!
//! Not here: what a block is (the reader of each format).

use crate::model::{BlockKind, Link, Span, TextBlock, Vote};

/// The longest target of a link that is kept, in bytes: a longer one is content (`data:`), not
/// an address, and every block under the link would hold a copy.
const LONGEST_TARGET: usize = 4096;

/// How many bytes the targets of a text's links may have together; later links are words only.
const ALL_TARGETS: usize = 16 << 20;

/// How many links a text may have; later ones are words only.
const MOST_LINKS: usize = 100_000;

/// So few words of a picture say something: fewer are a label ("logo", "photo of the author"). Set by hand.
const TELLING_WORDS: usize = 4;

/// Whether the words that stand for a picture say what is on it: they are several, and not the name of a file.
fn says_something(words: &str) -> bool {
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic) && !word.contains(['_', '/', '\\']);
    let ending = words.trim_end().rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_name = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "tif", "tiff", "bmp"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    !is_name && words.split_whitespace().filter(is_word).count() >= TELLING_WORDS
}

/// The text under construction.
#[derive(Debug)]
pub struct Blocks {
    pub text: String,
    pub text_blocks: Vec<TextBlock>,
    pub links: Vec<Link>,
    /// The kind of the block being written.
    pub kind: BlockKind,
    /// Where the block being written starts; none has begun without words.
    start: Option<usize>,
    gap: Gap,
    /// How many cells of a table's row have begun since the last word.
    cells: usize,
    link: Option<OpenLink>,
    /// The bytes in the targets of `links`.
    targets: usize,
}

/// What is due before the next word; the greater wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
}

#[derive(Debug)]
struct OpenLink {
    target: String,
    /// Where its words begin, once there is one.
    start: Option<usize>,
}

impl Blocks {
    /// No text yet.
    pub fn new() -> Blocks {
        Blocks {
            text: String::new(),
            text_blocks: Vec::new(),
            links: Vec::new(),
            kind: BlockKind::Paragraph,
            start: None,
            gap: Gap::None,
            cells: 0,
            link: None,
            targets: 0,
        }
    }

    /// Writes words; white space between them collapses to single spaces.
    pub fn words(&mut self, text: &str) {
        for (i, word) in text.split([' ', '\t', '\n', '\r', '\u{C}']).enumerate() {
            if i > 0 {
                self.space();
            }
            // No-break spaces and the like do not open a block.
            let word = if self.start.is_none() { word.trim_start_matches(invisible) } else { word };
            if !word.is_empty() {
                self.begin();
                self.text.push_str(word);
            }
        }
    }

    /// Writes text as it is, with its spaces and line ends.
    pub fn verbatim(&mut self, text: &str) {
        let text = if self.start.is_none() { without_blank_lines(text) } else { text };
        if !text.is_empty() {
            self.begin();
            self.text.push_str(text);
        }
    }

    /// A space is due before the next word.
    pub fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// The next word belongs to the next cell of a table's row. One without words is written as well, if there are words
    /// in a cell behind it: else these stood in the column of another.
    pub fn cell(&mut self) {
        self.gap = self.gap.max(Gap::Cell);
        self.cells += 1;
    }

    /// The next word stands on a new line of the same block.
    pub fn line(&mut self) {
        self.gap = Gap::Line;
        self.cells = 0;
    }

    /// Whether a new line is already due.
    pub fn line_is_due(&self) -> bool {
        self.gap == Gap::Line
    }

    /// Writes what a picture is said to show as a caption of its own, where that says something and no words of a block
    /// were written yet: inside running text a picture is an ornament. Whether there is one.
    pub fn picture(&mut self, words: &str) -> bool {
        if self.start.is_some() || !says_something(words) {
            return false;
        }
        let around = std::mem::replace(&mut self.kind, BlockKind::Caption);
        self.words(words);
        let written = self.end();
        self.kind = around;
        written
    }

    /// Ends the block; whether it had words.
    pub fn end(&mut self) -> bool {
        self.gap = Gap::None;
        self.cells = 0;
        let Some(start) = self.start.take() else { return false };
        let length = self.text.trim_end_matches(invisible).len().max(start);
        self.end_link(length);
        self.text.truncate(length);
        if length == start {
            self.text.truncate(self.text.trim_end_matches('\n').len());
            return false;
        }
        self.text_blocks.push(TextBlock {
            span: Span::new(start, length),
            kind: self.kind,
            vote: Vote::None,
        });
        true
    }

    /// The words that follow link to `target`, unless that is too long for an address.
    pub fn open_link(&mut self, target: &str) {
        self.close_link();
        if target.len() > LONGEST_TARGET {
            return;
        }
        self.link = Some(OpenLink { target: target.to_owned(), start: None });
    }

    /// The link ends.
    pub fn close_link(&mut self) {
        self.end_link(self.text.len());
        self.link = None;
    }

    /// Records the words of the open link up to `end`; it may go on in the next block.
    fn end_link(&mut self, end: usize) {
        if let Some(link) = &mut self.link
            && let Some(start) = link.start.take()
        {
            let end = start + self.text[start..end.max(start)].trim_end_matches(invisible).len();
            let targets = self.targets + link.target.len();
            if start < end && targets <= ALL_TARGETS && self.links.len() < MOST_LINKS {
                self.targets = targets;
                self.links.push(Link { span: Span::new(start, end), target: link.target.clone() });
            }
        }
    }

    fn begin(&mut self) {
        match self.start {
            None => {
                if !self.text.is_empty() {
                    self.text.push_str("\n\n");
                }
                self.start = Some(self.text.len());
            }
            Some(_) => self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => " | ",
                Gap::Line => "\n",
            }),
        }
        for _ in 1..std::mem::take(&mut self.cells) {
            self.text.push_str("| ");
        }
        self.gap = Gap::None;
        let length = self.text.len();
        if let Some(link) = &mut self.link {
            link.start.get_or_insert(length);
        }
    }
}

fn invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The text from its first line that is not blank.
fn without_blank_lines(text: &str) -> &str {
    match text.find(|c| !invisible(c)) {
        Some(word) => &text[text[..word].rfind('\n').map_or(0, |end| end + 1)..],
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_without_words_keeps_its_column() {
        let mut blocks = Blocks::new();
        for row in [["place", "people", "boats", "year"], ["", "310", "", "1898"], ["Vell", "", "", ""]] {
            blocks.line();
            for cell in row {
                blocks.cell();
                blocks.words(cell);
            }
        }
        blocks.end();
        blocks.cell();
        blocks.cell();
        blocks.words("after");
        blocks.end();
        blocks.words("and no more");
        blocks.end();
        let table = "place | people | boats | year\n| 310 | | 1898\nVell";
        assert_eq!(blocks.text, format!("{table}\n\n| after\n\nand no more"));
    }

    #[test]
    fn blocks_stand_apart_and_white_space_collapses() {
        let mut blocks = Blocks::new();
        blocks.words("\n One  two\n");
        blocks.words("three ");
        assert!(blocks.end());
        blocks.words(" \u{a0} ");
        assert!(!blocks.end(), "white space is no block");
        blocks.words("four");
        blocks.line();
        blocks.words(" five");
        blocks.end();
        assert_eq!(blocks.text, "One two three\n\nfour\nfive");
        let words: Vec<_> = blocks.text_blocks.iter().map(|block| block.span.of(&blocks.text)).collect();
        assert_eq!(words, ["One two three", "four\nfive"]);
    }

    #[test]
    fn a_link_over_two_blocks_is_two_spans_of_words() {
        let mut blocks = Blocks::new();
        blocks.words("see ");
        blocks.open_link("there");
        blocks.words(" this ");
        blocks.end();
        blocks.words("and that");
        blocks.close_link();
        blocks.words(" one");
        blocks.end();
        let words: Vec<_> = blocks.links.iter().map(|link| link.span.of(&blocks.text)).collect();
        assert_eq!(words, ["this", "and that"]);
    }

    #[test]
    fn a_target_too_long_for_an_address_leaves_its_words_without_a_link() {
        let mut blocks = Blocks::new();
        blocks.open_link(&"x".repeat(LONGEST_TARGET + 1));
        blocks.words("one");
        blocks.open_link(&"x".repeat(LONGEST_TARGET));
        blocks.words(" two");
        blocks.end();
        assert_eq!(blocks.text, "one two");
        let words: Vec<_> = blocks.links.iter().map(|link| link.span.of(&blocks.text)).collect();
        assert_eq!(words, ["two"]);
    }

    #[test]
    fn a_link_around_many_blocks_does_not_grow_without_bound() {
        let mut blocks = Blocks::new();
        blocks.open_link(&"x".repeat(LONGEST_TARGET));
        for _ in 0..2 * ALL_TARGETS / LONGEST_TARGET {
            blocks.words("x");
            blocks.end();
        }
        assert_eq!(blocks.links.len(), ALL_TARGETS / LONGEST_TARGET);
        assert_eq!(blocks.text_blocks.len(), 2 * ALL_TARGETS / LONGEST_TARGET);
    }

    #[test]
    fn the_links_of_a_text_are_bounded() {
        let mut blocks = Blocks::new();
        for _ in 0..MOST_LINKS + 1 {
            blocks.open_link("x");
            blocks.words("x ");
        }
        blocks.close_link();
        assert_eq!(blocks.links.len(), MOST_LINKS);
    }
}
