//! Tells which documents are copies of each other, in pairs.
//!
//! Not here: finding them (`index::Snapshot::near_copies`), and putting them in one row (`index::search::grouped`).

use std::collections::HashMap;

use super::path::file;
use crate::compare::copies::CopyPair;
use crate::index::{Error, Snapshot};
use crate::ingest::Root;
use crate::model::DocumentId;
use crate::query::{Answer, CopyPairs, Filter, Marks, MatchedDocument, Order, Search};

/// How many copies there are, and what tells their table from another.
pub(super) fn counts(snapshot: &Snapshot, cancelled: &dyn Fn() -> bool) -> Result<Answer, Error> {
    let found = snapshot.near_copies(cancelled)?;
    let all = found.all();
    Ok(Answer::NearCopies { copies: all.len(), checksum: all.checksum() })
}

/// The pairs of copies among the documents that meet these filters.
pub(super) fn pairs(
    snapshot: &Snapshot,
    roots: &[Root],
    filters: &[Filter],
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    let copies = snapshot.near_copies(cancelled)?;
    let search = Search { filters: filters.to_vec(), order: Order::Path, ..Search::default() };
    let found = snapshot.search_unfolded(&search, &Marks::default(), cancelled)?;
    let among: HashMap<DocumentId, u32> = found.unfolded_ids().iter().copied().zip(0..).collect();
    let place = |id| among.get(&id).copied();
    let known = |pair: CopyPair| Some((place(pair.first)?, place(pair.other)?, pair.similarity));
    let mut pairs: Vec<(u32, u32, f32)> = copies.pairs().filter_map(known).collect();
    pairs.sort_unstable_by_key(|&(first, other, _)| (first, other));
    let mut named: Vec<u32> = pairs.iter().flat_map(|&(first, other, _)| [first, other]).collect();
    named.sort_unstable();
    named.dedup();
    let ids: Vec<DocumentId> = named.iter().filter_map(|&at| found.ids.get(at as usize).copied()).collect();
    let documents = snapshot.rows(&ids).into_iter().map(|row| MatchedDocument {
        file: file(roots, row.root, &row.path),
        part: row.part,
        title: row.title,
    });
    let number = |at: u32| named.binary_search(&at).unwrap_or(0) as u32;
    let pairs = pairs.into_iter().map(|(first, other, share)| (number(first), number(other), share));
    Ok(Answer::CopyPairs(CopyPairs { documents: documents.collect(), pairs: pairs.collect() }))
}
