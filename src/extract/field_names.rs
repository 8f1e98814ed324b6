//! What fields of records and of the heads of texts are called: the names by which a role is told
//! (`assets/lexicon/field_names.txt`).
//!
//! Not here: whether what stands in a field fits its name (`records::mapping`).

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::FieldRole;

const NAMES: &str = include_str!("../../assets/lexicon/field_names.txt");

/// What is put before the names of fields: `article_title`, `post_date`.
const BEFORE: [&str; 14] = [
    "article", "news", "post", "story", "document", "doc", "entry", "page", "item", "tweet", "message",
    "full", "web", "headline",
];

/// The last parts of paths that say less than the part before: `author.name`, `title.rendered`, `date.$date`.
const UNTELLING: [&str; 16] = [
    "name",
    "value",
    "rendered",
    "text",
    "html",
    "plain",
    "display",
    "displayname",
    "label",
    "date",
    "string",
    "main",
    "original",
    "fullname",
    "raw",
    "",
];

/// How likely a name is that of a role: its role, and the less the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedRole {
    pub role: FieldRole,
    /// Places in the list, with what is put to names or around them counted on top.
    pub rank: usize,
}

/// The role that a field is named for, by its path.
pub fn role_of(path: &str) -> Option<NamedRole> {
    let parts: Vec<String> = path.split('.').map(normal).collect();
    let (last, before) = parts.split_last()?;
    let depth = before.len() * 8;
    let near = before.last().map(String::as_str);
    // "title.en": the language says nothing of the role.
    let untelling = UNTELLING.contains(&last.as_str()) || is_language(last);
    let around = near.filter(|_| untelling).and_then(by_name).filter(|found| found.rank < 100);
    let found = around.or_else(|| by_name(last))?;
    Some(NamedRole { rank: found.rank + depth, ..found })
}

/// The role of a name in itself.
pub fn by_name(name: &str) -> Option<NamedRole> {
    let exact = |name: &str| names().get(name).copied();
    let shorter = || BEFORE.iter().find_map(|before| exact(name.strip_prefix(before)?));
    let found = exact(name);
    found.or_else(|| shorter().map(|found| NamedRole { rank: found.rank + 40, ..found }))
}

/// A name without case, spaces and marks; that of a language behind it falls away.
pub fn normal(name: &str) -> String {
    let all = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let rest = name.rsplit_once('_').filter(|(rest, code)| !rest.is_empty() && is_language(code));
    rest.map(|(rest, _)| all(rest))
        .filter(|rest| names().contains_key(rest.as_str()))
        .unwrap_or_else(|| all(name))
}

fn is_language(code: &str) -> bool {
    const CODES: [&str; 24] = [
        "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "fa", "tr", "zh", "ja", "ko", "sv",
        "da", "no", "fi", "cs", "el", "he", "hi",
    ];
    CODES.contains(&code)
}

fn names() -> &'static HashMap<&'static str, NamedRole> {
    static NAMED: OnceLock<HashMap<&'static str, NamedRole>> = OnceLock::new();
    NAMED.get_or_init(|| {
        let (mut named, mut role, mut rank) = (HashMap::new(), None, 0);
        for line in NAMES.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(section) => (role, rank) = (section_role(section), 0),
                None => {
                    if let Some(role) = role {
                        named.entry(line.trim()).or_insert(NamedRole { role, rank });
                    }
                    rank += 1;
                }
            }
        }
        named
    })
}

/// A section is called as its role; that of dates as what they date.
fn section_role(section: &str) -> Option<FieldRole> {
    if section == "published" { Some(FieldRole::Published) } else { FieldRole::named(section) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_table_is_a_role() {
        let sections = NAMES.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        let roles: Vec<_> = sections.map(section_role).collect();
        assert!(roles.len() == FieldRole::ALL.len() && roles.iter().all(Option::is_some), "{roles:?}");
    }

    #[test]
    fn names_in_many_forms_tell_the_role() {
        use FieldRole::*;
        for (name, role) in [
            ("published_at", Some(Published)),
            ("article.body", Some(Text)),
            ("author.name", Some(Author)),
            ("title.rendered", Some(Title)),
            ("content.rendered", Some(Text)),
            ("date.$date", Some(Published)),
            ("source.name", Some(Source)),
            ("webTitle", Some(Title)),
            ("headline.main", Some(Title)),
            ("title_en", Some(Title)),
            ("Título", Some(Title)),
            ("post_date", Some(Published)),
            ("webUrl", Some(Address)),
            ("created_utc", Some(Published)),
            ("текст", Some(Text)),
            ("author_id", None),
            ("retweets", None),
        ] {
            assert_eq!(role_of(name).map(|found| found.role), role, "{name}");
        }
    }
}
