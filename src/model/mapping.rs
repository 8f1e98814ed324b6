//! Mapping: which field of a record (a row of a table, an object of an export) is its text, which its title and so
//! on.
//!
//! Not here: guessing it (`extract::records`), and setting it (`config`).

use serde::{Deserialize, Serialize};

/// What a field of a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FieldRole {
    /// The running text.
    Text,
    /// The headline.
    Title,
    /// Who wrote it.
    Author,
    /// When it was published.
    Published,
    /// When it was changed.
    Changed,
    /// The newspaper, site or channel.
    Source,
    /// The address of the page.
    Address,
    /// The language.
    Language,
    /// Words that somebody filed it under.
    Tags,
    /// What it is about, in a few sentences.
    Summary,
}

impl FieldRole {
    /// Every role.
    pub const ALL: [FieldRole; 10] = [
        FieldRole::Text,
        FieldRole::Title,
        FieldRole::Author,
        FieldRole::Published,
        FieldRole::Changed,
        FieldRole::Source,
        FieldRole::Address,
        FieldRole::Language,
        FieldRole::Tags,
        FieldRole::Summary,
    ];

    /// The word for it in settings, on screen and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            FieldRole::Text => "text",
            FieldRole::Title => "title",
            FieldRole::Author => "author",
            FieldRole::Published => "date",
            FieldRole::Changed => "changed",
            FieldRole::Source => "source",
            FieldRole::Address => "address",
            FieldRole::Language => "language",
            FieldRole::Tags => "tags",
            FieldRole::Summary => "summary",
        }
    }

    /// The role that a word means.
    pub fn named(name: &str) -> Option<FieldRole> {
        FieldRole::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A field of a record that was taken for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedField {
    /// What it was taken for.
    pub role: FieldRole,
    /// Its name, those of the objects around it before it: `article.body`.
    pub field: String,
}
