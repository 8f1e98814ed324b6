//! Reads a very large plain text piece by piece, so that neither its bytes nor its text are ever held whole.
//!
//! Not here: opening the file (`ingest`), and cutting a text that is held (`parts`).

use std::io::{self, Read};

use super::parts::{self, Parts};
use super::{decode, formats, plain, wide};
use crate::model::{Extract, Format};

/// The bytes of a piece, at most. Set by hand: with more, what reading makes of a piece is what takes the memory.
const PIECE: usize = 8 << 20;
/// How far back from the end of a piece a blank line, a line end or a space is looked for, in bytes.
const REACH: usize = 1 << 20;

/// Whether a file that begins so may be read piece by piece. What is told by its end, or is in an encoding that
/// is not told of each piece by itself, may not.
pub fn is_read_in_pieces(name: &str, beginning: &[u8]) -> bool {
    let may_be_records = beginning.trim_ascii_start().starts_with(b"{") || beginning.starts_with(b"[");
    let plain = || formats::recognise(name, beginning).is_ok_and(|row| row.format == Format::PlainText);
    !may_be_records && !wide::is_wide(beginning) && plain()
}

/// The parts of a plain text that is read as they are asked for.
pub struct Pieces<R> {
    from: R,
    /// Read, and not yet given out.
    rest: Vec<u8>,
    ended: bool,
    parts: Option<Parts>,
    /// How many line ends stand before the piece that `parts` are of, and how many in it.
    lines_before: u32,
    lines: u32,
    most: usize,
}

/// A part of a text.
pub struct TextPart {
    /// Its text.
    pub extract: Extract,
    /// How many line ends stand before it.
    pub lines_before: u32,
}

impl<R: Read> Pieces<R> {
    /// The parts of what is read there.
    pub fn of(from: R) -> Pieces<R> {
        Pieces::up_to(PIECE, from)
    }

    fn up_to(most: usize, from: R) -> Pieces<R> {
        Pieces { from, rest: Vec::new(), ended: false, parts: None, lines_before: 0, lines: 0, most }
    }

    /// The next part; `None` at the end. What is white space alone is passed over.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next_part(&mut self) -> io::Result<Option<TextPart>> {
        loop {
            if let Some((parts, extract)) = self.parts.as_mut().and_then(|parts| {
                let extract = parts.next()?;
                Some((parts, extract))
            }) {
                let lines_before = self.lines_before + parts.lines_before();
                return Ok(Some(TextPart { extract, lines_before }));
            }
            let Some(bytes) = self.piece()? else { return Ok(None) };
            let text = decode::piece(bytes);
            self.lines_before += self.lines;
            self.lines = text.bytes().filter(|&byte| byte == b'\n').count() as u32;
            self.parts = (!text.trim().is_empty()).then(|| parts::split(plain::undivided(text)));
        }
    }

    /// The bytes of the next piece.
    fn piece(&mut self) -> io::Result<Option<Vec<u8>>> {
        let room = self.most.saturating_sub(self.rest.len());
        if !self.ended {
            self.rest.reserve_exact(room);
            let read = self.from.by_ref().take(room as u64).read_to_end(&mut self.rest)?;
            self.ended = read < room;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let end = if self.ended { self.rest.len() } else { end_of_piece(&self.rest) };
        let next = self.rest.split_off(end);
        Ok(Some(std::mem::replace(&mut self.rest, next)))
    }
}

/// Where a piece is best ended: behind a blank line, else a line end, else a space, else a character.
fn end_of_piece(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(REACH.min(bytes.len() / 4));
    let window = &bytes[from..];
    let blank = || window.windows(2).rposition(|two| two == b"\n\n").map(|at| from + at + 2);
    let last = |byte: u8| window.iter().rposition(|&b| b == byte).map(|at| from + at + 1);
    blank().or_else(|| last(b'\n')).or_else(|| last(b' ')).unwrap_or_else(|| end_of_character(bytes))
}

/// The end of the last character of UTF-8 that is whole; a line end of two bytes is not parted either.
fn end_of_character(bytes: &[u8]) -> usize {
    const LONGEST: usize = 4;
    let goes_on = |byte: &u8| byte & 0xC0 == 0x80;
    let tail = bytes.iter().rev().take(LONGEST).take_while(|byte| goes_on(byte)).count();
    let begun = bytes.len().saturating_sub(tail + 1);
    let first = bytes.get(begun).copied().unwrap_or_default();
    let whole = first < 0x80 || tail + 1 == first.leading_ones() as usize || tail >= LONGEST;
    if first == b'\r' || !whole && begun > 0 { begun.max(1) } else { bytes.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(most: usize, bytes: &[u8]) -> Vec<(String, u32)> {
        let mut pieces = Pieces::up_to(most, bytes);
        let next = || pieces.next_part().unwrap().map(|part| (part.extract.text, part.lines_before));
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn pieces_put_together_are_the_text_and_know_the_lines_before_them() {
        let text = "The ferry sailed.\n\nIt was late, said Ågot Brå.\n".repeat(40);
        let parts = read(200, text.as_bytes());
        assert!(parts.len() > 5);
        assert_eq!(parts.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
        let mut lines = 0;
        for (text, before) in parts {
            assert_eq!(before, lines);
            assert!(text.ends_with('\n'));
            lines += text.matches('\n').count() as u32;
        }
    }

    #[test]
    fn a_text_without_line_ends_is_cut_at_spaces_and_one_without_spaces_between_characters() {
        assert_eq!(read(8, b"one two three").first().map(|(text, _)| text.as_str()), Some("one two "));
        for text in ["ø".repeat(50), "港".repeat(33), "😀".repeat(21), "a".repeat(64)] {
            for most in 8..16 {
                let parts = read(most, text.as_bytes());
                assert!(parts.len() > 1);
                assert_eq!(parts.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
            }
        }
    }

    #[test]
    fn each_piece_is_decoded_and_white_space_between_is_counted() {
        let text = "one\r\n".repeat(4) + &"\r\n".repeat(40) + "caf\u{e9}";
        let bytes: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
        let parts = read(20, &bytes);
        assert_eq!(parts.last(), Some(&("café".to_owned(), 44)));
        assert_eq!(parts.first().map(|(text, _)| text.as_str()), Some("one\none\none\none\n"));
        assert_eq!(read(20, b" \n \n"), []);
    }

    #[test]
    fn what_is_told_otherwise_than_by_its_beginning_is_not_read_in_pieces() {
        assert!(is_read_in_pieces("a.txt", b"The ferry sailed."));
        for (name, beginning) in [
            ("a.txt", &b"\xFF\xFEa\0b\0"[..]),
            ("a", b" {\"text\": "),
            ("a.html", b"<p>words"),
            ("a.eml", b"From: a@b.example\nSubject: x\n\ny"),
            ("a.txt", b"%PDF-1.4"),
            ("a.txt", b"\0\0\0\0\0\0\0\0"),
        ] {
            assert!(!is_read_in_pieces(name, beginning), "{name}");
        }
    }
}
