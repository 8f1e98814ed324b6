//! Describes a correction in words, for notices and the list of corrections.

use crate::query::{Correction, DocumentCorrection, DocumentFact, FolderRule, words_around_title};
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
        Correction::Stories(pair) if pair.same => "both are one story".to_owned(),
        Correction::Stories(_) => "they are two stories".to_owned(),
    }
}

/// What is said of a document, in words.
pub fn document_words(of: &DocumentCorrection) -> String {
    let said = fact_words(&of.fact);
    match &of.learnt_from {
        // A rule is of the document of which it was said first.
        Some(file) if of.fact.rule().is_none() => format!("{said}, by what was said of {file}"),
        _ => said,
    }
}

fn fact_words(fact: &DocumentFact) -> String {
    match fact {
        DocumentFact::Passage { passage, chrome } => {
            let what = if *chrome { "site chrome" } else { "text" };
            format!("“{}” is {what}", shortened(&passage.quote))
        }
        DocumentFact::Beginning { heading, begins } => {
            let what = if *begins { "a document" } else { "no document" };
            format!("“{}” begins {what}", shortened(&heading.quote))
        }
        DocumentFact::Folder(rule) => rule_words(rule),
        fact => match fact.text() {
            Some(text) => format!("its {} is {}", fact.part().name(), shortened(&text)),
            None => format!("it has no {}", fact.part().name()),
        },
    }
}

/// What is said of a whole folder, in words: of files that come.
fn rule_words(rule: &FolderRule) -> String {
    if let DocumentFact::Title(Some(title)) = &rule.fact {
        let around = words_around_title(title, &rule.before).unwrap_or_default();
        return format!("new files too: “{}” is no part of a title", shortened(around));
    }
    format!("new files too: {}", fact_words(&rule.fact))
}

fn shortened(text: &str) -> String {
    shorten(&sanitize_line(text), SHOWN)
}
