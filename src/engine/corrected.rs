//! What the reader says of the documents of the open collection. It is in the index already, as it was read; here
//! it is known that it is the reader who says it.
//!
//! Not here: corrections of names, which entities obey (`local`).

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::seen::hash_of;
use crate::index::Snapshot;
use crate::model::{Document, DocumentId};
use crate::query::{
    Answer, CorrectedPart, CorrectionLog, DocumentCorrection, DocumentFact, Edit, RecordedCorrection,
    seen_by_rule,
};

/// The corrections of documents that hold.
#[derive(Debug)]
pub(super) struct CorrectedDocuments(Mutex<CorrectionLog>);

impl CorrectedDocuments {
    pub(super) fn new(corrections: Vec<RecordedCorrection>) -> CorrectedDocuments {
        CorrectedDocuments(Mutex::new(CorrectionLog::new(corrections)))
    }

    /// A number that is another one where something else is said.
    pub(super) fn checksum(&self) -> u64 {
        hash_of(self.0.lock().unwrap_or_else(PoisonError::into_inner).holding())
    }

    /// Takes in a change.
    pub(super) fn apply(&self, edit: &Edit) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).apply(edit);
    }

    /// What is said of a document, the earliest first; before that what is seen to be said of its whole folder.
    pub(super) fn of(
        &self,
        id: DocumentId,
        document: &Document,
        snapshot: &Snapshot,
    ) -> Vec<DocumentCorrection> {
        let (own, rules) = {
            let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let all = log.holding().iter().filter_map(|recorded| recorded.correction.of_document());
            let wanted = all.filter(|of| of.document == id || of.fact.rule().is_some());
            wanted.cloned().partition::<Vec<_>, _>(|of| of.fact.rule().is_none())
        };
        let said_itself = |fact: &DocumentFact| own.iter().any(|of| of.fact.is_about_the_same(fact));
        let mut said = Vec::new();
        for of in rules.iter().filter(|of| is_beside(snapshot, of.document, id)) {
            let seen = of.fact.rule().map_or_else(Vec::new, |rule| seen_by_rule(rule, document));
            let new = seen.into_iter().filter(|fact| !said_itself(fact));
            let learnt_from = &of.learnt_from;
            said.extend(new.map(|fact| DocumentCorrection {
                document: id,
                fact,
                learnt_from: learnt_from.clone(),
            }));
        }
        said.extend(own);
        said
    }

    /// Says in an answer about documents what of them is said by the reader.
    pub(super) fn mark(&self, answer: &mut Answer) {
        let Answer::TopHits { hits, .. } = answer else { return };
        let mut parts: HashMap<DocumentId, BTreeSet<CorrectedPart>> = HashMap::new();
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for of in log.holding().iter().filter_map(|recorded| recorded.correction.of_document()) {
            if of.fact.rule().is_none() {
                parts.entry(of.document).or_default().insert(of.fact.part());
            }
        }
        for hit in hits {
            hit.corrected = parts.remove(&hit.row.id).into_iter().flatten().collect();
        }
    }
}

/// Whether both documents are of one folder.
fn is_beside(snapshot: &Snapshot, one: DocumentId, other: DocumentId) -> bool {
    let folder = |id| {
        let (root, path) = snapshot.place(id)?;
        Some((root, path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())))
    };
    let folders = (folder(one), folder(other));
    folders.0.is_some() && folders.0 == folders.1
}
