//! Makes texts safe for the terminal: whatever comes from a file (text, title, name, path, error) passes
//! here before it is drawn or printed.
//!
//! A terminal acts on control characters; bidirectional overrides, invisible and tag characters show
//! something else than what is there; piled-up combining marks spill into other lines. None of them
//! passes. Offsets survive: a span of the source can be found in the result.
//!
//! Not here: how many marks a cluster may have (`stacked_marks`), and the last check of each cell (`terminal::output::sanitizing`).

use std::borrow::Cow;
use std::ops::Range;

use super::stacked_marks::StackedMarks;
use crate::model::Span;

/// A text that is safe to draw, and where its parts came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sanitized<'a> {
    /// The safe text.
    pub text: Cow<'a, str>,
    /// Places where source and result drift apart, in order: from this source offset on, the
    /// result's offset is the given one. Empty when nothing changed.
    drift: Vec<(u32, u32)>,
}

impl Sanitized<'_> {
    /// The same, holding its own text.
    pub fn into_owned(self) -> Sanitized<'static> {
        Sanitized { text: Cow::Owned(self.text.into_owned()), drift: self.drift }
    }

    /// The offset in the result that shows the byte at `offset` of the source.
    pub fn offset(&self, offset: usize) -> usize {
        let after = self.drift.partition_point(|&(source, _)| source as usize <= offset);
        let Some(&(source, result)) = after.checked_sub(1).and_then(|i| self.drift.get(i)) else {
            return offset.min(self.text.len());
        };
        let end = self.drift.get(after).map_or(self.text.len(), |&(_, result)| result as usize);
        (result as usize + (offset - source as usize)).min(end)
    }

    /// The span in the result that shows `span` of the source.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start as usize), self.offset(span.end as usize))
    }

    /// Puts a text that is not of the source after the byte at `after` of it. What ends there ends after the text.
    pub fn insert(&mut self, after: usize, text: &str) {
        let at = self.offset(after);
        self.text.to_mut().insert_str(at, text);
        let (columns, next) =
            (text.len() as u32, self.drift.partition_point(|&(source, _)| source as usize <= after));
        self.drift[next..].iter_mut().for_each(|(_, result)| *result += columns);
        self.drift.insert(next, (after as u32, at as u32 + columns));
    }

    /// The offset in the source that is shown at `offset` of the result.
    pub fn source(&self, offset: usize) -> usize {
        let after = self.drift.partition_point(|&(_, result)| result as usize <= offset);
        let source = match after.checked_sub(1).and_then(|i| self.drift.get(i)) {
            Some(&(source, result)) => source as usize + (offset - result as usize),
            None => offset,
        };
        // What is longer in the result than in the source comes from one place of it.
        self.drift.get(after).map_or(source, |&(next, _)| source.min(next as usize))
    }

    /// The same with spaces put in: before which byte of the result, and how many; in order.
    pub fn padded(self, pads: &[(usize, usize)]) -> Sanitized<'static> {
        let mut text = String::with_capacity(self.text.len());
        let (mut drift, mut kept) = (Vec::new(), self.drift.iter().copied().peekable());
        let (mut from, mut shift) = (0, 0);
        for &(at, spaces) in pads {
            let Some(before) = self.text.get(from..at) else { continue };
            text.push_str(before);
            while let Some((source, result)) = kept.next_if(|&(_, result)| (result as usize) < at) {
                drift.push((source, result + shift));
            }
            text.extend(std::iter::repeat_n(' ', spaces));
            (from, shift) = (at, shift + spaces as u32);
            drift.push((self.source(at) as u32, at as u32 + shift));
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        drift.extend(kept.map(|(source, result)| (source, result + shift)));
        drift.dedup();
        Sanitized { text: Cow::Owned(text), drift }
    }
}

/// Makes a text of several lines safe to draw. LF stays; tabs become four spaces.
pub fn sanitize(text: &str) -> Sanitized<'_> {
    rewrite(text, LineEnds::Kept)
}

/// Makes a paragraph that was broken at a width safe to draw, as one line: a line end with the white space
/// after it becomes a space, behind a hyphen nothing.
pub fn sanitize_paragraph(text: &str) -> Sanitized<'_> {
    rewrite(text, LineEnds::Joined)
}

