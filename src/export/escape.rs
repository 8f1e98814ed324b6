//! Escapes texts for HTML, Markdown and addresses, so that nothing in them is taken for markup.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A text within HTML, in the text of an element or in an attribute between double quotes.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The address of a file by its path; `None` of a path that does not begin at the root.
pub fn file_address(path: &str) -> Option<String> {
    path.starts_with('/').then(|| format!("file://{}", percent(path, b"/")))
}

/// An address of the web that a link may go to; `None` of any other, which could act.
pub fn web_address(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let is_plain = matches!(scheme.as_str(), "http" | "https") && !rest.is_empty();
    is_plain.then(|| format!("{scheme}://{}", percent(rest, b"/:?#[]@!$&'*+,;=%")))
}

/// A text with every byte written as `%XX` that is none of these, nor a letter, a digit or one of `-._~`.
fn percent(text: &str, plain: &[u8]) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || plain.contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// Signs that mean something anywhere in a line of Markdown; the last ones in Obsidian.
const SIGNS: &str = "\\`*_[]<&~$|#^=%";
/// The same at the beginning of a line.
const SIGNS_FIRST: &str = ">-+:!";
/// A blank that Markdown keeps where it drops others.
const BLANK: &str = "&#32;";

/// A line of Markdown that shows a text of one line.
pub fn markdown(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let number = line.find(|c: char| !c.is_ascii_digit()).filter(|&end| end > 0);
    let after_number = number.filter(|&end| line[end..].starts_with(['.', ')']));
    let last = line.char_indices().next_back().map(|(at, _)| at);
    for (at, c) in line.char_indices() {
        match c {
            ' ' if at == 0 || Some(at) == last => escaped.push_str(BLANK),
            c if SIGNS.contains(c) || at == 0 && SIGNS_FIRST.contains(c) || Some(at) == after_number => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// The text that a line of [`markdown`] shows.
pub fn from_markdown(line: &str) -> Cow<'_, str> {
    if !line.contains(['\\', '&']) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(BLANK) {
            text.push(' ');
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let escaped = rest.chars().next().filter(|next| c == '\\' && next.is_ascii_punctuation());
        text.push(escaped.unwrap_or(c));
        rest = &rest[escaped.map_or(0, char::len_utf8)..];
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::piece::tests::hostile;
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(web_address("HTTPS://a.example/x y\"<").as_deref(), Some("https://a.example/x%20y%22%3C"));
        for other in ["javascript:alert(1)", "data:text/html,x", "http://", "//a", "file:///etc", "a.example"]
        {
            assert_eq!(web_address(other), None, "{other}");
        }
        assert_eq!(file_address("/a b/é#1.txt").as_deref(), Some("file:///a%20b/%C3%A9%231.txt"));
        assert_eq!(file_address("a/b.txt"), None);
    }

    #[test]
    fn what_begins_a_line_does_not_act() {
        let shown = |text: &str| markdown(text);
        assert_eq!(shown("1. one"), "1\\. one");
        assert_eq!(shown("> a *b* #c"), "\\> a \\*b\\* \\#c");
        assert_eq!(shown("  two "), "&#32; two&#32;");
        assert_eq!(shown("&#32;"), "\\&\\#32;");
        assert_eq!(html("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    }

    proptest! {
        #[test]
        fn every_line_of_markdown_reads_back(text in hostile()) {
            let line = text.replace(['\n', '\r'], " ");
            let written = markdown(&line);
            prop_assert_eq!(from_markdown(&written), line);
        }
    }
}
