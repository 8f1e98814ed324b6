//! Cutting a text around the words that matter in it, so that they are seen in the room there
//! is. Pure; which style the words get is the drawing's business.

use std::ops::Range;

use crate::model::Span;
use crate::text::sanitize::sanitize;
use crate::text::width::{prefix, shorten, shorten_front, width};

/// Columns that are left for the first words that matter, when it comes to that.
const LEAST_SEEN: usize = 12;

/// A piece of a text, on one line and safe to draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// Where the words that matter stand in `text`, as far as they are in it.
    pub marks: Vec<Range<usize>>,
}

/// The text, from its beginning if the first span is then seen, else from shortly before it.
pub fn excerpt(text: &str, spans: &[Span], room: usize) -> Excerpt {
    let flat = text.replace('\n', " ");
    let safe = sanitize(&flat);
    let first = spans.first().map_or(0, |span| safe.offset(span.start as usize));
    let from = if width(&safe.text[..first]) + LEAST_SEEN > room {
        let skip = safe.text.floor_char_boundary(first.saturating_sub(room / 3));
        safe.text[skip..first].find(' ').map_or(first, |at| skip + at + 1)
    } else {
        0
    };
    let open = if from > 0 { "…" } else { "" };
    let text = shorten(&format!("{open}{}", &safe.text[from..]), room);
    let spans = spans.iter().map(|&span| safe.span(span).range()).filter(|range| range.start >= from);
    let moved = |range: Range<usize>| range.start - from + open.len()..range.end - from + open.len();
    let marks = seen(spans.map(moved), &text);
    Excerpt { text, marks }
}

/// The text with its first span at the column `lead`, so that lines below each other can be
/// compared.
pub fn aligned(text: &str, spans: &[Span], lead: usize, room: usize) -> Excerpt {
    let flat = text.replace('\n', " ");
    let safe = sanitize(&flat);
    let first = spans.first().map_or(0, |span| safe.offset(span.start as usize));
    let (before, after) = safe.text.split_at(first);
    let mut left = shorten_front(before, lead);
    if left.len() < before.len() {
        // A word that is cut says nothing.
        let word = left.char_indices().find(|(_, c)| *c == ' ').map_or(left.len(), |(at, _)| at);
        left = format!("…{}", left.get(word..).unwrap_or("").trim_start());
    }
    let shown = shorten(after, room.saturating_sub(lead));
    let gap = lead.saturating_sub(width(&left));
    let start = gap + left.len();
    let text = format!("{:gap$}{left}{shown}", "");
    let spans = spans.iter().map(|&span| safe.span(span).range()).filter(|range| range.start >= first);
    let marks = seen(spans.map(|range| range.start - first + start..range.end - first + start), &text);
    Excerpt { text, marks }
}

/// Ranges cut to what is left of their text.
fn seen(ranges: impl Iterator<Item = Range<usize>>, text: &str) -> Vec<Range<usize>> {
    let end = text.strip_suffix('…').map_or(text.len(), str::len);
    let cut = |range: Range<usize>| range.start.min(end)..range.end.min(end);
    ranges.map(cut).filter(|range| !range.is_empty()).collect()
}

/// As many of the texts as fit side by side, and how many are left over.
pub fn fitting(texts: &[String], between: &str, room: usize) -> (String, usize) {
    let mut line = String::new();
    for (at, text) in texts.iter().enumerate() {
        let more = texts.len() - at;
        let gap = if line.is_empty() { "" } else { between };
        // Room to say how many more there are is kept, except for the last.
        let kept = if more > 1 { width(between) + format!("{more} more").len() } else { 0 };
        if !line.is_empty() && width(&line) + width(gap) + width(text) + kept > room {
            return (line, more);
        }
        line.push_str(gap);
        line.push_str(if line.is_empty() { prefix(text, room) } else { text });
    }
    (line, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "On Monday in the old harbour the mayor of Norwick met Ann Bell, who said nothing.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    #[test]
    fn the_first_words_that_matter_are_seen_whole_words_before_them() {
        let cut = excerpt(TEXT, &[span("Ann Bell")], 30);
        assert_eq!(cut.text, "…Norwick met Ann Bell, who sa…");
        assert_eq!(&cut.text[cut.marks[0].clone()], "Ann Bell");
        assert_eq!(excerpt(TEXT, &[span("Norwick"), span("Ann Bell")], 200).marks.len(), 2);
        assert_eq!(excerpt("", &[], 10), Excerpt::default());
    }

    #[test]
    fn aligned_lines_have_their_words_in_one_column() {
        for (words, lead) in [("Ann Bell", 20), ("Monday", 20), ("Norwick", 9)] {
            let cut = aligned(TEXT, &[span(words)], lead, 60);
            let at = cut.marks[0].clone();
            assert_eq!((&cut.text[at.clone()], width(&cut.text[..at.start])), (words, lead));
            assert!(width(&cut.text) <= 60);
        }
        let cut = aligned(TEXT, &[span("Ann Bell")], 16, 60);
        assert!(cut.text.starts_with("   …Norwick met Ann Bell, who"), "{}", cut.text);
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let texts: Vec<String> = ["Ann Bell 3", "Bell 2", "A. Bell 1"].map(String::from).to_vec();
        assert_eq!(fitting(&texts, " · ", 40), ("Ann Bell 3 · Bell 2 · A. Bell 1".into(), 0));
        assert_eq!(fitting(&texts, " · ", 28), ("Ann Bell 3 · Bell 2".into(), 1));
        assert_eq!(fitting(&texts, " · ", 12), ("Ann Bell 3".into(), 2));
    }
}
