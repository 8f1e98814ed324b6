//! The entities as they are guessed, without corrections: arrays that lie in memory or in a file, and looking entities up
//! in them.
//!
//! Not here: what corrections change (`changes`), keeping the arrays (`kept`).

use rustc_hash::FxHashMap;

use super::entity::{Entity, EntityNumber};
use super::kinds::Kinds;
use super::lists::hash;
use super::rule::PackedMerge;
use super::runs::Runs;
use super::spelling::written;
use crate::mapped::Array;
use crate::model::{KeyNumber, Kind, normal_form};
use crate::text::string_table::StringTable;

/// What is guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Guessed {
    pub of_key: Array<EntityNumber>,
    pub kinds: Kinds,
    pub called: Array<KeyNumber>,
    /// Those that are numbered because others have their name.
    pub renamed: Renamed,
    /// How many uses of the keys of each are a guess.
    pub doubtful: Array<u32>,
    /// The keys by entity, and where those of each entity start.
    pub keys: Array<KeyNumber>,
    pub starts: Array<u32>,
    pub merges: Array<PackedMerge>,
    pub merge_starts: Array<u32>,
    pub by_name: NamedKeys,
}

/// What entities are called, where that is not the name of a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Renamed {
    /// In ascending order.
    pub entities: Array<EntityNumber>,
    pub names: StringTable,
}

/// The numbers of names, sorted, each with a key that is called so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NamedKeys {
    pub names: Array<u64>,
    pub keys: Array<KeyNumber>,
}

impl NamedKeys {
    /// These, which are sorted, whatever their places.
    pub fn of(sorted: &[(u64, KeyNumber, u8)]) -> NamedKeys {
        let (names, keys) = (sorted.iter().map(|&(name, ..)| name), sorted.iter().map(|&(_, key, _)| key));
        NamedKeys { names: names.collect(), keys: keys.collect() }
    }
}

impl Renamed {
    pub fn get(&self, entity: EntityNumber) -> Option<&str> {
        let at = self.entities.binary_search(&entity).ok()?;
        Some(self.names.get(at))
    }
}

impl Guessed {
    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.called.len()
    }

    /// The entity with that number.
    pub fn entity(&self, number: EntityNumber) -> Option<Entity<'_>> {
        let at = number as usize;
        let doubtful = *self.doubtful.get(at)?;
        Some(Entity {
            kind: self.kinds.get(at)?,
            called: *self.called.get(at)?,
            renamed: self.renamed.get(number),
            hidden: false,
            keys: range(&self.keys, &self.starts, at),
            merges: range(&self.merges, &self.merge_starts, at),
            guess: doubtful > 0,
            doubtful,
        })
    }

    /// Lets the entities be found: by the names of runs, which are given with their numbers; then those whose name may be
    /// anybody's, which are numbered: "Ann", "Ann (2)"; then by names that runs had before. The first keeps a name.
    pub fn name(
        &mut self,
        runs: &Runs<'_>,
        names: Vec<(u64, KeyNumber)>,
        anyone: &[KeyNumber],
        before: Vec<(u64, KeyNumber)>,
    ) {
        // The last number says who keeps a name.
        let first = |place: u8| move |(number, run)| (number, runs.keys(run).start, place);
        let mut all: Vec<(u64, KeyNumber, u8)> = names.into_iter().map(first(0)).collect();
        let mut namesakes: FxHashMap<(Kind, &str), u32> = FxHashMap::default();
        for &run in anyone {
            let Some(of) = runs.uses.get(run as usize) else { continue };
            let last = namesakes.entry((of.kind, of.name)).or_insert(0);
            for key in runs.keys(run) {
                *last += 1;
                if *last == 1 {
                    all.push((name_number(of.kind, of.name, of.bare), key, 1));
                    continue;
                }
                let name = namesake(of.name, *last);
                all.push((name_number(of.kind, &name, false), key, 2));
                let entity = self.of_key.get(key as usize).copied().unwrap_or(0);
                self.renamed.entities.to_mut().push(entity);
                self.renamed.names.push(&name);
            }
        }
        all.extend(before.into_iter().map(first(3)));
        all.sort_unstable_by_key(|&(number, key, place)| (number, place, key));
        all.dedup_by_key(|&mut (number, ..)| number);
        self.by_name = NamedKeys::of(&all);
    }

    /// A key with the number of a name.
    pub fn key_of_name(&self, number: u64) -> Option<KeyNumber> {
        let at = self.by_name.names.binary_search(&number).ok()?;
        self.by_name.keys.get(at).copied()
    }
}

/// What belongs to the one at that place, of all that belong to somebody.
pub(super) fn range<'a, T>(of: &'a [T], starts: &[u32], at: usize) -> &'a [T] {
    let bounds = starts.get(at).zip(starts.get(at + 1));
    bounds.and_then(|(&start, &end)| of.get(start as usize..end as usize)).unwrap_or_default()
}

/// What one is called whose name others have too.
pub(super) fn namesake(name: &str, number: u32) -> String {
    format!("{name} ({number})")
}

/// The number of a name, the same however it is written; a name of an own list is only itself, an
/// identifier what its normal form is.
pub(super) fn name_number(kind: Kind, name: &str, bare: bool) -> u64 {
    let written = match kind {
        Kind::Own(_) => hash(name),
        kind if kind.is_identifier() => hash(&normal_form(kind, name)),
        _ => hash(&written(name)),
    };
    let built_in = Kind::ALL.iter().position(|&of| of == kind);
    let kind = built_in.map_or_else(|| hash(kind.name()), |at| at as u64);
    written ^ (kind.wrapping_mul(2) + u64::from(bare)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
