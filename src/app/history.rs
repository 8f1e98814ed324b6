//! The history of places: what was read, under which search and filters and how far, in order; and moving back
//! and forward through it.
//!
//! Not here: going to a place (`perform::travel`), undo (`undo`), and the history of typed searches
//! (`popup::prompt`).

use serde::{Deserialize, Serialize};

use crate::model::DocumentId;
use crate::query::Filter;

/// Places kept, the latest. Set by hand.
const KEPT: usize = 1000;

/// So many are kept over a restart.
const KEPT_LONG: usize = 50;

/// A document with the search it was found by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VisitedPlace {
    /// The text searched for.
    pub query: String,
    /// The filters set.
    pub filters: Vec<Filter>,
    /// The document.
    pub id: DocumentId,
    /// The byte of it at the upper edge.
    pub offset: u32,
    /// Whether it was read, or only selected in the list.
    pub reading: bool,
}

impl VisitedPlace {
    /// Whether both are of one document under one search.
    fn is_like(&self, other: &VisitedPlace) -> bool {
        (&self.query, &self.filters, self.id) == (&other.query, &other.filters, other.id)
    }
}

/// The places visited, in order, and the current one among them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingHistory {
    places: Vec<VisitedPlace>,
    at: usize,
    /// It is another one than was kept last.
    #[serde(skip)]
    changed: bool,
}

impl ReadingHistory {
    /// Notes that a document is being read.
    pub fn visit(&mut self, place: VisitedPlace) {
        if self.places.get(self.at).is_some_and(|at| at.is_like(&place)) {
            return;
        }
        self.places.truncate(self.at + 1);
        self.places.push(place);
        let old = self.places.len().saturating_sub(KEPT);
        self.places.drain(..old);
        self.at = self.places.len() - 1;
        self.changed = true;
    }

    /// The latest of it, for a later session; from the current place on, if that is further back.
    pub fn kept(&self) -> ReadingHistory {
        let old = self.places.len().saturating_sub(KEPT_LONG).min(self.at);
        let places = self.places.iter().skip(old).take(KEPT_LONG).cloned().collect();
        ReadingHistory { places, at: self.at - old, changed: false }
    }

    /// Whether there is something to keep; once.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Notes how far the document of the current place was read.
    pub fn leave(&mut self, id: DocumentId, offset: u32) {
        if let Some(place) = self.places.get_mut(self.at).filter(|place| place.id == id) {
            place.offset = offset;
        }
    }

    /// The place visited before the present one, or after it. From a place that is none of those visited, such
    /// as the list under a new search, one goes back to the last of them, and forward again.
    pub fn step(&mut self, present: Option<VisitedPlace>, forward: bool) -> Option<VisitedPlace> {
        let here = self.places.get(self.at);
        let elsewhere = present.filter(|present| here.is_some_and(|here| !here.is_like(present)));
        let at = match (elsewhere, forward) {
            (Some(present), false) => {
                self.places.truncate(self.at + 1);
                self.places.push(present);
                self.at
            }
            (_, true) => self.at + 1,
            (None, false) => self.at.checked_sub(1)?,
        };
        let place = self.places.get(at)?.clone();
        self.at = at;
        self.changed = true;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(query: &str, id: u64) -> VisitedPlace {
        VisitedPlace { query: query.into(), id: DocumentId(id), reading: true, ..VisitedPlace::default() }
    }

    fn step(visits: &mut ReadingHistory, present: VisitedPlace, forward: bool) -> Option<(String, u64)> {
        visits.step(Some(present), forward).map(|place| (place.query, place.id.0))
    }

    #[test]
    fn visits_go_back_and_forward() {
        let mut visits = ReadingHistory::default();
        for id in [1, 2, 2, 3] {
            visits.visit(place("", id));
        }
        let found = |id: u64| Some((String::new(), id));
        assert_eq!(step(&mut visits, place("", 3), false), found(2));
        assert_eq!(step(&mut visits, place("", 2), false), found(1));
        assert_eq!(step(&mut visits, place("", 1), false), None);
        assert_eq!(step(&mut visits, place("", 1), true), found(2));
        visits.visit(place("", 9));
        assert_eq!(step(&mut visits, place("", 9), true), None);
    }

    #[test]
    fn from_a_new_search_one_goes_back_to_what_was_read_and_forward_again() {
        let mut visits = ReadingHistory::default();
        assert_eq!(step(&mut visits, place("dam", 1), false), None);
        visits.visit(place("dam", 1));
        visits.visit(place("dam", 2));
        visits.leave(DocumentId(2), 70);
        assert_eq!(step(&mut visits, place("gate", 2), false), Some(("dam".into(), 2)));
        assert_eq!(step(&mut visits, place("dam", 2), true), Some(("gate".into(), 2)));
        assert_eq!(visits.step(Some(place("gate", 2)), false).map(|place| place.offset), Some(70));
        assert_eq!(step(&mut visits, place("dam", 2), false), Some(("dam".into(), 1)));
    }

    #[test]
    fn only_the_latest_places_are_kept() {
        let mut visits = ReadingHistory::default();
        (0..2 * KEPT as u64).for_each(|id| visits.visit(place("", id)));
        assert_eq!(visits.places.len(), KEPT);
        assert_eq!(
            step(&mut visits, place("", 2 * KEPT as u64 - 1), false),
            Some((String::new(), 2 * KEPT as u64 - 2))
        );
    }

    #[test]
    fn the_last_places_come_back_as_they_were_kept() {
        let mut visits = ReadingHistory::default();
        (1..=60).for_each(|id| visits.visit(place("", id)));
        assert!(visits.take_changed() && !visits.take_changed());
        visits.visit(place("", 60));
        assert!(!visits.take_changed(), "the same place");
        step(&mut visits, place("", 60), false);
        let json = serde_json::to_string(&visits.kept()).unwrap();
        let mut kept: ReadingHistory = serde_json::from_str(&json).unwrap();
        assert_eq!(step(&mut kept, place("", 59), true), Some((String::new(), 60)));
        assert_eq!(step(&mut kept, place("", 60), true), None);
        let back: Vec<_> = std::iter::from_fn(|| kept.step(None, false)).collect();
        assert_eq!((back.len(), back.last()), (KEPT_LONG - 1, Some(&place("", 11))));
        // Who went far back is still there.
        (0..55).for_each(|_| drop(visits.step(None, false)));
        let mut kept = visits.kept();
        assert_eq!((kept.places.len(), &kept.places[kept.at]), (KEPT_LONG, &place("", 4)));
        assert_eq!(step(&mut kept, place("", 4), true), Some((String::new(), 5)));
    }
}
