//! The classes a word or name can belong to, as a bit set.
//!
//! Not here: which word belongs to which class (the lists in `assets/lexicon`), and what a class means
//! for a name in its text (`annotate`, `segment`).

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

    pub(super) fn of_section(section: &str) -> Classes {
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

#[cfg(test)]
mod tests {
    use super::super::lists::CLASSES;
    use super::*;

    #[test]
    fn every_section_of_the_classes_file_has_a_class() {
        for line in CLASSES.lines() {
            if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                assert_ne!(Classes::of_section(section), Classes::default(), "{section}");
            }
        }
    }
}
