//! Whom the keys of the collection mean: what is guessed, overruled by what the reader said. Made
//! anew when something is said, from keys that are numbered already; counting needs no text.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::docset::DocSet;
use super::error::Error;
use super::key_table::{BOUND, KeyTable, RowLists, bounded};
use super::keys;
use super::snapshot::View;
use crate::model::{DocumentId, Key, KeyNumber, Kind};
use crate::query::{Correction, NameReference};
use crate::resolve::{Entities, Entity, KeyUse, resolve, sound};

/// Words of so many letters may be misspelt; too many short ones sound the same.
const MISSPELT: usize = 5;

/// The entities of a snapshot.
pub(super) struct Registry {
    table: Arc<KeyTable>,
    /// Keys of single documents that were told from all others of the name; their numbers
    /// follow those of the table.
    alone: Vec<Alone>,
    /// The numbers of all keys that were told from others of their name, bare ones too.
    parted: HashSet<KeyNumber>,
    /// The keys that mean somebody else in a document.
    moved: HashMap<(DocumentId, KeyNumber), KeyNumber>,
    /// For each key, in how many documents it is.
    pub uses: Vec<u32>,
    pub entities: Entities,
    /// For each segment, the entities of its rows, each at most once a row. Hidden ones are in none.
    lists: Vec<RowLists>,
    /// For each entity, in how many documents it is.
    pub documents: Vec<u32>,
    /// The rows by entity; made when somebody asks for them.
    rows: OnceLock<EntityRows>,
    /// Entities with names no document has, [`bounded`].
    renamed: Vec<(u32, String)>,
}

/// For each entity the rows that speak of it, numbered through all segments.
struct EntityRows {
    /// Where the rows of an entity start in `rows`; one more than there are entities.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// The number of the first row of each segment.
    firsts: Vec<u32>,
}

struct Alone {
    kind: Kind,
    name: String,
    document: DocumentId,
}

impl EntityRows {
    /// Turns the entities of the rows around, given how many rows each entity has.
    fn of(lists: &[RowLists], documents: &[u32]) -> EntityRows {
        let mut starts = Vec::with_capacity(documents.len() + 1);
        starts.push(0);
        starts.extend(documents.iter().scan(0, |end, count| {
            *end += count;
            Some(*end)
        }));
        let mut free = starts.clone();
        let mut rows = vec![0; starts.last().map_or(0, |&end| end as usize)];
        let (mut firsts, mut row) = (Vec::with_capacity(lists.len()), 0);
        for lists in lists {
            firsts.push(row);
            for entities in lists.iter() {
                for &entity in entities {
                    let Some(at) = free.get_mut(entity as usize) else { continue };
                    if let Some(slot) = rows.get_mut(*at as usize) {
                        *slot = row;
                    }
                    *at += 1;
                }
                row += 1;
            }
        }
        EntityRows { starts, rows, firsts }
    }

    fn with(&self, entity: u32) -> impl Iterator<Item = (usize, u32)> {
        let bounds = self.starts.get(entity as usize).zip(self.starts.get(entity as usize + 1));
        let rows = bounds.and_then(|(&start, &end)| self.rows.get(start as usize..end as usize));
        rows.unwrap_or_default().iter().filter_map(|&row| {
            let segment = self.firsts.partition_point(|&first| first <= row).checked_sub(1)?;
            Some((segment, row - self.firsts.get(segment)?))
        })
    }
}

impl View {
    /// The entities.
    ///
    /// # Errors
    /// When the keys cannot be read.
    pub(super) fn registry(&self) -> Result<&Registry, Error> {
        if let Some(registry) = self.registry.get() {
            return Ok(registry);
        }
        let built = Registry::build(self)?;
        Ok(self.registry.get_or_init(|| built))
    }
}

impl Registry {
    fn build(view: &View) -> Result<Registry, Error> {
        let table = view.key_table()?;
        let mut registry = Registry {
            table: Arc::clone(table),
            alone: Vec::new(),
            parted: HashSet::new(),
            moved: HashMap::new(),
            uses: table.uses.clone(),
            entities: Entities::default(),
            lists: Vec::new(),
            documents: Vec::new(),
            rows: OnceLock::new(),
            renamed: Vec::new(),
        };
        for told in view.corrections.iter() {
            if let Correction::NotHere(name) = &told.correction {
                registry.part(view, name);
            }
        }
        registry.entities = resolve(&registry.key_uses(), &view.corrections);
        registry.lists =
            (0..view.segments.len()).map(|segment| registry.entity_lists(view, segment)).collect();
        registry.documents = vec![0; registry.entities.len()];
        for &entity in registry.lists.iter().flat_map(RowLists::all) {
            if let Some(count) = registry.documents.get_mut(entity as usize) {
                *count += 1;
            }
        }
        let entities = (0u32..).zip(registry.entities.iter());
        registry.renamed = entities.filter_map(|(number, of)| Some((number, bounded(of.renamed?)))).collect();
        Ok(registry)
    }

