//! The weights of signs of a headline, from `assets/model/title_weights.txt`, which explains each.

use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/title_weights.txt"));

/// A line of a lower sum is no headline.
pub const LEAST: i32 = TABLE.whole("least");
/// Of every line.
pub const EACH: i32 = TABLE.whole("each");

/// The format marks the line as the first heading, or as another.
pub const MARKED_HEADLINE: i32 = TABLE.whole("marked-headline");
pub const MARKED_HEADING: i32 = TABLE.whole("marked-heading");
/// The title the format declares is the line's.
pub const DECLARED: i32 = TABLE.whole("declared");
/// What was read of the line and around it, in the order of `reading::NAMES`.
pub const READ: [i32; 11] = [
    TABLE.whole("read-headline"),
    TABLE.whole("read-first-headline"),
    TABLE.whole("read-chrome"),
    TABLE.whole("read-text"),
    TABLE.whole("read-byline"),
    TABLE.whole("read-caption"),
    TABLE.whole("read-comment"),
    TABLE.whole("byline-read-below"),
    TABLE.whole("headline-read-above"),
    TABLE.whole("text-read-above"),
    TABLE.whole("text-read-next"),
];
/// The line stands where a separator between articles has the headline.
pub const SEPARATED: i32 = TABLE.whole("separated");
/// What stands above a menu or a breadcrumb trail is the site's own head.
pub const ABOVE_MENU: i32 = TABLE.whole("above-menu");
pub const TRAIL_END: i32 = TABLE.whole("trail-end");

pub const IN_BODY: i32 = TABLE.whole("in-body");
/// Over twenty lines from the body; up to there in proportion [`AWAY`].
pub const FAR: i32 = TABLE.whole("far");
pub const AWAY: i32 = TABLE.whole("away");
/// Times the natural logarithm of the line's place.
pub const DOWN: f32 = TABLE.decimal("down");
pub const FIRST: i32 = TABLE.whole("first");
pub const SET_OFF: i32 = TABLE.whole("set-off");
pub const NEXT_LONG: i32 = TABLE.whole("next-long");
pub const NEXT_PROSE: i32 = TABLE.whole("next-prose");
pub const DATED_BELOW: i32 = TABLE.whole("dated-below");
/// For each line of its sort near by.
pub const PROSE_BELOW: i32 = TABLE.whole("prose-below");
pub const PROSE_ABOVE: i32 = TABLE.whole("prose-above");
pub const CHROME_ABOVE: i32 = TABLE.whole("chrome-above");
pub const LIKE_ABOVE: i32 = TABLE.whole("like-above");
pub const LIKE_BELOW: i32 = TABLE.whole("like-below");

/// Times the share of the line's words that the body has too.
pub const SHARED: f32 = TABLE.decimal("shared");
pub const SHARED_SHORT: f32 = TABLE.decimal("shared-short");
pub const SECOND: i32 = TABLE.whole("second");
pub const DOUBLED: i32 = TABLE.whole("doubled");

pub const FULL_STOP: i32 = TABLE.whole("full-stop");
pub const FULL_STOP_LONG: i32 = TABLE.whole("full-stop-long");
pub const EXCLAMATION: i32 = TABLE.whole("exclamation");
pub const QUESTION: i32 = TABLE.whole("question");
pub const SENTENCE: i32 = TABLE.whole("sentence");
pub const BULLET: i32 = TABLE.whole("bullet");
pub const PERSON: i32 = TABLE.whole("person");
pub const PHOTO: i32 = TABLE.whole("photo");
pub const BYLINE: i32 = TABLE.whole("byline");
pub const SEPARATORS: i32 = TABLE.whole("separators");
pub const BAR: i32 = TABLE.whole("bar");
pub const PUNCTUATED: i32 = TABLE.whole("punctuated");
pub const CAPITALS: i32 = TABLE.whole("capitals");
pub const EVERGREEN: i32 = TABLE.whole("evergreen");
pub const COLON: i32 = TABLE.whole("colon");

const WORDS_0_1: i32 = TABLE.whole("words-0-1");
const WORDS_2_3: i32 = TABLE.whole("words-2-3");
const WORDS_4_5: i32 = TABLE.whole("words-4-5");
const WORDS_6_14: i32 = TABLE.whole("words-6-14");
const WORDS_15_20: i32 = TABLE.whole("words-15-20");
const WORDS_21_26: i32 = TABLE.whole("words-21-26");
const WORDS_MORE: i32 = TABLE.whole("words-more");

/// What the number of its words says of a line.
pub fn of_length(words: usize) -> i32 {
    match words {
        0 | 1 => WORDS_0_1,
        2 | 3 => WORDS_2_3,
        4 | 5 => WORDS_4_5,
        6..=14 => WORDS_6_14,
        15..=20 => WORDS_15_20,
        21..=26 => WORDS_21_26,
        _ => WORDS_MORE,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_weight_of_the_table_is_used() {
        crate::weights::assert_all_used(super::TABLE, include_str!("weights.rs"));
    }
}
