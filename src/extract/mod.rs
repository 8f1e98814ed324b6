//! Text extraction: from the bytes of one file to its visible text. Pure; one file for each format.
//!
//! ```text
//! bytes ─formats (opening, unread)→ row ─reader: plain | markdown | html | mail | pdf …→ Contents ─parts→ [Extract]
//!   ↑                                       └─ of texts: decode (wide, legacy)      │
//!   └──────────────── files inside (`gathered`): attachments, archives ←────────────┘
//! ```
//!
//! `blocks` and `fact` are what readers write with. Readers that may fail badly run in a process of their own,
//! which whoever calls gives (`ingest::apart`).
//!
//! ```
//! use perusal::extract::extract;
//!
//! let page = "<h1>Ferry sails again</h1><p>The ferry sails from Monday.</p><script>count()</script>";
//! let texts: Vec<String> = extract("ferry.html", page.as_bytes())?.map(|text| text.text).collect();
//! assert_eq!(texts, ["Ferry sails again\n\nThe ferry sails from Monday."]);
//! # Ok::<(), perusal::model::Problem>(())
//! ```
//!
//! Not here: which of the text is article and which site chrome (`segment`), and reading the file from
//! disk (`ingest`).

mod archive;
mod blocks;
mod book;
mod clippings;
mod contents;
mod decode;
mod fact;
mod feed;
mod field_names;
mod formats;
mod front_matter;
mod gathered;
mod html;
mod legacy;
mod mail;
mod markdown;
mod office;
mod opening;
mod packed;
mod parts;
mod pdf;
mod pieces;
mod plain;
mod press;
mod records;
mod table;
mod twice;
mod unread;
mod web;
mod wide;
mod xml;

use std::borrow::Cow;

use crate::model::{Format, MappedField, Problem};

pub use contents::{Contents, Extracts, Piece, ReadOutcome};
pub use formats::ReadOptions;
pub use parts::Parts;
pub use pdf::{FileBeside, LOCKED};
pub use pieces::{Pieces, TextPart, is_read_in_pieces};

/// Extracts the text of a file from its bytes, which are best given away: a text of many megabytes is then
/// not held twice.
///
/// `name` is the file's name; its ending is a hint, the bytes decide. A file may hold several texts, and
/// files of its own, whose texts follow. A very large text, of more than 16 MiB, 400,000 lines or 4 million
/// words, comes as several parts, in order.
///
/// # Errors
/// The reason, in words for the reader, why the bytes give no text.
pub fn extract<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Result<Extracts, Problem> {
    extract_by(name, bytes.into(), &[], &|| &[], &mut |name, bytes, from| {
        read_here(name, bytes.into(), ReadOptions { from, ..ReadOptions::default() })
    })
}

/// As [`extract`]; formats that are no text underneath, whose readers may crash, never end or need much memory, are
/// read by `apart`. What is `set` of the fields of records is not guessed. The text of a scan, a PDF file or an image,
/// is that of the first of the files `beside` it that has any.
///
/// # Errors
/// As [`extract`], and what `apart` gives.
pub fn extract_by<'f>(
    name: &str,
    bytes: Cow<'_, [u8]>,
    set: &[MappedField],
    beside: &dyn Fn() -> &'f [FileBeside],
    apart: &mut gathered::ApartReader<'_>,
) -> Result<Extracts, Problem> {
    let (is_pdf, is_image) = (pdf::is_pdf(&bytes), unread::is_image(&bytes));
    let read = gathered::read(name, bytes, set, apart);
    let Err(problem) = &read else { return read };
    let text = match () {
        () if is_image => pdf::read_beside_image(beside()),
        () if is_pdf && pdf::is_wordless(problem) => pdf::read_beside(problem, beside()),
        () => None,
    };
    text.map_or(read, |text| Ok(Extracts::new(text.format, vec![text], None)))
}

/// Reads a file by the reader of its format, in this process whatever the format is.
///
/// # Errors
/// The reason, in words for the reader, why the bytes give no text.
pub fn read_here(name: &str, bytes: Cow<'_, [u8]>, by: ReadOptions<'_>) -> ReadOutcome {
    formats::recognise(name, &bytes)?.read(bytes, by)
}

