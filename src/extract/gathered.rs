//! Gathers the texts of a file, and of the files inside it, which are read as files of their own.
//!
//! Not here: the readers of the formats, and giving the texts on (`contents`).

use std::borrow::Cow;

use super::contents::{Contents, Extracts, MOST_TEXT, MOST_TEXTS, Piece, ReadOutcome};
use super::{formats, press, records, unread};
use crate::model::{Attachment, Extract, Format, MappedField, Problem};

/// So deep may files lie inside each other: a mail that is attached to a mail. Set by hand.
const DEEPEST: usize = 5;
/// Reads a file and all in it, fields of records as they are `set`; formats that are no text underneath by `apart`.
///
/// # Errors
/// The reason, in words for the reader, why there is no text.
pub(super) fn read(
    name: &str,
    bytes: Cow<'_, [u8]>,
    set: &[MappedField],
    apart: &mut dyn FnMut(&str, &[u8]) -> ReadOutcome,
) -> Result<Extracts, Problem> {
    let mut all = Gathered { apart, set, extracts: Vec::new(), problem: None, bytes: 0 };
    let (format, contents) = all.read(name, bytes)?;
    all.add(contents, None, 0);
    if all.extracts.is_empty() {
        return Err(all.problem.unwrap_or_else(|| Problem::new("empty: no visible text")));
    }
    Ok(Extracts::new(format, all.extracts, all.problem))
}

/// The texts of a file and of the files inside it, as far as they were gathered.
struct Gathered<'a> {
    /// What reads the formats that are no text underneath.
    apart: &'a mut dyn FnMut(&str, &[u8]) -> ReadOutcome,
    /// What is set of the fields of records.
    set: &'a [MappedField],
    extracts: Vec<Extract>,
    problem: Option<Problem>,
    bytes: usize,
}

impl Gathered<'_> {
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
                    for text in press::articles(*text) {
                        self.bytes += text.text.len();
                        self.extracts.push(Extract { attached_as: name.map(str::to_owned), ..text });
                    }
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
        let wordless = unread::is_wordless(&bytes);
        match self.read(name, bytes.into()) {
            Ok((_, contents)) => self.add(contents, Some(name), depth),
            // A logo that every mail of a firm has is nothing that the reader misses.
            Err(_) if wordless => {}
            Err(problem) => {
                let said = format!("{name}, which is attached: {problem}");
                self.problem.get_or_insert(Problem::new(said));
            }
        }
        self.extracts.len() > before
    }

    fn read(&mut self, name: &str, bytes: Cow<'_, [u8]>) -> Result<(Format, Contents), Problem> {
        let row = formats::recognise(name, &bytes)?;
        if row.is_of_records() {
            // Whether they are records or a table depends on what is set.
            let contents = records::read(bytes, self.set)?;
            let format = contents.pieces.iter().find_map(|piece| match piece {
                Piece::Text(text) => Some(text.format),
                Piece::File { .. } => None,
            });
            return Ok((format.unwrap_or(row.format), contents));
        }
        let contents = if row.is_text { (row.read)(bytes)? } else { (self.apart)(name, &bytes)? };
        Ok((row.format, contents))
    }
}
