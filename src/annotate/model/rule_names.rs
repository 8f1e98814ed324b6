//! The candidates of the rules in a whole document, as features for the model.

use super::super::rules::WeighedCandidate;
use crate::model::Kind;

/// The candidates of a document, in order, and the kind each is settled as.
pub struct RuleNames {
    pub candidates: Vec<WeighedCandidate>,
    pub kinds: Vec<Option<Kind>>,
}
