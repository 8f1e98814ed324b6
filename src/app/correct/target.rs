//! The entity a correction is about: its card, and the spelling and document under the cursor.

use crate::model::DocumentId;
use crate::query::{EntityCard, NameReference, Spelling};

/// The entity that a correction is about.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionTarget {
    /// What is known of it.
    pub card: Box<EntityCard>,
    /// The spelling pointed at, when it is not the name of the entity.
    pub spelling: Option<NameReference>,
    /// The document in which it is pointed at.
    pub document: Option<DocumentId>,
}

impl CorrectionTarget {
    /// An entity, with the name that was pointed at if it is one of its own. In a document that
    /// is the spelling that holds there only, if there is one.
    pub(in crate::app) fn new(card: Box<EntityCard>, pointed: Option<NameReference>) -> CorrectionTarget {
        let is_it = |of: &&Spelling, at: &NameReference| {
            (of.kind, &of.name) == (at.kind, &at.name) && (of.only_in.is_none() || of.only_in == at.document)
        };
        let found = pointed.and_then(|at| {
            let spelling = card.spellings.iter().filter(|of| is_it(of, &at)).max_by_key(|of| of.only_in)?;
            Some((named(spelling), at.document))
        });
        let own = card.spellings.first().map(named);
        let document = found.as_ref().and_then(|(_, document)| *document);
        let spelling = found.map(|(name, _)| name).filter(|name| Some(name) != own.as_ref());
        CorrectionTarget { card, spelling, document }
    }

    /// The name of the entity, as documents write it.
    pub(super) fn own(&self) -> Option<NameReference> {
        self.card.spellings.first().map(named)
    }

    pub(super) fn name(&self) -> &str {
        &self.card.name
    }
}

/// The name that a correction of a spelling refers to.
pub fn named(spelling: &Spelling) -> NameReference {
    NameReference { kind: spelling.kind, name: spelling.name.clone(), document: spelling.only_in }
}
