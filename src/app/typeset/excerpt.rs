//! Cuts a text to the columns there are, so that the marked words stay visible. Pure.
//!
//! Not here: choosing which passage of a document to show (`index::search::passages`).

use std::ops::Range;

use crate::model::Span;
use crate::text::sanitize::sanitize;
use crate::text::width::{prefix, shorten, shorten_front, width};

/// Columns that are left for the first words that matter, at least.
const LEAST_SEEN: usize = 12;
/// Columns from which on two places of a text are shown.
const ROOM_FOR_TWO: usize = 40;

/// An excerpt of a text, on one line and safe to draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What is drawn.
    pub text: String,
    /// Where the words that matter stand in `text`, as far as they are in it.
    pub marks: Vec<Range<usize>>,
}

/// The text, from its beginning if the first span is then seen, else from shortly before it.
pub fn excerpt(text: &str, spans: &[Span], room: usize) -> Excerpt {
    cut(text, spans, room, |before| width(before) + LEAST_SEEN <= room, room / 3)
}

/// As [`excerpt`], but rather with what follows the first span than with what comes before it: a text from its
/// beginning only if that is near.
pub fn passage_excerpt(text: &str, spans: &[Span], room: usize) -> Excerpt {
    cut(text, spans, room, |before| width(before) <= room / 3, room / 4)
}

/// The text from its beginning, or where what stands before the first span is too much from `context` columns
/// before that.
fn cut(text: &str, spans: &[Span], room: usize, fits: impl Fn(&str) -> bool, context: usize) -> Excerpt {
    let flat = text.replace('\n', " ");
    let safe = sanitize(&flat);
    let first = spans.first().map_or(0, |span| safe.offset(span.start as usize));
    let from = if width(&safe.text) <= room || fits(&safe.text[..first]) {
        0
    } else {
        let skip = safe.text.floor_char_boundary(first.saturating_sub(context));
        let near = safe.text[skip..first].find(' ').map_or(first, |at| skip + at + 1);
        // Words before it must not take the room of the word itself; the signs of the cuts take two columns.
        let end = spans.first().map_or(first, |span| safe.offset(span.end as usize));
        if width(&safe.text[near..end]) + 2 > room { first } else { near }
    };
    let open = if from > 0 { "…" } else { "" };
    let spans = spans.iter().map(|&span| safe.span(span).range()).filter(|range| range.start >= from);
    let spans = spans.map(|range| range.start - from + open.len()..range.end - from + open.len());
    fit(&format!("{open}{}", &safe.text[from..]), spans.collect(), room)
}

/// The text with its first span at the column `lead`, so that lines below each other can be
/// compared.
pub fn aligned(text: &str, spans: &[Span], lead: usize, room: usize) -> Excerpt {
    let flat = text.replace('\n', " ");
    let safe = sanitize(&flat);
    let first = spans.first().map_or(0, |span| safe.offset(span.start as usize));
    let (before, after) = safe.text.split_at(first);
    let mut left = shorten_front(before, lead);
    if !left.is_empty() && left.len() < before.len() {
        // Part of a word cannot be read.
        let word = left.char_indices().find(|(_, c)| *c == ' ').map_or(left.len(), |(at, _)| at);
        left = format!("…{}", left.get(word..).unwrap_or("").trim_start());
    }
    let spans = spans.iter().map(|&span| safe.span(span).range()).filter(|range| range.start >= first);
    let spans = spans.map(|range| range.start - first..range.end - first);
    let right = fit(after, spans.collect(), room.saturating_sub(lead));
    let gap = lead.saturating_sub(width(&left));
    let start = gap + left.len();
    let marks = right.marks.into_iter().map(|range| range.start + start..range.end + start).collect();
    Excerpt { text: format!("{:gap$}{left}{}", "", right.text), marks }
}

/// The beginning of a text, or what is around its first span and around one of other words that
/// would not be seen, if there is room for both.
fn fit(text: &str, spans: Vec<Range<usize>>, room: usize) -> Excerpt {
    let plain = shorten_words(text, room);
    let end = kept(&plain, text);
    let (seen, hidden): (Vec<_>, Vec<_>) = spans.iter().partition(|range| range.end <= end);
    // Forms of one word mostly begin alike.
    let alike = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
    let is_new =
        |of: &&Range<usize>| seen.iter().all(|range| !alike(&text[(*range).clone()], &text[(*of).clone()]));
    let hidden = hidden.into_iter().find(is_new).filter(|_| room >= ROOM_FOR_TWO);
    if let (Some(hidden), Some(first)) = (hidden, spans.first()) {
        // One word before it shows how it is named.
        let word = text[..hidden.start].trim_end().rfind(' ').map_or(hidden.start, |at| at + 1);
        let tail = shorten_words(&text[word..], room / 2);
        let head = shorten_words(&text[..word], room.saturating_sub(width(&tail) + 1));
        let (head_end, tail_end) = (kept(&head, &text[..word]), kept(&tail, &text[word..]));
        if first.end <= head_end && hidden.end <= word + tail_end {
            let head = head.trim_end();
            let moved = head.len() + 1;
            let in_head = spans.iter().filter(|range| range.end <= head_end).cloned();
            let in_tail = spans.iter().filter(|range| word <= range.start && range.end <= word + tail_end);
            let in_tail = in_tail.map(|range| range.start - word + moved..range.end - word + moved);
            let marks = in_head.chain(in_tail).collect();
            return Excerpt { text: format!("{head} {tail}"), marks };
        }
    }
    let cut = |range: Range<usize>| range.start.min(end)..range.end.min(end);
    let marks = spans.into_iter().map(cut).filter(|range| !range.is_empty()).collect();
    Excerpt { text: plain, marks }
}

