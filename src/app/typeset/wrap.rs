//! Line breaking: breaks a text into lines of a given width at the places Unicode allows (UAX #14).
//! Pure.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::width::width;

/// The byte ranges of the lines of `text`, each at most `columns` wide, without the white space
/// at their ends. An empty text gives no lines; a line feed always ends one.
///
/// A word wider than a line is cut between graphemes. `columns` of 0 counts as 1.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = 0..0;
    let mut used = 0;
    let mut word_start = 0;
    for (word_end, opportunity) in linebreaks(text) {
        let word = &text[word_start..word_end];
        let visible = word.trim_end();
        let visible_width = width(visible);
        if used + visible_width > columns {
            // An empty line holds nothing but white space too wide to be kept.
            if line.start < line.end {
                lines.push(line);
            }
            line = word_start..word_start;
            used = 0;
        }
        if visible_width > columns {
            let start = cut(text, word_start..word_start + visible.len(), columns, &mut lines);
            line.start = start;
            used = width(&text[start..word_start + visible.len()]);
        } else {
            used += visible_width;
        }
        line.end = word_start + visible.len();
        used += width(&word[visible.len()..]);
        let hard =
            opportunity == BreakOpportunity::Mandatory && word.ends_with(['\n', '\r', '\u{B}', '\u{C}']);
        if hard {
            lines.push(line);
            line = word_end..word_end;
            used = 0;
        }
        word_start = word_end;
    }
    if line.start < line.end {
        lines.push(line);
    }
    lines
}

/// Cuts a word that is wider than a line; full lines go to `lines`, and the start of the rest
/// is returned.
fn cut(text: &str, word: Range<usize>, columns: usize, lines: &mut Vec<Range<usize>>) -> usize {
    let mut start = word.start;
    let mut used = 0;
    for (at, grapheme) in text[word.clone()].grapheme_indices(true) {
        let grapheme_width = width(grapheme);
        if used + grapheme_width > columns && used > 0 {
            lines.push(start..word.start + at);
            start = word.start + at;
            used = 0;
        }
        used += grapheme_width;
    }
    start
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::wrap;
    use crate::text::width::width;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_between_words_and_long_words_are_cut() {
        assert_eq!(lines("the cat sat on the mat", 7), ["the cat", "sat on", "the mat"]);
        assert_eq!(lines("a incomprehensible b", 6), ["a", "incomp", "rehens", "ible b"]);
        assert_eq!(lines("one\n\ntwo\n", 9), ["one", "", "two"]);
        assert_eq!(lines("東京都庁", 5), ["東京", "都庁"]);
        assert_eq!(lines("well-known", 6), ["well-", "known"]);
        assert_eq!(lines("", 5), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-z東é,. \\n-]{0,80}", columns in 2usize..20) {
            let wrapped = lines(&text, columns);
            prop_assert!(wrapped.iter().all(|line| width(line) <= columns), "{:?}", wrapped);
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&wrapped.concat()), kept(&text));
        }
    }
}
