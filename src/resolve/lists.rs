//! What is known of names beforehand: given names that are one in several languages, places and
//! organisations with several names, and which words are names people and towns are known to bear.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::organization;
use super::spelling::{sound, written};

/// The number of a line of names that mean the same.
pub(super) type Line = u32;

/// A name that stands in a line with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub line: Line,
    /// Whether it means nothing else.
    pub sure: bool,
}

/// What a word inside a name can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Generation,
    Article,
    LegalForm,
    Club,
    Office,
}

/// All lists.
pub(super) struct Lists {
    given: FxHashMap<u64, Line>,
    given_names: FxHashSet<u64>,
    family_names: FxHashSet<u64>,
    towns: FxHashSet<u64>,
    places: FxHashMap<u64, Known>,
    organizations: FxHashMap<u64, Known>,
    parts: FxHashMap<&'static str, Vec<Part>>,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(Lists::read)
}

impl Lists {
    fn read() -> Lists {
        let set = |texts: &[&'static str]| -> FxHashSet<u64> {
            let lines = texts.iter().flat_map(|text| entries(text));
            lines.map(|name| hash(&written(name))).collect()
        };
        let mut given = FxHashMap::default();
        for (line, names) in (0..).zip(entries(include_str!("../../assets/lexicon/given_name_forms.txt"))) {
            for name in names.split_whitespace() {
                given.entry(hash(&sound(name))).or_insert(line);
            }
        }
        let parts = parts();
        let places = equal_names(include_str!("../../assets/lexicon/place_names.txt"), 0, &parts);
        let first = places.values().map(|known: &Known| known.line + 1).max().unwrap_or(0);
        let organizations =
            equal_names(include_str!("../../assets/lexicon/organization_names.txt"), first, &parts);
        Lists {
            given,
            given_names: set(&[include_str!("../../assets/lexicon/given_names.txt")]),
            family_names: set(&[include_str!("../../assets/lexicon/family_names.txt")]),
            towns: set(&[
                include_str!("../../assets/lexicon/cities.txt"),
                include_str!("../../assets/lexicon/regions.txt"),
            ]),
            places,
            organizations,
            parts,
        }
    }

    /// The line of a given name, by its sound.
    pub(super) fn given(&self, sound: &str) -> Option<Line> {
        self.given.get(&hash(sound)).copied()
    }

    pub(super) fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(&hash(word))
    }

    pub(super) fn is_family_name(&self, word: &str) -> bool {
        self.family_names.contains(&hash(word))
    }

    /// Whether a name, as [`written`], is on the map.
    pub(super) fn is_on_map(&self, name: &str) -> bool {
        self.towns.contains(&hash(name))
    }

    /// The line of a place, by its words.
    pub(super) fn place(&self, words: &str) -> Option<Known> {
        self.places.get(&hash(words)).copied()
    }

    /// The line of an organisation, by its words.
    pub(super) fn organization(&self, words: &str) -> Option<Known> {
        self.organizations.get(&hash(words)).copied()
    }

    pub(super) fn is(&self, word: &str, part: Part) -> bool {
        is(&self.parts, word, part)
    }
}

/// The number a text is looked up by.
pub(super) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The lines of a list without its remarks.
fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn is(parts: &FxHashMap<&'static str, Vec<Part>>, word: &str, part: Part) -> bool {
    parts.get(word).is_some_and(|of| of.contains(&part))
}

fn parts() -> FxHashMap<&'static str, Vec<Part>> {
    let mut parts: FxHashMap<&'static str, Vec<Part>> = FxHashMap::default();
    let mut section = Part::Title;
    for line in entries(include_str!("../../assets/lexicon/name_parts.txt")) {
        section = match line {
            "[title]" => Part::Title,
            "[generation]" => Part::Generation,
            "[article]" => Part::Article,
            "[legal_form]" => Part::LegalForm,
            "[club]" => Part::Club,
            "[office]" => Part::Office,
            _ => section,
        };
        if !line.starts_with('[') {
            line.split(' ').for_each(|word| parts.entry(word).or_default().push(section));
        }
    }
    parts
}

/// The names of a list of lines such as `Kyiv = Kiev = ~Kiew`, by their words.
fn equal_names(
    text: &'static str,
    first: Line,
    parts: &FxHashMap<&'static str, Vec<Part>>,
) -> FxHashMap<u64, Known> {
    let mut names = FxHashMap::default();
    for (line, entry) in (first..).zip(entries(text)) {
        for name in entry.split('=').map(str::trim) {
            let (sure, name) = name.strip_prefix('~').map_or((true, name), |name| (false, name));
            let words = organization::words(name, &|word, part| is(parts, word, part)).words.join(" ");
            names.entry(hash(&words)).or_insert(Known { line, sure });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_name_stands_in_two_lines() {
        for text in [
            include_str!("../../assets/lexicon/place_names.txt"),
            include_str!("../../assets/lexicon/organization_names.txt"),
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
        for (line, names) in entries(include_str!("../../assets/lexicon/given_name_forms.txt")).enumerate() {
            for name in names.split_whitespace() {
                let before = seen.insert(name, line);
                assert!(before.is_none_or(|before| before == line), "{name}");
            }
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
        assert!(lists.is("jr", Part::Generation) && !lists.is("jr", Part::Title));
    }
}
