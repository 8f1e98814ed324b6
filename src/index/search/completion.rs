//! What completes what is being typed: names, values of fields, dates; each with its documents.
//!
//! Not here: which of these (`query::language::completion`).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::facets::{CountedRows, value_group};
use crate::entity::complete;
use crate::index::segments::{DocSet, Sets};
use crate::index::store::unpack;
use crate::index::view::View;
use crate::index::{Error, Snapshot};
use crate::model::Kind;
use crate::query::{CompletedBy, Completion, Criterion, Facet, State};
use crate::text::fold::fold;

/// Stretches of days that can be typed by name.
const LAST: [&str; 3] = ["last-7d", "last-30d", "last-365d"];

impl Snapshot {
    /// What goes on from what is typed, with its documents: at most `limit`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn complete(&self, by: CompletedBy, typed: &str, limit: usize) -> Result<Vec<Completion>, Error> {
        let view = &*self.view;
        let mut found = match by {
            CompletedBy::Names(kind) => return Ok(names(complete(view.entities()?, kind, typed, limit))),
            CompletedBy::Values(Facet::State) => states(typed),
            CompletedBy::Values(facet) => values(view, facet, typed)?,
            CompletedBy::Dates => dates(view, typed),
        };
        found.truncate(limit);
        Ok(found)
    }
}

fn names(found: Vec<(Kind, String, u32)>) -> Vec<Completion> {
    let completion = |(kind, name, documents)| Completion { kind: Some(kind), name, documents };
    found.into_iter().map(completion).collect()
}

fn value(name: impl Into<String>, documents: u32) -> Completion {
    Completion { kind: None, name: name.into(), documents }
}

/// How often each is in a state depends on marks that the index does not have.
fn states(typed: &str) -> Vec<Completion> {
    // A copy is no state of what the reader did, but asked for with the same field.
    let names = State::ALL.into_iter().map(State::name).chain(["copy"]);
    names.filter(|name| goes_on(name, typed)).map(|name| value(name, 0)).collect()
}

/// The values of a facet over all documents, the most frequent first.
fn values(view: &View, facet: Facet, typed: &str) -> Result<Vec<Completion>, Error> {
    let all: Sets = view.segments.iter().map(|segment| DocSet::clone(&segment.documents)).collect();
    let rows = CountedRows::new(view, &all, &|| false);
    let group = value_group(facet, &rows, &all, usize::MAX)?;
    let mut found: Vec<Completion> = Vec::new();
    for of_group in group.into_iter().flat_map(|group| group.values) {
        let name = match of_group.criterion {
            Criterion::Text(text) => text.value,
            Criterion::Path(path) => path.trim_end_matches('/').to_owned(),
            _ => of_group.label,
        };
        if !name.is_empty() && goes_on(&name, typed) {
            found.push(value(name, of_group.documents));
        }
    }
    found.sort_by_key(|value| Reverse(value.documents));
    Ok(found)
}

/// Years, the latest first, and the months of a year that is typed; of a range its end.
fn dates(view: &View, typed: &str) -> Vec<Completion> {
    let (start, typed) =
        typed.rsplit_once("..").map_or(("", typed), |(from, to)| (&typed[..from.len() + 2], to));
    let months = typed.len() >= 4;
    let mut counts: BTreeMap<Reverse<String>, u32> = BTreeMap::new();
    for (&packed, &[documents, _]) in &view.all_by_date().counts {
        let Some(date) = unpack(packed) else { continue };
        let name = match date.parts() {
            (year, Some(month), _) if months => format!("{year:04}-{month:02}"),
            (year, ..) => format!("{year:04}"),
        };
        if name.starts_with(typed) {
            *counts.entry(Reverse(name)).or_default() += documents;
        }
    }
    let last =
        LAST.into_iter().filter(|last| start.is_empty() && !typed.is_empty() && last.starts_with(typed));
    let dates =
        counts.into_iter().map(|(Reverse(name), documents)| value(format!("{start}{name}"), documents));
    dates.chain(last.map(|last| value(last, 0))).collect()
}

/// Whether a word of a value begins with what is typed.
fn goes_on(name: &str, typed: &str) -> bool {
    let (name, typed) = (fold(name), fold(typed.trim()));
    typed.is_empty() || name.match_indices(&typed).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;

    fn shown(snapshot: &Snapshot, by: CompletedBy, typed: &str) -> Vec<(String, u32)> {
        let completed = snapshot.complete(by, typed, 5).unwrap();
        completed.into_iter().map(|completion| (completion.name, completion.documents)).collect()
    }

    fn expected(values: &[(&str, u32)]) -> Vec<(String, u32)> {
        values.iter().map(|&(name, documents)| (name.to_owned(), documents)).collect()
    }

    #[test]
    fn a_beginning_is_completed_to_the_most_frequent_names() {
        let names = |kind, typed| shown(&council(), CompletedBy::Names(kind), typed);
        assert_eq!(names(Some(Kind::Person), "ma"), expected(&[("Mara Quill", 3)]));
        assert_eq!(names(None, "ve"), expected(&[("Vell", 3)]));
        assert_eq!(names(Some(Kind::Place), "ma"), []);
    }

    #[test]
    fn values_are_completed_from_the_beginnings_of_their_words() {
        let (_, _, town) = town();
        let values = |facet, typed| shown(&town, CompletedBy::Values(facet), typed);
        assert_eq!(values(Facet::Source, ""), expected(&[("The Gull", 1), ("Vell Courier", 1)]));
        assert_eq!(values(Facet::Source, "gul"), expected(&[("The Gull", 1)]));
        assert_eq!(values(Facet::Source, "ull"), []);
        assert_eq!(values(Facet::Author, "qua"), expected(&[("Ada Quayle", 1)]));
        assert_eq!(values(Facet::Folder, "n"), expected(&[("news", 3)]));
        assert_eq!(values(Facet::Kind, "l"), expected(&[("list", 1)]));
        assert_eq!(values(Facet::State, "un"), expected(&[("unread", 0)]));
    }

    #[test]
    fn years_are_completed_and_then_their_months() {
        let (_, _, town) = town();
        let dates = |typed| shown(&town, CompletedBy::Dates, typed);
        assert_eq!(dates(""), expected(&[("2022", 1), ("2021", 2)]));
        assert_eq!(dates("2021"), expected(&[("2021-06", 1), ("2021-05", 1)]));
        assert_eq!(dates("2021-05..2022"), expected(&[("2021-05..2022", 1)]));
        assert_eq!(dates("last-3"), expected(&[("last-30d", 0), ("last-365d", 0)]));
    }
}
