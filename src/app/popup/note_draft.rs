//! What is being written in a prompt for a note or for tags: what it is about, and how its line is read: words
//! with tags at their end, or tags to be given and taken away.
//!
//! Not here: the line itself (`prompt`), keeping what was written (`perform::notes`).

use std::sync::Arc;

use crate::model::DocumentId;
use crate::query::{Colour, Note, NoteId, NoteSubject, Tag};

/// Stands for a line end in the line of a prompt.
const LINE_END: char = '↵';

/// What is being written about.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A note.
    Note(NoteDraft),
    /// Tags of these.
    Tags(Vec<Tagged>),
}

/// A note that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteDraft {
    /// The note as it is kept, if it is one that is changed.
    pub before: Option<Arc<Note>>,
    /// What it is on.
    pub on: NoteSubject,
    /// The colour of its passage.
    pub colour: Option<Colour>,
    /// What it is on, in words for the prompt.
    pub about: String,
}

/// Something that can have tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagged {
    /// A document.
    Document(DocumentId),
    /// A note.
    Note(NoteId),
}

impl NoteDraft {
    /// The line of the prompt at the beginning: the words and tags of the note that is changed.
    pub fn line(&self) -> String {
        let Some(note) = &self.before else { return String::new() };
        let parts = [in_line(&note.words), tags_line(&note.tags)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Takes the next colour, or the one before.
    pub fn turn_colour(&mut self, forward: bool) {
        let Some(colour) = self.colour else { return };
        let at = Colour::ALL.iter().position(|&of| of == colour).unwrap_or(0);
        let step = if forward { 1 } else { Colour::ALL.len() - 1 };
        self.colour = Colour::ALL.get((at + step) % Colour::ALL.len()).copied();
    }
}

/// Tags as they are typed at the end of words.
pub fn tags_line(tags: &[Tag]) -> String {
    let tags = tags.iter().map(|tag| format!("#{}", quoted(tag.name())));
    tags.collect::<Vec<_>>().join(" ")
}

/// Text of several lines in one.
pub fn in_line(text: &str) -> String {
    text.trim_end().replace("\r\n", "\n").replace('\n', &LINE_END.to_string())
}

/// A line of the prompt as text.
pub fn of_line(line: &str) -> String {
    line.replace(LINE_END, "\n")
}

/// The words of a note as typed, and the tags at their end.
pub fn words_and_tags(line: &str) -> (String, Vec<Tag>) {
    let mut rest = line.trim_end();
    let mut tags = Vec::new();
    loop {
        let pieces = pieces(rest);
        let Some(&last) = pieces.last() else { break };
        let typed = last.of(rest);
        let Some(tag) = typed.strip_prefix('#').and_then(|typed| Tag::new(&unquoted(typed))) else { break };
        tags.push(tag);
        rest = rest[..last.start].trim_end();
    }
    tags.sort();
    tags.dedup();
    (of_line(rest.trim_start()), tags)
}

/// Tags to be given, and to be taken away: these with a hyphen before them.
pub fn tag_changes(line: &str) -> (Vec<Tag>, Vec<Tag>) {
    let (mut given, mut taken) = (Vec::new(), Vec::new());
    for piece in pieces(line) {
        let typed = piece.of(line);
        let (typed, to) = match typed.strip_prefix('-') {
            Some(typed) => (typed, &mut taken),
            None => (typed, &mut given),
        };
        to.extend(Tag::new(&unquoted(typed.trim_start_matches('#'))));
    }
    (given, taken)
}

/// The tag that is being typed at the end of a line, and where it begins in it; only behind `#` where words may
/// stand.
pub fn unfinished_tag(line: &str, among_words: bool) -> Option<(usize, String)> {
    let (start, typed) = match pieces(line).last() {
        Some(last) if last.end == line.len() => (last.start, last.of(line)),
        _ => (line.len(), ""),
    };
    let sign = if among_words { "#" } else { "-" };
    let behind = typed.strip_prefix(sign);
    if behind.is_none() && among_words {
        return None;
    }
    let typed = behind.unwrap_or(typed);
    let start = start + if behind.is_some() { sign.len() } else { 0 };
    Some((start, unquoted(typed)))
}

/// A line with the tag that is being typed completed.
pub fn completed_tag(line: &str, start: usize, tag: &str) -> String {
    format!("{}{} ", line.get(..start).unwrap_or_default(), quoted(tag))
}

/// A stretch of a line between blanks.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
}

impl Piece {
    fn of(self, line: &str) -> &str {
        line.get(self.start..self.end).unwrap_or_default()
    }
}

/// The pieces of a line: blanks part them, but within quotes that follow `#`, `-` or a blank.
fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in line.char_indices() {
        match start {
            None if c.is_whitespace() || c == LINE_END => {}
            None => (start, quoted) = (Some(at), c == '"'),
            Some(from) if !quoted && (c.is_whitespace() || c == LINE_END) => {
                pieces.push(Piece { start: from, end: at });
                start = None;
            }
            Some(from) if c == '"' => {
                let is_sign = |sign: &str| matches!(sign, "#" | "-" | "-#");
                quoted = !quoted && is_sign(&line[from..at]);
            }
            Some(_) => {}
        }
    }
    pieces.extend(start.map(|start| Piece { start, end: line.len() }));
    pieces
}

