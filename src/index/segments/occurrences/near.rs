//! Counts where terms stand near each other in one segment, in any order.
//!
//! Not here: terms that follow each other (`occurrences`).

use tantivy::InvertedIndexReader;
use tantivy::postings::Postings;
use tantivy::schema::Field;

use super::postings::{Tally, next_common, postings_of};
use crate::text::near::NearWords;

/// How often all the terms stand in a row with at most so many others between.
pub(super) fn near(
    index: &InvertedIndexReader,
    field: Field,
    terms: &[String],
    between: u32,
) -> tantivy::Result<Tally> {
    let Some(mut postings) = postings_of(index, field, terms)? else { return Ok(Vec::new()) };
    let mut counts = Tally::new();
    let (mut standing, mut of_term): (Vec<(u32, usize)>, _) = (Vec::new(), Vec::new());
    let mut doc = 0;
    while let Some(common) = next_common(&mut postings, doc) {
        standing.clear();
        for (number, postings) in &mut postings {
            postings.positions(&mut of_term);
            standing.extend(of_term.iter().map(|&position| (position, *number)));
        }
        standing.sort_unstable();
        let mut words = NearWords::new(terms.len(), between);
        let windows = standing.iter().filter(|&&(at, number)| words.stands_at(number, at).is_some()).count();
        if windows > 0 {
            counts.push((common, windows as u32));
        }
        doc = common + 1;
    }
    Ok(counts)
}
