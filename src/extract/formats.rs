//! The table of file formats that are read, one row each, with the reader of each. A new format is a
//! file with its reader and a row here; if `unread` names the format, that line goes.
//!
//! Not here: which character encoding a text has (`decode`).

use std::borrow::Cow;

use super::contents::ReadOutcome;
use super::opening::{self, ending};
use super::{book, decode, feed, html, mail, markdown, office, packed, pdf, plain, table, unread, web};
use crate::model::{Format, Problem};

/// A format that is read.
pub struct FormatRow {
    /// What the rest of the program needs to know of it.
    pub format: Format,
    /// With its article, as a reader would call a file of it.
    pub name: &'static str,
    /// The file names' endings that say so where the bytes do not contradict.
    endings: &'static [&'static str],
    /// Whether bytes are of this format; of one that is not text also by the ending, where the bytes allow it.
    recognise: fn(&str, &[u8]) -> bool,
    /// Whether its bytes are a text to read as it stands. What is not goes before everything that is, and is read
    /// in the parser process: its reader may crash, hang or need much memory.
    pub is_text: bool,
    /// Reads the bytes of a whole file.
    pub read: fn(Cow<'_, [u8]>) -> ReadOutcome,
}

/// As the rows are called that are read in steps.
const ARCHIVE: &str = "an archive";
/// See [`ARCHIVE`].
const WEB_ARCHIVE: &str = "a file of web pages";

/// Reads a step of a file, from a place on.
type ReadStep = fn(&[u8], usize) -> ReadOutcome;

/// What reads on in files that are given on step by step, by the name of their row.
const IN_STEPS: [(&str, ReadStep); 2] = [(ARCHIVE, packed::read), (WEB_ARCHIVE, web::warc::read)];

impl FormatRow {
    /// Reads the bytes of a whole file from the place on where the step before it ended.
    pub fn read_from(&self, bytes: Cow<'_, [u8]>, from: usize) -> ReadOutcome {
        match IN_STEPS.iter().find(|(name, _)| *name == self.name) {
            Some((_, read)) => read(&bytes, from),
            None => (self.read)(bytes),
        }
    }
}

