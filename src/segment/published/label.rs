//! Recognises the label before a date, such as "Published on" or "Last updated".

use crate::segment::lexicon;
use crate::text::fold::fold;

/// Bytes before a date in which its label is looked for.
const REACH: usize = 60;
/// Words that may stand between label and date: "Published at noon on Monday, ".
const BETWEEN: usize = 3;

/// What a date is labelled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateLabel {
    /// That of publication.
    Published,
    /// That of the last change.
    Updated,
}

impl DateLabel {
    /// The label in the words before a date.
    pub fn before(words: &str) -> Option<DateLabel> {
        let end = words.ceil_char_boundary(words.len().saturating_sub(REACH));
        let folded = fold(&words[end..]);
        let mut rest = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
        for _ in 0..BETWEEN {
            if let Some(label) = DateLabel::at_end(rest) {
                return Some(label);
            }
            rest = rest.rsplit_once(' ')?.0;
        }
        DateLabel::at_end(rest)
    }

    fn at_end(folded: &str) -> Option<DateLabel> {
        let published = lexicon::date_label(folded)?;
        Some(if published { DateLabel::Published } else { DateLabel::Updated })
    }
}

#[cfg(test)]
mod tests {
    use super::DateLabel;

    #[test]
    fn labels_are_told_from_other_words() {
        assert_eq!(DateLabel::before("Published on: "), Some(DateLabel::Published));
        assert_eq!(DateLabel::before("Last updated on Monday, "), Some(DateLabel::Updated));
        assert_eq!(DateLabel::before("Ann Bell, "), None);
    }
}
