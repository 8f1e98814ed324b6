//! The weights of signs of a site's name, from `assets/model/source_weights.txt`, which explains each.

use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/source_weights.txt"));

/// From this weight on a name is that of the site.
pub const ENOUGH: i32 = TABLE.whole("enough");

pub const COPYRIGHT: i32 = TABLE.whole("copyright");
pub const RESERVED: i32 = TABLE.whole("reserved");
pub const SUBSCRIBE: i32 = TABLE.whole("subscribe");
pub const SIGN_UP: i32 = TABLE.whole("sign-up");
pub const MORE: i32 = TABLE.whole("more");
pub const ABOUT: i32 = TABLE.whole("about");
pub const WELCOME: i32 = TABLE.whole("welcome");
pub const FIRST_PUBLISHED: i32 = TABLE.whole("first-published");
pub const NEWSLETTER: i32 = TABLE.whole("newsletter");
pub const TEAM: i32 = TABLE.whole("team");
pub const BUSINESS: i32 = TABLE.whole("business");
pub const ROLE: i32 = TABLE.whole("role");
pub const NAMED: i32 = TABLE.whole("named");
pub const BYLINE: i32 = TABLE.whole("byline");
pub const AT: i32 = TABLE.whole("at");

pub const FIRST: i32 = TABLE.whole("first-line");
pub const TRAIL: i32 = TABLE.whole("trail");
pub const DOMAIN: i32 = TABLE.whole("domain");

pub const DOMAIN_PART: i32 = TABLE.whole("domain-part");

pub const SEVERAL: i32 = TABLE.whole("two-kinds");
pub const IN_TEXT: i32 = TABLE.whole("in-text");
pub const ONE_WORD: i32 = TABLE.whole("one-word");
pub const IN_TITLE: i32 = TABLE.whole("in-title");
pub const CAMEL: i32 = TABLE.whole("camel");
pub const DIGIT: i32 = TABLE.whole("digit");
pub const ORDINARY: i32 = TABLE.whole("ordinary");
pub const PERSON: i32 = TABLE.whole("person");
pub const AGENCY: i32 = TABLE.whole("agency");

#[cfg(test)]
mod tests {
    #[test]
    fn every_weight_of_the_table_is_used() {
        crate::weights::assert_all_used(super::TABLE, include_str!("weights.rs"));
    }
}
