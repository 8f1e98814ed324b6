//! Describes a correction in words, for notices and the list of corrections.

use crate::query::Correction;

/// A correction in words.
pub fn words(correction: &Correction) -> String {
    match correction {
        Correction::Same(one, other) if one == other => format!("{} is one in all documents", one.name),
        Correction::Same(one, other) => format!("{} is {}", other.name, one.name),
        Correction::Apart(one, other) => format!("{} is not {}", other.name, one.name),
        Correction::NotHere(name) => format!("{} is somebody else in one document", name.name),
        Correction::Called(name, called) => format!("{} is called {called}", name.name),
        Correction::Kind(name, kind) => format!("{} is of the kind {}", name.name, kind.word()),
        Correction::Hidden(name) => format!("{} is hidden", name.name),
    }
}
