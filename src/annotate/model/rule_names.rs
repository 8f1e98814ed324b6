//! What the rules say of a whole document, for the model to weigh.

use super::super::rules::WeighedCandidate;
use crate::model::Kind;

/// What the rules say of a document: what looks like a name, and what it is settled to be.
pub struct RuleNames {
    pub candidates: Vec<WeighedCandidate>,
    pub kinds: Vec<Option<Kind>>,
}
