//! What the reader says of the documents of the open collection. It is in the index already, as it was read; here
//! it is known that it is the reader who says it.
//!
//! Not here: corrections of names, which entities obey (`local`).

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use crate::model::DocumentId;
use crate::query::{Answer, CorrectedPart, CorrectionLog, DocumentCorrection, Edit, RecordedCorrection};

/// The corrections of documents that hold.
#[derive(Debug)]
pub(super) struct CorrectedDocuments(Mutex<CorrectionLog>);

impl CorrectedDocuments {
    pub(super) fn new(corrections: Vec<RecordedCorrection>) -> CorrectedDocuments {
        CorrectedDocuments(Mutex::new(CorrectionLog::new(corrections)))
    }

    /// Takes in a change.
    pub(super) fn apply(&self, edit: &Edit) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).apply(edit);
    }

    /// What is said of a document, the earliest first.
    pub(super) fn of(&self, id: DocumentId) -> Vec<DocumentCorrection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).of_document(id).cloned().collect()
    }

    /// Says in an answer about documents what of them is said by the reader.
    pub(super) fn mark(&self, answer: &mut Answer) {
        let Answer::TopHits { hits, .. } = answer else { return };
        let mut parts: HashMap<DocumentId, BTreeSet<CorrectedPart>> = HashMap::new();
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for of in log.holding().iter().filter_map(|recorded| recorded.correction.of_document()) {
            parts.entry(of.document).or_default().insert(of.fact.part());
        }
        for hit in hits {
            hit.corrected = parts.remove(&hit.row.id).into_iter().flatten().collect();
        }
    }
}
