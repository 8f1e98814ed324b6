//! Reads the keys of all segments in the form `entity` takes: statistics of the keys, and the keys of
//! each row.

use tantivy::DocId;

use super::segment::Segment;
use crate::entity::{KeyTable, PartitionKeys, RowAddress, RowLists, UNUSED_KEY};
use crate::index::Error;
use crate::model::KeyNumber;
use crate::text::string_table::StringTable;

/// The keys of all segments, numbered.
///
/// # Errors
/// When they cannot be read.
pub(in crate::index) fn key_table(segments: &[Segment]) -> Result<KeyTable, Error> {
    let partitions = segments.iter().map(partition_keys).collect::<Result<Vec<_>, Error>>()?;
    let rows = |partition: usize, numbers: &[KeyNumber]| {
        segments.get(partition).map_or_else(RowLists::default, |segment| keys_of_rows(segment, numbers))
    };
    let mut table = KeyTable::new(&partitions, rows);
    table.set_addresses(segments.iter().enumerate().flat_map(|(number, segment)| addressed(number, segment)));
    Ok(table)
}

/// For each name of a person that stands with an address its row, and the positions of both among the keys of that.
fn addressed(number: usize, segment: &Segment) -> Vec<(RowAddress, usize, usize)> {
    let column = &segment.columns().keys.addressed;
    if column.values.num_vals() == 0 {
        return Vec::new();
    }
    let of_row = |doc: DocId| {
        let row = RowAddress::new(number, doc);
        column.values_for_doc(doc).map(move |packed| (row, (packed >> 32) as usize, packed as u32 as usize))
    };
    segment.documents.iter().flat_map(of_row).collect()
}

fn partition_keys(segment: &Segment) -> Result<PartitionKeys, Error> {
    let keys = &segment.columns().keys.texts;
    let mut texts = StringTable::default();
    keys.each(|text| texts.push(text)).map_err(|error| segment.error(error))?;
    let mut documents = vec![0; texts.len()];
    for doc in segment.documents.iter() {
        for ordinal in keys.ordinals(doc) {
            if let Some(count) = documents.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }
    Ok(PartitionKeys { texts, documents })
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
