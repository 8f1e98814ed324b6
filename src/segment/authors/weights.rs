//! The weights of signs of an author, from `assets/model/author_weights.txt`, which explains each.

use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/author_weights.txt"));

/// From this weight on a name is that of an author.
pub const ENOUGH: i32 = TABLE.whole("enough");

pub const LABELLED: i32 = TABLE.whole("labelled");
pub const LABELLED_PEN_NAME: i32 = TABLE.whole("labelled-pen-name");
pub const LABELLED_GROUP: i32 = TABLE.whole("labelled-group");
pub const TEAM: i32 = TABLE.whole("team");

pub const BESIDE_DATE: i32 = TABLE.whole("beside-date");
/// Times how much the name is a person's.
pub const BESIDE_DATE_PERSON: i32 = TABLE.whole("beside-date-person");

/// Of a line of names alone.
pub const NAME_LINE: i32 = TABLE.whole("name-line");
/// Times how much the name is a person's.
pub const NAME_LINE_PERSON: i32 = TABLE.whole("name-line-person");
pub const DATE_BESIDE: i32 = TABLE.whole("name-line-date-beside");
pub const DATE_NEAR: i32 = TABLE.whole("name-line-date-near");
pub const TRADE: i32 = TABLE.whole("name-line-trade");
pub const ADDRESS: i32 = TABLE.whole("name-line-address");
pub const PRESENTED: i32 = TABLE.whole("name-line-presented");
pub const PRESENTED_UNKNOWN: i32 = TABLE.whole("name-line-presented-unknown");
pub const BELOW_HEADLINE: i32 = TABLE.whole("name-line-below-headline");
pub const BEFORE_BODY: i32 = TABLE.whole("name-line-before-body");
pub const NEXT_TO_HEADLINE: i32 = TABLE.whole("name-line-next-to-headline");
pub const NO_PERSON: i32 = TABLE.whole("name-line-no-person");
pub const CJK: i32 = TABLE.whole("name-line-cjk");
pub const ONE_CHINESE: i32 = TABLE.whole("name-line-one-chinese");

pub const SIGNED_WRITTEN_BY: i32 = TABLE.whole("signed-written-by");
pub const SIGNED_BY: i32 = TABLE.whole("signed-by");
pub const SIGNED_BEHIND: i32 = TABLE.whole("signed-behind");
pub const SIGNED_POSTS: i32 = TABLE.whole("signed-posts");
pub const SIGNED_PRESENTED: i32 = TABLE.whole("signed-presented");
pub const SIGNED_DATED: i32 = TABLE.whole("signed-dated");
pub const SIGNED_BRACKETS: i32 = TABLE.whole("signed-brackets");

/// Headline or text mention the person, as they seldom do their author.
pub const MENTIONED: i32 = TABLE.whole("mentioned");
/// The learned model takes the line for a byline.
pub const READ: i32 = TABLE.whole("read");
/// How many lines from the headline count.
pub const FARTHEST: i32 = TABLE.whole("farthest");
/// What is taken from a line above the headline, and for each line between them.
pub const ABOVE: i32 = TABLE.whole("above");
pub const ABOVE_LINE: i32 = TABLE.whole("above-line");

/// The weights of the signs that are there.
pub fn sum(signs: &[(bool, i32)]) -> i32 {
    signs.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_weight_of_the_table_is_used() {
        crate::weights::assert_all_used(super::TABLE, include_str!("weights.rs"));
    }
}