/// Makes a text of one line safe to draw or print: as [`sanitize`], and line ends and tabs
/// become single spaces.
pub fn sanitize_line(text: &str) -> Cow<'_, str> {
    rewrite(text, LineEnds::Spaces).text
}

/// What becomes of line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    Kept,
    Spaces,
    Joined,
}

/// What may be drawn in the place of a character.
enum Replacement {
    AsIs,
    Instead(&'static str),
}

fn rewrite(text: &str, ends: LineEnds) -> Sanitized<'_> {
    let lines = ends == LineEnds::Kept;
    let Some(first) = first_suspect(text, lines) else {
        return Sanitized { text: Cow::Borrowed(text), drift: Vec::new() };
    };
    let mut safe = String::with_capacity(text.len());
    safe.push_str(&text[..first]);
    let mut drift = Vec::new();
    let mut stacked = StackedMarks::after(&text[..first]);
    // Whether only white space has come since a line end, of which there is none before.
    let mut broken = false;
    for (at, c) in text[first..].char_indices() {
        let at = first + at;
        let mut shown = shown(c, lines);
        broken = c == '\n' || broken && c.is_ascii_whitespace();
        if ends == LineEnds::Joined && broken {
            let parted = c == '\n' && !safe.ends_with(is_hyphen) && !safe.ends_with(' ');
            shown = Replacement::Instead(if parted { " " } else { "" });
        }
        // What is dropped does not part a letter from its marks.
        if !matches!(shown, Replacement::Instead("")) && !stacked.has_room_for(c) {
            shown = Replacement::Instead("");
        }
        match shown {
            Replacement::AsIs => safe.push(c),
            Replacement::Instead(other) => {
                safe.push_str(other);
                if other.len() != c.len_utf8() {
                    // Inside the replaced character offsets point at the replacement's start.
                    let start = safe.len() - other.len();
                    note(&mut drift, at..at + c.len_utf8(), start..safe.len());
                }
            }
        }
    }
    Sanitized { text: Cow::Owned(safe), drift }
}

