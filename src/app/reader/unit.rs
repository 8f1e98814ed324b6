//! Units of a text that is selected: characters, words, sentences, paragraphs, found from a place of what is
//! shown. No unit parts a grapheme.
//!
//! Not here: what is selected (`selection`).

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Document, Span};

/// By what a selection grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextUnit {
    /// What is drawn as one letter: a grapheme.
    Character,
    /// A word, without the signs around it.
    #[default]
    Word,
    /// A sentence; a line of what has no sentences, such as tables and site chrome.
    Sentence,
    /// A block.
    Paragraph,
}

impl TextUnit {
    /// The next larger unit; after the largest the smallest.
    pub fn wider(self) -> TextUnit {
        match self {
            TextUnit::Character => TextUnit::Word,
            TextUnit::Word => TextUnit::Sentence,
            TextUnit::Sentence => TextUnit::Paragraph,
            TextUnit::Paragraph => TextUnit::Character,
        }
    }

    /// Its word on the screen.
    pub fn name(self) -> &'static str {
        match self {
            TextUnit::Character => "character",
            TextUnit::Word => "word",
            TextUnit::Sentence => "sentence",
            TextUnit::Paragraph => "paragraph",
        }
    }
}

/// What of a document is shown, in the order of its text.
#[derive(Clone, Debug)]
pub(super) struct ShownText<'d> {
    pub(super) document: &'d Document,
    /// In order, without overlaps.
    pub(super) stretches: Vec<Span>,
}

impl ShownText<'_> {
    /// The unit at a byte of the text: the first that ends after it, else the last of all.
    pub(super) fn unit_at(&self, unit: TextUnit, offset: usize) -> Option<Span> {
        self.ending_after(unit, offset).or_else(|| self.beginning_before(unit, offset))
    }

    /// The first unit that ends after a byte of the text.
    pub(super) fn ending_after(&self, unit: TextUnit, offset: usize) -> Option<Span> {
        let from = self.stretches.partition_point(|stretch| stretch.end as usize <= offset);
        let mut stretches = self.stretches.iter().skip(from);
        stretches.find_map(|&stretch| match unit {
            TextUnit::Character | TextUnit::Word => self.small_after(unit, stretch, offset),
            _ => self.large_in(unit, stretch).into_iter().find(|found| found.end as usize > offset),
        })
    }

    /// The last unit that begins before a byte of the text.
    pub(super) fn beginning_before(&self, unit: TextUnit, offset: usize) -> Option<Span> {
        let until = self.stretches.partition_point(|stretch| (stretch.start as usize) < offset);
        let mut stretches = self.stretches[..until].iter().rev();
        stretches.find_map(|&stretch| match unit {
            TextUnit::Character | TextUnit::Word => self.small_before(unit, stretch, offset),
            _ => self.large_in(unit, stretch).into_iter().rfind(|found| (found.start as usize) < offset),
        })
    }

    fn small_after(&self, unit: TextUnit, stretch: Span, offset: usize) -> Option<Span> {
        let text = stretch.of(&self.document.text);
        let before = text.get(..offset.saturating_sub(stretch.start as usize)).unwrap_or_default();
        // Behind a space begins a unit wherever the text begins.
        let from = before.rfind([' ', '\n']).map_or(0, |space| space + 1);
        let base = stretch.start as usize + from;
        let span = |(at, found): (usize, &str)| Span::new(base + at, base + at + found.len());
        let is_after = |found: &Span| found.end as usize > offset;
        let rest = &text[from..];
        match unit {
            TextUnit::Character => rest.grapheme_indices(true).map(span).find(is_after),
            _ => rest.split_word_bound_indices().filter(is_word).map(span).find(is_after),
        }
    }

    fn small_before(&self, unit: TextUnit, stretch: Span, offset: usize) -> Option<Span> {
        let base = stretch.start as usize;
        let text = stretch.of(&self.document.text);
        let text = text.get(..(offset - base).min(text.len())).unwrap_or(text);
        let span = |(at, found): (usize, &str)| Span::new(base + at, base + at + found.len());
        match unit {
            TextUnit::Character => text.grapheme_indices(true).next_back().map(span),
            _ => text.split_word_bound_indices().rfind(is_word).map(span),
        }
    }

    /// The sentences or paragraphs in a stretch, in order.
    fn large_in(&self, unit: TextUnit, stretch: Span) -> Vec<Span> {
        let within = |spans: &mut dyn Iterator<Item = Span>| -> Vec<Span> {
            spans.take_while(|span| span.start < stretch.end).filter(|span| !span.is_empty()).collect()
        };
        let found = if unit == TextUnit::Paragraph {
            let blocks = &self.document.blocks;
            let first = blocks.partition_point(|block| block.span.end <= stretch.start);
            within(&mut blocks.iter().skip(first).map(|block| block.span))
        } else {
            let sentences = &self.document.sentences;
            let first = sentences.partition_point(|sentence| sentence.end <= stretch.start);
            within(&mut sentences.iter().skip(first).copied())
        };
        if found.is_empty() { lines(&self.document.text, stretch) } else { found }
    }
}

