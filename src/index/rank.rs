//! The order of text columns over all segments: each segment knows only the order of its own
//! values.

use std::sync::OnceLock;

use super::bank::Bank;
use super::segments::Columns;
use super::snapshot::View;
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
            _ => self.rank(true, |columns, bank| columns.path.each(|path| bank.push(path))),
        })
    }

    /// By title, without regard to case and accents.
    pub(super) fn title_rank(&self) -> &Rank {
        self.ranks.title.get_or_init(|| {
            self.rank(false, |columns, bank| columns.title.each(|title| bank.push(&fold(title))))
        })
    }

    /// By source, without regard to case and accents.
    pub(super) fn source_rank(&self) -> &Rank {
        self.ranks.source.get_or_init(|| {
            self.rank(false, |columns, bank| columns.source.each(|source| bank.push(&fold(source))))
        })
    }

    /// Ranks the values that `read` puts into a bank. A dictionary that cannot be read leaves
    /// the documents of its segment in no special order.
    fn rank(&self, by_root: bool, read: impl Fn(&Columns, &mut Bank) -> tantivy::Result<()>) -> Rank {
        let mut banks = Vec::with_capacity(self.segments.len());
        for segment in self.segments.iter() {
            let mut bank = Bank::default();
            let _ = read(segment.columns(), &mut bank);
            banks.push(bank);
        }
        let mut all = Vec::with_capacity(banks.iter().map(Bank::len).sum());
        for (number, (segment, bank)) in self.segments.iter().zip(&banks).enumerate() {
            let root = if by_root { segment.root } else { 0 };
            all.extend(bank.iter().enumerate().map(|(ordinal, value)| ((root, value), number, ordinal)));
        }
        // Paths are sorted within a segment already; a stable sort merges such runs.
        all.sort_by_key(|&(value, ..)| value);
        let mut ranks: Rank = banks.iter().map(|bank| vec![0; bank.len()]).collect();
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
}

/// The rank of a value of a segment; values without one come last.
pub(super) fn rank_of(rank: &Rank, segment: usize, ordinal: Option<u64>) -> u32 {
    ordinal.and_then(|ordinal| rank.get(segment)?.get(ordinal as usize)).copied().unwrap_or(u32::MAX)
}
