//! What the reader of a format gives.

use crate::model::{Extract, Problem};

/// What the reader of a format makes of the bytes of a file: an extract, or the reason, in words for the reader,
/// why there is none.
pub type ReadOutcome = Result<Extract, Problem>;
