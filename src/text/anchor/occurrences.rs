//! Finds all places of the words of a quote in a text.
//!
//! Not here: which of them is the passage of an anchor (`find`).

use super::words::{Pattern, Word, words};
use crate::model::{Anchor, Span};

/// Where the words of a quote stand in a text, whatever white space, case and quotation marks are.
pub fn occurrences(quote: &str, text: &str) -> Vec<Span> {
    let pattern = Pattern::of(&Anchor { quote: quote.to_owned(), ..Anchor::default() });
    let passage = pattern.passage();
    let Some(first) = passage.first() else {
        let quote = quote.trim();
        let found = text.match_indices(quote).filter(|_| !quote.is_empty());
        return found.map(|(at, _)| Span::new(at, at + quote.len())).collect();
    };
    let there = words(text, 0);
    let of = |run: &[Word]| {
        let equal = run.iter().zip(passage).all(|(a, b)| a.hash == b.hash);
        let edges = run.first().zip(run.last()).filter(|_| equal);
        edges.map(|(first, last)| pattern.edges(text, *first, *last))
    };
    let starts = there.windows(passage.len()).filter(|run| run[0].hash == first.hash);
    starts.filter_map(of).map(|bytes| Span::new(bytes.start, bytes.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_quote_are_found_however_they_are_set() {
        let text = "“We don’t\n know”, she said. We don't know.";
        let found: Vec<&str> =
            occurrences("we don't know", text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["We don’t\n know", "We don't know"]);
        assert_eq!(occurrences("\"We don't know\",", text)[0], Span::new(0, "“We don’t\n know”,".len()));
        assert_eq!((occurrences("don't go", text).len(), occurrences(" ", text).len()), (0, 0));
        assert_eq!(occurrences("”,", text).len(), 1);
    }
}
