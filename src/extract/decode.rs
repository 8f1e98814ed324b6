//! Character decoding: finds the encoding of a text and decodes it. What cannot be decoded becomes
//! U+FFFD.
//!
//! Not here: UTF-16 and UTF-32 (`wide`), the guess between older encodings (`legacy`), and UTF-8 that was
//! encoded twice (`twice`).

use std::borrow::Cow;

use encoding_rs::{
    Encoding, ISO_2022_JP, ISO_8859_2, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8,
    ISO_8859_13, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257,
};

use super::{legacy, twice, wide};
use crate::model::Problem;

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// How many bytes of a page are searched for the encoding it declares. The HTML standard says
/// 1024; pages in the wild put it later.
const PRESCAN: usize = 4096;

/// A word of so many letters has one without an accent in the languages of the west.
const STRANGE: usize = 4;

/// So many words that no language has show that an encoding is not the declared one.
const MISREAD: usize = 5;

/// How many valid sequences must stand against one broken one before the bytes count as damaged
/// UTF-8 rather than as an old encoding.
const VALID_PER_BROKEN: usize = 4;

/// The text in the bytes of a file; line ends become LF.
///
/// # Errors
/// When there is nothing in it but white space.
pub fn text(bytes: Cow<'_, [u8]>) -> Result<String, Problem> {
    let text = decoded(bytes);
    if text.trim().is_empty() { Err(Problem::new("empty")) } else { Ok(text) }
}

/// The text in the bytes of a piece of a file; there may be none in it.
pub fn piece(bytes: Vec<u8>) -> String {
    decoded(bytes.into())
}

fn decoded(bytes: Cow<'_, [u8]>) -> String {
    twice::undo(unix_line_ends(decode(bytes)))
}

/// CRLF and CR become LF, in place.
pub fn unix_line_ends(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut length = 0;
    for at in 0..bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'\r', Some(b'\n')) => continue,
            (b'\r', _) => bytes[length] = b'\n',
            (byte, _) => bytes[length] = byte,
        }
        length += 1;
    }
    bytes.truncate(length);
    String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

/// Decodes a text; a byte order mark is dropped. What is UTF-8 already is not copied.
fn decode(bytes: Cow<'_, [u8]>) -> String {
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    if let Some(text) = Some(&bytes).filter(|_| !marked).and_then(|bytes| wide::decode(bytes)) {
        return text;
    }
    let bytes = match String::from_utf8(bytes.into_owned()) {
        Ok(mut text) if text.starts_with(MARK) => {
            text.drain(..MARK.len_utf8());
            return text;
        }
        Ok(text) if !text.contains("\x1B$") => return text,
        Ok(text) => return shifted(text.as_bytes()).unwrap_or(text),
        Err(broken) => broken.into_bytes(),
    };
    match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => String::from_utf8_lossy(rest).into_owned(),
        None if is_damaged_utf8(&bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        None => declared(&bytes).unwrap_or_else(|| legacy::decode(&bytes)),
    }
}

/// Reads ISO-2022-JP, which switches character sets by escape sequences of plain ASCII.
fn shifted(bytes: &[u8]) -> Option<String> {
    let (text, broken) = ISO_2022_JP.decode_without_bom_handling(bytes);
    (!broken).then(|| text.into_owned())
}

/// Whether the bytes are UTF-8 but for a few places: one wrong byte must not turn every accent
/// of a long text into two strange letters.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > VALID_PER_BROKEN * broken
}

/// Reads the bytes in the encoding that an HTML page says it has, when they fit it.
fn declared(bytes: &[u8]) -> Option<String> {
    let label = declared_label(&bytes[..bytes.len().min(PRESCAN)])?;
    // Whoever can read the label in single bytes is not reading UTF-16.
    let encoding =
        Encoding::for_label(&label).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))?;
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // Pages name the standard and are written in what Windows made of it, which has letters where
    // the standard has controls that no page uses.
    let has_controls = || text.contains(|c: char| matches!(c, '\u{80}'..='\u{9F}'));
    if let Some(windows) = of_windows(encoding).filter(|_| broken || has_controls()) {
        let (text, broken) = windows.decode_without_bom_handling(bytes);
        return (!broken).then(|| text.into_owned());
    }
    (!broken && !is_misread(&text)).then(|| text.into_owned())
}

