//! Mapping: which field of a record (a row of a table, an object of an export) is its text, which its title and so
//! on.
//!
//! Not here: guessing it (`extract::records`), and setting it (`config`).

use serde::{Deserialize, Serialize};

use super::path_pattern::path_fits;

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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MappedField {
    /// What it was taken for.
    pub role: FieldRole,
    /// Its name, those of the objects around it before it: `article.body`.
    pub field: String,
}

/// What the reader's settings say of the fields of files, by the names of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldMappings {
    /// A pattern for names of files, in which `*` stands for anything within a name, `**` also for folders, and
    /// `?` for one character; and what it says.
    pub rules: Vec<(String, Vec<MappedField>)>,
}

impl FieldMappings {
    /// What is said of the file at a path: by the first pattern that fits its end from a folder on.
    pub fn of(&self, path: &str) -> &[MappedField] {
        self.rules.iter().find(|(pattern, _)| path_fits(pattern, path)).map_or(&[], |(_, fields)| fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pattern_that_fits_a_path_says_it() {
        let field = |name: &str| vec![MappedField { role: FieldRole::Text, field: name.to_owned() }];
        let rules = [("export/*.csv", "body"), ("*.csv", "words")];
        let rules = rules.map(|(pattern, name)| (pattern.to_owned(), field(name))).to_vec();
        let mappings = FieldMappings { rules };
        assert_eq!(mappings.of("/pile/export/a.csv"), field("body"));
        assert_eq!(mappings.of("/pile/a.csv"), field("words"));
        assert_eq!(mappings.of("/pile/a.json"), []);
    }
}
