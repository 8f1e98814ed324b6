//! The weights and limits of `assets/model/name_weights.txt`, read when the program is built: a name
//! that the table lacks does not compile.

use super::evidence::Evidence;

const TABLE: &str = include_str!("../../assets/model/name_weights.txt");

macro_rules! weights {
    (evidence: $($evidence:ident)* ; limits: $($limit:ident)*) => {
        $(pub const $evidence: Evidence = Evidence::new(numbers(stringify!($evidence)));)*
        $(pub const $limit: i32 = numbers::<1>(stringify!($limit))[0];)*
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($evidence),)* $(stringify!($limit)),*];
    };
}

weights! {
    evidence:
    STATE_CODE RIVER_OR_FIRM REGION CITY CITY_LIKE_PERSON LONG_CITY ORGANIZATION LONG_ORGANIZATION
    UNKNOWN_ACRONYM PEOPLE_ENDING MIXED_CASE GIVEN_NAME GIVEN_NAME_OR_TOWN FAMILY_NAME
    FAMILY_NAME_OR_TOWN ORDINARY_WORD ORDINARY_OPENING DIRECTION BARE_HEAD
    FIRST_IS_GIVEN LAST_IS_FAMILY NO_ORDINARY_WORD ORDINARY_INSIDE ORDINARY_IN_FIRM MANY_WORDS
    INITIAL_INSIDE CAPITALS_INSIDE GENERATION PARTICLE_INSIDE
    FIRM_HEAD FIRM_HEAD_OR_FAMILY FIRM_HEAD_INSIDE FIRM_SUFFIX AMPERSAND AMPERSAND_OF_WORDS DIGIT_INSIDE
    PLACE_HEAD PLACE_HEAD_OR_FAMILY PLACE_HEAD_INSIDE PRODUCT_OF_FIRM PLACE_FIRST PLACE_FIRST_AND_WORD
    DIRECTION_OF_PLACE REGION_FIRST FIRM_BEHIND
    TITLED THE_RIVER_OR_FIRM THE_REGION THE IN BY STATE_NOUN_OF OF NEIGHBOURING WITH PLACE_PREPOSITION
    SPEECH_BEFORE TOWN_COMMA
    SPEECH_BEHIND PLACE_NOUN_BEHIND RIVER_BEHIND FIRM_NOUN_BEHIND FAMILY_AND_NOUN_BEHIND
    STATE_NOUN_BEHIND WHO WHERE AGE COMMA_WHO COMMA_REGION COMMA_WHERE BORN BRACKETED_ACRONYM;
    limits:
    ENOUGH VOTE_LIMIT SURE_PLACE PLAIN_WORD SPEECH_LIMIT TITLE_LIMIT ACRONYM_USES PLACE_SHARE
    KIND_MAJORITY KNOWN_USES
}

/// The numbers behind a name of the table.
const fn numbers<const N: usize>(name: &str) -> [i32; N] {
    let (table, name) = (TABLE.as_bytes(), name.as_bytes());
    let mut at = 0;
    while at < table.len() {
        if begins(table, at, name) {
            return read(table, at + name.len());
        }
        while at < table.len() && table[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    panic!("a weight is not in the table")
}

/// Whether a line that begins at `at` is that of a name.
const fn begins(table: &[u8], at: usize, name: &[u8]) -> bool {
    let mut length = 0;
    while length < name.len() && at + length < table.len() && table[at + length] == name[length] {
        length += 1;
    }
    length == name.len() && at + length < table.len() && table[at + length] == b' '
}

/// Reads numbers with spaces before each.
const fn read<const N: usize>(table: &[u8], mut at: usize) -> [i32; N] {
    let mut numbers = [0; N];
    let mut nth = 0;
    while nth < N {
        while table[at] == b' ' {
            at += 1;
        }
        let negative = table[at] == b'-';
        at += negative as usize;
        assert!(table[at].is_ascii_digit(), "a weight of the table has too few numbers");
        while at < table.len() && table[at].is_ascii_digit() {
            numbers[nth] = numbers[nth] * 10 + (table[at] - b'0') as i32;
            at += 1;
        }
        if negative {
            numbers[nth] = -numbers[nth];
        }
        nth += 1;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_table_is_used_once_and_has_its_numbers() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let mut in_table: Vec<&str> = Vec::new();
        for row in rows {
            let mut words = row.split('#').next().unwrap().split_whitespace();
            let name = words.next().unwrap();
            let count = words.map(|number| number.parse::<i32>().unwrap()).count();
            assert!(matches!(count, 1 | 3), "{row}");
            in_table.push(name);
        }
        let mut used = NAMES.to_vec();
        used.sort_unstable();
        in_table.sort_unstable();
        assert_eq!(in_table, used);
    }

    #[test]
    fn numbers_are_read_with_their_signs() {
        assert_eq!(UNKNOWN_ACRONYM, Evidence { person: -40, organization: 12, place: -10 });
        assert_eq!((PLAIN_WORD, ENOUGH), (-20, 14));
    }
}
