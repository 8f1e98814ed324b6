//! The keys and entities of a snapshot, under the reader's corrections: read from where they are kept, or made on first use.
//!
//! Not here: which keys are one entity (`resolve`), and how keys, entities and mentions lie together (`entity`).

use std::convert::Infallible;
use std::sync::Arc;

use super::View;
use crate::entity::{
    EntityConstraint, EntityIndex, EntityTallies, KeyTable, RowAddress, demands_names, query_constraints,
};
use crate::index::Error;
use crate::index::kept_tables::{ENTITIES, KEYS, TALLIES};
use crate::index::segments::{Segment, key_table, write_key_table};
use crate::mapped::TableReader;
use crate::query::Query;

impl View {
    /// The entities of the collection under the corrections.
    ///
    /// # Errors
    /// When the keys cannot be read.
    pub(in crate::index) fn entities(&self) -> Result<&EntityIndex, Error> {
        if let Some(entities) = self.entities.get() {
            return Ok(entities);
        }
        let guessed = self.guessed()?;
        let row_of = |id| self.locate(id).map(|(address, _)| address);
        let built = match self.corrections.is_empty() {
            true => Arc::clone(guessed),
            false => {
                let before = self.before.as_ref().map(|(entities, _)| &**entities);
                Arc::new(guessed.corrected(&self.corrections, before, row_of))
            }
        };
        Ok(self.entities.get_or_init(|| built))
    }

    /// The entities without corrections: as they are kept, or made anew and kept.
    fn guessed(&self) -> Result<&Arc<EntityIndex>, Error> {
        if let Some(guessed) = self.guessed.get() {
            return Ok(guessed);
        }
        let table = self.key_table()?;
        let read = |mut written: TableReader| EntityIndex::read(table, &mut written);
        let kept = self.tables.as_ref().and_then(|kept| {
            kept.read(ENTITIES).and_then(read).or_else(|| {
                let made = kept.keep(ENTITIES, |to| Ok::<_, Infallible>(EntityIndex::write_new(table, to)));
                made.ok().flatten().and_then(read)
            })
        });
        let guessed = kept.unwrap_or_else(|| EntityIndex::new(table));
        Ok(self.guessed.get_or_init(|| Arc::new(guessed)))
    }

    /// What a query demands of entities; without names the entities are not needed.
    ///
    /// # Errors
    /// When the keys cannot be read.
    pub(in crate::index) fn query_constraints(&self, query: &Query) -> Result<Vec<EntityConstraint>, Error> {
        match demands_names(query) {
            true => Ok(query_constraints(self.entities()?, query)),
            false => Ok(Vec::new()),
        }
    }

    fn key_table(&self) -> Result<&Arc<KeyTable>, Error> {
        if let Some(table) = self.key_table.get() {
            return Ok(table);
        }
        let built = Arc::new(self.read_key_table()?);
        Ok(self.key_table.get_or_init(|| built))
    }

    /// The keys as they are kept, or made anew and kept.
    fn read_key_table(&self) -> Result<KeyTable, Error> {
        let Some(kept) = &self.tables else { return key_table(&self.segments) };
        let read = |mut written: TableReader| KeyTable::read(&mut written, self.segments.len());
        if let Some(table) = kept.read(KEYS).and_then(read) {
            return Ok(table);
        }
        let written = kept.keep(KEYS, |written| write_key_table(&self.segments, written))?;
        written.and_then(read).map_or_else(|| key_table(&self.segments), Ok)
    }

    /// The mentions of all entities and when each was first mentioned; counted once.
    pub(in crate::index) fn tallies(&self, entities: &EntityIndex) -> &EntityTallies {
        self.tallies.get_or_init(|| {
            let guessed = self.guessed_tallies();
            if self.corrections.is_empty() {
                return guessed;
            }
            let before = self.before.as_ref();
            let before = before.and_then(|(entities, tallies)| Some((&**entities, tallies.as_deref()?)));
            Arc::new(guessed.corrected(entities, before, |row| {
                let segment = self.segments.get(row.partition as usize);
                let published = segment.and_then(|segment| segment.published(row.row));
                let is_document = |segment: &&Segment| segment.documents.contains(row.row);
                (published, segment.filter(is_document).into_iter().flat_map(move |of| of.mentions(row.row)))
            }))
        })
    }

    /// The mentions of all entities without corrections: as they are kept, or counted and kept.
    fn guessed_tallies(&self) -> Arc<EntityTallies> {
        let made = || self.guessed().map_or_else(|_| EntityTallies::default(), |guessed| self.count(guessed));
        let tallies = || match &self.tables {
            None => made(),
            Some(kept) => kept.read_or_keep(TALLIES, EntityTallies::read, made, |made, to| made.write(to)),
        };
        Arc::clone(self.guessed_tallies.get_or_init(|| Arc::new(tallies())))
    }

    fn count(&self, entities: &EntityIndex) -> EntityTallies {
        let mut tallies = EntityTallies::new(entities);
        for (number, segment) in self.segments.iter().enumerate() {
            let row = |doc| (RowAddress::new(number, doc), segment.published(doc), segment.mentions(doc));
            tallies.count(entities, segment.documents.iter().map(row));
        }
        tallies
    }
}
