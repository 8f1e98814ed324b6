//! The weights of signs that a file splits into articles, from `assets/model/split_weights.txt`.

use super::separators::SeparatorKind;
use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/split_weights.txt"));

/// So much must speak for a candidate split.
pub const ENOUGH: f32 = TABLE.decimal("enough");
/// Of every candidate: one article is more likely than several.
pub const EACH: f32 = TABLE.decimal("each");

/// Shares of the parts: too few that are articles, too few that are long; those whose headline is
/// worded, that are signed, set off by blank lines, begun with running text, ended by a sentence.
pub const FEW_ARTICLES: f32 = TABLE.decimal("few-articles");
pub const FEW_LONG: f32 = TABLE.decimal("few-long");
pub const WORDED_HEADS: f32 = TABLE.decimal("worded-heads");
pub const SIGNED: f32 = TABLE.decimal("signed");
pub const SET_OFF: f32 = TABLE.decimal("set-off");
pub const PROSE_BELOW: f32 = TABLE.decimal("prose-below");
pub const ENDED: f32 = TABLE.decimal("ended");

/// Of the lines that separate: their numbers count up, and do from the top of the file; the share
/// that was used; they stand below headlines; the last closes the last part.
pub const COUNTED: f32 = TABLE.decimal("counted");
pub const COUNTED_FROM_TOP: f32 = TABLE.decimal("counted-from-top");
pub const USED: f32 = TABLE.decimal("used");
pub const BELOW_HEADS: f32 = TABLE.decimal("below-heads");
pub const CLOSES: f32 = TABLE.decimal("closes");

/// Of the sizes of the parts.
pub const TWO_PARTS: f32 = TABLE.decimal("two-parts");
pub const EVENNESS: f32 = TABLE.decimal("evenness");
pub const OUTSIDE: f32 = TABLE.decimal("outside");
pub const BEFORE: f32 = TABLE.decimal("before");
pub const FIRST_OUTWEIGHS: f32 = TABLE.decimal("first-outweighs");

/// Of the words: those of a headline in its own text and in its neighbour's, those that neighbours
/// have in common, and the logarithm of how many were compared.
pub const OWN_TEXT: f32 = TABLE.decimal("own-text");
pub const OTHER_TEXT: f32 = TABLE.decimal("other-text");
pub const COMMON_WORDS: f32 = TABLE.decimal("common-words");
pub const AMOUNT: f32 = TABLE.decimal("amount");
pub const AMOUNT_KNOWN: f32 = TABLE.decimal("amount-known");

/// Bounds of what the words can add: all of them, and those of headlines.
pub const MOST_BY_WORDS: f32 = TABLE.decimal("most-by-words");
pub const MOST_BY_HEADS: f32 = TABLE.decimal("most-by-heads");

/// What lines of a kind weigh by themselves.
pub const fn of_kind(kind: SeparatorKind) -> f32 {
    match kind {
        SeparatorKind::Export => const { TABLE.decimal("export") },
        SeparatorKind::Accession => const { TABLE.decimal("accession") },
        SeparatorKind::Rule(_) => const { TABLE.decimal("rule") },
        SeparatorKind::Source => const { TABLE.decimal("source") },
        SeparatorKind::Closing(_) => const { TABLE.decimal("closing") },
        SeparatorKind::Bracketed => const { TABLE.decimal("bracketed") },
        SeparatorKind::Address => const { TABLE.decimal("address") },
        SeparatorKind::Gap(_) => const { TABLE.decimal("gap") },
        SeparatorKind::Marked(_) => const { TABLE.decimal("marked") },
        SeparatorKind::EndDated => const { TABLE.decimal("end-dated") },
        SeparatorKind::Byline => const { TABLE.decimal("byline") },
        SeparatorKind::Words(_) => const { TABLE.decimal("words") },
        SeparatorKind::Dated => const { TABLE.decimal("dated") },
        SeparatorKind::Numbered(_) => const { TABLE.decimal("numbered") },
        SeparatorKind::Date => const { TABLE.decimal("date") },
        SeparatorKind::Ending(_) => const { TABLE.decimal("ending") },
        SeparatorKind::Opening(_) => const { TABLE.decimal("opening") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::assert_all_used;

    #[test]
    fn every_weight_of_the_table_is_used() {
        assert_all_used(TABLE, include_str!("weights.rs"));
    }

    #[test]
    fn the_bounds_of_what_words_add_hold() {
        let most_words = (super::super::evidence::ENOUGH_WORDS + 1.0).ln();
        assert!(MOST_BY_HEADS >= OWN_TEXT);
        assert!(MOST_BY_WORDS >= MOST_BY_HEADS + AMOUNT_KNOWN.max(AMOUNT) * most_words);
    }
}