/// Notes that the bytes `source` are shown by the bytes `result`. A stretch that is dropped is one
/// entry, however long it is.
fn note(drift: &mut Vec<(u32, u32)>, source: Range<usize>, result: Range<usize>) {
    let [start, end] =
        [(source.start, result.start), (source.end, result.end)].map(|(s, r)| (s as u32, r as u32));
    match drift.as_mut_slice() {
        [.., before, last] if *last == start && before.1 == end.1 => *last = end,
        _ => {
            if drift.last() != Some(&start) {
                drift.push(start);
            }
            drift.push(end);
        }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// Where the first character stands that may need replacing. Most texts have none, and most
/// others are decided by their bytes alone.
fn first_suspect(text: &str, lines: bool) -> Option<usize> {
    let mut stacked = StackedMarks::default();
    text.char_indices().find_map(|(at, c)| {
        if matches!(c, ' '..='~') {
            stacked = StackedMarks::default();
            return None;
        }
        let clean = matches!(shown(c, lines), Replacement::AsIs) && stacked.has_room_for(c);
        (!clean).then_some(at)
    })
}

fn shown(c: char, lines: bool) -> Replacement {
    match c {
        ' '..='~' => Replacement::AsIs,
        '\n' if lines => Replacement::AsIs,
        '\t' if lines => Replacement::Instead("    "),
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => Replacement::Instead(" "),
        '\u{2028}' | '\u{2029}' => Replacement::Instead(if lines { "\n" } else { " " }),
        // The rest of C0, DEL and C1: something is there that cannot be shown.
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Replacement::Instead("\u{FFFD}"),
        // Soft hyphen, Arabic letter mark, zero-width space, direction marks, overrides and
        // isolates, word joiner and invisible operators, byte order mark, annotation anchors,
        // Hangul fillers, tag characters and supplementary variation selectors; then the grapheme
        // joiner, inherent vowels of Khmer, number signs of Kaithi, and what directs the layout of
        // hieroglyphs, shorthand and musical notes. ZWJ and ZWNJ stay: Indic scripts and Persian
        // need them. So do the number and verse signs of Arabic, which are seen.
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' => Replacement::Instead(""),
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => Replacement::Instead(""),
        '\u{FFF9}'..='\u{FFFB}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => {
            Replacement::Instead("")
        }
        '\u{E0000}'..='\u{E0FFF}' => Replacement::Instead(""),
        '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{110BD}' | '\u{110CD}' => Replacement::Instead(""),
        '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' => Replacement::Instead(""),
        '\u{1D173}'..='\u{1D17A}' => Replacement::Instead(""),
        _ => Replacement::AsIs,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::is_combining_mark;

    use super::super::stacked_marks::{MARKS_PER_CLUSTER, MARKS_PER_LETTER, is_attached};
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    #[test]
    fn nothing_that_a_terminal_acts_on_passes() {
        let text = "a\u{1b}[31mb\u{9b}2Jc\u{202e}d\u{e0041}e\u{200b}f\u{feff}g\u{7f}\r\nh\u{2028}i";
        let safe = sanitize(text).text;
        assert_eq!(safe, "a\u{fffd}[31mb\u{fffd}2Jcdefg\u{fffd} \nh\ni");
        assert_eq!(sanitize_line("one\r\ntwo\tthree"), "one  two three");
        let zalgo = format!("z{}x", "\u{301}".repeat(50));
        assert_eq!(sanitize(&zalgo).text.chars().count(), 2 + usize::from(MARKS_PER_LETTER));
    }

    #[test]
    fn a_paragraph_that_was_broken_at_a_width_is_one_line() {
        let text = "The har-\n  bour of\n\tNorwick \nis closed.";
        let safe = sanitize_paragraph(text);
        assert_eq!(safe.text, "The har-bour of Norwick is closed.");
        let at = text.find("closed").unwrap();
        assert_eq!(&safe.text[safe.offset(at)..], "closed.");
        assert_eq!(safe.source(safe.offset(at)), at);
        assert_eq!(sanitize_paragraph("one line").text, "one line");
    }

    #[test]
    fn places_are_found_again_among_spaces_that_were_put_in() {
        let text = "a\u{200b}b | c\td | e";
        let safe = sanitize(text);
        assert_eq!(safe.text, "ab | c    d | e");
        let padded = safe.padded(&[(3, 2), (5, 1), (13, 3)]);
        assert_eq!(padded.text, "ab   |  c    d |    e");
        for letter in ["a", "b", "c", "d", "e"] {
            let at = text.find(letter).unwrap();
            let shown = padded.offset(at);
            assert_eq!(&padded.text[shown..=shown], letter);
            assert_eq!(padded.source(shown), at);
        }
        for shown in 0..padded.text.len() {
            assert!(padded.source(shown) < text.len(), "{shown}");
        }
    }

    #[test]
    fn no_character_that_only_directs_the_layout_passes_but_the_joiners() {
        // General category Cf of Unicode 16 without the visible signs, and what is as invisible.
        let ranges = [
            '\u{AD}'..='\u{AD}',
            '\u{34F}'..='\u{34F}',
            '\u{61C}'..='\u{61C}',
            '\u{17B4}'..='\u{17B5}',
            '\u{180E}'..='\u{180E}',
            '\u{200B}'..='\u{200F}',
            '\u{202A}'..='\u{202E}',
            '\u{2060}'..='\u{206F}',
            '\u{FEFF}'..='\u{FEFF}',
            '\u{FFF9}'..='\u{FFFB}',
            '\u{110BD}'..='\u{110BD}',
            '\u{110CD}'..='\u{110CD}',
            '\u{13430}'..='\u{1343F}',
            '\u{1BCA0}'..='\u{1BCA3}',
            '\u{1D173}'..='\u{1D17A}',
            '\u{E0001}'..='\u{E0001}',
            '\u{E0020}'..='\u{E007F}',
        ];
        let passed: String =
            ranges.into_iter().flatten().filter(|c| !sanitize_line(&c.to_string()).is_empty()).collect();
        assert_eq!(passed, "\u{200C}\u{200D}");
        assert_eq!(sanitize("\u{6DD}١").text, "\u{6DD}١", "the signs of Arabic are seen");
    }

    #[test]
    fn marks_pile_up_no_higher_over_what_is_dropped() {
        for dropped in ["\u{200b}", "\u{34f}"] {
            let piled = format!("z{}x", format!("{}{dropped}", "\u{301}".repeat(3)).repeat(9));
            assert_eq!(sanitize(&piled).text, format!("z{}x", "\u{301}".repeat(MARKS_PER_LETTER.into())));
        }
    }

    #[test]
    fn a_cluster_has_few_marks_whatever_joins_its_letters() {
        let marks = "\u{301}".repeat(3);
        for joined in [
            format!("a{}", format!("{marks}\u{200D}").repeat(50)),
            format!("a{}", format!("{marks}\u{200C}").repeat(50)),
            format!("a{}", "\u{301}\u{FE0F}\u{200D}".repeat(50)),
            format!("a{}", format!("{marks}\u{1F3FB}").repeat(50)),
            format!("a{}", format!("{marks}\u{FF9E}").repeat(50)),
            format!("👩{marks}\u{200D}").repeat(50),
            "\u{915}\u{94D}".repeat(50),
            "\u{915}\u{93C}\u{94D}\u{200D}".repeat(50),
            format!("é{}", "\u{20DD}".repeat(50)),
            format!("a{}", format!("{marks}\u{E33}").repeat(50)),
            format!("a{}", format!("{marks}\u{EB3}").repeat(50)),
        ] {
            let safe = sanitize_line(&joined);
            let counts =
                safe.graphemes(true).map(|cluster| cluster.chars().filter(|&c| is_stacked(c)).count());
            assert!(counts.max() <= Some(MARKS_PER_CLUSTER.into()), "{joined:?}: {safe:?}");
        }
    }

    fn is_stacked(c: char) -> bool {
        is_combining_mark(c) || is_attached(c)
    }

    #[test]
    fn clusters_that_people_write_stay_whole() {
        for cluster in [
            "👩🏽\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨🏿",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦",
            "🏴\u{200D}☠\u{FE0F}",
            "क्ष्म्य",
            "र्त्स्न्य",
            "می\u{200C}خواهم",
            "ស្ត្រី",
            "שָּׁ",
            "พุทฺธสฺส",
            "น้ำ",
        ] {
            assert_eq!(sanitize_line(cluster), cluster);
        }
    }

    #[test]
    fn what_is_dropped_in_one_stretch_takes_no_room() {
        let text = format!("a{}b c", "\u{301}".repeat(10_000));
        let safe = sanitize(&text);
        assert!(safe.drift.len() <= 2, "{}", safe.drift.len());
        let at = text.find('b').unwrap();
        assert_eq!(safe.span(Span::new(at, at + 1)).of(&safe.text), "b");
        assert_eq!(safe.source(safe.offset(at)), at);
        assert_eq!(safe.offset(at - 2), safe.offset(at));
    }

    #[test]
    fn a_clean_text_is_not_copied() {
        assert!(matches!(sanitize("naïve café\n東京").text, Cow::Borrowed(_)));
    }

    #[test]
    fn spans_find_their_words_again() {
        let text = "\u{feff}one\ttwo \u{1b}three";
        let safe = sanitize(text);
        for word in ["one", "two", "three"] {
            let at = text.find(word).map(|at| Span::new(at, at + word.len()));
            assert_eq!(at.map(|span| safe.span(span).of(&safe.text).to_owned()).as_deref(), Some(word));
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_safe_and_keeps_its_words(text in "(\\PC|[\\x00-\\x1f\\u{200b}-\\u{202e}\\u{7f}-\\u{9f}\\u{300}]){0,60}") {
            let safe = sanitize(&text);
            prop_assert!(safe.text.chars().all(|c| c == '\n' || !c.is_control()));
            let again = sanitize(&safe.text);
            prop_assert_eq!(&again.text, &safe.text);
            for (at, c) in text.char_indices() {
                let span = safe.span(Span::new(at, at + c.len_utf8()));
                prop_assert!(safe.text.get(span.range()).is_some());
                if c.is_alphanumeric() && !is_combining_mark(c) && matches!(shown(c, true), Replacement::AsIs) {
                    prop_assert_eq!(span.of(&safe.text).chars().next(), Some(c));
                    prop_assert_eq!(safe.source(span.start as usize), at);
                }
            }
        }
    }
}
