//! The fields of a document that are searched by words.

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// Title or body.
    Anywhere,
    Title,
    Source,
}
