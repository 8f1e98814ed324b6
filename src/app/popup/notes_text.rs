//! Several notes as one text for an editor: above each a line that names it and one with its tags, below its words;
//! and such a text read back, with the line where it cannot be.
//!
//! Not here: which notes they are and keeping what was written (`perform::notes_together`).

use std::sync::Arc;

use super::note_draft::{tags_line, words_and_tags};
use crate::query::{Note, Tag};

/// What the line that names a note begins with.
const HEAD: &str = "===";
/// What the line with its tags begins with.
const TAGS: &str = "tags:";
/// What a line of words has before it that would else be taken for the head of a note.
const ESCAPE: char = '\\';

const PREFACE: &str =
    "# The words of each note stand below its line “=== number”, its tags in the line “tags:”.
# A note that is taken out of this text stays as it was: deleting has its own key in the notebook.
";

/// Notes that are in the editor as one text, or were and could not be read.
#[derive(Debug)]
pub struct NotesInEditor {
    /// The notes in the order of the text.
    pub notes: Vec<Arc<Note>>,
    /// As it was written out.
    pub text: String,
    /// As it was left, where that could not be read.
    pub left: Option<String>,
}

/// A note as a text has it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenNote {
    /// Which of the notes that were written out, from 1.
    pub number: usize,
    /// Its tags, in order, none twice.
    pub tags: Vec<Tag>,
    /// Its words.
    pub words: String,
}

/// The text of notes, each with its tags, its words and what it is on, in a line.
pub fn text_of<'n>(notes: impl Iterator<Item = (&'n [Tag], &'n str, String)>) -> String {
    let mut text = PREFACE.to_owned();
    for (at, (tags, words, about)) in notes.enumerate() {
        text += &format!("\n{HEAD} {} {about}\n{TAGS} {}\n", at + 1, tags_line(tags));
        for line in words.trim_end().lines() {
            if is_escaped_or_head(line) {
                text.push(ESCAPE);
            }
            text += line;
            text.push('\n');
        }
    }
    text
}

/// Whether a line is the head of a note, or would be one without what stands before it.
fn is_escaped_or_head(line: &str) -> bool {
    line.trim_start_matches(ESCAPE).starts_with(HEAD)
}

/// The notes of a text, of which so many were written out.
///
/// # Errors
/// With the line that cannot be read, and why, in words for the reader.
pub fn read(text: &str, written: usize) -> Result<Vec<WrittenNote>, String> {
    let mut notes: Vec<WrittenNote> = Vec::new();
    let mut wants_tags = false;
    for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let fault = |why: String| Err(format!("line {at}: {why}"));
        if let Some(head) = line.strip_prefix(HEAD) {
            let number = match number_of(head).filter(|number| (1..=written).contains(number)) {
                Some(number) => number,
                None => return fault(format!("“{}” is the number of none of the notes", head.trim())),
            };
            if notes.iter().any(|note| note.number == number) {
                return fault(format!("note {number} stands here a second time"));
            }
            if let Some(before) = notes.last().filter(|_| wants_tags) {
                return fault(format!("the line “{TAGS}” of note {} is missing", before.number));
            }
            notes.push(WrittenNote { number, tags: Vec::new(), words: String::new() });
            wants_tags = true;
            continue;
        }
        let Some(note) = notes.last_mut() else {
            match line.trim().is_empty() || line.starts_with('#') {
                true => continue,
                false => return fault(format!("“{}” stands above the first note", line.trim())),
            }
        };
        if std::mem::take(&mut wants_tags) {
            let Some(tags) = line.strip_prefix(TAGS) else {
                return fault(format!("the line “{TAGS}” of note {} is missing", note.number));
            };
            let (other, tags) = words_and_tags(tags);
            if !other.is_empty() {
                return fault(format!("“{other}” is no tag: one begins with #"));
            }
            note.tags = tags;
            continue;
        }
        note.words += line.strip_prefix(ESCAPE).filter(|_| is_escaped_or_head(line)).unwrap_or(line);
        note.words.push('\n');
    }
    if let Some(last) = notes.last().filter(|_| wants_tags) {
        return Err(format!("at the end: the line “{TAGS}” of note {} is missing", last.number));
    }
    notes.iter_mut().for_each(|note| note.words.truncate(note.words.trim_end().len()));
    Ok(notes)
}

/// The number that a head begins with.
fn number_of(head: &str) -> Option<usize> {
    head.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tags(names: &[&str]) -> Vec<Tag> {
        names.iter().map(|name| Tag::new(name).unwrap()).collect()
    }

    #[test]
    fn notes_are_changed_taken_out_and_set_in_another_order() {
        let (one, two) = (tags(&["key witness", "late"]), Vec::new());
        let notes = [(&*one, "ask him\n=== twice", "on “dam”".to_owned()), (&*two, "", String::new())];
        let text = text_of(notes.into_iter());
        assert!(
            text.contains("=== 1 on “dam”\ntags: #\"key witness\" #late\nask him\n\\=== twice\n"),
            "{text}"
        );
        let note = |number, tags, words: &str| WrittenNote { number, tags, words: words.to_owned() };
        let both = vec![note(1, one, "ask him\n=== twice"), note(2, Vec::new(), "")];
        assert_eq!(read(&text, 2), Ok(both));
        assert_eq!(read("=== 2\ntags: #x\n\nnew  \n\n", 2), Ok(vec![note(2, tags(&["x"]), "\nnew")]));
        assert_eq!(read("# nothing is left\n", 2), Ok(vec![]));
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        for (text, expected) in [
            ("# a\nask\n=== 1\ntags:\n", "line 2: “ask” stands above"),
            ("=== 1\ntags:\n=== 1\ntags:\n", "line 3: note 1 stands here a second time"),
            ("=== 3\ntags:\n", "line 1: “3” is the number of none"),
            ("=== one\ntags:\n", "line 1: “one” is the number of none"),
            ("=== 1\nask\n", "line 2: the line “tags:” of note 1 is missing"),
            ("=== 1\n=== 2\ntags:\n", "line 2: the line “tags:” of note 1 is missing"),
            ("=== 1\ntags:\n=== 2", "at the end: the line “tags:” of note 2 is missing"),
            ("=== 1\ntags: late, #x\n", "line 2: “late,” is no tag"),
        ] {
            let read = read(text, 2);
            assert!(read.as_ref().is_err_and(|why| why.starts_with(expected)), "{text}: {read:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_out_reads_back_the_same(words in prop::collection::vec("[a=\\\\# \n]{0,12}", 0..4)) {
            let none: &[Tag] = &[];
            let text = text_of(words.iter().map(|words| (none, words.as_str(), String::new())));
            let read: Vec<String> = read(&text, words.len()).unwrap().into_iter().map(|note| note.words).collect();
            let expected: Vec<String> = words.iter().map(|words| words.trim_end().to_owned()).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
