//! Finds author labels ("By", "Written by") in a line: before a name, inside a line, after a name, below
//! the text.
//!
//! Not here: whose name follows (`authors`).

use std::cmp::Reverse;
use std::ops::Range;

use super::byline_words::is_other_work;
use super::phrase_table::PHRASES;
use super::phrases::is_dense;
use crate::text::fold::folded;

/// The length in bytes of the words before an author's name that a text begins with.
pub fn author_label(text: &str) -> Option<usize> {
    PHRASES.authors.longest(text)
}

/// Where inside a line the plainest words before an author's name stand: "4 May 2020 by Ann Bell".
pub fn author_inside(text: &str) -> Option<Range<usize>> {
    let words = text.match_indices(' ').map(|(at, _)| at + 1);
    let labels = words.filter_map(|at| {
        let other = || text[..at - 1].rsplit(' ').next().is_some_and(|word| is_other_work(&folded(word)));
        author_label(&text[at..]).filter(|_| !other()).map(|size| (size, at + size))
    });
    // "Reviewed and checked by Ann Bell, written by Carl Dow".
    let followed = labels.filter(|&(_, end)| text[end..].starts_with([' ', ':']));
    followed.min_by_key(|&(size, end)| (Reverse(size), end)).map(|(size, end)| end - size..end)
}

/// The place in a line of Chinese, Japanese or Korean behind the last word for its author, which
/// a mark or a space separates from the name.
pub fn author_behind(text: &str) -> Option<usize> {
    if text.is_ascii() || !text.contains(is_dense) {
        return None;
    }
    let words = PHRASES.authors.phrases.iter().filter(|word| word.len() > 3 && word.chars().all(is_dense));
    let ends = words.filter_map(|word| Some(text.rfind(word.as_str())? + word.len()));
    ends.max().filter(|&end| text[end..].starts_with(|c: char| !c.is_alphanumeric()))
}

/// The length in bytes of the words by which a page presents its author after the text.
pub fn signed_label(text: &str) -> Option<usize> {
    PHRASES.signed.longest(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_an_author_are_measured() {
        assert_eq!(author_label("Written by: Ann Bell"), Some("Written by".len()));
        assert_eq!((author_label("Byron spoke"), author_label("文/李明")), (None, Some("文/".len())));
        assert_eq!(author_inside("4 May 2020 by Ann Bell"), Some(11..13));
        assert_eq!(author_inside("Edited by Carl Dow, 4 May 2020 by Ann"), Some(31..33));
        assert_eq!(author_behind("来源：日报 作者：李明"), Some("来源：日报 作者".len()));
        assert_eq!(author_behind("作者简介"), None);
        assert_eq!(signed_label("View all posts by Ann Bell"), Some("View all posts by".len()));
    }
}
