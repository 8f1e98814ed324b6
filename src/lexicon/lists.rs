//! The word and name lists of `assets/lexicon`, built into the program as text: one entry a line. Lines
//! that begin with `#` are comments; those at the top of each file say where it comes from.
//!
//! Not here: looking words up (`table`, `people`).

use super::classes::Classes;

/// Given names, one word each.
pub const GIVEN_NAMES: &str = include_str!("../../assets/lexicon/given_names.txt");
/// Family names, one word each.
pub const FAMILY_NAMES: &str = include_str!("../../assets/lexicon/family_names.txt");
/// Countries, regions and waters.
pub const REGIONS: &str = include_str!("../../assets/lexicon/regions.txt");
/// Towns and cities.
pub const CITIES: &str = include_str!("../../assets/lexicon/cities.txt");
/// Firms, parties and bodies.
pub const ORGANIZATIONS: &str = include_str!("../../assets/lexicon/organizations.txt");
/// English words that are usually written in lower case.
pub const WORDS: &str = include_str!("../../assets/lexicon/words.txt");
/// Abbreviations, products and prizes.
pub const TERMS: &str = include_str!("../../assets/lexicon/terms.txt");
/// "TX" and its like.
pub const STATE_CODES: &str = include_str!("../../assets/lexicon/state_codes.txt");
/// Ordinary words of other languages that look like listed names, several a line.
pub const FOREIGN_WORDS: &str = include_str!("../../assets/lexicon/foreign_words.txt");
/// Words by class, several a line under the class in brackets.
pub const CLASSES: &str = include_str!("../../assets/lexicon/classes.txt");
/// Months and days of the week: a number, and the names in several languages.
pub const MONTHS: &str = include_str!("../../assets/lexicon/months.txt");
/// ISO 639-3 and ISO 639-1 codes of languages, a pair a line.
pub const LANGUAGE_CODES: &str = include_str!("../../assets/lexicon/language_codes.txt");
/// Papers, broadcasters and agencies.
pub const OUTLETS: &str = include_str!("../../assets/lexicon/outlets.txt");

/// The lists of entries that are of one class each.
pub(super) const NAMES: [(&str, Classes); 8] = [
    (GIVEN_NAMES, Classes::GIVEN_NAME),
    (FAMILY_NAMES, Classes::FAMILY_NAME),
    (REGIONS, Classes::REGION),
    (CITIES, Classes::CITY),
    (ORGANIZATIONS, Classes::ORGANIZATION),
    (WORDS, Classes::WORD),
    (TERMS, Classes::TERM),
    (STATE_CODES, Classes::STATE_CODE),
];

/// The entries of a list, in its order.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}
