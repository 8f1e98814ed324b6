//! Reads plain text: every line that is not blank is a piece.

use crate::model::{BlockKind, Extract, Format, Piece, Span, Vote};

/// The lines of a decoded text whose line ends are LF.
pub fn extract(text: String) -> Extract {
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        if !line.trim().is_empty() {
            pieces.push(Piece { span, kind: BlockKind::Paragraph, vote: Vote::None });
        }
        start += line.len() + 1;
    }
    Extract { format: Format::PlainText, text, pieces, ..Extract::default() }
}
