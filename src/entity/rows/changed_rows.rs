//! The rows whose entities corrections change, and the entities whose rows they change: few of many.
//!
//! Not here: the rows as they are guessed (`row_entities`).

use rustc_hash::FxHashMap;

use super::row_entities::RowEntities;
use crate::entity::row::{RowAddress, RowLists};
use crate::resolve::EntityNumber;

/// Bits of a word.
const BITS: usize = u64::BITS as usize;

/// What differs from what is guessed.
#[derive(Default)]
pub(in crate::entity) struct ChangedRows {
    /// The numbers of the rows, in ascending order, and the entities of each.
    rows: Vec<u32>,
    lists: RowLists,
    /// A bit for each row up to the last of them.
    is_changed: Vec<u64>,
    /// The numbers of the rows of entities that are in others than was guessed, in ascending order.
    by_entity: FxHashMap<EntityNumber, Vec<u32>>,
}

impl ChangedRows {
    /// Compares what these rows, numbered in ascending order, have now with what was guessed. `now` puts the entities of a
    /// row, given its number and address, into an empty list: ascending, each once.
    pub fn new(
        guessed: &RowEntities,
        numbers: Vec<u32>,
        mut now: impl FnMut(u32, RowAddress, &mut Vec<EntityNumber>),
    ) -> ChangedRows {
        let mut changed = ChangedRows::default();
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        let mut row = Vec::new();
        for number in numbers {
            let Some(address) = guessed.numbers().address(number) else { continue };
            let before = guessed.of(address);
            row.clear();
            now(number, address, &mut row);
            if row == before {
                continue;
            }
            gone.extend(before.iter().filter(|of| row.binary_search(of).is_err()).map(|&of| (of, number)));
            come.extend(row.iter().filter(|of| before.binary_search(of).is_err()).map(|&of| (of, number)));
            let word = number as usize / BITS;
            if changed.is_changed.len() <= word {
                changed.is_changed.resize(word + 1, 0);
            }
            if let Some(bits) = changed.is_changed.get_mut(word) {
                *bits |= 1 << (number as usize % BITS);
            }
            changed.rows.push(number);
            changed.lists.push(row.iter().copied());
        }
        changed.by_entity = by_entity(guessed, gone, come);
        changed
    }

    /// The entities of a row, if they are others.
    pub fn of(&self, guessed: &RowEntities, row: RowAddress) -> Option<&[EntityNumber]> {
        if self.rows.is_empty() {
            return None;
        }
        let number = guessed.numbers().number(row)?;
        let bits = self.is_changed.get(number as usize / BITS)?;
        let at = || self.rows.binary_search(&number).ok();
        (bits >> (number as usize % BITS) & 1 == 1).then(at)?.map(|at| self.lists.of(at as u32))
    }

    /// The numbers of the rows that mention an entity, if they are others.
    pub fn numbers_with(&self, entity: EntityNumber) -> Option<&[u32]> {
        if self.by_entity.is_empty() { None } else { self.by_entity.get(&entity).map(Vec::as_slice) }
    }

    /// For each of so many entities, in how many documents it is; `None` where that is as guessed.
    pub fn count(&self, guessed: &RowEntities, entities: usize) -> Option<Vec<u32>> {
        if self.by_entity.is_empty() && entities == guessed.documents.len() {
            return None;
        }
        let mut documents = guessed.documents.to_vec();
        documents.resize(entities, 0);
        for (&entity, rows) in &self.by_entity {
            documents.get_mut(entity as usize).into_iter().for_each(|count| *count = rows.len() as u32);
        }
        Some(documents)
    }
}

/// The rows of all entities that are gone from rows, or have come to rows.
fn by_entity(
    guessed: &RowEntities,
    mut gone: Vec<(EntityNumber, u32)>,
    mut come: Vec<(EntityNumber, u32)>,
) -> FxHashMap<EntityNumber, Vec<u32>> {
    gone.sort_unstable();
    come.sort_unstable();
    let mut rows: FxHashMap<EntityNumber, Vec<u32>> = FxHashMap::default();
    let entities = gone.chunk_by(|a, b| a.0 == b.0).chain(come.chunk_by(|a, b| a.0 == b.0));
    for &(entity, _) in entities.filter_map(<[_]>::first) {
        rows.entry(entity).or_insert_with(|| {
            let of = |all: &[(EntityNumber, u32)]| {
                let from = all.partition_point(|&(of, _)| of < entity);
                let to = all.partition_point(|&(of, _)| of <= entity);
                all.get(from..to).unwrap_or_default().iter().map(|&(_, row)| row).collect::<Vec<u32>>()
            };
            let gone = of(&gone);
            let mut now: Vec<u32> = guessed.numbers_with(entity).to_vec();
            now.retain(|row| gone.binary_search(row).is_err());
            now.extend(of(&come));
            // Both parts are sorted, so this is a merge.
            now.sort();
            now
        });
    }
    rows
}
