//! The weights of each kind of evidence for a date, from `assets/model/date_weights.txt`, which explains
//! each.

use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/date_weights.txt"));

pub const MAIL: i32 = TABLE.whole("date-of-the-mail");
pub const HEAD_LABELLED_PUBLISHED: i32 = TABLE.whole("head-labelled-published");
pub const HEAD_LABELLED_UPDATED: i32 = TABLE.whole("head-labelled-updated");
pub const HEAD_DATE: i32 = TABLE.whole("head-date");
pub const HEAD_SEVERAL_DATES: i32 = TABLE.whole("head-several-dates");
pub const ABOVE_LABELLED_PUBLISHED: i32 = TABLE.whole("above-labelled-published");
pub const ABOVE_LABELLED_UPDATED: i32 = TABLE.whole("above-labelled-updated");
pub const FAR_LABELLED_PUBLISHED: i32 = TABLE.whole("far-labelled-published");
pub const ABOVE_DATE: i32 = TABLE.whole("above-date");
pub const ABOVE_ELSEWHERE: i32 = TABLE.whole("above-elsewhere");
pub const BEFORE_ARTICLE: i32 = TABLE.whole("before-the-article");

pub const DATELINE: i32 = TABLE.whole("dateline");
pub const TEXT_EDGE: i32 = TABLE.whole("edge-of-the-text");
pub const AFTER_LABELLED_PUBLISHED: i32 = TABLE.whole("after-labelled-published");
pub const AFTER_LABELLED_UPDATED: i32 = TABLE.whole("after-labelled-updated");
pub const AFTER_ELSEWHERE: i32 = TABLE.whole("after-elsewhere");

pub const METADATA: i32 = TABLE.whole("metadata");
/// Metadata that cannot be read is kept to be shown.
pub const METADATA_UNREAD: i32 = TABLE.whole("metadata-unread");
/// What weighs less than an address was found far from the headline.
pub const ADDRESS: i32 = TABLE.whole("address");
pub const MARKED: i32 = TABLE.whole("marked");
pub const CHANGED_ELEMENT: i32 = TABLE.whole("changed-element");
pub const INCIDENTAL: i32 = TABLE.whole("aside");

/// What a candidate gains by a byline beside it.
pub const BESIDE_BYLINE: i32 = TABLE.whole("beside-the-byline");
/// What a date without a label gains by being conclusive.
pub const CONCLUSIVE: i32 = TABLE.whole("conclusive");
/// The most that the lines between it and the headline take from a candidate.
pub const FARTHEST: i32 = TABLE.whole("farthest");
/// What a candidate gains by each kind of evidence that has the same date.
pub const SUPPORT: i32 = TABLE.whole("support");
/// What a date loses when it is also that of the last change.
pub const CHANGED: i32 = TABLE.whole("change");

/// A candidate of this weight or less is a guess for want of a better: it supports no other.
pub const WEAK: i32 = TABLE.whole("weak");

#[cfg(test)]
mod tests {
    #[test]
    fn every_weight_of_the_table_is_used() {
        crate::weights::assert_all_used(super::TABLE, include_str!("weights.rs"));
    }
}
