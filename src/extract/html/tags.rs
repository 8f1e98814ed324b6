//! Reads the tags of a web page in one linear pass, without a tree.
//!
//! Not here: whether the page may be parsed into a tree (`guard`).

/// A piece of markup; comments and declarations are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Visible characters, entities undecoded.
    Text(&'a str),
    /// The inside of an element whose inside has no tags, e.g. `script` or `title`.
    Raw(&'a str),
    Tag(Tag<'a>),
}

/// A start or end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As written: compare without regard to case.
    pub name: &'a str,
    pub closing: bool,
    pub self_closing: bool,
    /// How many attributes it has, roughly.
    pub attributes: usize,
}

impl Tag<'_> {
    /// Whether this is a tag of the element `name`.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The tokens of a page.
pub struct Tokens<'a> {
    rest: &'a str,
    /// The element whose inside comes next, when that has no tags.
    raw: Option<&'a str>,
}

/// Elements whose inside has no tags.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Reads the tokens of a page.
pub fn tokens(page: &str) -> Tokens<'_> {
    Tokens { rest: page, raw: None }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let end = closing_tag(self.rest, name);
            return Some(Token::Raw(self.take(end)));
        }
        while !self.rest.is_empty() {
            match self.rest.as_bytes() {
                [b'<', b'!' | b'?', ..] => {
                    let end = declaration(self.rest);
                    self.take(end);
                }
                [b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => return Some(Token::Tag(self.tag())),
                _ => {
                    let end = markup(self.rest);
                    return Some(Token::Text(self.take(end)));
                }
            }
        }
        None
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn tag(&mut self) -> Tag<'a> {
        let closing = self.rest.as_bytes().get(1) == Some(&b'/');
        let start = 1 + usize::from(closing);
        let (end, attributes) = attributes(self.rest, start);
        let source = self.take(end);
        let inside = source[start.min(end)..].trim_end_matches('>');
        let name = inside.split([' ', '\t', '\n', '\u{C}', '/', '>']).next().unwrap_or_default();
        let self_closing = inside.ends_with('/');
        if !closing {
            self.raw = RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)).then_some(name);
        }
        Tag { name, closing, self_closing, attributes }
    }
}

/// Where a tag ends that begins at the start of `source`, and how many attributes it has. A `>`
/// between quotation marks does not end it.
fn attributes(source: &str, start: usize) -> (usize, usize) {
    let bytes = source.as_bytes();
    let mut count = 0;
    let mut at = start;
    let mut previous = b' ';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, count),
            b'"' | b'\'' if previous == b'=' => {
                let Some(length) = bytes[at + 1..].iter().position(|&other| other == byte) else {
                    return (bytes.len(), count);
                };
                at += length + 1;
                // The next attribute may follow without a space.
                previous = b' ';
                at += 1;
                continue;
            }
            _ if byte.is_ascii_whitespace() || byte == b'/' => {
                if previous != b'=' {
                    previous = b' ';
                }
                at += 1;
                continue;
            }
            _ if previous == b' ' && at > start => count += 1,
            _ => {}
        }
        previous = byte;
        at += 1;
    }
    (bytes.len(), count)
}

/// Where the next markup begins; at least one character further on.
fn markup(source: &str) -> usize {
    let mut from = source.chars().next().map_or(0, char::len_utf8);
    while let Some(found) = source[from..].find('<') {
        let at = from + found;
        if matches!(source.as_bytes().get(at + 1), Some(b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z')) {
            return at;
        }
        from = at + 1;
    }
    source.len()
}

/// Where a comment or declaration ends that begins at the start of `source`.
fn declaration(source: &str) -> usize {
    let end = match source.strip_prefix("<!--") {
        Some(comment) if comment.starts_with('>') => Some(5),
        Some(comment) if comment.starts_with("->") => Some(6),
        Some(comment) => {
            let end = comment.find("-->").map(|at| 4 + at + 3);
            // A comment may also end, wrongly, with an exclamation mark.
            let wrong = source[4..end.unwrap_or(source.len())].find("--!>").map(|at| 4 + at + 4);
            wrong.or(end)
        }
        None => source.find('>').map(|at| at + 1),
    };
    end.unwrap_or(source.len())
}

/// Where the end tag of `name` begins, or the end.
fn closing_tag(source: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(found) = source[from..].find("</") {
        let at = from + found;
        let tag = source.as_bytes().get(at + 2..at + 2 + name.len());
        let next = source.as_bytes().get(at + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
            && next.is_none_or(|next| next.is_ascii_whitespace() || b"/>".contains(next))
        {
            return at;
        }
        from = at + 2;
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outline(page: &str) -> Vec<String> {
        let outline = |token| match token {
            Token::Text(text) => format!("'{text}'"),
            Token::Raw(text) => format!("raw '{text}'"),
            Token::Tag(tag) => {
                format!("{}{}+{}", if tag.closing { "/" } else { "" }, tag.name, tag.attributes)
            }
        };
        tokens(page).map(outline).collect()
    }

    #[test]
    fn tags_text_and_raw_insides_are_told_apart() {
        assert_eq!(outline("a < b<p class=x id='>'>c</p>"), ["'a < b'", "p+2", "'c'", "/p+0"]);
        assert_eq!(
            outline("<script>if (a<b) </x></SCRIPT>d"),
            ["script+0", "raw 'if (a<b) </x>'", "/SCRIPT+0", "'d'"]
        );
        assert_eq!(outline("<!-- <p> --><br/>e<!doctype html>f"), ["br+0", "'e'", "'f'"]);
        assert_eq!(outline("<a href=x title=\"z\"checked>g"), ["a+3", "'g'"]);
    }

    #[test]
    fn comments_and_raw_insides_end_where_a_browser_ends_them() {
        assert_eq!(outline("<!-- a --!>b<!-- c --> d --!>"), ["'b'", "' d --!>'"]);
        assert_eq!(outline("<!-->a<!--->b"), ["'a'", "'b'"]);
        assert_eq!(
            outline("<script>a</scripts></script >b"),
            ["script+0", "raw 'a</scripts>'", "/script+0", "'b'"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(page in "[<>/!\\-a\"'= é]{0,60}") {
            let kept: usize = tokens(&page).map(|token| match token {
                Token::Text(text) | Token::Raw(text) => text.len(),
                Token::Tag(tag) => tag.name.len(),
            }).sum();
            prop_assert!(kept <= page.len());
        }
    }
}
