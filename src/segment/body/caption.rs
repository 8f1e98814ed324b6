//! Recognises captions and credits of pictures, by their words and their form.

use crate::model::BlockKind;
use crate::segment::lexicon::names::is_person;
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measured::Line;

/// Whether the line is a picture's caption or credit.
pub fn is_caption(line: &Line<'_>) -> bool {
    line.cues.any(Cues::CAPTION) && (line.words <= 14 || line.words <= 60 && is_credit(line.text))
        || line.kind == BlockKind::Caption
        || line.words <= 12 && !line.ends_sentence && is_credit(line.text)
}

/// Whether the words have the form of a credit: "(Photo: …)", "Ann Bell | Agency", "via Agency".
fn is_credit(text: &str) -> bool {
    let opened =
        text.starts_with('(') && text.get(1..).is_some_and(|rest| lexicon::cues(rest).any(Cues::CAPTION));
    let closed = text
        .rsplit(['|', '/'])
        .next()
        .is_some_and(|last| last.len() < text.len() && lexicon::cues(last.trim()).any(Cues::CAPTION));
    let named = text
        .split_once(" | ")
        .is_some_and(|(name, outlet)| is_person(name) && outlet.split_whitespace().count() <= 3);
    opened || closed || named || text.contains(" via ") && lexicon::cues(text).any(Cues::CAPTION)
}
