//! The values of a facet's text in all segments, numbered through all of them, so that documents are counted by
//! number and only the texts that are shown are looked at.
//!
//! Not here: counting (`index::search::facets`).

use super::rank::{Rank, merged};
use super::segment::Segment;
use crate::query::FacetText;
use crate::text::string_table::StringTable;

/// The values of one facet text.
pub(in crate::index) struct FacetValues {
    /// Each once, sorted.
    pub texts: StringTable,
    /// For each segment, by the position in its dictionary, the number in `texts`.
    numbers: Rank,
}

impl FacetValues {
    /// Those of these segments.
    ///
    /// # Errors
    /// When a dictionary cannot be read.
    pub(in crate::index) fn of(segments: &[Segment], text: FacetText) -> tantivy::Result<FacetValues> {
        let mut tables = Vec::with_capacity(segments.len());
        for segment in segments {
            let mut table = StringTable::default();
            segment.columns().text(text).each(|value| table.push(value))?;
            tables.push(table);
        }
        let (numbers, texts) = merged(&tables, |_| 0);
        Ok(FacetValues { texts, numbers })
    }

    /// The number of the value at a position of a segment's dictionary.
    pub(in crate::index) fn number(&self, segment: usize, ordinal: u64) -> Option<usize> {
        self.numbers.get(segment)?.get(ordinal as usize).map(|&number| number as usize)
    }
}
