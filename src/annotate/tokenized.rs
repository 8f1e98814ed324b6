//! A document cut into tokens and sentences, with its dates and amounts: the input for finding names.
//! Chrome, bylines and code are left out.

use std::ops::Range;

use super::amount::{dates, quantities};
use super::credit_line::is_credit;
use super::text::{Casing, Sentence, Token, casing, is_running, sentences, tokenize};
use super::word::WordTable;
use crate::lexicon::{Classes, Lexicon};
use crate::model::{Block, BlockKind, Mention, Span};

/// The tokens of a document, in order.
pub struct TokenizedText<'t> {
    pub text: &'t str,
    pub lexicon: &'t Lexicon,
    pub tokens: Vec<Token>,
    pub sentences: Vec<SentenceRange>,
    /// Dates, times, sums and quantities, in order, without overlaps.
    pub amounts: Vec<Mention>,
}

/// A sentence, a heading, an entry of a list.
#[derive(Clone, Debug)]
pub struct SentenceRange {
    pub tokens: Range<usize>,
    pub casing: Casing,
    /// Whether a capital in it means a name.
    pub running: bool,
    /// Says who reported or photographed: no names are taken from it.
    pub credit: bool,
}

impl<'t> TokenizedText<'t> {
    /// Cuts the blocks of a text.
    pub fn of<'m: 't>(text: &'t str, blocks: &[Block], words: &mut WordTable<'m>) -> TokenizedText<'t> {
        let lexicon = words.lexicon;
        let mut cut =
            TokenizedText { text, lexicon, tokens: Vec::new(), sentences: Vec::new(), amounts: Vec::new() };
        for block in blocks.iter().filter(|block| is_read(block.kind)) {
            cut.add(block, words);
        }
        cut
    }

    fn add(&mut self, block: &Block, words: &mut WordTable<'_>) {
        let first = self.tokens.len();
        tokenize(self.text, block.span, words, &mut self.tokens);
        let tokens = &self.tokens[first..];
        let from = self.amounts.len();
        dates(self.text, tokens, &mut self.amounts);
        let mut counts = Vec::new();
        quantities(self.text, tokens, &mut counts);
        merge(&mut self.amounts, from, counts);
        let detached = is_detached(block.kind);
        for range in sentences(self.text, tokens) {
            let part = &tokens[range.clone()];
            let casing = casing(self.text, part, self.lexicon);
            let running = casing == Casing::Sentence && is_running(self.text, part, detached);
            let tokens = first + range.start..first + range.end;
            let credit = part.first().zip(part.last()).is_some_and(|(first, last)| {
                is_credit(Span { start: first.span.start, end: last.span.end }.of(self.text))
            });
            self.sentences.push(SentenceRange { tokens, casing, running, credit });
        }
    }

    /// A sentence as the rules read it.
    pub fn sentence<'a>(&'a self, range: &SentenceRange) -> Sentence<'a> {
        Sentence {
            text: self.text,
            tokens: &self.tokens,
            range: range.tokens.clone(),
            casing: range.casing,
            lexicon: self.lexicon,
        }
    }

    /// The classes of a range of tokens as one name.
    pub fn listed(&self, tokens: &Range<usize>) -> Classes {
        match tokens.len() {
            1 => self.tokens[tokens.start].name,
            _ => self.lexicon.name(self.span(tokens.clone()).of(self.text)),
        }
    }

    /// The span of a range of tokens, which must not be empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span { start: self.tokens[tokens.start].span.start, end: self.tokens[tokens.end - 1].span.end }
    }
}

/// Whether names are looked for in blocks of that kind.
pub fn is_read(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Headline
        | BlockKind::Heading
        | BlockKind::Paragraph
        | BlockKind::List
        | BlockKind::Quote
        | BlockKind::Caption
        | BlockKind::Table => true,
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Code | BlockKind::Chrome => false,
    }
}

/// Headings, entries of lists and cells.
fn is_detached(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Heading | BlockKind::List | BlockKind::Table)
}

/// Adds quantities to the dates found from `from` on, where they do not overlap one.
fn merge(mentions: &mut Vec<Mention>, from: usize, counts: Vec<Mention>) {
    let dates = mentions.len();
    let mut at = from;
    for count in counts {
        while at < dates && mentions[at].span.end <= count.span.start {
            at += 1;
        }
        if at >= dates || !mentions[at].span.overlaps(count.span) {
            mentions.push(count);
        }
    }
    if let Some(block) = mentions.get_mut(from..) {
        block.sort_by_key(|mention| mention.span);
    }
}

/// The lines of a text that are not blank, each as a paragraph.
pub fn blocks_of_lines(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        }
        start += line.len() + 1;
    }
    blocks
}
