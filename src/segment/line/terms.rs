//! The words of one line as hashes, for comparing lines, headlines and articles. They are read once for
//! each line ([`super::measured::Line::terms`]).

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::token::{term_in, tokens};

/// Of a longer line only so many bytes are read.
const READ: usize = 4000;

/// A folded word, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The hash.
    pub hash: u64,
    /// Where in the line it stands, in bytes.
    pub start: u16,
    /// Where it ends.
    pub end: u16,
    /// Its bytes when folded.
    pub length: u16,
    /// It has at least four letters or digits.
    pub long: bool,
    /// It is of digits alone.
    pub figures: bool,
}

impl Term {
    fn place(&self) -> Range<usize> {
        usize::from(self.start)..usize::from(self.end)
    }
}

/// The words at the beginning of a text.
pub fn read(text: &str) -> Vec<Term> {
    let text = &text[..text.floor_char_boundary(READ)];
    let mut terms = Vec::with_capacity(text.len() / 5 + 1);
    let mut folded = String::new();
    for span in tokens(text) {
        let token = span.of(text);
        let term = term_in(token, &mut folded).unwrap_or(token);
        terms.push(Term {
            hash: xxh3_64(term.as_bytes()),
            start: span.start as u16,
            end: span.end as u16,
            length: term.len() as u16,
            long: term.len() > 3 && (term.is_ascii() || term.chars().nth(3).is_some()),
            figures: term.bytes().all(|b| b.is_ascii_digit()),
        });
    }
    terms
}

/// The words in a part of a text of which [`read`] gave these; a word cut at an end of the part is
/// the shorter for it.
pub fn within<'t>(terms: &'t [Term], text: &'t str, part: Range<usize>) -> impl Iterator<Item = Term> {
    // What lies beyond was not read.
    let terms = if part.end > READ { &[] } else { terms };
    let beyond = (part.end > READ).then(|| part.clone());
    let ending_by = |place: usize| terms.partition_point(|term| usize::from(term.end) <= place);
    let (first, end) = (ending_by(part.start), ending_by(part.end));
    let first_cut = terms.get(first).map(Term::place).filter(|place| place.start < part.start);
    let last_cut =
        terms.get(end).map(Term::place).filter(|place| (part.start..part.end).contains(&place.start));
    let whole = terms.get(first + usize::from(first_cut.is_some())..end).unwrap_or_default();
    let anew = move |part: Range<usize>| text.get(part).map(read).unwrap_or_default();
    let opens = first_cut.map(|place| part.start..place.end.min(part.end)).or(beyond);
    let closes = last_cut.map(|place| place.start..part.end);
    let cut = |part: Option<Range<usize>>| part.into_iter().flat_map(anew);
    cut(opens).chain(whole.iter().copied()).chain(cut(closes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes(terms: impl IntoIterator<Item = Term>) -> Vec<u64> {
        terms.into_iter().map(|term| term.hash).collect()
    }

    #[test]
    fn words_are_measured_as_they_read_when_folded() {
        let terms = read("Harbour of Norwick, 12 boats. Čapek’s inn");
        assert_eq!(terms.iter().map(|term| term.length).collect::<Vec<_>>(), [7, 2, 7, 2, 5, 5, 3]);
        assert_eq!(terms.iter().filter(|term| term.figures).count(), 1);
        assert_eq!(hashes(terms[..1].iter().copied()), hashes(read("HARBOUR")));
    }

    proptest! {
        #[test]
        fn words_in_a_part_of_a_text_are_those_of_the_part_alone(
            text in "[a-cA-C.,'’0-9é東 ]{0,30}",
            from in 0usize..40,
            length in 0usize..40,
        ) {
            let terms = read(&text);
            let from = text.floor_char_boundary(from);
            let part = from..text.floor_char_boundary(from + length);
            let alone = hashes(read(&text[part.clone()]));
            prop_assert_eq!(hashes(within(&terms, &text, part)), alone);
        }
    }
}
