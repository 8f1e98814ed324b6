//! The keys of the collection, numbered: their texts and names, in how many documents each is,
//! and those of each row. Made once for a snapshot, off the path of plain searches; whom the keys mean is
//! `registry`'s.

use std::ops::Range;
use std::sync::Arc;

use super::bank::Bank;
use super::error::Error;
use super::keys::{self, Decoded};
use super::snapshot::{Segment, View};
use crate::model::KeyNumber;
use crate::text::token::terms;

/// Stands for keys of deleted documents only.
const UNUSED: KeyNumber = KeyNumber::MAX;

/// Around each term of a name, so that whole terms and beginnings can be looked for.
pub(super) const BOUND: char = '\u{1F}';

/// The keys of a snapshot.
pub(super) struct KeyTable {
    /// The texts of the keys in use, sorted; a key's number is its position.
    pub texts: Bank,
    /// Their names, [`bounded`]. Keys with one name, which stand together, share it.
    names: Bank,
    /// For each of these names the number of its first key.
    firsts: Vec<KeyNumber>,
    /// For each key, in how many documents it is.
    pub uses: Vec<u32>,
    /// For each segment, the keys of its rows, in the order of the rows' columns.
    rows: Vec<RowLists>,
}

/// A list of numbers for each row of a segment.
pub(super) struct RowLists {
    /// Where a row's list starts in `numbers`; one more than there are rows.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl RowLists {
    /// RowLists without a row.
    pub(super) fn new() -> RowLists {
        RowLists { starts: vec![0], numbers: Vec::new() }
    }

    /// Adds the next row.
    pub(super) fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        self.numbers.extend(row);
        self.starts.push(self.numbers.len() as u32);
    }

    pub(super) fn of(&self, doc: u32) -> &[u32] {
        let bounds = self.starts.get(doc as usize).zip(self.starts.get(doc as usize + 1));
        bounds.and_then(|(&a, &b)| self.numbers.get(a as usize..b as usize)).unwrap_or_default()
    }

    /// The lists of all rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..).take(self.starts.len().saturating_sub(1)).map(|doc| self.of(doc))
    }

    /// The numbers of all rows.
    pub(super) fn all(&self) -> &[u32] {
        &self.numbers
    }
}

impl View {
    /// The keys.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn key_table(&self) -> Result<&Arc<KeyTable>, Error> {
        if let Some(table) = self.key_table.get() {
            return Ok(table);
        }
        let built = Arc::new(KeyTable::build(&self.segments)?);
        Ok(self.key_table.get_or_init(|| built))
    }
}

impl KeyTable {
    fn build(segments: &[Segment]) -> Result<KeyTable, Error> {
        let of_segments = segments.iter().map(key_texts).collect::<Result<Vec<Bank>, Error>>()?;
        let mut in_use = Vec::new();
        for (number, (segment, texts)) in (0u32..).zip(segments.iter().zip(&of_segments)) {
            let counted = (0u32..).zip(count_uses(segment, texts.len()));
            for (ordinal, documents) in counted.filter(|&(_, documents)| documents > 0) {
                in_use.push((texts.get(ordinal as usize), number, ordinal, documents));
            }
        }
        // Each segment's keys are sorted already; a stable sort merges such runs.
        in_use.sort_by_key(|&(text, ..)| text);
        let mut numbers: Vec<Vec<KeyNumber>> =
            segments.iter().map(|s| vec![UNUSED; s.columns().keys.len()]).collect();
        let (mut texts, mut names) = (Bank::default(), Bank::default());
        let (mut uses, mut firsts) = (Vec::<u32>::new(), Vec::new());
        let mut last_name = None;
        for (text, segment, ordinal, documents) in in_use {
            let Some(Decoded { kind, name, .. }) = keys::decode(text) else { continue };
            match uses.last_mut() {
                Some(last) if texts.get(texts.len() - 1) == text => *last += documents,
                _ => {
                    if last_name.replace((kind, name)) != Some((kind, name)) {
                        names.push(&bounded(name));
                        firsts.push(texts.len() as KeyNumber);
                    }
                    texts.push(text);
                    uses.push(documents);
                }
            }
            let of_segment = numbers.get_mut(segment as usize);
            if let Some(slot) = of_segment.and_then(|of| of.get_mut(ordinal as usize)) {
                *slot = (texts.len() - 1) as KeyNumber;
            }
        }
        let rows = segments.iter().zip(&numbers).map(|(segment, of)| rows(segment, of)).collect();
        Ok(KeyTable { texts, names, firsts, uses, rows })
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The key of that number.
    pub(super) fn key(&self, number: KeyNumber) -> Option<Decoded<'_>> {
        keys::decode(self.texts.get(number as usize))
    }

    /// The names, [`bounded`], each with the numbers of its keys.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Range<KeyNumber>)> {
        let ends = self.firsts.iter().skip(1).copied().chain([self.len() as KeyNumber]);
        self.names.iter().zip(self.firsts.iter().copied().zip(ends).map(|(first, end)| first..end))
    }

    /// The keys of a row, in the order of its column.
    pub(super) fn of_row(&self, segment: usize, doc: u32) -> &[KeyNumber] {
        self.rows.get(segment).map_or(&[], |lists| lists.of(doc))
    }
}

fn key_texts(segment: &Segment) -> Result<Bank, Error> {
    let mut texts = Bank::default();
    segment.columns().keys.each(|text| texts.push(text)).map_err(|error| segment.error(error))?;
    Ok(texts)
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

fn rows(segment: &Segment, numbers: &[KeyNumber]) -> RowLists {
    let mut lists = RowLists::new();
    for doc in 0..segment.size() {
        let ordinals = segment.documents.contains(doc).then(|| segment.columns().keys.ordinals(doc));
        let keys = ordinals.into_iter().flatten();
        lists.push(keys.map(|ordinal| numbers.get(ordinal as usize).copied().unwrap_or(UNUSED)));
    }
    lists
}

/// A name as its terms, each between two bounds.
pub(super) fn bounded(name: &str) -> String {
    let mut text = String::from(BOUND);
    for term in terms(name) {
        text.push_str(&term);
        text.push(BOUND);
    }
    text
}
