//! The weights and limits of the name rules, set by hand in `assets/model/name_weights.txt`, which says
//! what each is for.

use super::evidence::KindEvidence;
use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../assets/model/name_weights.txt"));

macro_rules! weights {
    (evidence: $($evidence:ident)* ; limits: $($limit:ident)*) => {
        $(pub const $evidence: KindEvidence = KindEvidence::new(TABLE.row(stringify!($evidence)));)*
        $(pub const $limit: i32 = TABLE.whole(stringify!($limit));)*
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_table_is_used() {
        assert!(TABLE.names().all(|name| NAMES.contains(&name)));
        assert_eq!(TABLE.names().count(), NAMES.len(), "each once");
    }

    #[test]
    fn evidence_is_for_a_person_an_organization_and_a_place() {
        assert_eq!(UNKNOWN_ACRONYM, KindEvidence { person: -40, organization: 12, place: -10 });
    }
}