/// A text taken as it is; a very large one comes in parts.
pub fn parts(text: String) -> Extracts {
    Extracts::new(Format::PlainText, vec![plain::undivided(text)], None)
}

/// The format of a file, without reading it.
///
/// # Errors
/// The reason, in words for the reader, why files like it are not read.
pub fn format(name: &str, bytes: &[u8]) -> Result<Format, Problem> {
    let row = formats::recognise(name, bytes)?;
    // A compressed file is what it holds.
    let held = Some(bytes).filter(|_| row.format == Format::Archive).and_then(packed::beginning_of_only);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let inner = held.and_then(|held| formats::recognise(stem, &held).ok());
    Ok(inner.unwrap_or(row).format)
}

/// Whether a file is text underneath, to be taken as it stands.
///
/// # Errors
/// The reason, in words for the reader, why files like it are not read.
pub fn is_text(name: &str, bytes: &[u8]) -> Result<bool, Problem> {
    formats::recognise(name, bytes).map(|row| row.is_text && !row.is_of_records())
}

/// Decodes the bytes of a text file; line ends become LF.
///
/// # Errors
/// The reason why the bytes are not text.
pub fn decode<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Result<String, Problem> {
    let bytes = bytes.into();
    let row = formats::recognise(name, &bytes)?;
    if row.is_text { decode::text(bytes) } else { Err(Problem::new(format!("not text: {}", row.name))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Extract;
    use proptest::prelude::*;

    fn only(name: &str, bytes: &[u8]) -> Extract {
        let mut parts: Vec<Extract> = extract(name, bytes).unwrap().collect();
        assert_eq!(parts.len(), 1);
        parts.remove(0)
    }

    #[test]
    fn all_line_ends_become_lf_and_the_mark_is_dropped() {
        let text = only("a.txt", b"\xEF\xBB\xBFone\r\ntwo\rthree\n\nfour").text;
        assert_eq!(text, "one\ntwo\nthree\n\nfour");
        assert_eq!(decode("a.txt", b"one\r\ntwo\r").unwrap(), "one\ntwo\n");
    }

    #[test]
    fn a_file_without_words_is_empty() {
        for bytes in [&b""[..], b"\n", b" \t\r\n ", b"\xEF\xBB\xBF", b"\xFF\xFE"] {
            assert_eq!(extract("a.txt", bytes).map(drop), Err(Problem::new("empty")), "{bytes:?}");
        }
        let problem = extract("a.html", b"<html><script>var x = 1</script></html>").map(drop);
        assert_eq!(problem, Err(Problem::new("empty: no visible text")));
    }

    #[test]
    fn the_bytes_decide_over_the_ending() {
        assert_eq!(only("a.txt", b"<!DOCTYPE html><html><p>Body</p></html>").format, Format::Html);
        assert_eq!(only("notes", b"Some words.").format, Format::PlainText);
        assert!(extract("a.txt", b"%PDF-1.4\n1 0 obj").is_err());
    }

    fn check(extracts: &[Extract]) {
        for extract in extracts {
            let mut end = 0;
            for block in &extract.text_blocks {
                assert!(block.span.start >= end, "blocks overlap");
                assert!(!block.span.of(&extract.text).trim().is_empty(), "a block has words");
                let between = &extract.text[end as usize..block.span.start as usize];
                assert!(between.trim().is_empty(), "words outside the blocks: {between:?}");
                end = block.span.end;
            }
            assert!(extract.text[end as usize..].trim().is_empty(), "words after the last block");
            for link in &extract.links {
                assert!(!link.span.of(&extract.text).is_empty());
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_sound_pieces_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for name in ["a.txt", "a.md", "a.html", "a.pdf"] {
                if let Ok(extracts) = extract(name, &bytes) {
                    check(&extracts.collect::<Vec<_>>());
                }
            }
        }

        #[test]
        fn any_markup_gives_sound_pieces(markup in "(<(/?(p|div|table|tr|td|li|ul|a href=x|b|pre|h1|br|svg|blockquote|title|select|template)|!--|script)>|[a-z&;|*#>\\[\\]()`. \n-]{1,6}|\u{a0}|é){0,40}") {
            for name in ["a.txt", "a.md", "a.html"] {
                if let Ok(extracts) = extract(name, markup.as_bytes()) {
                    check(&extracts.collect::<Vec<_>>());
                }
            }
        }
    }
}
