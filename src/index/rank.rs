//! The order of text columns over all segments: each segment knows only the order of its own
//! values.

use std::sync::OnceLock;

use super::snapshot::{Segment, View};
use crate::text::fold::fold;

/// For each segment the place of each of its values among those of all segments.
pub(super) type Rank = Vec<Vec<u32>>;

/// The orders that lists are sorted by, made when first needed.
#[derive(Default)]
pub(super) struct Ranks {
    path: OnceLock<Rank>,
    title: OnceLock<Rank>,
    source: OnceLock<Rank>,
}

impl View {
    /// By root, then path.
    pub(super) fn path_rank(&self) -> &Rank {
        self.ranks.path.get_or_init(|| match self.segments.as_slice() {
            [only] => vec![(0..only.columns().path.len() as u32).collect()],
            _ => self.rank(|segment, visit| {
                let root = char::from_u32(segment.root as u32).unwrap_or(char::MAX);
                // A dictionary that cannot be read leaves its documents in no special order.
                let _ = segment.columns().path.each(|path| visit(format!("{root}{path}")));
            }),
        })
    }

    /// By title, without regard to case and accents.
    pub(super) fn title_rank(&self) -> &Rank {
        self.ranks.title.get_or_init(|| {
            self.rank(|segment, visit| {
                let _ = segment.columns().title.each(|title| visit(fold(title)));
            })
        })
    }

    /// By source, without regard to case and accents.
    pub(super) fn source_rank(&self) -> &Rank {
        self.ranks.source.get_or_init(|| {
            self.rank(|segment, visit| {
                let _ = segment.columns().source.each(|source| visit(fold(source)));
            })
        })
    }

    fn rank(&self, values: impl Fn(&Segment, &mut dyn FnMut(String))) -> Rank {
        let mut ranks: Rank = Vec::with_capacity(self.segments.len());
        let mut all = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let mut ordinal = 0usize;
            values(segment, &mut |value| {
                all.push((value, number, ordinal));
                ordinal += 1;
            });
            ranks.push(vec![0; ordinal]);
        }
        all.sort();
        let mut rank = 0;
        let mut before: Option<&str> = None;
        for (value, segment, ordinal) in &all {
            rank += u32::from(before.is_some_and(|before| before != value));
            before = Some(value);
            if let Some(slot) = ranks.get_mut(*segment).and_then(|ranks| ranks.get_mut(*ordinal)) {
                *slot = rank;
            }
        }
        ranks
    }
}

/// The rank of a value of a segment; values without one come last.
pub(super) fn rank_of(rank: &Rank, segment: usize, ordinal: Option<u64>) -> u32 {
    ordinal.and_then(|ordinal| rank.get(segment)?.get(ordinal as usize)).copied().unwrap_or(u32::MAX)
}
