//! Looks at how a file begins, before decoding: whether its first bytes are those of a web page; and at
//! the ending of its name.

use super::wide;
use crate::text::find::find_bytes;

/// The file name's ending without the dot, in lower case.
pub fn ending(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

/// Whether an ending says that a file is to be read as the text it is.
pub fn is_document_ending(ending: &str) -> bool {
    matches!(ending, "txt" | "text" | "md" | "markdown" | "html" | "htm" | "xhtml" | "log")
}

/// Whether the bytes are a zip archive with a part whose name begins so. The names stand before the parts, and
/// once more in a list at the end, which a broken archive lacks.
pub fn zip_holds(bytes: &[u8], name: &[u8]) -> bool {
    const NEAR: usize = 8 << 10;
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    match zip_list(bytes) {
        Some(list) => zip_names(list).any(|listed| listed.starts_with(name)),
        None => position(&bytes[..bytes.len().min(NEAR)], name).is_some(),
    }
}

/// The list of parts at the end of a zip archive.
fn zip_list(bytes: &[u8]) -> Option<&[u8]> {
    const END: &[u8] = b"PK\x05\x06";
    // Behind the end a comment of so many bytes may stand.
    const COMMENT: usize = 64 << 10;
    let tail = bytes.len().saturating_sub(COMMENT + 22);
    let end = tail + bytes[tail..].windows(END.len()).rposition(|window| window == END)?;
    let size = u32::from_le_bytes(bytes.get(end + 12..end + 16)?.try_into().ok()?) as usize;
    bytes.get(end.checked_sub(size)?..end).filter(|list| list.starts_with(b"PK\x01\x02"))
}

/// The names in such a list.
fn zip_names(mut list: &[u8]) -> impl Iterator<Item = &[u8]> {
    const HEAD: usize = 46;
    std::iter::from_fn(move || {
        let length =
            |at: usize| list.get(at..at + 2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])));
        let (name, rest) = (length(28)?, length(30)? + length(32)?);
        let named = list.get(HEAD..HEAD + name)?;
        list = list.get(HEAD + name + rest..)?;
        Some(named)
    })
}

/// Whether the bytes open like a web page, in whatever encoding.
pub fn is_html(bytes: &[u8]) -> bool {
    match wide::decode(bytes) {
        Some(text) => opens_page(text.as_bytes()),
        None => opens_page(bytes),
    }
}

/// Whether the bytes open like a feed (RSS, Atom), in whatever encoding.
pub fn is_feed(bytes: &[u8]) -> bool {
    let wide = wide::decode(&bytes[..bytes.len().min(8 << 10)]);
    let bytes = wide.as_ref().map_or(bytes, |text| text.as_bytes());
    let Some(rest) = first_element(bytes) else { return false };
    let tag = &rest[..rest.iter().take(4 << 10).position(|&byte| byte == b'>').unwrap_or(0)];
    let name = tag.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
    let local = name.rsplit(|&byte| byte == b':' || byte == b'<').next().unwrap_or_default();
    match local {
        b"rss" | b"feed" => true,
        // Channel Definition Format, the feeds of the first browsers that had any.
        b"CHANNEL" | b"Channel" | b"channel" => {
            position(bytes, b"<ITEM").or_else(|| position(bytes, b"<item")).is_some()
        }
        b"RDF" => position(tag, b"rss").is_some() || position(tag, b"netscape").is_some(),
        b"entry" => position(tag, b"Atom").is_some(),
        _ => false,
    }
}

/// The bytes from the first element on, behind what may stand before it.
fn first_element(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = without_space(bytes);
    loop {
        let end = match rest {
            _ if rest.starts_with(b"<!--") => position(rest, b"-->")? + 3,
            _ if rest.starts_with(b"<?") => position(rest, b">")? + 1,
            _ if rest.starts_with(b"<!") => {
                let (end, inner) = (position(rest, b">")?, position(rest, b"["));
                if inner.is_some_and(|inner| inner < end) { position(rest, b"]>")? + 2 } else { end + 1 }
            }
            _ => return rest.starts_with(b"<").then_some(rest),
        };
        rest = without_space(&rest[end..]);
    }
}

/// Whether a text in UTF-8, or in an old encoding that begins with ASCII, opens like a web page.
fn opens_page(bytes: &[u8]) -> bool {
    let mut rest = without_space(bytes);
    loop {
        let end = match rest {
            _ if rest.starts_with(b"<!--") => position(rest, b"-->").map(|at| at + 3),
            _ if rest.starts_with(b"<?") => position(rest, b">").map(|at| at + 1),
            _ => break,
        };
        let Some(end) = end else { return false };
        rest = without_space(&rest[end..]);
    }
    let opening = rest.get(..14).unwrap_or(rest).to_ascii_lowercase();
    let openings: [&[u8]; 9] = [
        b"<!doctype html",
        b"<html>",
        b"<html ",
        b"<html\n",
        b"<html\r",
        b"<head>",
        b"<head ",
        b"<body>",
        b"<body ",
    ];
    openings.iter().any(|start| opening.starts_with(start))
}

/// The bytes from the first that is neither white space nor a byte order mark.
fn without_space(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.trim_ascii_start();
    while rest.first().is_some_and(|byte| !byte.is_ascii_graphic()) {
        let Some(chunk) = rest.utf8_chunks().next() else { break };
        let blank = |c: &char| c.is_whitespace() || *c == '\u{FEFF}';
        let length: usize = chunk.valid().chars().take_while(blank).map(char::len_utf8).sum();
        // A no-break space of the encodings with one byte a character.
        let length = if length == 0 && rest.starts_with(b"\xA0") { 1 } else { length };
        if length == 0 {
            break;
        }
        rest = rest[length..].trim_ascii_start();
    }
    rest
}

/// Where some bytes stand in others first.
pub fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    find_bytes(bytes, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_first_bytes_in_every_encoding() {
        let page = "\u{FEFF} \u{A0}<?xml version='1.0'?>\r\n<!-- saved > here -->\n<html\r\nlang=en>";
        assert!(is_html(page.as_bytes()));
        assert!(is_html(&page.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()));
        assert!(is_html(b" \xA0\n<body class=x>d\xE9j\xE0 vu"));
        for text in [&b"The <html> tag"[..], b"<!-- open", b"\xE9<html>", b"<htmlx>", b"", b"\xFF\xFE"] {
            assert!(!is_html(text), "{text:?}");
        }
    }

    #[test]
    fn the_ending_of_a_name_is_in_lower_case() {
        assert_eq!(ending("a.b/c.TXT"), "txt");
        assert_eq!(ending("a.b/c"), "");
    }
}
