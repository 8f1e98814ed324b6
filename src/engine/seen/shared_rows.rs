//! Which documents share a row of a kept list: of the rows in sight at once, of all others when they are read.

use std::collections::HashMap;

use crate::model::DocumentId;
use crate::query::SharedRow;

/// The other documents of each row, by the one that is shown.
pub(super) type Others = HashMap<DocumentId, Vec<SharedRow>>;

/// Reads those of all rows; `None` where they cannot be read.
pub(super) type SharedRowsRead = Box<dyn Fn() -> Option<Others> + Send + Sync>;
