//! The candidates that the rules found in a document and the kind settled for each: an input of the
//! model's features.

use super::super::rules::WeighedCandidate;
use crate::model::Kind;

/// The candidates of a document, in order, and the kind each is settled as.
pub struct RuleNames {
    pub candidates: Vec<WeighedCandidate>,
    pub kinds: Vec<Option<Kind>>,
}
