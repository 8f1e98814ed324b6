//! An anchor: by what a passage is found again in a text that has changed: the words themselves, the words
//! around them, where they stood, and in which text.
//!
//! Not here: making one and finding its passage again (`text::anchor`).

use serde::{Deserialize, Serialize};

use super::Span;

/// A passage of a document, so that it is found again. The words and those around them are as in the
/// "TextQuoteSelector" of the Web Annotation Data Model (W3C, 2017), span and hash its "TextPositionSelector".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage as it stood, never sanitised.
    pub quote: String,
    /// The text before it, up to the beginning of a word.
    pub before: String,
    /// The text after it, up to the end of a word.
    pub after: String,
    /// Where it stood: a byte range of the text that had the hash.
    pub span: Span,
    /// XXH3-64 of the whole text of the document: with the same text it stands where it stood.
    pub text_hash: u64,
    /// How much of passage and surroundings stood, in its own text, at the next likely place, in thousandths.
    #[serde(default)]
    pub rival: u32,
    /// Which of how many places it was that could not be told from each other by what stands around, from 0; `(0, 0)`
    /// where it was the only one; of `u32::MAX` where it was open how many there were.
    #[serde(default)]
    pub twin: (u32, u32),
}
