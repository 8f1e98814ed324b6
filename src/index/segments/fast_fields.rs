//! Opens the columns of a segment by name. A column is empty where a segment comes from a version of the
//! program that did not have it yet; where it should be there and is not, that is an error.

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

/// The columns a segment has.
pub(super) struct FastFields<'s>(&'s SegmentReader);

impl<'s> FastFields<'s> {
    pub(super) fn of(segment: &'s SegmentReader) -> FastFields<'s> {
        FastFields(segment)
    }

    pub(super) fn u64(&self, name: &str) -> tantivy::Result<Column<u64>> {
        if self.knows(name) { self.0.fast_fields().u64(name) } else { Ok(self.empty()) }
    }

    pub(super) fn i64(&self, name: &str) -> tantivy::Result<Column<i64>> {
        if self.knows(name) { self.0.fast_fields().i64(name) } else { Ok(self.empty()) }
    }

    pub(super) fn str(&self, name: &str) -> tantivy::Result<Option<StrColumn>> {
        if self.knows(name) { self.0.fast_fields().str(name) } else { Ok(None) }
    }

    fn knows(&self, name: &str) -> bool {
        self.0.schema().get_field(name).is_ok()
    }

    fn empty<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + Default + 'static>(&self) -> Column<T> {
        Column::build_empty_column(self.0.max_doc())
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{FAST, Schema};
    use tantivy::{IndexWriter, doc};

    use crate::index::segments::Columns;

    #[test]
    fn columns_that_an_older_schema_does_not_know_are_empty() {
        let mut older = Schema::builder();
        let row = older.add_u64_field("row", FAST);
        let engine = tantivy::Index::create_in_ram(older.build());
        let mut writer: IndexWriter = engine.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.add_document(doc!(row => 1u64)).unwrap();
        writer.commit().unwrap();
        let searcher = engine.reader().unwrap().searcher();
        let columns = Columns::open(searcher.segment_reader(0)).unwrap();
        assert_eq!(columns.row.first(0), Some(1));
        assert!(columns.dates.published.first(0).is_none() && columns.path.value(0).is_none());
    }
}
