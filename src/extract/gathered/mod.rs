//! Gathers the texts of a file, and of the files inside it, which are read as files of their own: what a mail has
//! attached, what lies in an archive, what was captured from the web.
//!
//! Not here: the readers of the formats, giving the texts on (`contents`), and what is said of the files inside
//! that were not read (`outer_file`).

mod outer_file;

use std::borrow::Cow;

use super::contents::{Contents, Extracts, MOST_TEXT, MOST_TEXTS, Piece, ReadOutcome};
use super::formats::ReadOptions;
use super::{archive, formats, press, unread};
use crate::model::{Attachment, DeclaredAs, DeclaredDate, Extract, Format, MappedField, Problem};
use outer_file::OuterFile;

/// So deep may files lie inside each other: a mail that is attached to a mail. Set by hand.
const DEEPEST: usize = 5;
/// So many files inside one are read, however deep they lie. Set by hand.
const MOST_FILES: usize = 200_000;
/// So many bytes are unpacked of them. Set by hand.
const MOST_UNPACKED: usize = 2 << 30;
/// After so many archive bombs no further archive inside the file is opened. Set by hand.
const MOST_BOMBS: usize = 3;

/// Reads the bytes of a file of that name, whose format is no text underneath, from that place on.
pub type ApartReader<'a> = dyn FnMut(&str, &[u8], usize) -> ReadOutcome + 'a;

/// Reads a file and all in it, fields of records as they are `set`; formats that are no text underneath by `apart`.
///
/// # Errors
/// The reason, in words for the reader, why there is no text.
pub(super) fn read(
    name: &str,
    bytes: Cow<'_, [u8]>,
    set: &[MappedField],
    apart: &mut ApartReader<'_>,
) -> Result<Extracts, Problem> {
    let mut all = Gathered { apart, set, extracts: Vec::new(), texts: 0, files: 0, unpacked: 0, bombs: 0 };
    let (format, problem) = all.file(&OuterFile::of(name, None, 0), bytes)?;
    if all.extracts.is_empty() {
        return Err(problem.unwrap_or_else(|| Problem::new("empty: no visible text")));
    }
    Ok(Extracts::new(format, all.extracts, problem))
}

/// The texts of a file and of the files inside it, as far as they were gathered.
struct Gathered<'a, 'f> {
    /// What reads the formats that are no text underneath.
    apart: &'a mut ApartReader<'f>,
    /// What is set of the fields of records.
    set: &'a [MappedField],
    extracts: Vec<Extract>,
    /// Bytes of text.
    texts: usize,
    /// Files inside, and their bytes.
    files: usize,
    unpacked: usize,
    bombs: usize,
}

impl Gathered<'_, '_> {
    /// Reads a file, step by step, and adds what is in it. Gives its format, and why it was not read wholly.
    fn file(
        &mut self,
        outer: &OuterFile<'_>,
        bytes: Cow<'_, [u8]>,
    ) -> Result<(Format, Option<Problem>), Problem> {
        let row = formats::recognise(outer.name, &bytes)?;
        let mut outer = outer.clone();
        if row.is_text {
            let by = ReadOptions { fields: self.set, ..ReadOptions::default() };
            let contents = row.read(bytes, by)?;
            // Whether a file of fields is records or a table, what is set of these decides.
            let of_text = contents.pieces.iter().find_map(|piece| match piece {
                Piece::Text(text) => Some(text.format),
                _ => None,
            });
            self.add(contents, &mut outer);
            return Ok((of_text.unwrap_or(row.format), outer.problem()));
        }
        if row.format == Format::Archive && self.bombs >= MOST_BOMBS {
            return Err(Problem::new("not opened, since other archives beside it are bombs"));
        }
        let mut from = 0;
        loop {
            let contents = match (self.apart)(outer.name, &bytes, from) {
                Ok(contents) => contents,
                Err(problem) if from == 0 => {
                    self.bombs += usize::from(problem.0 == archive::BOMB);
                    return Err(problem);
                }
                Err(problem) => {
                    outer.break_off(problem);
                    break;
                }
            };
            let next = contents.next.filter(|next| *next > from);
            let taken = self.add(contents, &mut outer);
            match next {
                Some(next) if taken => from = next,
                _ => break,
            }
        }
        Ok((outer.format.unwrap_or(row.format), outer.problem()))
    }