/// Whether a text is in another encoding than the declared one, which fits by its bytes: words of accents alone
/// are Cyrillic or Greek read as western, and Latin words with Cyrillic letters the reverse.
fn is_misread(text: &str) -> bool {
    let accented = |c: char| matches!(c, '\u{C0}'..='\u{FF}');
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{45F}');
    let (mut strange, mut mixed, mut whole) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()) {
        let (mut letters, mut accents, mut foreign) = (0, 0, 0);
        for c in word.chars() {
            letters += 1;
            accents += usize::from(accented(c));
            foreign += usize::from(cyrillic(c));
        }
        strange += usize::from(letters >= STRANGE && accents == letters);
        mixed += usize::from(foreign > 0 && foreign < letters);
        whole += usize::from(foreign == letters || accents > 0 && accents < letters);
    }
    strange.max(mixed) >= MISREAD && strange.max(mixed) > whole
}

/// What Windows made of a standard encoding; those of western Europe and Turkey are read as that
/// anyway.
fn of_windows(encoding: &'static Encoding) -> Option<&'static Encoding> {
    let pairs = [
        (ISO_8859_2, WINDOWS_1250),
        (ISO_8859_4, WINDOWS_1257),
        (ISO_8859_5, WINDOWS_1251),
        (ISO_8859_6, WINDOWS_1256),
        (ISO_8859_7, WINDOWS_1253),
        (ISO_8859_8, WINDOWS_1255),
        (ISO_8859_13, WINDOWS_1257),
    ];
    pairs.into_iter().find(|(standard, _)| *standard == encoding).map(|(_, windows)| windows)
}

/// The label after `charset=` in a tag.
fn declared_label(start: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"charset=";
    let lower = start.to_ascii_lowercase();
    let tag = lower.windows(5).position(|window| window == b"<meta")?;
    let at = tag + lower[tag..].windows(MARK.len()).position(|window| window == MARK)? + MARK.len();
    let value = lower[at..].trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
    Some(value[..end.unwrap_or(value.len())].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: impl AsRef<[u8]>) -> String {
        super::decode(bytes.as_ref().into())
    }

    #[test]
    fn an_encoding_is_not_believed_where_its_words_are_of_no_language() {
        let russian = "Порт закрыт из-за течи в старом причале города, сказали вчера власти порта";
        let swiss = "Zürich für Ärger über grüne Dächer und schöne Bäche, möglichst täglich gehört";
        let page = |charset: &str, text: &str, encoding: &'static Encoding| {
            let html =
                format!("<html><head><meta charset={charset}></head><body><p>{text}</p></body></html>");
            let decoded = decode(encoding.encode(&html).0);
            decoded.contains(text)
        };
        assert!(page("windows-1252", russian, WINDOWS_1251));
        assert!(page("iso-8859-1", russian, WINDOWS_1251));
        assert!(page("windows-1251", swiss, encoding_rs::WINDOWS_1252));
        assert!(page("windows-1252", swiss, encoding_rs::WINDOWS_1252));
        assert!(page("windows-1251", russian, WINDOWS_1251));
    }

    #[test]
    fn one_wrong_byte_does_not_spoil_a_utf_8_text() {
        let mut bytes = "Café, naïve, Zürich, señor, façade, über".as_bytes().to_vec();
        bytes.push(0xE9);
        assert_eq!(decode(&bytes), "Café, naïve, Zürich, señor, façade, über\u{FFFD}");
    }

    #[test]
    fn an_old_text_is_not_taken_for_utf_8() {
        assert_eq!(decode(b"Caf\xE9 de la gare, d\xE9j\xE0 vu"), "Café de la gare, déjà vu");
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_declares() {
        let page = b"<html><head><meta http-equiv=Content-Type content='text/html; charset=ISO-8859-2'>\
            <p>\xB3\xF3dka";
        assert!(decode(page).ends_with("łódka"));
        let windows = b"<meta charset=iso-8859-2><p>\x8Eena ze \x8Aumavy";
        assert!(decode(windows).ends_with("Žena ze Šumavy"));
        let wrong = b"<meta charset=\"nonsense\"><p>d\xE9j\xE0 vu, une f\xEAte";
        assert!(decode(wrong).ends_with("déjà vu, une fête"));
    }

    #[test]
    fn a_page_of_single_bytes_that_claims_to_be_utf_16_is_not_believed() {
        for label in ["unicode", "utf-16", "utf-16be"] {
            let mut page = format!("<meta charset={label}><p>").into_bytes();
            page.extend(b"d\xE9j\xE0 vu, une f\xEAte");
            page.resize(page.len().next_multiple_of(2), b'.');
            assert!(decode(&page).contains("déjà vu, une fête"), "{label}");
        }
    }

    #[test]
    fn japanese_by_escape_sequences_is_read_and_terminal_escapes_are_left() {
        let (bytes, _, _) = ISO_2022_JP.encode("港のニュース");
        assert_eq!(decode(&bytes), "港のニュース");
        assert_eq!(decode(b"\x1b[31mred"), "\x1b[31mred");
    }
}
