//! Lists of aliases: given names that are one in several languages, places and organisations with
//! several names; and which words are known as names of people or places.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::name_parts::{NamePart, NameParts, entries};
use super::name_words::words;
use crate::lexicon::lists::{CITIES, REGIONS};
use crate::lexicon::{Classes, folded_classes};
use crate::resolve::spelling::{sound, written};

/// The number of a line of names that mean the same.
pub(in crate::resolve) type LineNumber = u32;

/// A name that stands in a line with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct ListedName {
    pub line: LineNumber,
    /// Whether it means nothing else.
    pub sure: bool,
}

/// All lists.
pub(in crate::resolve) struct NameLists {
    given: FxHashMap<u64, LineNumber>,
    towns: FxHashSet<u64>,
    places: FxHashMap<u64, ListedName>,
    organizations: FxHashMap<u64, ListedName>,
    parts: NameParts,
}

/// The lists, read once.
pub(in crate::resolve) fn lists() -> &'static NameLists {
    static LISTS: OnceLock<NameLists> = OnceLock::new();
    LISTS.get_or_init(NameLists::read)
}

impl NameLists {
    fn read() -> NameLists {
        let towns = [CITIES, REGIONS].into_iter().flat_map(entries);
        let mut given = FxHashMap::default();
        for (line, names) in (0..).zip(entries(include_str!("../../../assets/lexicon/given_name_forms.txt")))
        {
            for name in names.split_whitespace() {
                given.entry(hash(&sound(name))).or_insert(line);
            }
        }
        let parts = NameParts::read();
        let places = equal_names(include_str!("../../../assets/lexicon/place_names.txt"), 0, &parts);
        let first = places.values().map(|known: &ListedName| known.line + 1).max().unwrap_or(0);
        let organizations =
            equal_names(include_str!("../../../assets/lexicon/organization_names.txt"), first, &parts);
        NameLists {
            given,
            towns: towns.map(|name| hash(&written(name))).collect(),
            places,
            organizations,
            parts,
        }
    }

    /// The line of a given name, by its sound.
    pub(in crate::resolve) fn given(&self, sound: &str) -> Option<LineNumber> {
        self.given.get(&hash(sound)).copied()
    }

    /// Whether a word, as [`written`], is a given name that the lists know.
    pub(in crate::resolve) fn is_given_name(&self, word: &str) -> bool {
        folded_classes(word).any(Classes::GIVEN_NAME)
    }

    /// Whether a word, as [`written`], is a family name that the lists know.
    pub(in crate::resolve) fn is_family_name(&self, word: &str) -> bool {
        folded_classes(word).any(Classes::FAMILY_NAME)
    }

    /// Whether a name, as [`written`], is on the map.
    pub(in crate::resolve) fn is_on_map(&self, name: &str) -> bool {
        self.towns.contains(&hash(name))
    }

    /// The line of a place, by its words.
    pub(in crate::resolve) fn place(&self, words: &str) -> Option<ListedName> {
        self.places.get(&hash(words)).copied()
    }

    /// The line of an organisation, by its words.
    pub(in crate::resolve) fn organization(&self, words: &str) -> Option<ListedName> {
        self.organizations.get(&hash(words)).copied()
    }

    /// Whether a word can be such a part of a name.
    pub(in crate::resolve) fn is(&self, word: &str, part: NamePart) -> bool {
        self.parts.is(word, part)
    }
}

/// The number a text is looked up by.
pub(in crate::resolve) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The names of a list of lines such as `Kyiv = Kiev = ~Kiew`, by their words.
fn equal_names(text: &'static str, first: LineNumber, parts: &NameParts) -> FxHashMap<u64, ListedName> {
    let mut names = FxHashMap::default();
    for (line, entry) in (first..).zip(entries(text)) {
        for name in entry.split('=').map(str::trim) {
            let (sure, name) = name.strip_prefix('~').map_or((true, name), |name| (false, name));
            let words = words(name, &|word, part| parts.is(word, part)).words.join(" ");
            names.entry(hash(&words)).or_insert(ListedName { line, sure });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lists::{FAMILY_NAMES, GIVEN_NAMES};
    use crate::text::fold::fold;
    use std::collections::HashMap;

    #[test]
    fn no_name_stands_in_two_lines() {
        for text in [
            include_str!("../../../assets/lexicon/place_names.txt"),
            include_str!("../../../assets/lexicon/organization_names.txt"),
        ] {
            let mut seen: HashMap<String, usize> = HashMap::new();
            for (line, entry) in entries(text).enumerate() {
                for name in entry.split('=') {
                    let name = written(name.trim().trim_start_matches('~'));
                    let before = seen.insert(name.clone(), line);
                    assert!(before.is_none_or(|before| before == line), "{name}");
                }
            }
        }
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (line, names) in entries(include_str!("../../../assets/lexicon/given_name_forms.txt")).enumerate()
        {
            for name in names.split_whitespace() {
                let before = seen.insert(name, line);
                assert!(before.is_none_or(|before| before == line), "{name}");
            }
        }
    }

    #[test]
    fn the_names_of_people_are_written_as_they_are_folded() {
        for name in entries(GIVEN_NAMES).chain(entries(FAMILY_NAMES)) {
            assert_eq!(written(name), fold(name));
        }
    }

    #[test]
    fn names_are_looked_up_by_their_words() {
        let lists = lists();
        assert!(lists.place("kyiv").is_some());
        assert_eq!(lists.place("kyiv"), lists.place("kiev"));
        assert_eq!(lists.place("nato"), None);
        assert_eq!(lists.organization("nato"), lists.organization("north atlantic treaty organization"));
        assert_eq!(lists.place("america").map(|known| known.sure), Some(false));
        assert_eq!(lists.given(&sound("vladimir")), lists.given(&sound("volodymyr")));
        assert_ne!(lists.given("peter"), lists.given("pavel"), "two names");
        assert!(lists.is("jr", NamePart::Generation) && !lists.is("jr", NamePart::Title));
    }
}
