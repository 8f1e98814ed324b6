//! The table of file formats that are read, one row each, with the reader of each. A new format is a
//! file with its reader and a row here; if `unread` names the format, that line goes.
//!
//! Not here: which character encoding a text has (`decode`).

use std::borrow::Cow;

use super::opening::{self, ending};
use super::outcome::ReadOutcome;
use super::{decode, html, markdown, pdf, plain, unread};
use crate::model::{Format, Problem};

/// A format that is read.
pub struct FormatRow {
    /// What the rest of the program needs to know of it.
    pub format: Format,
    /// With its article, as a reader would call a file of it.
    pub name: &'static str,
    /// The file names' endings that say so where the bytes do not contradict.
    endings: &'static [&'static str],
    /// Whether bytes are of this format, whatever the file is called.
    recognise: fn(&[u8]) -> bool,
    /// Whether it is text underneath. What is not goes before everything that is.
    pub is_text: bool,
    /// Whether its bytes are read in the parser process: its reader may crash, hang or need much memory.
    pub apart: bool,
    /// Reads the bytes of a whole file.
    pub read: fn(Cow<'_, [u8]>) -> ReadOutcome,
}

/// All formats; the first that is recognised is it. The last is what a text is otherwise: a file
/// saved as `.txt` stays plain text, though it open with the head of a letter.
const FORMATS: [FormatRow; 4] = [
    FormatRow {
        format: Format::Pdf,
        name: "a PDF file",
        endings: &["pdf"],
        recognise: pdf::is_pdf,
        is_text: false,
        apart: true,
        read: |bytes| pdf::extract(&bytes),
    },
    FormatRow {
        format: Format::Html,
        name: "a web page",
        endings: &["html", "htm", "xhtml", "xht", "shtml"],
        recognise: opening::is_html,
        is_text: true,
        apart: false,
        read: |bytes| decode::text(bytes).map(|text| html::extract(&text)),
    },
    FormatRow {
        format: Format::Markdown,
        name: "a Markdown file",
        endings: &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn"],
        recognise: |_| false,
        is_text: true,
        apart: false,
        read: |bytes| decode::text(bytes).map(|text| markdown::extract(&text)),
    },
    FormatRow {
        format: Format::PlainText,
        name: "a text",
        endings: &[],
        recognise: |_| true,
        is_text: true,
        apart: false,
        read: |bytes| decode::text(bytes).map(plain::undivided),
    },
];

/// The format of a file, by its bytes and the ending of its name.
///
/// # Errors
/// What the file is instead, when it cannot be read.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<&'static FormatRow, Problem> {
    let formats = &FORMATS;
    let recognised = |row: &&FormatRow| (row.recognise)(bytes);
    if let Some(row) = formats.iter().filter(|row| !row.is_text).find(recognised) {
        return Ok(row);
    }
    unread::refuse(name, bytes)?;
    let ending = ending(name);
    let (last, others) = formats.split_last().ok_or_else(|| Problem::new("not a format that is read"))?;
    let of_ending = |row: &&FormatRow| row.is_text && row.endings.contains(&ending.as_str());
    let by_bytes = others.iter().filter(|row| row.is_text).find(recognised);
    Ok(by_bytes.or_else(|| others.iter().find(of_ending)).unwrap_or(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, text: &str) -> Format {
        recognise(name, text.as_bytes()).unwrap().format
    }

    #[test]
    fn a_web_page_is_known_by_its_opening() {
        let pages =
            ["<!DOCTYPE HTML>", "\n <!-- saved -->\n<html lang=en>", "<?xml version='1.0'?><html xmlns='x'>"];
        for page in pages {
            assert_eq!(format("page.txt", page), Format::Html, "{page}");
        }
        assert_eq!(format("a.txt", "The <html> tag opens a page."), Format::PlainText);
        assert_eq!(format("a.MD", "# Title"), Format::Markdown);
        assert_eq!(format("a/b.htm", "words"), Format::Html);
    }

    #[test]
    fn a_text_that_opens_with_the_head_of_a_letter_stays_plain_text() {
        let letter = "From: a@example.org\nTo: b@example.org\nSubject: Boats\nDate: 1 May 2020\n\nHello";
        assert_eq!(format("0001.txt", letter), Format::PlainText);
        assert!(recognise("0001.eml", letter.as_bytes()).is_err());
    }

    #[test]
    fn a_binary_format_is_a_row_and_goes_before_what_is_refused() {
        assert_eq!(format("a.txt", "%PDF-1.7\n"), Format::Pdf);
        assert_eq!(format("a.pdf", "plain words"), Format::PlainText);
    }
}
