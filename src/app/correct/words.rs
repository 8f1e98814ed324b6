//! Describes a correction in words, for notices and the list of corrections.

use crate::query::{Correction, DocumentCorrection, DocumentFact};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;

/// Columns of a text of a document that a list of corrections shows.
const SHOWN: usize = 60;

/// A correction in words.
pub fn words(correction: &Correction) -> String {
    match correction {
        Correction::Same(one, other) if one == other => format!("{} is one in all documents", one.name),
        Correction::Same(one, other) => format!("{} is {}", other.name, one.name),
        Correction::Apart(one, other) => format!("{} is not {}", other.name, one.name),
        Correction::NotHere(name) => format!("{} is somebody else in one document", name.name),
        Correction::Called(name, called) => format!("{} is called {called}", name.name),
        Correction::Kind(name, kind) => format!("{} is of the kind {}", name.name, kind.word()),
        Correction::Hidden(name) => format!("{} is hidden", name.name),
        Correction::Document(of) => document_words(of),
    }
}

/// What is said of a document, in words.
pub fn document_words(of: &DocumentCorrection) -> String {
    let said = match &of.fact {
        DocumentFact::Passage { passage, chrome } => {
            let what = if *chrome { "site chrome" } else { "text" };
            format!("“{}” is {what}", shortened(&passage.quote))
        }
        DocumentFact::Beginning { heading, begins } => {
            let what = if *begins { "a document" } else { "no document" };
            format!("“{}” begins {what}", shortened(&heading.quote))
        }
        fact => match fact.text() {
            Some(text) => format!("its {} is {}", fact.part().name(), shortened(&text)),
            None => format!("it has no {}", fact.part().name()),
        },
    };
    match &of.learnt_from {
        Some(file) => format!("{said}, by what was said of {file}"),
        None => said,
    }
}

fn shortened(text: &str) -> String {
    shorten(&sanitize_line(text), SHOWN)
}
