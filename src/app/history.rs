//! The reading history: documents in the order they were read, and moving back and forward through it.
//!
//! Not here: undo (`undo`), and the history of typed searches (`popup::prompt`).

use serde::{Deserialize, Serialize};

use crate::model::DocumentId;

/// So many are kept over a restart.
const KEPT: usize = 50;

/// The documents read, in order, and the current one among them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingHistory {
    ids: Vec<DocumentId>,
    at: usize,
    /// It is another one than was kept last.
    #[serde(skip)]
    changed: bool,
}

impl ReadingHistory {
    /// Notes that a document is being read.
    pub fn visit(&mut self, id: DocumentId) {
        if self.ids.get(self.at) == Some(&id) {
            return;
        }
        self.ids.truncate(self.at + 1);
        self.ids.push(id);
        self.at = self.ids.len() - 1;
        self.changed = true;
    }

    /// The latest of it, for a later session.
    pub fn kept(&self) -> ReadingHistory {
        let old = self.ids.len().saturating_sub(KEPT);
        ReadingHistory { ids: self.ids[old..].to_vec(), at: self.at.saturating_sub(old), changed: false }
    }

    /// Whether there is something to keep; once.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// The document read before the present one, or after it.
    pub fn step(&mut self, forward: bool) -> Option<DocumentId> {
        let at = if forward { self.at + 1 } else { self.at.checked_sub(1)? };
        let id = *self.ids.get(at)?;
        self.at = at;
        self.changed = true;
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_go_back_and_forward() {
        let mut visits = ReadingHistory::default();
        for id in [1, 2, 2, 3] {
            visits.visit(DocumentId(id));
        }
        assert_eq!(visits.step(false), Some(DocumentId(2)));
        assert_eq!(visits.step(false), Some(DocumentId(1)));
        assert_eq!(visits.step(false), None);
        assert_eq!(visits.step(true), Some(DocumentId(2)));
        visits.visit(DocumentId(9));
        assert_eq!(visits.step(true), None);
        assert!(visits.take_changed() && !visits.take_changed());
        visits.visit(DocumentId(9));
        assert!(!visits.take_changed(), "the same place");
    }

    #[test]
    fn the_last_places_come_back_as_they_were_kept() {
        let mut visits = ReadingHistory::default();
        (1..=60).for_each(|id| visits.visit(DocumentId(id)));
        visits.step(false);
        let json = serde_json::to_string(&visits.kept()).unwrap();
        let mut kept: ReadingHistory = serde_json::from_str(&json).unwrap();
        assert_eq!((kept.step(true), kept.step(true)), (Some(DocumentId(60)), None));
        let back: Vec<_> = std::iter::from_fn(|| kept.step(false)).collect();
        assert_eq!((back.len(), back.last()), (KEPT - 1, Some(&DocumentId(11))));
    }
}
