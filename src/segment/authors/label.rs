//! Recognises the label before an author's name, such as "By", at the beginning of a line or inside it.

use std::ops::Range;

use crate::segment::lexicon::{Cues, author_inside};
use crate::segment::line::measured::Line;

/// Labels that scrapers glue to a name.
const GLUED: [&str; 5] = ["Written by", "Posted by", "Author", "By", "by"];

/// Labels of more bytes say that somebody wrote; "By" and its like begin other lines as well.
pub const PLAIN: usize = 6;

/// The length of a label that is glued to the name behind it: "ByAnn Bell".
pub fn glued_label(text: &str) -> Option<usize> {
    let glued =
        |label: &&&str| text.strip_prefix(**label).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    GLUED.iter().find(glued).map(|label| label.len())
}

/// What stands behind a label of so many bytes.
pub fn behind_label(text: &str, label: usize) -> &str {
    text[label..].trim_start_matches([':', '：', ' ', '\u{a0}', '/'])
}

/// Whether a line is dated, as one with a label inside it must be: "4 May 2020 by Ann Bell".
pub fn is_dated(line: &Line<'_>) -> bool {
    line.is_date_line() || line.cues.any(Cues::PUBLISHED) && !line.dates.is_empty()
}

/// What stands behind a label inside a line, and where the label is.
pub fn behind_inner_label<'t>(line: &Line<'t>) -> Option<(Range<usize>, &'t str)> {
    let label = author_inside(line.text)?;
    let rest = line.text[label.end..].trim_start_matches([':', ' ']);
    Some((label, rest))
}
