//! Text extraction: from the bytes of one file to its visible text. Pure; one file for each format.
//!
//! ```text
//! bytes ─formats (opening, unread)→ row ─reader: plain | markdown | html | mail→ Contents ─parts→ [Extract]
//!   ↑                                       └─ of texts: decode (wide, legacy)      │
//!   └──────────────────────────── files inside: attachments ←───────────────────────┘
//! ```
//!
//! `blocks` and `fact` are what readers write with.
//!
//! Not here: which of the text is article and which site chrome (`segment`), and reading the file from
//! disk (`ingest`).

mod archive;
mod blocks;
mod book;
mod contents;
mod decode;
mod fact;
mod feed;
mod formats;
mod front_matter;
mod html;
mod legacy;
mod mail;
mod markdown;
mod office;
mod opening;
mod parts;
mod plain;
mod twice;
mod unread;
mod wide;
mod xml;

use std::borrow::Cow;

use crate::model::{Attachment, Extract, Format, Problem};
use contents::{Contents, Piece};

pub use contents::Extracts;
pub use parts::Parts;

/// So deep may files lie inside each other: a mail that is attached to a mail. Set by hand.
const DEEPEST: usize = 5;
/// So many texts are taken from one file. Set by hand: a box of mails of the largest size that is read has fewer.
const MOST_TEXTS: usize = 200_000;
/// So many bytes of text are taken from one file; all are held at once. Set by hand.
const MOST_TEXT: usize = 512 << 20;

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
    let bytes = bytes.into();
    let row = formats::recognise(name, &bytes)?;
    let mut all = Gathered::default();
    all.add((row.read)(bytes)?, None, 0);
    if all.extracts.is_empty() {
        return Err(all.problem.unwrap_or_else(|| Problem::new("empty: no visible text")));
    }
    Ok(Extracts::new(row.format, all.extracts, all.problem))
}

/// The texts of a file and of the files inside it, as far as they were gathered.
#[derive(Default)]
struct Gathered {
    extracts: Vec<Extract>,
    problem: Option<Problem>,
    bytes: usize,
}

impl Gathered {
    /// Adds what is in a file; `name` is that of one inside another, `depth` how deep it lies.
    fn add(&mut self, contents: Contents, name: Option<&str>, depth: usize) {
        let mut holder = None;
        for piece in contents.pieces {
            if self.extracts.len() >= MOST_TEXTS || self.bytes >= MOST_TEXT {
                let most = format!("more than {MOST_TEXTS} texts or 512 MiB of them: the rest was not read");
                self.problem.get_or_insert(Problem::new(most));
                return;
            }
            match piece {
                // The lines of a plain text are taken part by part.
                Piece::Text(text) if !text.text_blocks.is_empty() || text.format == Format::PlainText => {
                    holder = Some(self.extracts.len());
                    self.bytes += text.text.len();
                    self.extracts.push(Extract { attached_as: name.map(str::to_owned), ..*text });
                }
                Piece::Text(_) => {}
                Piece::File { name, bytes } => {
                    let read = bytes.is_some_and(|bytes| self.add_file(&name, bytes, depth + 1));
                    if let Some(holder) = holder.and_then(|holder| self.extracts.get_mut(holder)) {
                        holder.attachments.push(Attachment { name, read });
                    }
                }
            }
        }
        if let Some(problem) = contents.problem {
            self.problem.get_or_insert(problem);
        }
    }

    /// Adds a file that lies inside another; whether there was anything to read in it.
    fn add_file(&mut self, name: &str, bytes: Vec<u8>, depth: usize) -> bool {
        if depth > DEEPEST {
            let deep =
                format!("files inside each other, more than {DEEPEST} deep: the innermost were not read");
            self.problem.get_or_insert(Problem::new(deep));
            return false;
        }
        let before = self.extracts.len();
        let read = formats::recognise(name, &bytes).and_then(|row| (row.read)(bytes.into()));
        // What cannot be read in it is said beside its name.
        if let Ok(contents) = read {
            self.add(contents, Some(name), depth);
        }
        self.extracts.len() > before
    }
}

/// The parts of a text taken as it is, in order: mostly one.
pub fn parts(text: String) -> Parts {
    parts::split(plain::undivided(text))
}

/// The format of a file, without reading it.
///
/// # Errors
/// The reason, in words for the reader, why files like it are not read.
pub fn format(name: &str, bytes: &[u8]) -> Result<Format, Problem> {
    formats::recognise(name, bytes).map(|row| row.format)
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
            for name in ["a.txt", "a.md", "a.html"] {
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
