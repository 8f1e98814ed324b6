//! The keys of the collection, numbered, and whom they mean. Built when somebody first asks for
//! an entity, off the path of plain searches; then counting needs no text at all.

use std::cmp::Reverse;

use super::bank::Bank;
use super::docset::DocSet;
use super::error::Error;
use super::keys;
use super::snapshot::{Segment, View};
use crate::model::{DocumentId, Key, KeyNumber, Kind};
use crate::resolve::{Entities, Entity, KeyUse, resolve};
use crate::text::token::terms;

/// Stands for keys of deleted documents only.
const UNUSED: KeyNumber = KeyNumber::MAX;

/// Around each term of a name in [`Registry::names`].
const BOUND: char = '\u{1F}';

/// The keys and entities of a snapshot.
pub(super) struct Registry {
    /// The texts of the keys in use, sorted; a key's number is its position.
    texts: Bank,
    /// Their names as terms, each between two bounds.
    names: Bank,
    /// For each key, in how many documents it is.
    pub uses: Vec<u32>,
    pub entities: Entities,
    /// For each segment, the entities of its rows.
    lists: Vec<EntityLists>,
    /// For each entity, in how many documents it is.
    pub documents: Vec<u32>,
}

/// The entities of the rows of a segment, each at most once a row.
struct EntityLists {
    /// Where a row's list starts in `entities`; one more than there are rows.
    starts: Vec<u32>,
    entities: Vec<u32>,
}

impl EntityLists {
    fn of(&self, doc: u32) -> &[u32] {
        let bounds = self.starts.get(doc as usize).zip(self.starts.get(doc as usize + 1));
        bounds.and_then(|(&a, &b)| self.entities.get(a as usize..b as usize)).unwrap_or_default()
    }
}

impl View {
    /// The keys and entities.
    ///
    /// # Errors
    /// When the keys cannot be read.
    pub(super) fn registry(&self) -> Result<&Registry, Error> {
        if let Some(registry) = self.registry.get() {
            return Ok(registry);
        }
        let built = Registry::build(&self.segments)?;
        Ok(self.registry.get_or_init(|| built))
    }
}

impl Registry {
    fn build(segments: &[Segment]) -> Result<Registry, Error> {
        let mut in_use = Vec::new();
        for (number, segment) in segments.iter().enumerate() {
            let texts = key_texts(segment)?;
            for (ordinal, documents) in count_uses(segment, texts.len()).into_iter().enumerate() {
                if documents > 0 {
                    in_use.push((texts.get(ordinal), number, ordinal, documents));
                }
            }
        }
        // Each segment's keys are sorted already; a stable sort merges such runs.
        in_use.sort_by_key(|&(text, ..)| text);
        let mut numbers: Vec<Vec<KeyNumber>> =
            segments.iter().map(|s| vec![UNUSED; s.columns().keys.len()]).collect();
        let (mut texts, mut names, mut uses) = (Bank::default(), Bank::default(), Vec::<u32>::new());
        for (text, segment, ordinal, documents) in in_use {
            let Some((_, name, _)) = keys::decode(text) else { continue };
            match uses.last_mut() {
                Some(last) if texts.get(texts.len() - 1) == text => *last += documents,
                _ => {
                    texts.push(text);
                    names.push(&bounded(name));
                    uses.push(documents);
                }
            }
            if let Some(slot) = numbers.get_mut(segment).and_then(|of| of.get_mut(ordinal)) {
                *slot = (texts.len() - 1) as KeyNumber;
            }
        }
        let entities = entities(&texts, &uses);
        let lists: Vec<_> =
            segments.iter().zip(&numbers).map(|(segment, of)| entity_lists(segment, of, &entities)).collect();
        let mut documents = vec![0; entities.len()];
        for entity in lists.iter().flat_map(|lists| &lists.entities) {
            if let Some(count) = documents.get_mut(*entity as usize) {
                *count += 1;
            }
        }
        Ok(Registry { texts, names, uses, entities, lists, documents })
    }

