//! The word lists the recogniser looks names and their neighbours up in. What a class of word
//! means for a name is decided in `classify`; how the lists were made stands in their heads.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The classes a word or name belongs to, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

impl Classes {
    /// A given name.
    pub const GIVEN_NAME: Classes = Classes(1);
    /// A family name.
    pub const FAMILY_NAME: Classes = Classes(1 << 1);
    /// A country, region or water: seldom anything but a place.
    pub const REGION: Classes = Classes(1 << 2);
    /// A town or city.
    pub const CITY: Classes = Classes(1 << 3);
    /// A firm, party, body or paper, listed whole.
    pub const ORGANIZATION: Classes = Classes(1 << 4);
    /// An English word that is usually written in lower case.
    pub const WORD: Classes = Classes(1 << 5);
    /// The first word of a name of several words in one of the lists.
    pub const OPENS_NAME: Classes = Classes(1 << 6);
    /// Stands before a person: "president", "Mr.".
    pub const TITLE: Classes = Classes(1 << 7);
    /// Part of a title of several words: "prime", "foreign".
    pub const TITLE_WORD: Classes = Classes(1 << 8);
    /// The noun of an organisation's name: "ministry", "council".
    pub const ORGANIZATION_HEAD: Classes = Classes(1 << 9);
    /// Ends the name of a firm: "Ltd", "Inc".
    pub const ORGANIZATION_SUFFIX: Classes = Classes(1 << 10);
    /// The noun of a place name: "river", "province".
    pub const PLACE_HEAD: Classes = Classes(1 << 11);
    /// Opens a place name: "Mount", "Lake", "New".
    pub const PLACE_FIRST: Classes = Classes(1 << 12);
    /// A point of the compass.
    pub const DIRECTION: Classes = Classes(1 << 13);
    /// A preposition that places follow.
    pub const PLACE_PREPOSITION: Classes = Classes(1 << 14);
    /// A verb whose subject is mostly a person.
    pub const SPEECH: Classes = Classes(1 << 15);
    /// A lower-case word inside personal names: "de", "bin".
    pub const PARTICLE: Classes = Classes(1 << 16);
    /// Nationalities, creeds, parties: capitalised and no names.
    pub const DEMONYM: Classes = Classes(1 << 17);
    /// The name of a month.
    pub const MONTH: Classes = Classes(1 << 18);
    /// The name of a weekday.
    pub const WEEKDAY: Classes = Classes(1 << 19);
    /// Multiplies a number: "million".
    pub const SCALE: Classes = Classes(1 << 20);
    /// The name of a currency.
    pub const CURRENCY: Classes = Classes(1 << 21);
    /// A unit of measurement.
    pub const UNIT: Classes = Classes(1 << 22);
    /// A noun that is counted in news: "troops", "people".
    pub const COUNTED: Classes = Classes(1 << 23);
    /// An article, pronoun, preposition or the like.
    pub const FUNCTION: Classes = Classes(1 << 24);
    /// Opens a letter or a talk.
    pub const GREETING: Classes = Classes(1 << 25);
    /// Ends in a full stop that does not end the sentence.
    pub const ABBREVIATION: Classes = Classes(1 << 26);
    /// Ends the name of an event, a law or a work, which is no kind of name here.
    pub const OTHER_HEAD: Classes = Classes(1 << 27);
    /// An abbreviation, product or prize: written like a name and none of the kinds.
    pub const TERM: Classes = Classes(1 << 28);
    /// "TX": a place behind a city and a comma only.
    pub const STATE_CODE: Classes = Classes(1 << 29);
    /// Looks like a listed name in another language than English and is an ordinary word there.
    pub const FOREIGN_WORD: Classes = Classes(1 << 30);
    /// What countries have and people seldom: "capital", "border".
    pub const STATE_NOUN: Classes = Classes(1 << 31);

    /// Whether the two sets share a class.
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both sets.
    pub const fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// The set as a number.
    pub fn bits(self) -> u32 {
        self.0
    }

