//! What a mail quotes of others.

use serde::{Deserialize, Serialize};

use super::{PartialDate, Span};

/// Rows of a mail that hold words of others, with the line that says whose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// Where it stands in the text of its document.
    pub span: Span,
    /// How many rows it has, blank ones apart.
    pub rows: u32,
    /// Whom it quotes, by name, else by address; `None` where that is not said.
    pub from: Option<String>,
    /// The day of what it quotes; `None` where that is not said.
    pub day: Option<PartialDate>,
}