    /// All keys with their documents.
    pub(super) fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        let keys = self.texts.iter().zip(&self.uses);
        let keys = keys.filter_map(|(text, &documents)| Some((keys::decode(text)?, documents)));
        keys.map(|((kind, name, bare), documents)| (kind, name.to_owned(), bare, documents)).collect()
    }

    /// Kind and name of a key.
    pub(super) fn key(&self, number: KeyNumber) -> Option<(Kind, &str)> {
        keys::decode(self.texts.get(number as usize)).map(|(kind, name, _)| (kind, name))
    }

    /// Kind and name of an entity.
    pub(super) fn entity(&self, number: u32) -> Option<(Kind, &str, Entity<'_>)> {
        let entity = self.entities.entity(number)?;
        self.key(entity.called).map(|(kind, name)| (kind, name, entity))
    }

    /// The entities of a row, each once.
    pub(super) fn of_row(&self, segment: usize, doc: u32) -> &[u32] {
        self.lists.get(segment).map_or(&[], |lists| lists.of(doc))
    }

    /// Whom a key means in a document.
    pub(super) fn of_mention(&self, id: DocumentId, key: &Key) -> Option<u32> {
        let number = self.texts.search(&keys::encode(key, id)?)?;
        self.entities.of_mention(id, number)
    }

    /// For each entity whether one of its names holds all the terms.
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
        let mut chosen = vec![false; self.entities.len()];
        for (number, name) in (0..).zip(self.names.iter()) {
            if sought.iter().all(|term| name.contains(term.as_str()))
                && kind.is_none_or(|kind| self.key(number).is_some_and(|(of, _)| of == kind))
            {
                self.choose(number, &mut chosen);
            }
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
    ) -> Vec<(Reverse<u32>, String)> {
        let chosen = self.named(kind, terms, prefix);
        let counts = chosen.into_iter().zip(&self.documents).zip(0u32..);
        let mut ranked: Vec<_> = counts
            .filter(|((chosen, _), _)| *chosen)
            .map(|((_, &count), number)| (Reverse(count), number))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(limit);
        let name = |(count, number)| Some((count, self.entity(number)?.1.to_owned()));
        ranked.into_iter().filter_map(name).collect()
    }

    fn choose(&self, key: KeyNumber, chosen: &mut [bool]) {
        let entity = self.entities.of_key(key);
        if let Some(slot) = entity.and_then(|entity| chosen.get_mut(entity as usize)) {
            *slot = true;
        }
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

fn entities(texts: &Bank, uses: &[u32]) -> Entities {
    let decoded = texts.iter().zip(uses).filter_map(|(text, &documents)| {
        keys::decode(text).map(|(kind, name, bare)| KeyUse { kind, name, bare, documents })
    });
    resolve(&decoded.collect::<Vec<_>>())
}

fn key_texts(segment: &Segment) -> Result<&Bank, Error> {
    if let Some(texts) = segment.core.keys.get() {
        return Ok(texts);
    }
    let mut texts = Bank::default();
    segment.columns().keys.each(|text| texts.push(text)).map_err(|error| segment.error(error))?;
    Ok(segment.core.keys.get_or_init(|| texts))
}

/// In how many documents that are not deleted each key of a segment is.
fn count_uses(segment: &Segment, keys: usize) -> Vec<u32> {
    let mut uses = vec![0; keys];
    for doc in segment.documents.iter() {
        for ordinal in segment.columns().keys.ordinals(doc) {
            if let Some(count) = uses.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }
    uses
}

fn entity_lists(segment: &Segment, numbers: &[KeyNumber], entities: &Entities) -> EntityLists {
    let mut lists = EntityLists { starts: vec![0], entities: Vec::new() };
    let mut of_row = Vec::new();
    for doc in 0..segment.size() {
        if segment.documents.contains(doc) {
            let id = segment.id(doc);
            let ordinals = segment.columns().keys.ordinals(doc);
            let keys = ordinals.filter_map(|ordinal| numbers.get(ordinal as usize).copied());
            of_row.extend(keys.filter(|&key| key != UNUSED).filter_map(|key| entities.of_mention(id, key)));
            of_row.sort_unstable();
            of_row.dedup();
            lists.entities.append(&mut of_row);
        }
        lists.starts.push(lists.entities.len() as u32);
    }
    lists
}

fn bounded(name: &str) -> String {
    let mut text = String::from(BOUND);
    for term in terms(name) {
        text.push_str(&term);
        text.push(BOUND);
    }
    text
}
