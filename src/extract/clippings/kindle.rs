//! Reads what was marked on a Kindle (`My Clippings.txt`): of each book a text, with its passages as quotations and
//! the reader's notes between them.
//!
//! Not here: books (`book`).

use std::collections::HashMap;

use crate::extract::blocks::Blocks;
use crate::extract::contents::Contents;
use crate::extract::fact::fact;
use crate::model::{BlockKind, Extract, Format, Metadata, Problem, Vote};
use crate::text::find::find_bytes;

/// What stands between two passages.
const RULE: &str = "==========";
/// What the line of a passage calls a note of the reader's own, in the languages of the device.
const NOTES: [&str; 10] =
    ["note", "notiz", "nota", "notitie", "笔记", "メモ", "заметка", "anteckning", "poznámka", "notatka"];

/// Whether a text has the form of such a file: a title, a line that says where and when, a passage, a rule.
pub fn is_one(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(16 << 10)];
    if find_bytes(start, RULE.as_bytes()).is_none() {
        return false;
    }
    let start = String::from_utf8_lossy(start);
    let clean = |entry: &str| entry.trim().trim_start_matches('\u{FEFF}').trim_start().to_owned();
    let Some(first) = start.split(RULE).map(clean).find(|entry| !entry.is_empty()) else { return false };
    let mut lines = first.lines();
    lines.next().is_some() && lines.next().is_some_and(|line| line.starts_with("- ") && line.contains('|'))
}

/// A book and what was marked in it.
struct Book<'t> {
    title: &'t str,
    passages: Vec<(&'t str, &'t str)>,
}

/// The books of a file, in the order in which something was first marked in them.
///
/// # Errors
/// When there is nothing in it.
pub fn read(text: &str) -> Result<Contents, Problem> {
    let mut books: Vec<Book<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for entry in text.split(RULE).map(str::trim).filter(|entry| !entry.is_empty()) {
        let (title, rest) = entry.split_once('\n').unwrap_or((entry, ""));
        let (place, passage) = rest.split_once('\n').unwrap_or((rest, ""));
        let title = title.trim().trim_start_matches('\u{FEFF}');
        let at = *places.entry(title).or_insert(books.len());
        if at == books.len() {
            books.push(Book { title, passages: Vec::new() });
        }
        books[at].passages.push((place.trim(), passage.trim()));
    }
    if books.is_empty() {
        return Err(Problem::new("empty: no passages"));
    }
    Ok(books.iter().map(extract).collect())
}

/// A book as a text. Where and when a passage was marked is folded.
fn extract(book: &Book<'_>) -> Extract {
    let (title, author) = match book.title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) {
        Some((title, author)) if !title.trim().is_empty() => (title.trim(), Some(author)),
        _ => (book.title, None),
    };
    let mut blocks = Blocks::new();
    let mut places = Vec::new();
    blocks.kind = BlockKind::Heading;
    blocks.words(title);
    blocks.end();
    for (place, passage) in &book.passages {
        let lower = place.to_lowercase();
        let is_note = NOTES.iter().any(|note| lower.contains(note));
        blocks.kind = if is_note { BlockKind::Paragraph } else { BlockKind::Quote };
        for line in passage.lines() {
            blocks.words(line);
            blocks.end();
        }
        blocks.kind = BlockKind::Paragraph;
        blocks.words(place.trim_start_matches("- "));
        if blocks.end() {
            places.push(blocks.text_blocks.len() - 1);
        }
    }
    let Blocks { text, mut text_blocks, links, .. } = blocks;
    places.iter().for_each(|&at| text_blocks[at].vote = Vote::Chrome);
    let metadata =
        Metadata { title: fact(title), byline: author.and_then(fact), sure: true, ..Metadata::default() };
    Extract { format: Format::Records, text, text_blocks, links, metadata, whole: true, ..Extract::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Piece;

    const FILE: &str = "\u{FEFF}Late Boats (Bell, Ann)\r\n- Your Highlight on page 9 | Added on Thursday, 4 June 2020 12:18:46\r\n\r\n\
        They lie in the harbour.\r\n==========\r\nOther\r\n- Your Highlight on page 1 | Added on Friday\r\n\r\nWords.\r\n==========\r\n\
        Late Boats (Bell, Ann)\r\n- Your Note on page 9 | Added on Thursday\r\n\r\nAsk Ben.\r\n==========\r\n";

    #[test]
    fn the_passages_of_a_book_are_one_text() {
        assert!(
            is_one(FILE.as_bytes())
                && !is_one(b"Title\n==========\nText | more")
                && !is_one(b"A list\n- one\n- two\n")
        );
        let contents = read(&FILE.replace("\r\n", "\n")).unwrap();
        let [Piece::Text(one), Piece::Text(_)] = contents.pieces.as_slice() else { panic!("{contents:?}") };
        assert_eq!(
            (one.metadata.title.as_deref(), one.metadata.byline.as_deref()),
            (Some("Late Boats"), Some("Bell, Ann"))
        );
        use BlockKind::*;
        let shown = one.text_blocks.iter().filter(|block| block.vote != Vote::Chrome);
        let shown: Vec<_> = shown.map(|block| (block.kind, block.span.of(&one.text))).collect();
        assert_eq!(
            shown,
            [(Heading, "Late Boats"), (Quote, "They lie in the harbour."), (Paragraph, "Ask Ben.")]
        );
    }
}