/// Whether a stretch between two boundaries of words is a word.
fn is_word((_, found): &(usize, &str)) -> bool {
    found.contains(char::is_alphanumeric)
}

/// The lines of a stretch that have anything on them.
fn lines(text: &str, stretch: Span) -> Vec<Span> {
    let base = stretch.start as usize;
    let whole = stretch.of(text);
    let line = |line: &str| {
        let start = base + (line.as_ptr() as usize - whole.as_ptr() as usize);
        Span::new(start, start + line.len())
    };
    whole.lines().map(str::trim).filter(|found| !found.is_empty()).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};

    fn document(text: &str, sentences: &[&str]) -> Document {
        let span = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let block = |part: &str| Block { span: span(part), kind: BlockKind::Paragraph };
        Document {
            text: text.into(),
            blocks: text.split("\n\n").map(block).collect(),
            sentences: sentences.iter().map(|part| span(part)).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn each_unit_is_found_from_any_place_and_no_grapheme_is_parted() {
        let text = "The dam held. Nobody e\u{301}lse\n\n漢字 هنا 👩‍👩‍👧 x";
        let document = document(text, &["The dam held.", "Nobody e\u{301}lse"]);
        let stretches = document.blocks.iter().map(|block| block.span).collect();
        let shown = ShownText { document: &document, stretches };
        let at = |unit, offset| shown.unit_at(unit, offset).unwrap().of(text);
        assert_eq!((at(TextUnit::Word, 5), at(TextUnit::Word, 12)), ("dam", "Nobody"));
        assert_eq!(at(TextUnit::Sentence, 13), "Nobody e\u{301}lse");
        assert_eq!(at(TextUnit::Paragraph, 0), "The dam held. Nobody e\u{301}lse");
        assert_eq!(at(TextUnit::Sentence, 40), "漢字 هنا 👩‍👩‍👧 x", "without sentences a line");
        for unit in [TextUnit::Character, TextUnit::Word, TextUnit::Sentence, TextUnit::Paragraph] {
            let (mut there, mut end) = (Vec::new(), 0);
            while let Some(found) = shown.ending_after(unit, end) {
                end = found.end as usize;
                there.push(found);
            }
            let (mut back, mut start) = (Vec::new(), text.len());
            while let Some(found) = shown.beginning_before(unit, start) {
                start = found.start as usize;
                back.insert(0, found);
            }
            assert_eq!(there, back, "{unit:?}");
            assert!(there.iter().all(|found| !found.of(text).starts_with('\u{301}')));
            if unit == TextUnit::Character {
                assert!(there.iter().any(|found| found.of(text) == "👩‍👩‍👧"));
            }
        }
    }
}
