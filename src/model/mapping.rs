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
        let starts = || std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
        let fits =
            |pattern: &str| starts().any(|start| is_like(pattern.as_bytes(), &path.as_bytes()[start..]));
        self.rules.iter().find(|(pattern, _)| fits(pattern)).map_or(&[], |(_, fields)| fields)
    }
}

/// Whether a name fits a pattern. The last `*` that could stand for more is tried again with more.
fn is_like(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut again: Option<(usize, usize, bool)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                let folders = pattern.get(p + 1) == Some(&b'*');
                p += if folders { 2 } else { 1 };
                again = Some((p, n, folders));
            }
            Some(b'?') if name[n] != b'/' => (p, n) = (p + 1, n + 1),
            Some(byte) if *byte == name[n] => (p, n) = (p + 1, n + 1),
            _ => match again {
                Some((after, from, folders)) if folders || name[from] != b'/' => {
                    again = Some((after, from + 1, folders));
                    (p, n) = (after, from + 1);
                }
                _ => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_the_end_of_a_path() {
        let field = MappedField { role: FieldRole::Text, field: "body".to_owned() };
        for (pattern, path, fits) in [
            ("*.csv", "/pile/export/a.csv", true),
            ("export/*.csv", "/pile/export/a.csv", true),
            ("export/*.csv", "/pile/export/old/a.csv", false),
            ("export/**.csv", "/pile/export/old/a.csv", true),
            ("a?.csv", "ab.csv", true),
            ("a?.csv", "a/.csv", false),
            ("*.csv", "a.csv.txt", false),
            ("port/*.csv", "/pile/export/a.csv", false),
        ] {
            let mappings = FieldMappings { rules: vec![(pattern.to_owned(), vec![field.clone()])] };
            assert_eq!(!mappings.of(path).is_empty(), fits, "{pattern} {path}");
        }
    }
}
