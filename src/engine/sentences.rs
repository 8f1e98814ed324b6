//! Lists of sentences: every hit of a search for words, and of one for names alone the sentences with all of them. What
//! stands in several copies of a document is one line.

use std::sync::Arc;

use crate::index::{Error, Snapshot};
use crate::query::{Answer, CopyRows, LinePlaces, Marks, Search, SentencePlace};

/// Where they are.
pub(super) fn places(
    snapshot: &Snapshot,
    search: &Search,
    marks: &Marks,
    copies: CopyRows,
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    let places = match search.asks_for_words() {
        true => snapshot.hit_places(search, marks, cancelled)?,
        false => LinePlaces::of_sentences(&snapshot.concordance(search, marks, cancelled)?),
    };
    let places = match copies {
        CopyRows::Apart => places,
        CopyRows::Folded | CopyRows::Once => snapshot.lines_once(search, places, cancelled)?,
    };
    Ok(Answer::Sentences(Arc::new(places)))
}

/// Some of them as lines.
pub(super) fn lines(snapshot: &Snapshot, search: &Search, places: &[SentencePlace]) -> Result<Answer, Error> {
    let (lines, counts) = match search.asks_for_words() {
        true => snapshot.hit_lines(search, places)?,
        false => (snapshot.lines(search, places)?, Vec::new()),
    };
    Ok(Answer::SentenceLines { lines, counts })
}
