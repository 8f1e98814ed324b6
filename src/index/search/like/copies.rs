//! Whether two documents say the same: by the runs of words they have in common.
//!
//! Not here: which documents are compared (`find`).

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::Document;
use crate::text::search_terms::search_terms;

/// Words in a run.
const RUN: usize = 5;

/// Copies have so much of all their runs in common: one that lost its last paragraphs is one, another report of
/// the same news is none. Set by hand.
const COPY: f32 = 0.6;

/// The runs of words of a document's article text.
pub(super) struct Runs(HashSet<u64>);

impl Runs {
    pub(super) fn of(document: &Document) -> Runs {
        let body = document.body_blocks().map(|block| block.span.of(&document.text));
        let words: Vec<String> = body.flat_map(search_terms).collect();
        let run = |words: &[String]| xxh3_64(words.join(" ").as_bytes());
        match words.len() {
            ..=RUN => Runs(HashSet::from([run(&words)])),
            _ => Runs(words.windows(RUN).map(run).collect()),
        }
    }

    /// Whether nearly the same is said.
    pub(super) fn are_of_a_copy(&self, other: &Runs) -> bool {
        let common = self.0.intersection(&other.0).count() as f32;
        common >= COPY * (self.0.len() + other.0.len()) as f32 - COPY * common
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::document;

    #[test]
    fn a_copy_may_be_set_otherwise_but_another_report_is_none() {
        let runs = |text: &str| Runs::of(&document("The fire", text));
        let told = "A fire broke out in the old mill by the river on Monday night and nobody was hurt there";
        let copy = runs(&told.replace("the river", "the\nriver").replace("nobody", "NOBODY"));
        assert!(runs(told).are_of_a_copy(&copy));
        let other = "Nobody was hurt when the old mill by the river burned on Monday night, firemen said";
        assert!(!runs(told).are_of_a_copy(&runs(other)));
        assert!(
            runs("Closed").are_of_a_copy(&runs("closed")) && !runs("Closed").are_of_a_copy(&runs("Open"))
        );
    }
}
