//! Which document a line of a file of corrections is about: the one at the path and number that the line says, or, where
//! a passage of it stands in another document of the file, that one: the file may be split otherwise here.
//!
//! Not here: the lines themselves (`query::correction`).

use std::collections::HashSet;

use crate::engine::Engine;
use crate::model::{Anchor, DocumentId};
use crate::query::{
    Answer, DocumentCorrection, DocumentFact, DocumentLocation, DocumentPage, Query, Question,
    RecordedCorrection, Search,
};
use crate::text::anchor::place;

/// The document at a path, or the other one of its file that has the passage.
pub fn document_at(
    engine: &Engine,
    location: &DocumentLocation,
    passage: Option<&Anchor>,
) -> Option<DocumentId> {
    let at = |part| match engine.ask(&Question::DocumentAt(DocumentLocation { part, ..location.clone() })) {
        Ok(Answer::DocumentAt(id)) => id,
        _ => None,
    };
    let there = at(location.part);
    let Some(passage) = passage else { return there };
    // Where there are fewer documents than the line knows of, the first leads to the others.
    let page = page(engine, there.or_else(|| at(1))?)?;
    let has_it = |page: &DocumentPage| place(passage, &page.document.text).is_some();
    if there == Some(page.id) && (page.siblings.len() < 2 || has_it(&page)) {
        return there;
    }
    let found = page.siblings.iter().filter_map(|id| self::page(engine, *id)).find(|page| has_it(page));
    let only = || (page.siblings.len() < 2).then_some(page.id);
    found.map(|page| page.id).or(there).or_else(only)
}

fn page(engine: &Engine, id: DocumentId) -> Option<std::sync::Arc<DocumentPage>> {
    let notes = Default::default();
    match engine.ask(&Question::Page { id, query: Query::default(), notes }) {
        Ok(Answer::Page(page)) => Some(page),
        _ => None,
    }
}

/// The path and part of a document.
pub fn location(engine: &Engine, id: DocumentId) -> Option<DocumentLocation> {
    match engine.ask(&Question::Rows { search: Search::default(), ids: vec![id], read: None }) {
        Ok(Answer::Rows { mut rows, .. }) => {
            rows.pop().map(|row| DocumentLocation { path: row.path, part: row.part })
        }
        _ => None,
    }
}

/// The corrections that can be made, and those that wait: of files that are taken apart otherwise by some of these,
/// documents have their numbers once they are read again. What is said already of where documents of a file begin is
/// in neither.
pub fn those_that_wait(
    mut corrections: Vec<RecordedCorrection>,
    held: &[RecordedCorrection],
    path_of: &dyn Fn(DocumentId) -> Option<String>,
) -> (Vec<RecordedCorrection>, Vec<RecordedCorrection>) {
    // It is of the file, whichever of its documents it was said of.
    let beginning = |of: &DocumentCorrection| match &of.fact {
        DocumentFact::Beginning { .. } => Some((path_of(of.document)?, of.fact.clone())),
        _ => None,
    };
    let of_document = |recorded: &RecordedCorrection| recorded.correction.of_document().and_then(beginning);
    let said: HashSet<_> = held.iter().filter_map(of_document).collect();
    corrections.retain(|recorded| of_document(recorded).is_none_or(|of| !said.contains(&of)));
    let cut: HashSet<String> = corrections.iter().filter_map(of_document).map(|(path, _)| path).collect();
    let waits = |recorded: &RecordedCorrection| {
        let mut paths = recorded.correction.documents().filter_map(path_of);
        !cut.is_empty() && of_document(recorded).is_none() && paths.any(|path| cut.contains(&path))
    };
    let (waiting, now) = corrections.into_iter().partition(waits);
    (now, waiting)
}
