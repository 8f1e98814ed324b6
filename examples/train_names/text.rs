//! A labelled document as a person would have written it.

use super::sentence::Sentence;

/// A document as a person would have written it.
pub struct Text {
    pub text: String,
    /// For every sentence the byte range of each word.
    pub words: Vec<Vec<(usize, usize)>>,
}

impl Text {
    /// Joins words by spaces, marks without, and puts a sentence on each line.
    pub fn of(document: &[Sentence]) -> Text {
        let mut text = Text { text: String::new(), words: Vec::new() };
        for sentence in document {
            let mut ranges = Vec::with_capacity(sentence.words.len());
            let (mut quoted, mut before) = (false, "");
            for (at, word) in sentence.words.iter().enumerate() {
                let mut glued = at == 0
                    || matches!(before, "(" | "[" | "{" | "$" | "“" | "‘" | "``")
                    || (before == "\"" && quoted)
                    || matches!(
                        word.as_str(),
                        "." | "," | ";" | ":" | "?" | "!" | "%" | ")" | "]" | "}" | "’" | "”"
                    )
                    || matches!(
                        word.as_str(),
                        "n't" | "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "''" | "’s"
                    );
                if word == "\"" {
                    glued |= quoted;
                    quoted = !quoted;
                }
                if !glued {
                    text.text.push(' ');
                }
                ranges.push((text.text.len(), text.text.len() + word.len()));
                text.text.push_str(word);
                before = word;
            }
            text.text.push('\n');
            text.words.push(ranges);
        }
        text
    }
}
