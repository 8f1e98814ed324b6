//! The sort order of text columns over all segments; each segment knows only the order of its own
//! values.
//!
//! Not here: ranking by relevance (`search::score`).

use std::sync::OnceLock;

use super::columns::Columns;
use super::segment::Segment;
use crate::query::FacetText;
use crate::text::fold::fold;
use crate::text::string_table::StringTable;

/// For each segment the position of each of its values among those of all segments.
pub(in crate::index) type Rank = Vec<Vec<u32>>;

/// The orders that lists are sorted by, made when first needed.
#[derive(Default)]
pub(in crate::index) struct Ranks {
    path: OnceLock<Rank>,
    title: OnceLock<Rank>,
    source: OnceLock<Rank>,
}

impl Ranks {
    /// By root, then path.
    pub(in crate::index) fn path(&self, segments: &[Segment]) -> &Rank {
        self.path.get_or_init(|| match segments {
            [only] => vec![(0..only.columns().path.len() as u32).collect()],
            _ => rank(segments, true, |columns, table| columns.path.each(|path| table.push(path))),
        })
    }

    /// By title, without regard to case and accents.
    pub(in crate::index) fn title(&self, segments: &[Segment]) -> &Rank {
        self.title.get_or_init(|| {
            rank(segments, false, |columns, table| columns.title.each(|title| table.push(&fold(title))))
        })
    }

    /// By source, without regard to case and accents.
    pub(in crate::index) fn source(&self, segments: &[Segment]) -> &Rank {
        self.source.get_or_init(|| {
            rank(segments, false, |columns, table| {
                columns.text(FacetText::Source).each(|source| table.push(&fold(source)))
            })
        })
    }
}

/// Ranks the values that `read` puts into a table. A dictionary that cannot be read leaves
/// the documents of its segment in no special order.
fn rank(
    segments: &[Segment],
    by_root: bool,
    read: impl Fn(&Columns, &mut StringTable) -> tantivy::Result<()>,
) -> Rank {
    let mut tables = Vec::with_capacity(segments.len());
    for segment in segments.iter() {
        let mut table = StringTable::default();
        let _ = read(segment.columns(), &mut table);
        tables.push(table);
    }
    let mut all = Vec::with_capacity(tables.iter().map(StringTable::len).sum());
    for (number, (segment, table)) in segments.iter().zip(&tables).enumerate() {
        let root = if by_root { segment.root } else { 0 };
        all.extend(table.iter().enumerate().map(|(ordinal, value)| ((root, value), number, ordinal)));
    }
    // Paths are sorted within a segment already; a stable sort merges such runs.
    all.sort_by_key(|&(value, ..)| value);
    let mut ranks: Rank = tables.iter().map(|table| vec![0; table.len()]).collect();
    let mut rank = 0;
    let mut before = None;
    for (value, segment, ordinal) in all {
        rank += u32::from(before.is_some_and(|before| before != value));
        before = Some(value);
        if let Some(slot) = ranks.get_mut(segment).and_then(|ranks| ranks.get_mut(ordinal)) {
            *slot = rank;
        }
    }
    ranks
}

/// The rank of a value of a segment; values without one come last.
pub(in crate::index) fn rank_of(rank: &Rank, segment: usize, ordinal: Option<u64>) -> u32 {
    ordinal.and_then(|ordinal| rank.get(segment)?.get(ordinal as usize)).copied().unwrap_or(u32::MAX)
}
