//! Reads the keys of all segments in the form `entity` takes: statistics of the keys, and the keys of
//! each row.

use std::io::{self, Write};

use tantivy::DocId;

use super::segment::Segment;
use crate::entity::{KeyTable, PartitionKeys, PartitionRows, RowLists, UNUSED_KEY};
use crate::index::Error;
use crate::mapped::TableWriter;
use crate::model::KeyNumber;

/// The keys of all segments, numbered.
///
/// # Errors
/// When they cannot be read.
pub(in crate::index) fn key_table(segments: &[Segment]) -> Result<KeyTable, Error> {
    Ok(KeyTable::new(keys_of_all(segments)?, |partition, numbers| rows(segments, partition, numbers)))
}

/// Writes the same to be read where it lies.
///
/// # Errors
/// When they cannot be read; the inner error is why they could not be written.
pub(in crate::index) fn write_key_table(
    segments: &[Segment],
    table: &mut TableWriter<impl Write>,
) -> Result<io::Result<()>, Error> {
    let rows = |partition: usize, numbers: &[KeyNumber]| rows(segments, partition, numbers);
    Ok(KeyTable::write(keys_of_all(segments)?, rows, table))
}

fn keys_of_all(segments: &[Segment]) -> Result<Vec<PartitionKeys<'_>>, Error> {
    segments.iter().map(partition_keys).collect()
}

fn partition_keys(segment: &Segment) -> Result<PartitionKeys<'_>, Error> {
    let keys = &segment.columns().keys.texts;
    let next = keys.one_by_one().map_err(|error| segment.error(error))?;
    let mut documents = vec![0; keys.len()];
    for doc in segment.documents.iter() {
        for ordinal in keys.ordinals(doc) {
            if let Some(count) = documents.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }
    Ok(PartitionKeys { next: Box::new(next), documents })
}

fn rows(segments: &[Segment], partition: usize, numbers: &[KeyNumber]) -> PartitionRows {
    let Some(segment) = segments.get(partition) else {
        return PartitionRows { keys: RowLists::default(), addressed: Vec::new() };
    };
    PartitionRows { keys: keys_of_rows(segment, numbers), addressed: addressed(segment) }
}

/// For each name of a person that stands with an address its row, and the positions of both among the keys of that.
fn addressed(segment: &Segment) -> Vec<(u32, usize, usize)> {
    let column = &segment.columns().keys.addressed;
    if column.values.num_vals() == 0 {
        return Vec::new();
    }
    let of_row = |doc: DocId| {
        column.values_for_doc(doc).map(move |packed| (doc, (packed >> 32) as usize, packed as u32 as usize))
    };
    segment.documents.iter().flat_map(of_row).collect()
}

fn keys_of_rows(segment: &Segment, numbers: &[KeyNumber]) -> RowLists {
    let keys = &segment.columns().keys.texts;
    let mut lists = RowLists::default();
    for doc in 0..segment.size() {
        let ordinals = segment.documents.contains(doc).then(|| keys.ordinals(doc));
        let ordinals = ordinals.into_iter().flatten();
        lists.push(ordinals.map(|ordinal| numbers.get(ordinal as usize).copied().unwrap_or(UNUSED_KEY)));
    }
    lists
}
