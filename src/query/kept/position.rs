//! Where reading of a document stopped, so that it is found again after the text has changed: by the words there,
//! and by the byte they began with.
//!
//! Not here: finding a passage again (`text::anchor`).

use crate::model::{Anchor, Span};
use crate::text::anchor::{anchor, place};

/// So many bytes of the text are kept as the words where reading stopped: about a line. Set by hand.
const LINE: usize = 80;

/// Where reading stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingPosition {
    /// The byte at the upper edge of the page.
    pub offset: u32,
    /// The words there; `None` where only the byte was written down.
    pub passage: Option<Box<Anchor>>,
}

impl ReadingPosition {
    /// The position at a byte of a text; the beginning needs no words.
    pub fn at(text: &str, offset: usize) -> ReadingPosition {
        let start = text.ceil_char_boundary(offset);
        let end = text.floor_char_boundary((start + LINE).min(text.len()));
        let words = text.get(start..end).unwrap_or_default();
        let passage = (start > 0 && !words.trim().is_empty())
            .then(|| Box::new(anchor(text, Span::new(start, start + words.trim_end().len()))));
        ReadingPosition { offset: offset as u32, passage }
    }

    /// The position at a byte of a text, with the words there even where it is the beginning.
    pub fn with_words(text: &str, offset: usize) -> ReadingPosition {
        let from = text.floor_char_boundary(offset);
        let blank = text.get(from..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let at = ReadingPosition::at(text, from + blank);
        let end = text.floor_char_boundary(LINE.min(text.len()));
        let words = text.get(..end).unwrap_or_default().trim_end();
        let of_beginning = || (!words.is_empty()).then(|| Box::new(anchor(text, Span::new(0, words.len()))));
        ReadingPosition { passage: at.passage.or_else(of_beginning), ..at }
    }

    /// The byte of a text that is at the upper edge; the beginning where the words are no more to be found.
    pub fn in_text(&self, text: &str) -> u32 {
        match &self.passage {
            Some(passage) => place(passage, text).map_or(0, |span| span.start),
            None => self.offset.min(text.len() as u32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_at_its_words_in_a_text_that_has_changed() {
        let text = "The dam held.\n\nThen the water rose over the wall.\n\nThe mayor left.";
        let position = ReadingPosition::at(text, 15);
        assert_eq!(position.in_text(text), 15);
        assert_eq!(position.in_text(&format!("A menu\n{text}")), 22);
        assert_eq!(position.in_text("Something else."), 0);
        assert_eq!(ReadingPosition::at(text, 0).passage, None);
        let by_byte = ReadingPosition { offset: 15, passage: None };
        assert_eq!((by_byte.in_text(text), by_byte.in_text("Short.")), (15, 6));
        assert_eq!(ReadingPosition::at("é", 1).offset, 1, "nothing is cut in two");
        let beginning = ReadingPosition::with_words(text, 0);
        assert_eq!(beginning.in_text(&format!("Another article stands above it.\n\n{text}")), 34);
        assert_eq!(ReadingPosition::with_words("", 0).passage, None);
    }
}
