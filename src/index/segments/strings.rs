//! A string column of one segment: values as positions in its sorted dictionary.

use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::{StrColumn, TermOrdHit};

use super::fast_fields::FastFields;

/// A column of strings, each value a position in the segment's sorted dictionary. Absent when
/// no row of the segment has a value.
pub(in crate::index) struct Strings(Option<StrColumn>);

impl Strings {
    /// A column of which no row has a value.
    pub(super) const ABSENT: &'static Strings = &Strings(None);

    /// Opens the column of that name.
    pub(super) fn open(columns: &FastFields<'_>, name: &str) -> tantivy::Result<Strings> {
        columns.str(name).map(Strings)
    }

    /// The position of a row's first value in the dictionary.
    pub(in crate::index) fn ordinal(&self, doc: DocId) -> Option<u64> {
        self.0.as_ref()?.ords().first(doc)
    }

    /// The positions of all values of a row.
    pub(in crate::index) fn ordinals(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().flat_map(move |column| column.term_ords(doc))
    }

    /// A row's first value. Costs microseconds: for rows on screen, not for hits. A dictionary
    /// that cannot be read has no values.
    pub(in crate::index) fn value(&self, doc: DocId) -> Option<String> {
        let column = self.0.as_ref()?;
        let mut value = String::new();
        let found = column.ord_to_str(column.ords().first(doc)?, &mut value).unwrap_or(false);
        found.then_some(value)
    }

    /// The value at a position of the dictionary.
    pub(in crate::index) fn text(&self, ordinal: u64) -> Option<String> {
        let mut value = String::new();
        let found = self.0.as_ref()?.ord_to_str(ordinal, &mut value).unwrap_or(false);
        found.then_some(value)
    }

    /// How many values the dictionary has.
    pub(in crate::index) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |column| column.num_terms())
    }

    /// Whether the first value is the empty text.
    pub(in crate::index) fn begins_empty(&self) -> bool {
        self.find("").is_ok_and(|found| found.is_some())
    }

    /// Visits all values in their order: by bytes, so by characters.
    pub(in crate::index) fn each(&self, mut visit: impl FnMut(&str)) -> tantivy::Result<()> {
        let Some(column) = &self.0 else { return Ok(()) };
        let mut values = column.dictionary().stream()?;
        while values.advance() {
            visit(str::from_utf8(values.key()).unwrap_or(""));
        }
        Ok(())
    }

    /// Adds the next of all values, in their order, to a text at each call, if there is one: whether there is.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub(in crate::index) fn one_by_one(&self) -> tantivy::Result<impl FnMut(&mut String) -> bool + '_> {
        let mut values = self.0.as_ref().map(|column| column.dictionary().stream()).transpose()?;
        Ok(move |text: &mut String| {
            let Some(values) = values.as_mut() else { return false };
            let is_there = values.advance();
            if is_there {
                text.push_str(str::from_utf8(values.key()).unwrap_or(""));
            }
            is_there
        })
    }

    /// Visits the values at positions, which are in order and each once.
    pub(in crate::index) fn each_of(
        &self,
        ordinals: &[u64],
        mut visit: impl FnMut(&str),
    ) -> tantivy::Result<()> {
        let Some(column) = &self.0 else { return Ok(()) };
        column.dictionary().sorted_ords_to_term_cb(ordinals, |value| {
            visit(str::from_utf8(value).unwrap_or(""));
        })?;
        Ok(())
    }

    /// The position of a value; `None` when no row has it.
    pub(in crate::index) fn find(&self, value: &str) -> tantivy::Result<Option<u64>> {
        let Some(column) = &self.0 else { return Ok(None) };
        Ok(column.dictionary().term_ord(value)?)
    }

    /// The positions of the values with a beginning.
    pub(in crate::index) fn with_beginning(&self, beginning: &str) -> tantivy::Result<Range<u64>> {
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
