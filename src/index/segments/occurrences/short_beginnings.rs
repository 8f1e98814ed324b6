//! How often the words with each beginning of one or two letters stand in the rows of a segment, counted once and kept: a
//! letter that is typed is the beginning of thousands of words, whose rows are most of a collection. A segment never
//! changes, so this is true as long as there is the segment.
//!
//! Not here: the file it is kept in (`index::kept_tables`), and when it is made (`index::beginnings`).

use std::io::{self, Write};
use std::sync::OnceLock;

use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, SegmentReader};

use super::postings::{beginnings, each_term};
use super::row_counts::RowCounts;
use crate::mapped::{Array, TableReader, TableWriter};
use crate::text::string_table::StringTable;

/// Letters of a short beginning, at most.
const LETTERS: usize = 2;

/// What it costs to come from one word to the next, in rows of words that are read meanwhile. Set by hand.
const ROWS_A_WORD: u64 = 40;

/// The short beginnings of a segment, once they are read or made.
#[derive(Default)]
pub(in crate::index) struct KeptBeginnings(OnceLock<ShortBeginnings>);

/// The counts of those beginnings for which more is to be read than there are rows.
pub struct ShortBeginnings {
    /// The number of a field and a beginning in it.
    texts: StringTable,
    /// For each a byte for each row.
    counts: Vec<Array<u8>>,
    /// For each the counts that a byte does not hold, with their rows.
    large: Vec<Array<[u32; 2]>>,
}

/// Whether a beginning is a short one.
pub(in crate::index) fn is_short(beginning: &str) -> bool {
    (1..=LETTERS).contains(&beginning.chars().count())
}

impl KeptBeginnings {
    /// Whether they are known.
    pub(in crate::index) fn are_known(&self) -> bool {
        self.0.get().is_some()
    }

    /// Takes them from now on.
    pub(in crate::index) fn take(&self, read: ShortBeginnings) {
        let _ = self.0.set(read);
    }

    /// The counts of a beginning in a field; `None` where they are not known, and have to be counted.
    pub(super) fn of(&self, field: Field, beginning: &str) -> Option<RowCounts> {
        let kept = self.0.get()?;
        let text = named(field, beginning);
        let at = kept.texts.iter().position(|of| of == text)?;
        Some(RowCounts::kept(kept.counts.get(at)?.clone(), kept.large.get(at)?))
    }
}

impl ShortBeginnings {
    /// Counts and writes those of a segment in these fields; `None` when cancelled.
    ///
    /// # Errors
    /// When the segment cannot be read; the inner error is why nothing could be written.
    pub(in crate::index) fn write(
        segment: &SegmentReader,
        fields: &[Field],
        cancelled: &dyn Fn() -> bool,
        table: &mut TableWriter<impl Write>,
    ) -> tantivy::Result<Option<io::Result<()>>> {
        let rows = segment.max_doc();
        let (mut texts, mut of_texts) = (StringTable::default(), Vec::new());
        for &field in fields {
            let index = segment.inverted_index(field)?;
            let Some(common) = common(&index, u64::from(rows), cancelled)? else { return Ok(None) };
            for beginning in common {
                texts.push(&named(field, &beginning));
                of_texts.push((field, beginning));
            }
        }
        if let Err(error) = texts.write(table) {
            return Ok(Some(Err(error)));
        }
        for (field, beginning) in of_texts {
            if cancelled() {
                return Ok(None);
            }
            let index = segment.inverted_index(field)?;
            let Some(sums) = beginnings(&index, &beginning, rows, cancelled)? else { return Ok(None) };
            let count = |row| u8::try_from(sums.of(row)).unwrap_or(u8::MAX);
            let counts: Vec<u8> = (0..rows).map(count).collect();
            let large = sums.rows().iter().map(|row| [row, sums.of(row)]);
            let large: Vec<u32> = large.filter(|[_, of]| *of >= u32::from(u8::MAX)).flatten().collect();
            if let Err(error) = table.array(&counts).and_then(|()| table.array(&large)) {
                return Ok(Some(Err(error)));
            }
        }
        Ok(Some(Ok(())))
    }

    /// What [`write`](Self::write) wrote, where it lies.
    pub(in crate::index) fn read(table: &mut TableReader) -> Option<ShortBeginnings> {
        let texts = StringTable::read(table)?;
        let (mut counts, mut large) = (Vec::new(), Vec::new());
        for _ in 0..texts.len() {
            counts.push(table.array()?);
            large.push(table.array()?);
        }
        Some(ShortBeginnings { texts, counts, large })
    }
}

fn named(field: Field, beginning: &str) -> String {
    format!("{} {beginning}", field.field_id())
}

/// The short beginnings for which more is to be read than `rows`; `None` when cancelled.
fn common(
    index: &InvertedIndexReader,
    rows: u64,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<Vec<String>>> {
    let mut common = Vec::new();
    // Words come in their order, and so those with one beginning after each other.
    let mut costs: [(String, u64); LETTERS] = Default::default();
    let whole = each_term(index, "", cancelled, |term, info| {
        let term = str::from_utf8(term).unwrap_or_default();
        for (letters, (beginning, cost)) in (1..).zip(&mut costs) {
            let end = term.char_indices().nth(letters).map_or(term.len(), |(end, _)| end);
            let own = term.get(..end).unwrap_or_default();
            if own != beginning {
                common.extend((*cost >= rows).then(|| beginning.clone()));
                (*beginning, *cost) = (own.to_owned(), 0);
            }
            *cost += u64::from(info.doc_freq) + ROWS_A_WORD;
        }
        Ok(())
    })?;
    common.extend(costs.into_iter().filter(|(_, cost)| *cost >= rows).map(|(beginning, _)| beginning));
    common.retain(|beginning| is_short(beginning));
    common.sort_unstable();
    // A word of one letter is among those of two.
    common.dedup();
    Ok(whole.then_some(common))
}
