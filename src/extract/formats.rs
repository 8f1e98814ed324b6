//! The table of file formats that are read, one row each, with the reader of each. A new format is a
//! file with its reader and a row here; if `unread` names the format, that line goes.
//!
//! Not here: which character encoding a text has (`decode`).

use std::borrow::Cow;

use super::contents::ReadOutcome;
use super::opening::{self, ending};
use super::{
    book, clippings, decode, feed, html, mail, markdown, office, packed, pdf, plain, records, table, unread,
    web,
};
use crate::model::{Format, MappedField, Problem};

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
    reader: Reader,
}

/// What reads the bytes of a format.
enum Reader {
    /// All at once.
    Whole(fn(Cow<'_, [u8]>) -> ReadOutcome),
    /// Step by step, each from the place on where the one before ended.
    Steps(fn(&[u8], usize) -> ReadOutcome),
    /// With the passwords that a locked file is tried with.
    Locked(fn(&[u8], &[String]) -> ReadOutcome),
    /// With what the settings say of the fields of its records.
    Records(fn(Cow<'_, [u8]>, &[MappedField]) -> ReadOutcome),
}

/// How a file is to be read, beside its format.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'a> {
    /// The place from which on it is read, where a step before said that it goes on ([`Contents::next`]); else 0.
    ///
    /// [`Contents::next`]: super::Contents::next
    pub from: usize,
    /// What it is tried with if it is locked.
    pub passwords: &'a [String],
    /// What the settings say of the fields of its records.
    pub fields: &'a [MappedField],
}

impl FormatRow {
    /// Whether it has records, whose fields the settings may tell.
    pub fn is_of_records(&self) -> bool {
        matches!(self.reader, Reader::Records(_))
    }

    /// Reads the bytes of a file.
    pub fn read(&self, bytes: Cow<'_, [u8]>, by: ReadOptions<'_>) -> ReadOutcome {
        match self.reader {
            Reader::Whole(read) => read(bytes),
            Reader::Steps(read) => read(&bytes, by.from),
            Reader::Locked(read) => read(&bytes, by.passwords),
            Reader::Records(read) => read(bytes, by.fields),
        }
    }
}

/// All formats; the first that is recognised is it. The last is what a text is otherwise: a file
/// saved as `.txt` stays plain text, though it open with the head of a letter.
const FORMATS: [FormatRow; 22] = [
    FormatRow {
        format: Format::Pdf,
        name: "a PDF file",
        endings: &["pdf"],
        recognise: |_, bytes| pdf::is_pdf(bytes),
        is_text: false,
        reader: Reader::Locked(|bytes, passwords| pdf::extract(bytes, passwords).map(Into::into)),
    },
    FormatRow {
        format: Format::Html,
        name: "a saved web page",
        endings: &["mht", "mhtml"],
        recognise: web::mhtml::is_one,
        is_text: false,
        reader: Reader::Whole(|bytes| web::mhtml::read(&bytes)),
    },
    FormatRow {
        format: Format::Mail,
        name: "a mailbox",
        endings: &["mbox", "mbx"],
        recognise: mail::is_box,
        is_text: false,
        reader: Reader::Whole(|bytes| Ok(mail::read_box(&bytes))),
    },
    FormatRow {
        format: Format::Mail,
        name: "an e-mail",
        endings: &["eml"],
        recognise: mail::is_message,
        is_text: false,
        reader: Reader::Whole(|bytes| mail::read_message(&bytes)),
    },
    FormatRow {
        format: Format::Office,
        name: "a Word file",
        endings: &["docx", "docm", "dotx"],
        recognise: |_, bytes| opening::zip_holds(bytes, b"word/document"),
        is_text: false,
        reader: Reader::Whole(|bytes| office::docx::read(&bytes)),
    },
    FormatRow {
        format: Format::Office,
        name: "an OpenDocument text",
        endings: &["odt", "ott", "fodt"],
        recognise: |_, bytes| office::odt::is_one(bytes),
        is_text: false,
        reader: Reader::Whole(|bytes| office::odt::read(&bytes)),
    },
    FormatRow {
        format: Format::Office,
        name: "a PowerPoint file",
        endings: &["pptx", "pptm", "ppsx", "potx"],
        recognise: |_, bytes| opening::zip_holds(bytes, b"ppt/presentation"),
        is_text: false,
        reader: Reader::Whole(|bytes| office::pptx::read(&bytes)),
    },
    FormatRow {
        format: Format::Office,
        name: "OpenDocument slides",
        endings: &["odp", "otp", "fodp"],
        recognise: |_, bytes| office::odp::is_one(bytes),
        is_text: false,
        reader: Reader::Whole(|bytes| office::odp::read(&bytes)),
    },
    FormatRow {
        format: Format::Table,
        name: "an Excel file",
        endings: &["xlsx", "xlsm", "xltx", "xlsb", "xls"],
        recognise: table::excel::is_one,
        is_text: false,
        reader: Reader::Whole(|bytes| table::excel::read(&bytes)),
    },
    FormatRow {
        format: Format::Table,
        name: "OpenDocument sheets",
        endings: &["ods", "ots", "fods"],
        recognise: |_, bytes| table::ods::is_one(bytes),
        is_text: false,
        reader: Reader::Whole(|bytes| table::ods::read(&bytes)),
    },
    FormatRow {
        format: Format::Office,
        name: "an RTF file",
        endings: &["rtf"],
        recognise: |_, bytes| bytes.starts_with(b"{\\rtf"),
        is_text: false,
        reader: Reader::Whole(|bytes| office::rtf::read(&bytes)),
    },
    FormatRow {
        format: Format::Book,
        name: "an EPUB book",
        endings: &["epub"],
        recognise: |_, bytes| book::is_one(bytes),
        is_text: false,
        reader: Reader::Whole(|bytes| book::read(&bytes)),
    },
    FormatRow {
        format: Format::Feed,
        name: "a feed",
        endings: &["rss", "atom"],
        recognise: feed::is_one,
        is_text: false,
        reader: Reader::Whole(|bytes| feed::read(&bytes)),
    },
    FormatRow {
        format: Format::Archive,
        name: "a file of web pages",
        endings: &["warc", "arc"],
        recognise: |_, bytes| web::warc::is_one(bytes),
        is_text: false,
        reader: Reader::Steps(web::warc::read),
    },
    FormatRow {
        format: Format::Archive,
        name: "an archive",
        endings: &["zip", "tar", "gz", "tgz", "bz2", "tbz2", "xz", "txz", "zst"],
        recognise: |_, bytes| packed::is_one(bytes),
        is_text: false,
        reader: Reader::Steps(packed::read),
    },
    FormatRow {
        format: Format::Records,
        name: "an export of notes",
        endings: &["enex"],
        recognise: |_, bytes| clippings::evernote::is_one(bytes),
        is_text: false,
        reader: Reader::Whole(|bytes| clippings::evernote::read(&bytes)),
    },
    FormatRow {
        format: Format::Html,
        name: "a web page",
        endings: &["html", "htm", "xhtml", "xht", "shtml"],
        recognise: |_, bytes| opening::is_html(bytes),
        is_text: true,
        reader: Reader::Whole(|bytes| decode::text(bytes).map(|text| html::extract(&text).into())),
    },
    FormatRow {
        format: Format::Records,
        name: "passages marked on a Kindle",
        endings: &[],
        recognise: |_, bytes| clippings::kindle::is_one(bytes),
        is_text: true,
        reader: Reader::Whole(|bytes| decode::text(bytes).and_then(|text| clippings::kindle::read(&text))),
    },
    FormatRow {
        format: Format::Records,
        name: "an export of records",
        endings: &[],
        recognise: records::is_one,
        is_text: true,
        reader: Reader::Records(records::read),
    },
    FormatRow {
        format: Format::Table,
        name: "a table",
        endings: &[],
        recognise: records::is_table,
        is_text: true,
        reader: Reader::Records(records::read),
    },
    FormatRow {
        format: Format::Markdown,
        name: "a Markdown file",
        endings: &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn"],
        recognise: |_, _| false,
        is_text: true,
        reader: Reader::Whole(|bytes| decode::text(bytes).map(|text| markdown::extract(&text).into())),
    },
    FormatRow {
        format: Format::PlainText,
        name: "a text",
        endings: &[],
        recognise: |_, _| true,
        is_text: true,
        reader: Reader::Whole(|bytes| decode::text(bytes).map(|text| plain::undivided(text).into())),
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
