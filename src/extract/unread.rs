//! Recognises what is not read: formats known by their first bytes or file ending, and bytes that are no
//! text.
//!
//! Not here: what is read (`formats`).

use super::opening::{self, ending, is_document_ending};
use super::{records, wide};
use crate::model::Problem;
use crate::text::find::find_bytes;

/// First bytes that no text begins with, and what they say.
///
/// From the formats' own specifications, as collected in the `file` program's magic files.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%!PS", "a PostScript file"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"8BPS\0", "a Photoshop image"),
    (b"\0\0\x01\0", "an icon"),
    (b"RIFF", "a RIFF file (sound, picture or video)"),
    (b"OggS\0", "an Ogg file (sound or video)"),
    (b"fLaC\0", "a FLAC sound file"),
    (b"ID3\x02", "an MP3 sound file"),
    (b"ID3\x03", "an MP3 sound file"),
    (b"ID3\x04", "an MP3 sound file"),
    (b"\x1A\x45\xDF\xA3", "a Matroska video"),
    (b"\x7FELF", "a program"),
    (b"\xFE\xED\xFA\xCE", "a program"),
    (b"\xFE\xED\xFA\xCF", "a program"),
    (b"\xCF\xFA\xED\xFE", "a program"),
    (b"\xCA\xFE\xBA\xBE", "a program"),
    (b"\0asm", "a WebAssembly program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\0", "a font"),
    (b"\0\x01\0\0\0", "a font"),
    (b"!<arch>\n", "a library archive"),
];

/// Endings of formats that are text underneath but not documents to read as they stand.
const UNREAD: &[(&[&str], &str)] = &[
    (&["ipynb"], "notebooks of programs"),
    (&["xml", "rss", "atom", "fodt", "fb2", "opml", "xsl", "xslt", "xsd"], "XML files"),
    (&["svg"], "SVG images"),
    (&["msg"], "Outlook mails"),
    (&["js", "mjs", "css", "map"], "the scripts and styles of web pages"),
];

/// How many bytes from the start are looked at for bytes that no text has.
const SAMPLE: usize = 64 << 10;

/// So many bytes that no text has are forgiven in the shortest text.
const STRAY: usize = 2;

/// Fails when the bytes are not a text that can be read.
///
/// # Errors
/// What the file is instead.
pub fn refuse(name: &str, bytes: &[u8]) -> Result<(), Problem> {
    if let Some(kind) = signature(bytes) {
        return Err(Problem::new(format!("not text: {kind}")));
    }
    let ending = ending(name);
    let unread = UNREAD.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
    // A script that is an export is read.
    if let Some((_, kinds)) = unread.filter(|_| !bytes.is_empty() && !records::is_one(&ending, bytes)) {
        return Err(Problem::new(format!("{kinds} cannot be read yet")));
    }
    if !wide::is_wide(bytes) && is_binary(bytes) {
        return Err(Problem::new("not text: binary bytes"));
    }
    if !is_document_ending(&ending) {
        let start = bytes.trim_ascii_start();
        if start.starts_with(b"<?xml") && !opening::is_html(head(bytes, 4096)) {
            return Err(Problem::new("XML files cannot be read yet"));
        }
    }
    Ok(())
}

/// Whether there are no words in bytes by what they are: a picture, a sound, nothing at all.
pub fn is_wordless(bytes: &[u8]) -> bool {
    let of_kind = |kind: &str| {
        ["image", "icon", "picture", "sound", "video", "font"].iter().any(|word| kind.contains(word))
    };
    bytes.trim_ascii().is_empty() || signature(bytes).is_some_and(of_kind)
}

/// Whether bytes are an image: there may be words on it.
pub fn is_image(bytes: &[u8]) -> bool {
    signature(bytes).is_some_and(|kind| ["image", "picture"].iter().any(|word| kind.contains(word)))
}

fn signature(bytes: &[u8]) -> Option<&'static str> {
    // What a password locks lies as a whole in a file of the old form.
    const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") && find_bytes(head(bytes, 4 << 20), LOCKED).is_some() {
        return Some("an Office file that needs a password");
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(kind);
    }
    if is_zip(bytes) {
        return Some(zip_kind(head(bytes, 8192)));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a video or picture");
    }
    if bytes.starts_with(b"MZ") && head(bytes, 256).contains(&0) {
        return Some("a program");
    }
    let bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    bitmap.then_some("a BMP image")
}

/// Whether bytes begin as a zip archive does, an empty one too.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What the names of the first files inside a zip archive say of it.
fn zip_kind(start: &[u8]) -> &'static str {
    let kinds: [(&[u8], &str); 7] = [
        (b"application/epub+zip", "an EPUB book"),
        (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
        (b"word/", "a Word file"),
        (b"xl/", "an Excel file"),
        (b"ppt/", "a PowerPoint file"),
        (b"[Content_Types].xml", "an Office file"),
        (b"META-INF/", "a Java archive"),
    ];
    kinds.iter().find(|(name, _)| find_bytes(start, name).is_some()).map_or("a zip archive", |(_, kind)| kind)
}

/// Whether the bytes are none of a text: those of a known format, or control bytes.
pub fn is_no_text(bytes: &[u8]) -> bool {
    signature(bytes).is_some() || is_binary(bytes)
}

/// Whether there are more control bytes than a text has: text with a few stray ones, or with
/// terminal escapes, is text.
fn is_binary(bytes: &[u8]) -> bool {
    let start = head(bytes, SAMPLE);
    let nul = start.iter().filter(|&&byte| byte == 0).count();
    let control =
        start.iter().filter(|&&byte| matches!(byte, 1..=6 | 0x10..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    (nul > STRAY && nul * 100 > start.len()) || (control > STRAY && control * 20 > start.len())
}

fn head(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[..bytes.len().min(length)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(name: &str, bytes: &[u8]) -> String {
        refuse(name, bytes).map_or_else(|problem| problem.0, |()| String::new())
    }

    #[test]
    fn what_is_not_text_is_named() {
        assert_eq!(problem("a", b"PK\x03\x04....word/document.xml"), "not text: a Word file");
        assert_eq!(problem("a.txt", b"PK\x03\x04....a.txt"), "not text: a zip archive");
        assert_eq!(problem("a.txt", b"abc\0\0\0def\0\0"), "not text: binary bytes");
        assert_eq!(problem("page.SVG", b"<svg/>"), "SVG images cannot be read yet");
    }

    #[test]
    fn words_that_look_like_a_mark_are_text() {
        for text in ["BMW sells cars.", "MZ is a magazine.", "PK stands for penalty.", "From: a friend", "%P"]
        {
            assert_eq!(problem("a.txt", text.as_bytes()), "", "{text}");
        }
        assert_eq!(
            problem(
                "a.txt",
                b"red \x1b[31mwords\x1b[0m and a stray \0 among a hundred others: \
            lorem ipsum dolor sit amet consectetur adipiscing elit sed do"
            ),
            ""
        );
    }
}