    /// Adds what a step gave; whether there is room for more.
    fn add(&mut self, contents: Contents, outer: &mut OuterFile<'_>) -> bool {
        for piece in contents.pieces {
            if let Some(full) = self.full() {
                outer.break_off(full);
                return false;
            }
            match piece {
                // The lines of a plain text are taken part by part.
                Piece::Text(text) if !text.text_blocks.is_empty() || text.format == Format::PlainText => {
                    outer.holder = Some(self.extracts.len());
                    for text in press::articles(*text) {
                        self.texts += text.text.len();
                        let attached_as = outer.inside.as_deref().map(str::to_owned);
                        self.extracts.push(Extract { attached_as, ..text });
                    }
                }
                Piece::Text(_) => {}
                Piece::File { name, bytes } => {
                    let read = bytes.is_some_and(|bytes| self.add_file(&name, bytes, outer));
                    if let Some(holder) = outer.holder.and_then(|holder| self.extracts.get_mut(holder)) {
                        holder.attachments.push(Attachment { name, read });
                    }
                }
                Piece::Unread { name, problem } => {
                    self.bombs += usize::from(problem.0 == archive::BOMB);
                    outer.count(&name, Some(problem));
                }
                Piece::Capture { name, address, day, bytes } => {
                    self.add_capture(&name, address, day, bytes, outer);
                }
            }
        }
        if let Some(problem) = contents.problem {
            outer.break_off(problem);
        }
        true
    }

    /// Why nothing more is taken of the file, if it is so.
    fn full(&self) -> Option<Problem> {
        let most = match () {
            _ if self.extracts.len() >= MOST_TEXTS || self.texts >= MOST_TEXT => {
                format!("more than {MOST_TEXTS} texts or {} MiB of them", MOST_TEXT >> 20)
            }
            _ if self.files >= MOST_FILES => format!("more than {MOST_FILES} files inside"),
            _ if self.unpacked >= MOST_UNPACKED => format!("more than {} MiB inside", MOST_UNPACKED >> 20),
            _ => return None,
        };
        Some(Problem::new(format!("{most}: the rest was not read")))
    }

    /// Adds a file that lies inside another; whether there was anything to read in it.
    fn add_file(&mut self, name: &str, bytes: Vec<u8>, outer: &mut OuterFile<'_>) -> bool {
        let unnamed = name.is_empty();
        let name = if unnamed { outer.without_ending() } else { name.to_owned() };
        if outer.depth >= DEEPEST {
            let deep =
                format!("files inside each other, more than {DEEPEST} deep: the innermost were not read");
            outer.break_off(Problem::new(deep));
            return false;
        }
        (self.files, self.unpacked) = (self.files + 1, self.unpacked + bytes.len());
        let before = self.extracts.len();
        let wordless = unread::is_wordless(&bytes);
        let inside = if unnamed { outer.inside.clone() } else { outer.path_of(&name) };
        let inner = OuterFile::of(&name, Some(inside.unwrap_or_else(|| name.clone())), outer.depth + 1);
        match self.file(&inner, bytes.into()) {
            Ok((format, problem)) if unnamed => {
                outer.format = Some(format);
                problem.into_iter().for_each(|problem| outer.break_off(problem));
            }
            Ok((_, problem)) => outer.count(&name, problem),
            // A logo that every mail of a firm has is nothing that the reader misses.
            Err(_) if wordless => {}
            Err(problem) if unnamed => outer.break_off(problem),
            Err(problem) => outer.count(&name, Some(problem)),
        }
        self.extracts.len() > before
    }

    /// Adds a file as it was fetched from an address, which is what it is called by.
    fn add_capture(
        &mut self,
        name: &str,
        address: String,
        day: Option<String>,
        bytes: Vec<u8>,
        outer: &mut OuterFile<'_>,
    ) {
        (self.files, self.unpacked) = (self.files + 1, self.unpacked + bytes.len());
        let before = self.extracts.len();
        let inner = OuterFile::of(name, outer.path_of(&address), outer.depth + 1);
        match self.file(&inner, bytes.into()) {
            Ok((_, problem)) => outer.count(&address, problem),
            Err(problem) => outer.count(&address, Some(problem)),
        }
        for extract in &mut self.extracts[before..] {
            let metadata = &mut extract.metadata;
            metadata.url = Some(address.clone());
            metadata.dates.extend(day.clone().map(|words| DeclaredDate { how: DeclaredAs::Captured, words }));
        }
    }
}
