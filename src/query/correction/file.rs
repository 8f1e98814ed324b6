//! Writes corrections to a text file, for version control and colleagues, and describes its format: one
//! correction a line, names in quotation marks as in JSON, documents by the path below their root. What is said of
//! a document says its `in` first; of a passage, or a line at which a document begins or does not, also the words around
//! it and where it stood.
//!
//! ```text
//! # perusal corrections 1
//! same person "Ann Bell" person "Ann B. Bell"
//! not-here person "Ann Bell" in "news/council.txt" part 2
//! everywhere hidden person "ZZ Plant"
//! title in "news/council.txt" part 2 is "Council meets"
//! date in "news/council.txt" part 2 is "~2023-06"
//! author in "news/council.txt" part 2 is none
//! chrome in "news/council.txt" part 2 passage "Subscribe now" before "the wall." after "By" at 120 133 of 7
//! begins in "news/council.txt" part 2 passage "Dam breaks" before "The end." after "The" at 340 350 of 7
//! folder source in "news/council.txt" part 2 is "Norwick Herald" where "Herald"
//! same-story in "news/council.txt" part 2 and in "news/gazette.txt" part 1
//! other-story in "news/council.txt" part 2 and in "news/dam.txt" part 1
//! ```
//!
//! What is said of a folder is said of the others in the folder of that file too, where the source was the other.
//!
//! Not here: reading such a file (`file_reader`), where it is, and which document has which path
//! (`cli::corrections`).

use std::fmt::Write as _;

use super::document::{CorrectedPart, DocumentCorrection, DocumentFact};
use super::log::{Correction, NameReference, RecordedCorrection};
use crate::model::{Anchor, DocumentId, Kind};
use crate::query::request::DocumentLocation;
use crate::text::quote::quote;

/// The first line of a file, without the number of its format.
pub(super) const HEAD: &str = "# perusal corrections";
/// The number of the format written here.
pub(super) const FORMAT: u32 = 1;

/// What lines about passages begin with: what they are.
const TEXT: &str = "text";
pub(super) const CHROME: &str = "chrome";
/// What lines about beginnings of documents begin with.
pub(super) const BEGINS: &str = "begins";
pub(super) const NO_BEGINNING: &str = "no-beginning";

/// What lines begin with that say something of a whole folder.
pub(super) const FOLDER: &str = "folder";

/// What lines about two documents begin with.
pub(super) const SAME_STORY: &str = "same-story";
pub(super) const OTHER_STORY: &str = "other-story";

/// Whether a line that begins with this word is about a document.
pub(super) fn is_of_document(word: &str) -> bool {
    word == FOLDER || part_named(word).is_some() || [TEXT, CHROME, BEGINS, NO_BEGINNING].contains(&word)
}

/// The part of a document that is said with a text, by its word.
pub(super) fn part_named(word: &str) -> Option<CorrectedPart> {
    let said = [CorrectedPart::Title, CorrectedPart::Date, CorrectedPart::Source, CorrectedPart::Author];
    said.into_iter().find(|part| part.name() == word)
}

/// The line that a file of corrections begins with.
pub fn corrections_head() -> String {
    format!("{HEAD} {FORMAT}")
}

/// A correction as a line.
///
/// # Errors
/// With a line for people only when no location is known for a document in it.
pub fn correction_line(
    recorded: &RecordedCorrection,
    location: &dyn Fn(DocumentId) -> Option<DocumentLocation>,
) -> Result<String, String> {
    let mut line = if recorded.everywhere { "everywhere ".to_owned() } else { String::new() };
    let mut located = true;
    let mut named = |name: &NameReference| {
        let mut text = format!("{} {}", written_kind(name.kind), quote(&name.name));
        match name.document.map(location) {
            None => {}
            Some(Some(of)) => _ = write!(text, " in {} part {}", quote(&of.path), of.part),
            Some(None) => {
                located = false;
                text.push_str(" in a document that is not indexed");
            }
        }
        text
    };
    line += &match &recorded.correction {
        Correction::Same(one, other) => format!("same {} {}", named(one), named(other)),
        Correction::Apart(one, other) => format!("apart {} {}", named(one), named(other)),
        Correction::NotHere(name) => format!("not-here {}", named(name)),
        Correction::Called(name, called) => format!("called {} {}", named(name), quote(called)),
        Correction::Kind(name, kind) => format!("kind {} {}", named(name), written_kind(*kind)),
        Correction::Hidden(name) => format!("hidden {}", named(name)),
        Correction::Document(of) => {
            let place = location(of.document);
            located &= place.is_some();
            document_words(of, place.as_ref())
        }
        Correction::Stories(pair) => {
            let mut places = pair.documents().map(location);
            located &= places.iter().all(Option::is_some);
            // In the same order in every notebook.
            places.sort_by_key(|place| place.as_ref().map(|of| (of.path.clone(), of.part)));
            let what = if pair.same { SAME_STORY } else { OTHER_STORY };
            let [one, other] = places.map(|place| place_words(place.as_ref()));
            format!("{what} {one} and {other}")
        }
    };
    if located { Ok(line) } else { Err(line) }
}

/// What is said of a document at a place.
fn document_words(of: &DocumentCorrection, place: Option<&DocumentLocation>) -> String {
    let mut line = fact_words(&of.fact, &place_words(place));
    if let Some(file) = &of.learnt_from {
        _ = write!(line, " learnt {}", quote(file));
    }
    line
}

/// Where a document is.
fn place_words(place: Option<&DocumentLocation>) -> String {
    match place {
        Some(of) => format!("in {} part {}", quote(&of.path), of.part),
        None => "in a document that is not indexed".to_owned(),
    }
}

/// A fact about a document at a place.
fn fact_words(fact: &DocumentFact, place: &str) -> String {
    match fact {
        DocumentFact::Passage { passage, chrome } => {
            passage_words(if *chrome { CHROME } else { TEXT }, place, passage)
        }
        DocumentFact::Beginning { heading, begins } => {
            passage_words(if *begins { BEGINS } else { NO_BEGINNING }, place, heading)
        }
        DocumentFact::Folder(rule) => {
            format!("{FOLDER} {} where {}", fact_words(&rule.fact, place), quote(&rule.before))
        }
        fact => {
            let text = fact.text().map_or_else(|| "none".to_owned(), |text| quote(&text));
            format!("{} {place} is {text}", fact.part().name())
        }
    }
}

/// What is said by pointing at a passage of a document at a place.
fn passage_words(what: &str, place: &str, passage: &Anchor) -> String {
    format!(
        "{what} {place} passage {} before {} after {} at {} {} of {}",
        quote(&passage.quote),
        quote(&passage.before),
        quote(&passage.after),
        passage.span.start,
        passage.span.end,
        passage.text_hash,
    )
}

/// A kind as a line has it: the name of an own list could be any words.
fn written_kind(kind: Kind) -> String {
    match kind {
        Kind::Own(list) => format!("list {}", quote(list.as_str())),
        kind => kind.name().to_owned(),
    }
}
