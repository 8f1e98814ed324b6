//! The lines of a file between its documents, before the first and after the last: its frame.
//!
//! Not here: where documents begin and end (`choice`).

use super::choice::Part;
use crate::model::{Extract, Format, Frame, FrameRun};
use crate::segment::line::measured::Line;
use crate::text::token::tokens;

/// The frame of a file that was split into these parts. Lines without a word, such as rules, are left
/// out where no others stand beside them.
pub fn frame(extract: &Extract, lines: &[Line<'_>], parts: &[Part]) -> Frame {
    let after = parts.last().map_or(0, |part| part.lines.end)..lines.len();
    let outside = parts.iter().map(|part| part.before.clone()).chain([after]);
    let run = |outside| {
        let lines: &[Line<'_>] = lines.get(outside)?;
        let (first, last) = (lines.first()?, lines.last()?);
        let text = extract.text.get(first.span.start..last.span.end)?;
        // The lines of a text inside another file are none of that file's.
        let is_file = extract.format == Format::PlainText && extract.attached_as.is_none();
        let line = is_file.then_some(first.number + 1);
        tokens(text).next().map(|_| FrameRun { line, text: text.to_owned() })
    };
    Frame { runs: outside.filter_map(run).collect() }
}
