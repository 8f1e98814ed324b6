//! The columns of one segment: what lists, filters and facets read instead of stored documents.

use std::ops::Range;

use tantivy::columnar::{Column, StrColumn, TermOrdHit};
use tantivy::{DocId, SegmentReader};

use super::dates::unpack;
use super::schema::name;
use super::store::KnownFile;
use crate::model::PartialDate;

/// The columns of a segment, opened once.
pub(super) struct Columns {
    pub row: Column<u64>,
    pub path: Strings,
    pub size: Column<u64>,
    pub modified: Column<i64>,
    pub hash_high: Column<u64>,
    pub hash_low: Column<u64>,
    pub lists: Column<u64>,
    pub problem: Strings,
    pub id: Column<u64>,
    pub title: Strings,
    pub source: Strings,
    pub language: Strings,
    pub kind: Column<u64>,
    pub published: Column<i64>,
    pub sure: Column<u64>,
    pub after: Column<i64>,
    pub before: Column<i64>,
    pub part: Column<u64>,
    pub parts: Column<u64>,
    pub mentions: Column<u64>,
    pub headlined: Column<u64>,
    pub keys: Strings,
    pub spoken: Column<u64>,
    pub roles: Strings,
    pub role_of: Column<u64>,
}

/// A column of strings, each value a position in the segment's sorted dictionary. Absent when
/// no row of the segment has a value.
pub(super) struct Strings(Option<StrColumn>);

impl Columns {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let columns = FastFields(segment);
        let strings = |name| columns.str(name).map(Strings);
        Ok(Columns {
            row: columns.u64(name::ROW)?,
            path: strings(name::PATH)?,
            size: columns.u64(name::SIZE)?,
            modified: columns.i64(name::MODIFIED)?,
            hash_high: columns.u64(name::HASH_HIGH)?,
            hash_low: columns.u64(name::HASH_LOW)?,
            lists: columns.u64(name::LISTS)?,
            problem: strings(name::PROBLEM)?,
            id: columns.u64(name::ID)?,
            title: strings(name::TITLE)?,
            source: strings(name::SOURCE)?,
            language: strings(name::LANGUAGE)?,
            kind: columns.u64(name::KIND)?,
            published: columns.i64(name::PUBLISHED)?,
            sure: columns.u64(name::SURE)?,
            after: columns.i64(name::AFTER)?,
            before: columns.i64(name::BEFORE)?,
            part: columns.u64(name::PART)?,
            parts: columns.u64(name::PARTS)?,
            mentions: columns.u64(name::MENTIONS)?,
            headlined: columns.u64(name::HEADLINED)?,
            keys: strings(name::KEYS)?,
            spoken: columns.u64(name::SPOKEN)?,
            roles: strings(name::ROLES)?,
            role_of: columns.u64(name::ROLE_OF)?,
        })
    }

    /// The entry of known files on a file's row.
    pub(super) fn known(&self, doc: DocId) -> KnownFile {
        let half = |column: &Column<u64>| u128::from(column.first(doc).unwrap_or(0));
        KnownFile {
            size: self.size.first(doc).unwrap_or(0),
            modified: self.modified.first(doc).unwrap_or(0),
            hash: half(&self.hash_high) << 64 | half(&self.hash_low),
            lists: self.lists.first(doc).unwrap_or(0),
        }
    }
}

/// The columns of a segment by their names. Where another version of the program wrote a segment and
/// did not know a column yet, it is empty; where the column should be there it is an error.
struct FastFields<'s>(&'s SegmentReader);

impl FastFields<'_> {
    fn knows(&self, name: &str) -> bool {
        self.0.schema().get_field(name).is_ok()
    }

    fn u64(&self, name: &str) -> tantivy::Result<Column<u64>> {
        if self.knows(name) { self.0.fast_fields().u64(name) } else { Ok(self.empty()) }
    }

    fn i64(&self, name: &str) -> tantivy::Result<Column<i64>> {
        if self.knows(name) { self.0.fast_fields().i64(name) } else { Ok(self.empty()) }
    }

    fn str(&self, name: &str) -> tantivy::Result<Option<StrColumn>> {
        if self.knows(name) { self.0.fast_fields().str(name) } else { Ok(None) }
    }

    fn empty<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + Default + 'static>(&self) -> Column<T> {
        Column::build_empty_column(self.0.max_doc())
    }
}

/// The date in a column of packed dates.
pub(super) fn date(column: &Column<i64>, doc: DocId) -> Option<PartialDate> {
    column.first(doc).and_then(unpack)
}

impl Strings {
    /// The position of a row's first value in the dictionary.
    pub(super) fn ordinal(&self, doc: DocId) -> Option<u64> {
        self.0.as_ref()?.ords().first(doc)
    }

    /// The positions of all values of a row.
    pub(super) fn ordinals(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().flat_map(move |column| column.term_ords(doc))
    }

    /// A row's first value. Costs microseconds: for rows on screen, not for hits. A dictionary
    /// that cannot be read has no values.
    pub(super) fn value(&self, doc: DocId) -> Option<String> {
        let column = self.0.as_ref()?;
        let mut value = String::new();
        let found = column.ord_to_str(column.ords().first(doc)?, &mut value).unwrap_or(false);
        found.then_some(value)
    }

    /// The value at a position of the dictionary.
    pub(super) fn text(&self, ordinal: u64) -> Option<String> {
        let mut value = String::new();
        let found = self.0.as_ref()?.ord_to_str(ordinal, &mut value).unwrap_or(false);
        found.then_some(value)
    }

    /// How many values the dictionary has.
    pub(super) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |column| column.num_terms())
    }

    /// Whether the first value is the empty text.
    pub(super) fn begins_empty(&self) -> bool {
        self.find("").is_ok_and(|found| found.is_some())
    }

    /// All values, in their order: by bytes, so by characters.
    pub(super) fn all(&self) -> tantivy::Result<Vec<String>> {
        let mut values = Vec::with_capacity(self.len());
        self.each(|value| values.push(value.to_owned()))?;
        Ok(values)
    }

    /// Visits all values in their order.
    pub(super) fn each(&self, mut visit: impl FnMut(&str)) -> tantivy::Result<()> {
        let Some(column) = &self.0 else { return Ok(()) };
        let mut values = column.dictionary().stream()?;
        while values.advance() {
            visit(str::from_utf8(values.key()).unwrap_or(""));
        }
        Ok(())
    }

    /// The position of a value; `None` when no row has it.
    pub(super) fn find(&self, value: &str) -> tantivy::Result<Option<u64>> {
        let Some(column) = &self.0 else { return Ok(None) };
        Ok(column.dictionary().term_ord(value)?)
    }

    /// The positions of the values with a beginning.
    pub(super) fn with_beginning(&self, beginning: &str) -> tantivy::Result<Range<u64>> {
        let Some(column) = &self.0 else { return Ok(0..0) };
        let first_from = |text: &[u8]| {
            column.dictionary().term_ord_or_next(text).map(|hit| match hit {
                TermOrdHit::Exact(ordinal) | TermOrdHit::Next(ordinal) => ordinal,
            })
        };
        // No text has a byte FF, so this comes after all that begin so.
        let end = [beginning.as_bytes(), b"\xFF"].concat();
        Ok(first_from(beginning.as_bytes())?..first_from(&end)?)
    }
}
