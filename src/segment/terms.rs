//! The words of one line as hashes. They are compared for many ends (what the line says, what its
//! headline says, what articles have in common), and read once ([`super::lines::Line::terms`]).

use xxhash_rust::xxh3::xxh3_64;

use crate::text::token::{term, tokens};

/// Of a longer line only so many bytes are read.
const READ: usize = 4000;

/// A folded word, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub hash: u64,
    /// Where in the line it stands, in bytes.
    pub start: u16,
    pub end: u16,
    /// Its bytes when folded.
    pub length: u16,
    /// It has at least four letters or digits.
    pub long: bool,
    /// It is of digits alone.
    pub figures: bool,
}

/// The words at the beginning of a text.
pub fn read(text: &str) -> impl Iterator<Item = Term> {
    let text = &text[..text.floor_char_boundary(READ)];
    tokens(text).map(move |span| {
        let term = term(span.of(text));
        Term {
            hash: xxh3_64(term.as_bytes()),
            start: span.start as u16,
            end: span.end as u16,
            length: term.len() as u16,
            long: term.chars().nth(3).is_some(),
            figures: term.bytes().all(|b| b.is_ascii_digit()),
        }
    })
}

/// Of the words of a text, as [`read`] gave them, those up to a place; a word cut there is the shorter
/// for it.
pub fn up_to<'t>(terms: &'t [Term], text: &'t str, end: usize) -> impl Iterator<Item = Term> {
    let whole = terms.partition_point(|term| usize::from(term.end) <= end);
    let cut = terms.get(whole).and_then(|term| text.get(usize::from(term.start)..end));
    terms[..whole].iter().copied().chain(cut.into_iter().flat_map(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_up_to_a_place_are_those_of_the_text_that_ends_there() {
        let text = "Harbour of Norwick, 12 boats. Čapek’s inn";
        let terms: Vec<Term> = read(text).collect();
        assert_eq!(terms.iter().map(|term| term.length).collect::<Vec<_>>(), [7, 2, 7, 2, 5, 5, 3]);
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            let hashes =
                |terms: &mut dyn Iterator<Item = Term>| terms.map(|term| term.hash).collect::<Vec<_>>();
            assert_eq!(hashes(&mut up_to(&terms, text, end)), hashes(&mut read(&text[..end])), "{end}");
        }
    }
}
