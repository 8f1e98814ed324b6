//! The width of a text in terminal cells, and shortening a text to a width.
//!
//! Not here: breaking a paragraph into lines (`app::typeset::wrap`).

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of `text` in cells.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The longest prefix of `text`, in whole graphemes, that is at most `cells` wide.
pub fn prefix(text: &str, cells: usize) -> &str {
    if text.is_ascii() {
        return &text[..text.len().min(cells)];
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// `text` if it fits in `cells`, else its beginning and `…`.
pub fn shorten(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    match cells.checked_sub(1) {
        Some(room) => format!("{}…", prefix(text, room).trim_end()),
        None => String::new(),
    }
}

/// `text` if it fits in `cells`, else `…` and its end: for paths, whose end matters more.
pub fn shorten_front(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(1) else { return String::new() };
    let mut used = 0;
    let mut from = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > room {
            break;
        }
        from = at;
    }
    format!("…{}", &text[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_cells_and_never_inside_a_grapheme() {
        assert_eq!(prefix("東京都", 5), "東京");
        assert_eq!(prefix("e\u{301}e\u{301}", 1), "e\u{301}");
        assert_eq!(shorten("a long title", 7), "a long…");
        assert_eq!(shorten("fits", 4), "fits");
        assert_eq!(shorten("x", 0), "");
        assert_eq!(shorten_front("reports/2023/june.txt", 9), "…june.txt");
    }
}