    /// Gives a name in one document a key of its own; a bare name has one.
    fn part(&mut self, view: &View, name: &NameReference) {
        let Some(document) = name.document else { return };
        let number_of = |bare| {
            let key = Key { kind: name.kind, name: name.name.clone(), bare };
            self.table.texts.search(&keys::encode(&key, document)?)
        };
        if let Some(bare) = number_of(true) {
            self.parted.insert(bare);
            return;
        }
        let Some((number, (segment, _, doc))) = number_of(false).zip(view.place(document)) else { return };
        let is_there = self.table.of_row(segment, doc).contains(&number);
        if !is_there || self.moved.contains_key(&(document, number)) {
            return;
        }
        let own = (self.table.len() + self.alone.len()) as KeyNumber;
        self.moved.insert((document, number), own);
        self.parted.insert(own);
        self.alone.push(Alone { kind: name.kind, name: name.name.clone(), document });
        if let Some(uses) = self.uses.get_mut(number as usize) {
            *uses = uses.saturating_sub(1);
        }
        self.uses.push(1);
    }

    fn key_uses(&self) -> Vec<KeyUse<'_>> {
        let decoded = (0..).map_while(|number: KeyNumber| self.table.key(number)).map(|key| KeyUse {
            document: key.document,
            ..KeyUse::new(key.kind, key.name, key.document.is_some())
        });
        let alone = self
            .alone
            .iter()
            .map(|of| KeyUse { document: Some(of.document), ..KeyUse::new(of.kind, &of.name, false) });
        decoded.chain(alone).zip(&self.uses).map(|(key, &documents)| KeyUse { documents, ..key }).collect()
    }

    fn entity_lists(&self, view: &View, segment: usize) -> RowLists {
        let mut lists = RowLists::new();
        let Some(of) = view.segments.get(segment) else { return lists };
        let mut row = Vec::new();
        for doc in 0..of.size() {
            let keys = self.table.of_row(segment, doc);
            let id = if self.moved.is_empty() || keys.is_empty() { DocumentId(0) } else { of.id(doc) };
            row.extend(keys.iter().filter_map(|&key| self.entity_in(id, key)));
            row.retain(|&entity| !self.entities.is_hidden(entity));
            row.sort_unstable();
            row.dedup();
            lists.push(row.drain(..));
        }
        lists
    }

    /// Whom a key means in a document.
    fn entity_in(&self, id: DocumentId, key: KeyNumber) -> Option<u32> {
        let key = if self.moved.is_empty() { key } else { *self.moved.get(&(id, key)).unwrap_or(&key) };
        self.entities.of_key(key)
    }

    /// All keys with their documents.
    pub(super) fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        let all = self.key_uses();
        all.into_iter().map(|key| (key.kind, key.name.to_owned(), key.bare, key.documents)).collect()
    }

    /// Kind and name of a key, and its document when it belongs to one alone.
    pub(super) fn key(&self, number: KeyNumber) -> Option<(Kind, &str, Option<DocumentId>)> {
        match (number as usize).checked_sub(self.table.len()) {
            None => self.table.key(number).map(|key| (key.kind, key.name, key.document)),
            Some(at) => self.alone.get(at).map(|of| (of.kind, of.name.as_str(), Some(of.document))),
        }
    }

    /// The document of a key that was told from all others of its name: by itself, or because
    /// such a bare name was.
    pub(super) fn only_in(&self, number: KeyNumber) -> Option<DocumentId> {
        let (_, _, document) = self.key(number)?;
        document.filter(|_| self.parted.contains(&number))
    }

    /// Kind and name of an entity.
    pub(super) fn entity(&self, number: u32) -> Option<(Kind, &str, Entity<'_>)> {
        let entity = self.entities.entity(number)?;
        let name = match entity.renamed {
            Some(name) => name,
            None => self.key(entity.called)?.1,
        };
        Some((entity.kind, name, entity))
    }

    /// The entities of a row, each once, in ascending order.
    pub(super) fn of_row(&self, segment: usize, doc: u32) -> &[u32] {
        self.lists.get(segment).map_or(&[], |lists| lists.of(doc))
    }

    /// The rows that speak of an entity, by segment and row in it, in order.
    pub(super) fn rows_with(&self, entity: u32) -> impl Iterator<Item = (usize, u32)> {
        let rows = self.rows.get_or_init(|| EntityRows::of(&self.lists, &self.documents));
        rows.with(entity)
    }

    /// The entities of a row's keys, in the order of its column.
    pub(super) fn of_keys(
        &self,
        segment: usize,
        doc: u32,
        id: DocumentId,
    ) -> impl Iterator<Item = Option<u32>> {
        self.table.of_row(segment, doc).iter().map(move |&key| self.entity_in(id, key))
    }

    /// Who has a name; where nobody of that kind has it, one of another: the reader may have changed it.
    pub(super) fn find(&self, kind: Kind, name: &str) -> Option<u32> {
        let others = Kind::ALL.into_iter().filter(|kind| kind.is_name());
        std::iter::once(kind).chain(others).find_map(|kind| self.entities.find(kind, name))
    }

    /// Whom a key means in a document.
    pub(super) fn of_mention(&self, id: DocumentId, key: &Key) -> Option<u32> {
        let number = self.table.texts.search(&keys::encode(key, id)?)?;
        self.entity_in(id, number)
    }

    /// For each entity whether one of its names holds all the terms. Where none does, the names
    /// count that sound the same: a spelling that no document has is still somebody's.
    pub(super) fn named(&self, kind: Option<Kind>, terms: &[String], prefix: bool) -> Vec<bool> {
        let last = terms.len().saturating_sub(1);
        let sought: Vec<String> = terms
            .iter()
            .enumerate()
            .map(|(at, term)| match prefix && at == last {
                true => format!("{BOUND}{term}"),
                false => format!("{BOUND}{term}{BOUND}"),
            })
            .collect();
        let chosen = self.with_name(kind, |name| sought.iter().all(|term| name.contains(term.as_str())));
        let can_be_misspelt = terms.iter().any(|term| term.chars().count() >= MISSPELT);
        if chosen.contains(&true) || !can_be_misspelt {
            return chosen;
        }
        let sought: Vec<String> = terms.iter().map(|term| sound(term)).collect();
        self.with_name(kind, |name| {
            sought.iter().all(|sought| name.split(BOUND).any(|term| sound(term) == *sought))
        })
    }

    /// For each entity whether one of its names, [`bounded`], is sought.
    fn with_name(&self, kind: Option<Kind>, is_sought: impl Fn(&str) -> bool) -> Vec<bool> {
        let mut chosen = vec![false; self.entities.len()];
        let mut choose = |entity: Option<u32>| {
            let wanted = |&number: &u32| {
                let of = self.entities.entity(number);
                of.is_some_and(|of| !of.hidden && kind.is_none_or(|kind| kind == of.kind))
            };
            if let Some(slot) = entity.filter(wanted).and_then(|entity| chosen.get_mut(entity as usize)) {
                *slot = true;
            }
        };
        for (_, keys) in self.table.names().filter(|(name, _)| is_sought(name)) {
            keys.for_each(|key| choose(self.entities.of_key(key)));
        }
        let alone = (self.table.len() as KeyNumber..).zip(&self.alone);
        for (number, _) in alone.filter(|(_, alone)| is_sought(&bounded(&alone.name))) {
            choose(self.entities.of_key(number));
        }
        for (entity, _) in self.renamed.iter().filter(|(_, name)| is_sought(name)) {
            choose(Some(*entity));
        }
        chosen
    }

    /// The entities that [`Registry::named`] chooses, by their documents and name; at most `limit`.
    pub(super) fn frequent(
        &self,
        kind: Option<Kind>,
        terms: &[String],
        prefix: bool,
        limit: usize,
    ) -> Vec<(Reverse<u32>, u32)> {
        let chosen = self.named(kind, terms, prefix);
        let counts = chosen.into_iter().zip(&self.documents).zip(0u32..);
        let mut ranked: Vec<_> = counts
            .filter(|((chosen, _), _)| *chosen)
            .map(|((_, &count), number)| (Reverse(count), number))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(limit);
        ranked
    }

    /// The rows of a segment that have one of the chosen entities.
    pub(super) fn rows_of(&self, segment: usize, rows: &DocSet, chosen: &[bool]) -> DocSet {
        let mut found = rows.clone();
        let is_chosen = |entity: &u32| chosen.get(*entity as usize).copied().unwrap_or(false);
        for doc in rows.iter() {
            if !self.of_row(segment, doc).iter().any(is_chosen) {
                found.remove(doc);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
