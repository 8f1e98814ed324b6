//! The user's own lists as a whole: adding lists, finding their names in a document, and a fingerprint
//! that tells whether they changed.

use std::sync::OnceLock;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::find;
use super::read::{self, Fault, ListFormat};
use super::spelling_table::SpellingTable;
use super::spellings::Spellings;
use crate::model::{Block, FieldMappings, Key, ListName, Mention};

/// Lists that count; each is a kind, a field of the query and a heading.
pub const MOST_LISTS: usize = 16;

/// All own lists. Without any, nothing is looked for.
#[derive(Debug, Default)]
pub struct Lists {
    spellings: Spellings,
    /// Of everything added so far.
    hash: u64,
    /// Made when a document is first read: mostly none is.
    table: OnceLock<SpellingTable>,
    /// What the reader's settings say of fields: files are read by it as by the lists.
    mappings: FieldMappings,
}

impl Lists {
    /// Takes the names of a list over, and says what is wrong with others. A list that is known
    /// grows. Lists count in the order in which they are added.
    pub fn add(&mut self, name: ListName, format: ListFormat, text: &str) -> Vec<Fault> {
        let known = self.spellings.lists.iter().position(|known| *known == name);
        let list = known.unwrap_or(self.spellings.lists.len());
        if list >= MOST_LISTS {
            let reason = format!("only {MOST_LISTS} lists are read; this one is left out");
            return vec![Fault { line: 1, reason }];
        }
        if known.is_none() {
            self.spellings.lists.push(name);
        }
        for part in [name.as_str(), if format == ListFormat::Csv { "csv" } else { "text" }, text] {
            self.hash = xxh3_64_with_seed(part.as_bytes(), self.hash);
        }
        self.table = OnceLock::new();
        read::read(&mut self.spellings, list as u8, format, text)
    }

    /// The names of the lists, in their order.
    pub fn names(&self) -> &[ListName] {
        &self.spellings.lists
    }

    /// The names of a list, each with all its spellings, itself among them. Its patterns are no names.
    pub fn names_of(&self, list: &ListName) -> Vec<(String, Vec<String>)> {
        let mut names: Vec<(String, Vec<String>)> = Vec::new();
        let mut place = vec![None; self.spellings.canonical.len()];
        for (spelling, number) in &self.spellings.spellings {
            let Some((of, name)) = self.spellings.canonical.get(*number as usize) else { continue };
            if self.spellings.lists.get(usize::from(*of)) != Some(list) {
                continue;
            }
            let Some(at) = place.get_mut(*number as usize) else { continue };
            let at = *at.get_or_insert_with(|| {
                names.push((name.clone(), Vec::new()));
                names.len() - 1
            });
            if let Some((_, spellings)) = names.get_mut(at) {
                spellings.push(spelling.clone());
            }
        }
        names
    }

    /// The same with what the settings say of fields.
    pub fn with_mappings(self, mappings: FieldMappings) -> Lists {
        Lists { mappings, ..self }
    }

    /// What the settings say of fields.
    pub fn mappings(&self) -> &FieldMappings {
        &self.mappings
    }

    /// Differs for other lists, and other settings of fields: 0 when there are none.
    pub fn fingerprint(&self) -> u64 {
        let names = if self.spellings.lists.is_empty() { 0 } else { self.hash.max(1) };
        let said = format!("{:?}", self.mappings.rules);
        let mappings = if self.mappings.rules.is_empty() { 0 } else { xxh3_64(said.as_bytes()).max(1) };
        names ^ mappings.rotate_left(1)
    }

    /// The names of the lists in the blocks of a text, in order and without overlaps, and their keys. Of names
    /// that overlap the first counts, of those the longest.
    pub(in crate::annotate) fn find(&self, text: &str, blocks: &[Block]) -> (Vec<Mention>, Vec<Key>) {
        if self.spellings.spellings.is_empty() && self.spellings.patterns.is_empty() {
            return Default::default();
        }
        let table = self.table.get_or_init(|| SpellingTable::of(&self.spellings));
        find::find(table, &self.spellings, text, blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_lists_have_another_fingerprint() {
        let of = |lists: &[(&str, &str)]| {
            let mut all = Lists::default();
            for (name, text) in lists {
                assert_eq!(all.add(ListName::new(name).unwrap(), ListFormat::Text, text), []);
            }
            all.fingerprint()
        };
        assert_eq!(of(&[]), 0);
        let lists = [("vessels", "Aurora\nOrca"), ("theatres", "Aurora")];
        let one = of(&lists);
        assert_eq!(one, of(&lists));
        for other in [&[lists[1], lists[0]], &lists[..1], &[("vessels", "Aurora"), lists[1]]] {
            assert_ne!(one, of(other), "{other:?}");
        }
    }

    #[test]
    fn there_is_an_end_to_lists() {
        let mut lists = Lists::default();
        for number in 0..MOST_LISTS {
            let name = ListName::new(&format!("list {number}")).unwrap();
            assert_eq!(lists.add(name, ListFormat::Text, "Aurora"), []);
        }
        assert_eq!(lists.add(ListName::new("list 3").unwrap(), ListFormat::Text, "Orca"), []);
        let faults = lists.add(ListName::new("one more").unwrap(), ListFormat::Text, "Orca");
        assert!(faults[0].reason.starts_with("only 16 lists"), "{faults:?}");
        assert_eq!(lists.names().len(), MOST_LISTS);
    }
}