    fn named(section: &str) -> Classes {
        match section {
            "title" => Classes::TITLE,
            "title_word" => Classes::TITLE_WORD,
            "organization_head" => Classes::ORGANIZATION_HEAD,
            "organization_suffix" => Classes::ORGANIZATION_SUFFIX,
            "place_head" => Classes::PLACE_HEAD,
            "place_first" => Classes::PLACE_FIRST,
            "direction" => Classes::DIRECTION,
            "place_preposition" => Classes::PLACE_PREPOSITION,
            "speech" => Classes::SPEECH,
            "particle" => Classes::PARTICLE,
            "demonym" => Classes::DEMONYM,
            "month" => Classes::MONTH,
            "weekday" => Classes::WEEKDAY,
            "scale" => Classes::SCALE,
            "currency" => Classes::CURRENCY,
            "unit" => Classes::UNIT,
            "counted" => Classes::COUNTED,
            "function" => Classes::FUNCTION,
            "greeting" => Classes::GREETING,
            "other_head" => Classes::OTHER_HEAD,
            "state_noun" => Classes::STATE_NOUN,
            "abbreviation" => Classes::ABBREVIATION,
            _ => Classes::default(),
        }
    }
}

/// The names proper: listed as written, in upper and lower case.
pub const LISTED_NAME: Classes = Classes::REGION.with(Classes::CITY).with(Classes::ORGANIZATION);

/// Everything that is listed as written, names or not.
pub const LISTED: Classes = LISTED_NAME.with(Classes::TERM).with(Classes::STATE_CODE);

/// The lists as one table. Names are found as written, words of a class in lower case.
pub struct Lexicon {
    classes: HashMap<&'static str, Classes, BuildHasherDefault<WordHasher>>,
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
        let mut lexicon = Lexicon { classes: HashMap::with_capacity_and_hasher(90_000, Default::default()) };
        for (list, class) in [
            (include_str!("../../assets/lexicon/given_names.txt"), Classes::GIVEN_NAME),
            (include_str!("../../assets/lexicon/family_names.txt"), Classes::FAMILY_NAME),
            (include_str!("../../assets/lexicon/regions.txt"), Classes::REGION),
            (include_str!("../../assets/lexicon/cities.txt"), Classes::CITY),
            (include_str!("../../assets/lexicon/organizations.txt"), Classes::ORGANIZATION),
            (include_str!("../../assets/lexicon/words.txt"), Classes::WORD),
            (include_str!("../../assets/lexicon/terms.txt"), Classes::TERM),
            (include_str!("../../assets/lexicon/state_codes.txt"), Classes::STATE_CODE),
        ] {
            let plain = class == Classes::WORD;
            for name in list.lines().filter(|line| !line.starts_with('#') && (plain || keep(line))) {
                lexicon.add(name, class);
                if let Some((first, _)) = name.split_once([' ', '\'']) {
                    lexicon.add(first, Classes::OPENS_NAME);
                }
            }
        }
        let foreign = include_str!("../../assets/lexicon/foreign_words.txt").lines();
        for line in foreign.filter(|line| !line.starts_with('#')) {
            line.split_whitespace().for_each(|word| lexicon.add(word, Classes::FOREIGN_WORD));
        }
        let mut class = Classes::default();
        for line in include_str!("../../assets/lexicon/classes.txt").lines().filter(|l| !l.starts_with('#')) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(section) => class = Classes::named(section),
                None => line.split_whitespace().for_each(|word| lexicon.add(word, class)),
            }
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, class: Classes) {
        let entry = self.classes.entry(word).or_default();
        *entry = entry.with(class);
        if word.ends_with('.') {
            *entry = entry.with(Classes::ABBREVIATION);
        }
    }

    /// The classes of a name exactly as written.
    pub fn name(&self, name: &str) -> Classes {
        self.classes.get(name).copied().unwrap_or_default()
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
    fn names_are_found_as_written_and_words_in_any_case() {
        let lexicon = lexicon();
        assert!(lexicon.name("Norway").any(Classes::REGION));
        assert!(!lexicon.name("norway").any(Classes::REGION));
        assert!(lexicon.word("University").any(Classes::ORGANIZATION_HEAD));
        assert!(lexicon.word("Don’t").any(Classes::FUNCTION));
        assert_eq!(lexicon.word(&"Überlang".repeat(9)), Classes::default());
    }

    #[test]
    fn every_section_of_the_classes_file_has_a_class() {
        for line in include_str!("../../assets/lexicon/classes.txt").lines() {
            if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                assert_ne!(Classes::named(section), Classes::default(), "{section}");
            }
        }
    }
}