/// How much of a text is left in what was cut from it.
fn kept(cut: &str, text: &str) -> usize {
    if cut == text { text.len() } else { cut.strip_suffix('…').map_or(cut.len(), str::len) }
}

/// A text that does not fit, cut between words; inside one only where much of the room would stay empty.
fn shorten_words(text: &str, room: usize) -> String {
    let cut = shorten(text, room);
    let kept = cut.strip_suffix('…').filter(|_| cut != text);
    match kept.and_then(|kept| Some((kept, text[kept.len()..].chars().next()?))) {
        Some((kept, next)) if next.is_alphanumeric() => match kept.rfind(char::is_whitespace) {
            Some(space) if width(&kept[space..]) * 4 <= room => format!("{}…", kept[..space].trim_end()),
            _ => cut,
        },
        _ => cut,
    }
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
        assert_eq!(cut.text, "…met Ann Bell, who said…");
        assert_eq!(&cut.text[cut.marks[0].clone()], "Ann Bell");
        assert_eq!(excerpt(TEXT, &[span("Norwick"), span("Ann Bell")], 200).marks.len(), 2);
        assert_eq!(excerpt("", &[], 10), Excerpt::default());
        let (text, word) = ("The paper has written again to all our subscribers.", "subscribers");
        let start = text.find(word).unwrap();
        for room in word.len() + 2..60 {
            let cut = excerpt(text, &[Span::new(start, start + word.len())], room);
            assert_eq!(&cut.text[cut.marks[0].clone()], word, "{room}: {}", cut.text);
        }
    }

    #[test]
    fn a_passage_gives_its_room_to_what_follows() {
        let shown = |words, room| passage_excerpt(TEXT, &[span(words)], room).text;
        assert_eq!(shown("Norwick", 40), "…mayor of Norwick met Ann Bell, who…");
        assert_eq!(shown("Monday", 30), "On Monday in the old harbour…");
        assert_eq!(shown("Ann Bell", 100), TEXT, "all of it fits");
        let long = format!("an oak {}", "x".repeat(40));
        assert_eq!(
            passage_excerpt(&long, &[Span::new(3, 6)], 24).text,
            format!("an oak {}…", "x".repeat(16))
        );
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
    fn words_far_from_each_other_are_both_seen() {
        let text = "Ann Bell, who had come by the early train with two bags, slept in Norwick that night.";
        let spans = ["Ann Bell", "Norwick"].map(|word| {
            let start = text.find(word).unwrap();
            Span::new(start, start + word.len())
        });
        let cut = excerpt(text, &spans, 50);
        assert_eq!(cut.text, "Ann Bell, who had come by… in Norwick that night.");
        let marked: Vec<_> = cut.marks.iter().map(|range| &cut.text[range.clone()]).collect();
        assert_eq!(marked, ["Ann Bell", "Norwick"]);
        let twice = format!("{} Ann Bell left", &text[..40]);
        let spans = [spans[0], Span::new(41, 49)];
        assert!(excerpt(&twice, &spans, 40).text.ends_with("early…"), "the same words are seen already");
    }

    proptest::proptest! {
        #[test]
        fn a_cut_text_fits_and_its_marks_are_words_of_it(
            text in "[a-zé東 …]{0,120}",
            at in 0usize..100,
            len in 1usize..30,
            lead in 0usize..40,
            room in 1usize..90,
        ) {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((start + len).min(text.len()));
            let later = text.floor_char_boundary((end + len).min(text.len()));
            let spans = [Span::new(start, end), Span::new(later, text.len())];
            let lead = lead.min(room);
            let cuts = [
                excerpt(&text, &spans, room),
                passage_excerpt(&text, &spans, room),
                aligned(&text, &spans, lead, room),
            ];
            for cut in cuts {
                proptest::prop_assert!(width(&cut.text) <= room.max(1), "{:?}", cut);
                for mark in &cut.marks {
                    proptest::prop_assert!(cut.text.get(mark.clone()).is_some(), "{:?}", cut);
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let texts: Vec<String> = ["Ann Bell 3", "Bell 2", "A. Bell 1"].map(String::from).to_vec();
        assert_eq!(fitting(&texts, " · ", 40), ("Ann Bell 3 · Bell 2 · A. Bell 1".into(), 0));
        assert_eq!(fitting(&texts, " · ", 28), ("Ann Bell 3 · Bell 2".into(), 1));
        assert_eq!(fitting(&texts, " · ", 12), ("Ann Bell 3".into(), 2));
    }
}
