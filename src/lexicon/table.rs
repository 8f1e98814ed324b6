//! All lists in one table, looked up by words and names exactly as written. The name recogniser asks it
//! for every word of a text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::classes::Classes;
use super::lists::{self, NAMES, entries};

/// The lists as one table. Names are found as written, words of a class in lower case.
pub struct Lexicon {
    entries: HashMap<&'static str, Entry, BuildHasherDefault<WordHasher>>,
}

/// What is known of a word or a name.
#[derive(Clone, Copy, Default)]
struct Entry {
    classes: Classes,
    /// The bytes of the longest listed name of several words that begins with it.
    longest: u8,
}

/// XXH3 in one go. The keys are our own, so nobody can choose them to collide; the default
/// hasher made loading three times as slow.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    // The mark between strings; a key here is one string.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The lexicon that is built into the program; made at the first call, in milliseconds.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::load(|_| true))
}

impl Lexicon {
    /// A lexicon of which some of the names are kept. Who learns from a text that the lists were
    /// made from, has to see what a text with unlisted names looks like.
    pub fn load(keep: impl Fn(&str) -> bool) -> Lexicon {
        let mut lexicon = Lexicon { entries: HashMap::with_capacity_and_hasher(90_000, Default::default()) };
        let mut long = Vec::new();
        for (list, class) in NAMES {
            let plain = class == Classes::WORD;
            for name in entries(list).filter(|name| plain || keep(name)) {
                lexicon.add(name, class);
                if let Some((first, _)) = name.split_once([' ', '\'']) {
                    lexicon.add(first, Classes::OPENS_NAME);
                    long.push(name);
                }
            }
        }
        long.into_iter().for_each(|name| lexicon.add_openings(name));
        for line in entries(lists::FOREIGN_WORDS) {
            line.split_whitespace().for_each(|word| lexicon.add(word, Classes::FOREIGN_WORD));
        }
        let mut class = Classes::default();
        for line in entries(lists::CLASSES) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(section) => class = Classes::of_section(section),
                None => line.split_whitespace().for_each(|word| lexicon.add(word, class)),
            }
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, class: Classes) {
        let Entry { classes, .. } = self.entries.entry(word).or_default();
        *classes = classes.with(class);
        if word.ends_with('.') {
            *classes = classes.with(Classes::ABBREVIATION);
        }
    }

    /// Notes the length of a name with all that it may begin with.
    fn add_openings(&mut self, name: &str) {
        for (at, mark) in name.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
            for end in [at, at + mark.len_utf8()] {
                if let Some(Entry { longest, .. }) = self.entries.get_mut(&name[..end]) {
                    *longest = (*longest).max(u8::try_from(name.len()).unwrap_or(u8::MAX));
                }
            }
        }
    }

    /// The classes of a name exactly as written.
    pub fn name(&self, name: &str) -> Classes {
        self.entries.get(name).map_or(Classes::default(), |entry| entry.classes)
    }

    /// The bytes of the longest listed name of several words that begins with a word, written so; 0 where there is
    /// none.
    pub fn longest_from(&self, word: &str) -> usize {
        self.entries.get(word).map_or(0, |entry| usize::from(entry.longest))
    }

    /// The classes of a word whatever its case.
    pub fn word(&self, word: &str) -> Classes {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.name(word);
        }
        // Longer words are in no list; a buffer on the stack spares an allocation a token.
        let mut buffer = [0; 24];
        match buffer.get_mut(..word.len()) {
            Some(lower) if word.is_ascii() => {
                lower.copy_from_slice(word.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).map(|lower| self.name(lower)).unwrap_or_default()
            }
            Some(_) => self.name(word.to_lowercase().replace('’', "'").as_str()),
            None => Classes::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_knows_the_longest_name_that_it_begins() {
        let lexicon = lexicon();
        for (list, _) in NAMES {
            for name in entries(list) {
                if let Some((first, _)) = name.split_once([' ', '\'']) {
                    assert!(lexicon.longest_from(first) >= name.len().min(255), "{name}");
                }
            }
        }
        assert_eq!(lexicon.longest_from("the"), 0);
    }

    #[test]
    fn names_are_found_as_written_and_words_in_any_case() {
        let lexicon = lexicon();
        assert!(lexicon.name("Norway").any(Classes::REGION));
        assert!(!lexicon.name("norway").any(Classes::REGION));
        assert!(lexicon.word("University").any(Classes::ORGANIZATION_HEAD));
        assert!(lexicon.word("Don’t").any(Classes::FUNCTION));
        assert_eq!(lexicon.word(&"Überlang".repeat(9)), Classes::default());
    }
}
