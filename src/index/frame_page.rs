//! Makes the frame of a file into a document that can be read: its runs of lines, each below where it
//! stands in the file.
//!
//! Not here: storing frames (`store`), and finding the frame that has a word (`search`).

use crate::model::{Block, BlockKind, Document, Frame, FrameRun, Span};

/// The frame of the file at `path` as a document.
pub(super) fn frame_document(path: &str, frame: &Frame) -> Document {
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(2 * frame.runs.len());
    let mut push = |words: &str, kind| {
        let start = text.len();
        text.push_str(words);
        blocks.push(Block { span: Span::new(start, text.len()), kind });
        text.push('\n');
    };
    for run in &frame.runs {
        if let Some(place) = place(run) {
            push(&place, BlockKind::Heading);
        }
        push(&run.text, BlockKind::Code);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Document {
        part: 1,
        parts: 1,
        title: Some(format!("frame of {name}")),
        text,
        blocks,
        ..Document::default()
    }
}

/// The lines of the file that a run is, in words.
fn place(run: &FrameRun) -> Option<String> {
    let (first, last) = (run.line?, run.line_at(run.text.len())?);
    Some(if first == last { format!("line {first}") } else { format!("lines {first}–{last}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_of_a_frame_stands_below_its_place_in_the_file() {
        let run = |line, text: &str| FrameRun { line, text: text.to_owned() };
        let runs =
            vec![run(Some(1), "THE GULL\nTown news"), run(Some(40), "* * *"), run(None, "Printed in Vell")];
        let document = frame_document("news/gull.txt", &Frame { runs });
        assert_eq!(document.title.as_deref(), Some("frame of gull.txt"));
        let blocks: Vec<_> =
            document.blocks.iter().map(|block| (block.kind.name(), block.span.of(&document.text))).collect();
        assert_eq!(
            blocks,
            [
                ("heading", "lines 1–2"),
                ("code", "THE GULL\nTown news"),
                ("heading", "line 40"),
                ("code", "* * *"),
                ("code", "Printed in Vell"),
            ]
        );
    }
}
