//! The reading history: documents in the order they were read, and moving back and forward through it.
//!
//! Not here: undo (`undo`), and the history of typed searches (`popup::prompt`).

use crate::model::DocumentId;

/// The documents read, in order, and the current one among them.
#[derive(Debug, Default)]
pub struct ReadingHistory {
    ids: Vec<DocumentId>,
    at: usize,
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
    }

    /// The document read before the present one, or after it.
    pub fn step(&mut self, forward: bool) -> Option<DocumentId> {
        let at = if forward { self.at + 1 } else { self.at.checked_sub(1)? };
        let id = *self.ids.get(at)?;
        self.at = at;
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
    }
}