/// A tag in quotes where it would else be cut.
fn quoted(tag: &str) -> String {
    if tag.contains(char::is_whitespace) { format!("\"{tag}\"") } else { tag.to_owned() }
}

fn unquoted(typed: &str) -> String {
    typed.trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(tags: &[Tag]) -> Vec<&str> {
        tags.iter().map(Tag::name).collect()
    }

    #[test]
    fn tags_stand_at_the_end_of_the_words_and_come_back_there() {
        let (words, tags) = words_and_tags("ask #2 about it↵today #late #people/witness #\"key witness\" ");
        assert_eq!(
            (words.as_str(), names(&tags)),
            ("ask #2 about it\ntoday", vec!["key witness", "late", "people/witness"])
        );
        let note = Note {
            id: NoteId(1),
            on: NoteSubject::Collection,
            colour: None,
            words,
            tags: tags.clone(),
            made: 0,
            changed: 0,
        };
        let draft = NoteDraft {
            before: Some(Arc::new(note)),
            on: NoteSubject::Collection,
            colour: Some(Colour::Red),
            about: String::new(),
        };
        assert_eq!(words_and_tags(&draft.line()), ("ask #2 about it\ntoday".to_owned(), tags));
        assert_eq!(words_and_tags("#late"), (String::new(), vec![Tag::new("late").unwrap()]));
        assert_eq!(words_and_tags("\"he said\" # "), ("\"he said\" #".to_owned(), vec![]));
        let mut draft = draft;
        draft.turn_colour(true);
        assert_eq!(draft.colour, Some(Colour::Yellow));
        draft.turn_colour(false);
        assert_eq!(draft.colour, Some(Colour::Red));
    }

    #[test]
    fn tags_are_given_and_taken_away() {
        let (given, taken) = tag_changes("late -people/judge \"key witness\" #x -\"a b\"");
        assert_eq!(names(&given), ["late", "key witness", "x"]);
        assert_eq!(names(&taken), ["people/judge", "a b"]);
    }

    #[test]
    fn the_tag_at_the_end_is_completed() {
        for (line, among_words, tag, expected) in [
            ("ask #peo", true, "people/judge", "ask #people/judge "),
            ("#\"key", true, "key witness", "#\"key witness\" "),
            ("late -peo", false, "people", "late -people "),
            ("late ", false, "people", "late people "),
        ] {
            let (start, _) = unfinished_tag(line, among_words).unwrap();
            assert_eq!(completed_tag(line, start, tag), expected, "{line}");
        }
        assert_eq!(unfinished_tag("ask peo", true), None);
        assert_eq!(unfinished_tag("ask #peo ", true), None);
    }
}
