//! By what the tutor knows that a task is done.

use serde::Deserialize;

/// What is looked for in the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// A document is open for reading.
    Reading,
    /// The next document was gone to.
    NextDocument,
    /// The facts are shown.
    Facts,
    /// Something is searched for, and no longer typed.
    Searched,
    /// The next hit was gone to.
    NextHit,
    /// The card of a name is shown.
    Card,
    /// The page of a name is shown.
    Profile,
    /// The list is narrowed to a name.
    Filtered,
    /// Nothing narrows the list but the text searched for.
    Unfiltered,
    /// A passage was copied.
    Copied,
    /// Something is noted.
    Noted,
    /// Something is in a dossier.
    PutInDossier,
}
