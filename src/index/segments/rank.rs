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
    for segment in segments {
        let mut table = StringTable::default();
        let _ = read(segment.columns(), &mut table);
        tables.push(table);
    }
    let root = |number: usize| segments.get(number).filter(|_| by_root).map_or(0, |segment| segment.root);
    merged(&tables, root).0
}

/// The values of all tables in one order, those of lower roots before others: for each table the position of each
/// of its values, and the value at each position.
pub(super) fn merged(tables: &[StringTable], root: impl Fn(usize) -> usize) -> (Rank, StringTable) {
    let mut all = Vec::with_capacity(tables.iter().map(StringTable::len).sum());
    for (number, table) in tables.iter().enumerate() {
        all.extend(table.iter().enumerate().map(|(ordinal, value)| ((root(number), value), number, ordinal)));
    }
    // Most tables are sorted already; a stable sort merges such runs.
    all.sort_by_key(|&(value, ..)| value);
    let mut ranks: Rank = tables.iter().map(|table| vec![0; table.len()]).collect();
    let mut values = StringTable::default();
    let mut before = None;
    for (value, table, ordinal) in all {
        if before.replace(value) != Some(value) {
            values.push(value.1);
        }
        if let Some(slot) = ranks.get_mut(table).and_then(|ranks| ranks.get_mut(ordinal)) {
            *slot = (values.len() - 1) as u32;
        }
    }
    (ranks, values)
}

/// The rank of a value of a segment; values without one come last.
pub(in crate::index) fn rank_of(rank: &Rank, segment: usize, ordinal: Option<u64>) -> u32 {
    ordinal.and_then(|ordinal| rank.get(segment)?.get(ordinal as usize)).copied().unwrap_or(u32::MAX)
}
