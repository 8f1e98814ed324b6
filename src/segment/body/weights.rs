//! The weights of signs that a line is inside an article, from `assets/model/body_weights.txt`, in
//! characters of running text.

use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/body_weights.txt"));

/// Running text counts with its characters up to here.
pub const PROSE_MOST: i64 = TABLE.whole("prose-most") as i64;
/// Marked or read as content, a line counts for so much at least.
pub const CONTENT_LEAST: i64 = TABLE.whole("content-least") as i64;
/// The model read the line as chrome, or as a comment.
pub const ROLE_CHROME: i64 = TABLE.whole("role-chrome") as i64;
pub const ROLE_COMMENT: i64 = TABLE.whole("role-comment") as i64;
/// The format marks the line as outside the article.
pub const MARKED_CHROME: i64 = TABLE.whole("marked-chrome") as i64;
/// A name said twice in a row.
pub const DOUBLED_NAME: i64 = TABLE.whole("doubled-name") as i64;
/// The head of what comes after the article, or of what is beside it.
pub const AFTER_ARTICLE: i64 = TABLE.whole("after-article") as i64;
pub const SECTION: i64 = TABLE.whole("section") as i64;
/// A phrase of site chrome.
pub const CHROME: i64 = TABLE.whole("chrome") as i64;
/// A short sentence.
pub const SENTENCE: i64 = TABLE.whole("sentence") as i64;
/// A quotation, a table, code.
pub const STRUCTURED: i64 = TABLE.whole("structured") as i64;
/// By what the characters of many words that are no running text are divided.
pub const LONG_DIVISOR: i64 = TABLE.whole("long-divisor") as i64;
/// Little more than a date.
pub const DATE_LINE: i64 = TABLE.whole("date-line") as i64;
/// An entry of a list, of many words or of few.
pub const LONG_ENTRY: i64 = TABLE.whole("long-entry") as i64;
pub const ENTRY: i64 = TABLE.whole("entry") as i64;
/// Any other line.
pub const OTHER: i64 = TABLE.whole("other") as i64;

#[cfg(test)]
mod tests {
    use super::TABLE;
    use crate::weights::assert_all_used;

    #[test]
    fn every_weight_of_the_table_is_used() {
        assert_all_used(TABLE, include_str!("weights.rs"));
    }
}