/// All formats; the first that is recognised is it. The last is what a text is otherwise: a file
/// saved as `.txt` stays plain text, though it open with the head of a letter.
const FORMATS: [FormatRow; 18] = [
    FormatRow {
        format: Format::Pdf,
        name: "a PDF file",
        endings: &["pdf"],
        recognise: |_, bytes| pdf::is_pdf(bytes),
        is_text: false,
        read: |bytes| pdf::extract(&bytes).map(Into::into),
    },
    FormatRow {
        format: Format::Html,
        name: "a saved web page",
        endings: &["mht", "mhtml"],
        recognise: web::mhtml::is_one,
        is_text: false,
        read: |bytes| web::mhtml::read(&bytes),
    },
    FormatRow {
        format: Format::Mail,
        name: "a mailbox",
        endings: &["mbox", "mbx"],
        recognise: mail::is_box,
        is_text: false,
        read: |bytes| Ok(mail::read_box(&bytes)),
    },
    FormatRow {
        format: Format::Mail,
        name: "an e-mail",
        endings: &["eml"],
        recognise: mail::is_message,
        is_text: false,
        read: |bytes| mail::read_message(&bytes),
    },
    FormatRow {
        format: Format::Office,
        name: "a Word file",
        endings: &["docx", "docm", "dotx"],
        recognise: |_, bytes| opening::zip_holds(bytes, b"word/document"),
        is_text: false,
        read: |bytes| office::docx::read(&bytes),
    },
    FormatRow {
        format: Format::Office,
        name: "an OpenDocument text",
        endings: &["odt", "ott", "fodt"],
        recognise: |_, bytes| office::odt::is_one(bytes),
        is_text: false,
        read: |bytes| office::odt::read(&bytes),
    },
    FormatRow {
        format: Format::Office,
        name: "a PowerPoint file",
        endings: &["pptx", "pptm", "ppsx", "potx"],
        recognise: |_, bytes| opening::zip_holds(bytes, b"ppt/presentation"),
        is_text: false,
        read: |bytes| office::pptx::read(&bytes),
    },
    FormatRow {
        format: Format::Office,
        name: "OpenDocument slides",
        endings: &["odp", "otp", "fodp"],
        recognise: |_, bytes| office::odp::is_one(bytes),
        is_text: false,
        read: |bytes| office::odp::read(&bytes),
    },
    FormatRow {
        format: Format::Table,
        name: "an Excel file",
        endings: &["xlsx", "xlsm", "xltx", "xlsb", "xls"],
        recognise: table::excel::is_one,
        is_text: false,
        read: |bytes| table::excel::read(&bytes),
    },
    FormatRow {
        format: Format::Table,
        name: "OpenDocument sheets",
        endings: &["ods", "ots", "fods"],
        recognise: |_, bytes| table::ods::is_one(bytes),
        is_text: false,
        read: |bytes| table::ods::read(&bytes),
    },
    FormatRow {
        format: Format::Office,
        name: "an RTF file",
        endings: &["rtf"],
        recognise: |_, bytes| bytes.starts_with(b"{\\rtf"),
        is_text: false,
        read: |bytes| office::rtf::read(&bytes),
    },
    FormatRow {
        format: Format::Book,
        name: "an EPUB book",
        endings: &["epub"],
        recognise: |_, bytes| book::is_one(bytes),
        is_text: false,
        read: |bytes| book::read(&bytes),
    },
    FormatRow {
        format: Format::Feed,
        name: "a feed",
        endings: &["rss", "atom"],
        recognise: feed::is_one,
        is_text: false,
        read: |bytes| feed::read(&bytes),
    },
    FormatRow {
        format: Format::Archive,
        name: WEB_ARCHIVE,
        endings: &["warc", "arc"],
        recognise: |_, bytes| web::warc::is_one(bytes),
        is_text: false,
        read: |bytes| web::warc::read(&bytes, 0),
    },
    FormatRow {
        format: Format::Archive,
        name: ARCHIVE,
        endings: &["zip", "tar", "gz", "tgz", "bz2", "tbz2", "xz", "txz", "zst"],
        recognise: |_, bytes| packed::is_one(bytes),
        is_text: false,
        read: |bytes| packed::read(&bytes, 0),
    },
    FormatRow {
        format: Format::Html,
        name: "a web page",
        endings: &["html", "htm", "xhtml", "xht", "shtml"],
        recognise: |_, bytes| opening::is_html(bytes),
        is_text: true,
        read: |bytes| decode::text(bytes).map(|text| html::extract(&text).into()),
    },
    FormatRow {
        format: Format::Markdown,
        name: "a Markdown file",
        endings: &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn"],
        recognise: |_, _| false,
        is_text: true,
        read: |bytes| decode::text(bytes).map(|text| markdown::extract(&text).into()),
    },
    FormatRow {
        format: Format::PlainText,
        name: "a text",
        endings: &[],
        recognise: |_, _| true,
        is_text: true,
        read: |bytes| decode::text(bytes).map(|text| plain::undivided(text).into()),
    },
];

/// The format of a file, by its bytes and the ending of its name.
///
/// # Errors
/// What the file is instead, when it cannot be read.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<&'static FormatRow, Problem> {
    let formats = &FORMATS;
    let ending = ending(name);
    let recognised = |row: &&FormatRow| (row.recognise)(&ending, bytes);
    if let Some(row) = formats.iter().filter(|row| !row.is_text).find(recognised) {
        return Ok(row);
    }
    unread::refuse(name, bytes)?;
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
        assert_eq!(format("0001.eml", letter), Format::Mail);
        assert_eq!(format("0001", letter), Format::Mail);
        let boxed = format!("From ann@example.org Tue Apr  6 10:26:49 1993\n{letter}");
        assert_eq!(format("0001.txt", &boxed), Format::PlainText);
        assert_eq!(recognise("sent", boxed.as_bytes()).unwrap().name, "a mailbox");
    }

    #[test]
    fn a_binary_format_is_a_row_and_goes_before_what_is_refused() {
        assert_eq!(format("a.txt", "%PDF-1.7\n"), Format::Pdf);
        assert_eq!(format("a.pdf", "plain words"), Format::PlainText);
    }
}
