//! The fields of a document that are searched by words.

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// Title or body.
    Anywhere,
    /// The headline alone.
    Title,
    /// The name of the site or paper.
    Source,
}
