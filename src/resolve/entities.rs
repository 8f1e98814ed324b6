//! The result of the resolver: the table of which key refers to which entity, and looking entities up by
//! name.
//!
//! Not here: grouping the keys (`grouping`), applying corrections to the table (`corrected`), and keeping it
//! (`kept`).

use super::kinds::Kinds;
use super::lists::hash;
use super::rule::{Merge, PackedMerge};
use super::spelling::written;
use crate::mapped::Array;
use crate::model::{KeyNumber, Kind, normal_form};
use crate::text::string_table::StringTable;

/// The number of an entity: its position in [`Entities`].
pub type EntityNumber = u32;

/// Somebody or something that documents of the collection mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// The kind of the key it is called by, as corrected.
    pub kind: Kind,
    /// The key whose name it is called by: the one in most documents, names in capitals and bare ones last.
    pub called: KeyNumber,
    /// What the reader calls it.
    pub renamed: Option<&'a str>,
    /// The reader wants to see nothing of it.
    pub hidden: bool,
    /// In ascending order.
    pub keys: &'a [KeyNumber],
    merges: &'a [PackedMerge],
    /// Whether any of it rests on merges that are only likely.
    pub guess: bool,
    /// The uses of its keys that rest on such merges.
    pub doubtful: u32,
}

impl Entity<'_> {
    /// Why the keys are one; equal bare names need no reason.
    pub fn merges(&self) -> impl Iterator<Item = Merge> {
        self.merges.iter().map(|&packed| Merge::unpack(packed))
    }
}

/// The entities of a collection, and which key refers to which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    pub(super) of_key: Array<EntityNumber>,
    pub(super) kinds: Kinds,
    pub(super) called: Array<KeyNumber>,
    pub(super) renamed: Renamed,
    /// In ascending order.
    pub(super) hidden: Array<EntityNumber>,
    /// How many uses of the keys of each are a guess.
    pub(super) doubtful: Array<u32>,
    /// The keys by entity, and where those of each entity start.
    pub(super) keys: Array<KeyNumber>,
    pub(super) starts: Array<u32>,
    pub(super) merges: Array<PackedMerge>,
    pub(super) merge_starts: Array<u32>,
    pub(super) by_name: NamedKeys,
    /// Names that are written like one of another entity but for case and accents: they were
    /// corrected to be two.
    pub(super) separated: Vec<(Kind, String, EntityNumber)>,
}

/// What the reader calls entities.
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
    /// These, which are sorted.
    pub fn of(sorted: &[(u64, KeyNumber)]) -> NamedKeys {
        let (names, keys) = (sorted.iter().map(|&(name, _)| name), sorted.iter().map(|&(_, key)| key));
        NamedKeys { names: names.collect(), keys: keys.collect() }
    }
}

impl Renamed {
    fn get(&self, entity: EntityNumber) -> Option<&str> {
        let at = self.entities.binary_search(&entity).ok()?;
        Some(self.names.get(at))
    }
}

impl Entities {
    /// The entity a key refers to; `None` for a key that is not in the collection.
    pub fn of_key(&self, key: KeyNumber) -> Option<EntityNumber> {
        self.of_key.get(key as usize).copied()
    }

    /// The entity with that number.
    pub fn entity(&self, number: EntityNumber) -> Option<Entity<'_>> {
        let at = number as usize;
        Some(Entity {
            kind: self.kinds.get(at)?,
            called: *self.called.get(at)?,
            renamed: self.renamed.get(number),
            hidden: self.is_hidden(number),
            keys: range(&self.keys, &self.starts, at),
            merges: range(&self.merges, &self.merge_starts, at),
            guess: *self.doubtful.get(at)? > 0,
            doubtful: *self.doubtful.get(at)?,
        })
    }

    /// The kind of the entity with that number, without looking up the rest.
    pub fn kind(&self, number: EntityNumber) -> Option<Kind> {
        self.kinds.get(number as usize)
    }

    /// Whether the reader wants to see nothing of an entity.
    pub fn is_hidden(&self, number: EntityNumber) -> bool {
        !self.hidden.is_empty() && self.hidden.binary_search(&number).is_ok()
    }

    /// What the reader calls entities, in the order of their numbers.
    pub fn renamed(&self) -> impl Iterator<Item = (EntityNumber, &str)> {
        self.renamed.entities.iter().copied().zip(self.renamed.names.iter())
    }

    /// All entities in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = Entity<'_>> {
        (0..self.len() as EntityNumber).filter_map(|number| self.entity(number))
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.called.len()
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.called.is_empty()
    }

    /// The entity of a kind that is called `name` in one of its spellings. A name in full is
    /// preferred to bare ones.
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        let separated = self.separated.iter().find(|(of_kind, of, _)| *of_kind == kind && of == name);
        separated.map(|&(.., entity)| entity).or_else(|| {
            [false, true].into_iter().find_map(|bare| self.of_key(self.find_key(kind, name, bare)?))
        })
    }

    /// A key that is called so, but for case and accents.
    pub(super) fn find_key(&self, kind: Kind, name: &str, bare: bool) -> Option<KeyNumber> {
        let number = name_number(kind, name, bare);
        let at = self.by_name.names.binary_search(&number).ok()?;
        self.by_name.keys.get(at).copied()
    }
}

pub(super) fn range<'a, T>(of: &'a [T], starts: &[u32], at: usize) -> &'a [T] {
    let bounds = starts.get(at).zip(starts.get(at + 1));
    bounds.and_then(|(&start, &end)| of.get(start as usize..end as usize)).unwrap_or_default()
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
