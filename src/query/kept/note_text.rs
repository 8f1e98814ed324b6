//! The text that a note is searched by: the terms of its words and of its passage, made when it is first searched
//! and kept with it.
//!
//! Not here: which notes there are (`notes`).

use std::sync::{Arc, OnceLock};

use aho_corasick::AhoCorasick;

use super::note::Note;
use crate::text::search_terms::search_terms;

/// The terms of a note, each between blanks, once they are made. All are alike: it says nothing that the note does
/// not say.
#[derive(Clone, Debug, Default)]
pub(super) struct NoteText(Arc<OnceLock<Box<str>>>);

impl PartialEq for NoteText {
    fn eq(&self, _: &NoteText) -> bool {
        true
    }
}

impl NoteText {
    /// What is looked for in the text of a note: terms one after the other; with `goes_on` the last may go on.
    pub(super) fn wanted(terms: &[String], goes_on: bool) -> String {
        let mut wanted = String::new();
        for term in terms {
            wanted.push(' ');
            wanted.push_str(term);
        }
        if !goes_on {
            wanted.push(' ');
        }
        wanted
    }

    /// Whether the text of the note that it is of has what is looked for.
    pub(super) fn has(&self, note: &Note, wanted: &AhoCorasick) -> bool {
        wanted.is_match(&**self.0.get_or_init(|| terms(note)))
    }
}

/// The terms of the words, then of the passage; a phrase does not go on from one to the other.
fn terms(note: &Note) -> Box<str> {
    let quote = note.on.anchor().map_or("", |anchor| anchor.quote.as_str());
    let mut text = String::with_capacity(note.words.len() + quote.len() + 8);
    for part in [note.words.as_str(), quote] {
        for term in search_terms(part) {
            text.push(' ');
            text.push_str(&term);
        }
        text.push_str(" \n");
    }
    text.into()
}
