//! The collection: the indexes of all roots, searched as one. It gives snapshots of them, under the
//! user's corrections.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;

use super::contents::contents_of;
use super::error::Error;
use super::kept_tables::KeptTables;
use super::last_copies::LastCopies;
use super::segments::{Columns, Segment};
use super::snapshot::Snapshot;
use super::store::{Generation, Index};
use crate::query::Corrections;

/// The indexes of all roots. A root's number is its position.
pub struct Collection {
    roots: Vec<Index>,
    state: Mutex<State>,
}

/// What is kept from one snapshot to the next.
#[derive(Default)]
struct State {
    columns: HashMap<(usize, SegmentId), Arc<Columns>>,
    /// The last snapshot, and what every root consisted of then.
    last: Option<(Vec<Generation>, Snapshot)>,
    corrections: Corrections,
    copies: Arc<LastCopies>,
}

impl Index {
    /// How many files are in what answers: this index, or the older one in its place.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn answering_files(&self) -> Result<usize, Error> {
        Ok(Collection::new(vec![self.clone()]).snapshot()?.file_counts().all as usize)
    }
}

impl Collection {
    /// The collection of these indexes.
    pub fn new(roots: Vec<Index>) -> Collection {
        Collection { roots, state: Mutex::default() }
    }

    /// Sets the reader's corrections of names: later snapshots obey them. The last one under these
    /// corrections, if there was one.
    pub fn correct(&self, corrections: Corrections) -> Option<Snapshot> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.corrections = Arc::clone(&corrections);
        let (_, last) = state.last.as_mut()?;
        *last = last.corrected(corrections);
        Some(last.clone())
    }

    /// A number for what all indexes consist of now: another one as soon as something else is committed.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn contents(&self) -> Result<u64, Error> {
        let generations: Result<Vec<Generation>, Error> = self.roots.iter().map(Index::generation).collect();
        Ok(contents_of(&generations?))
    }

    /// Everything committed so far. When nothing was since the last time, the same snapshot,
    /// with all that was computed for it.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut searchers = Vec::with_capacity(self.roots.len());
        for root in &self.roots {
            searchers.push(root.searcher()?);
        }
        // A reload that finds nothing new gives another generation of the same segments.
        let generations: Vec<Generation> =
            searchers.iter().map(|searcher| searcher.generation().segments().clone()).collect();
        if let Some((of, last)) = &state.last
            && *of == generations
        {
            return Ok(last.clone());
        }
        let mut segments = Vec::new();
        let mut columns = HashMap::new();
        for (number, (root, searcher)) in self.roots.iter().zip(&searchers).enumerate() {
            for (ordinal, reader) in (0..).zip(searcher.segment_readers()) {
                let key = (number, reader.segment_id());
                let of_segment = match state.columns.get(&key) {
                    Some(columns) => Arc::clone(columns),
                    None => {
                        Arc::new(Columns::open(reader).map_err(|error| Error::engine(&root.place, error))?)
                    }
                };
                columns.insert(key, Arc::clone(&of_segment));
                segments.push(Segment::new(number, ordinal, reader, of_segment, Arc::clone(&root.place)));
            }
        }
        let (corrections, copies) = (Arc::clone(&state.corrections), Arc::clone(&state.copies));
        let tables = KeptTables::of(&self.roots, contents_of(&generations), &segments);
        let snapshot = Snapshot::new(searchers, segments, corrections, copies, tables);
        state.columns = columns;
        state.last = Some((generations, snapshot.clone()));
        Ok(snapshot)
    }
}
