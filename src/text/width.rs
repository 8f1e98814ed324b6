//! The width of a text in terminal cells, and shortening a text to a width.
//!
//! Not here: breaking a paragraph into lines (`app::typeset::wrap`).

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of `text` in cells: of its graphemes, each by itself, as they are drawn. Two letters that a font
/// joins into one, such as lam and alef, are two graphemes in two cells.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(is_one_cell) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Whether a character is a grapheme of one cell whatever stands beside it: Latin, Greek, Cyrillic, dashes
/// and quotes.
fn is_one_cell(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{482}'
        | '\u{48A}'..='\u{58F}' | '\u{2010}'..='\u{2027}')
}

/// The width of a grapheme: as ratatui has it, to which the sound marks of halfwidth katakana are letters.
fn grapheme_width(grapheme: &str) -> usize {
    let sound_marks = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    grapheme.width() + if grapheme.len() > 1 { sound_marks } else { 0 }
}

/// The longest prefix of `text`, in whole graphemes, that is at most `cells` wide.
pub fn prefix(text: &str, cells: usize) -> &str {
    if text.is_ascii() {
        return &text[..text.len().min(cells)];
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// `text` without its first `cells`.
pub fn without(text: &str, cells: usize) -> &str {
    &text[prefix(text, cells).len()..]
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
        used += grapheme_width(grapheme);
        if used > room {
            break;
        }
        from = at;
    }
    format!("…{}", &text[from..])
}

/// `text` if it fits in `cells`, else its beginning, `…` and its end: for failures, which begin with what failed
/// and end with why.
pub fn shorten_middle(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let head = prefix(text, cells / 2).trim_end();
    format!("{head}{}", shorten_front(&text[head.len()..], cells - width(head)))
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_text_is_as_wide_as_the_cells_it_is_drawn_in() {
        let texts = [
            "plain",
            "naïve – “quoted”",
            "\u{644}\u{627}\u{644}\u{623}\u{645}",
            "東京 e\u{301}",
            "Ӂд\u{483}",
            "ｶﾞ",
            "👨\u{200d}👩\u{200d}👧\u{200d}👦🇩🇪❤\u{fe0f}",
            "ก\u{e33}า",
            "क्ष",
            "\u{301}x",
            "½±Ωж",
        ];
        for text in texts {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            let (end, _) = buffer.set_stringn(0, 0, text, 40, Style::default());
            assert_eq!(width(text), usize::from(end), "{text}");
            assert_eq!(prefix(text, 40), text);
        }
        assert_eq!(width("\u{644}\u{627}"), 2, "lam and alef");
    }

    #[test]
    fn a_text_is_cut_at_cells_and_never_inside_a_grapheme() {
        assert_eq!(prefix("東京都", 5), "東京");
        assert_eq!(prefix("e\u{301}e\u{301}", 1), "e\u{301}");
        assert_eq!(shorten("a long title", 7), "a long…");
        assert_eq!(shorten("fits", 4), "fits");
        assert_eq!(shorten("x", 0), "");
        assert_eq!(shorten_front("reports/2023/june.txt", 9), "…june.txt");
        assert_eq!(shorten_middle("cannot save: no space left", 17), "cannot s…ace left");
        assert_eq!(shorten_middle("東京都", 5), "東…都");
        assert_eq!((shorten_middle("xy", 1), shorten_middle("xy", 0)), ("…".into(), String::new()));
    }
}
