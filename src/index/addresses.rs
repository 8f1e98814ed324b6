//! Where the documents of a collection are, by their numbers.

use std::io::{self, Write};

use super::segments::Segment;
use crate::entity::RowAddress;
use crate::mapped::{Array, TableReader, TableWriter};
use crate::model::DocumentId;

/// Rows by the numbers of their documents.
#[derive(Default)]
pub struct Addresses {
    /// In ascending order.
    ids: Array<u64>,
    /// For each the segment, and the row in it.
    rows: Array<[u32; 2]>,
}

impl Addresses {
    /// Those of rows with their numbers.
    pub(super) fn of(rows: impl Iterator<Item = (DocumentId, RowAddress)>) -> Addresses {
        let mut all: Vec<(u64, [u32; 2])> =
            rows.map(|(id, address)| (id.0, [address.partition, address.row])).collect();
        all.sort_unstable();
        Addresses {
            ids: all.iter().map(|&(id, _)| id).collect(),
            rows: all.iter().map(|&(_, row)| row).collect(),
        }
    }

    /// Those of all documents.
    pub(super) fn of_documents(segments: &[Segment]) -> Addresses {
        let of = |(number, segment): (usize, &'_ Segment)| {
            let documents = segment.documents.iter();
            documents.map(|doc| (segment.id(doc), RowAddress::new(number, doc))).collect::<Vec<_>>()
        };
        Addresses::of(segments.iter().enumerate().flat_map(of))
    }

    /// Where a document is.
    pub(super) fn get(&self, id: DocumentId) -> Option<RowAddress> {
        let &[partition, row] = self.rows.get(self.ids.binary_search(&id.0).ok()?)?;
        Some(RowAddress { partition, row })
    }

    /// Writes the addresses as they lie in memory.
    ///
    /// # Errors
    /// When nothing can be written.
    pub(super) fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        table.array(&self.ids)?;
        table.array(&self.rows)
    }

    /// What [`write`](Self::write) wrote, where it lies.
    pub(super) fn read(table: &mut TableReader) -> Option<Addresses> {
        Some(Addresses { ids: table.array()?, rows: table.array()? })
    }
}
