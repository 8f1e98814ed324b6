//! Reads the postings of a field in one segment: how often one term stands in each row, and all terms with a
//! beginning.
//!
//! Not here: phrases, and what is kept of answers (`occurrences`).

use crate::index::segments::doc_set::DocSet;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet as _, InvertedIndexReader, TERMINATED};

/// Rows in order, and a number for each.
pub(in crate::index) type Tally = Vec<(DocId, u32)>;

/// A number for each row of a segment, of which most stay 0.
pub(super) struct RowSums {
    sums: Vec<u32>,
    /// The rows that have one, so that no other is looked at in the end.
    rows: DocSet,
}

impl RowSums {
    /// All 0, in a segment of `size` rows.
    pub(super) fn new(size: u32) -> RowSums {
        RowSums { sums: vec![0; size as usize], rows: DocSet::none(size) }
    }

    /// Makes of a row's number another; rows beyond the segment are left out.
    pub(super) fn change(&mut self, row: DocId, change: impl FnOnce(u32) -> u32) {
        if let Some(sum) = self.sums.get_mut(row as usize) {
            *sum = change(*sum);
            self.rows.insert(row);
        }
    }

    /// Those of rows in order, in a segment of `size` rows.
    pub(super) fn of_tally(size: u32, tally: &[(DocId, u32)]) -> RowSums {
        let mut sums = RowSums::new(size);
        tally.iter().for_each(|&(row, count)| sums.change(row, |_| count));
        sums
    }

    /// How many rows the segment has.
    pub(super) fn size(&self) -> usize {
        self.sums.len()
    }

    /// The rows whose number was changed.
    pub(super) fn rows(&self) -> &DocSet {
        &self.rows
    }

    /// The number of a row.
    pub(super) fn of(&self, row: DocId) -> u32 {
        self.sums.get(row as usize).copied().unwrap_or(0)
    }
}

/// Terms that a beginning is continued to between two looks at whether the search is still
/// wanted.
const TERMS_BETWEEN_LOOKS: usize = 1024;

/// How often each row has a term.
pub(in crate::index) fn one_term(index: &InvertedIndexReader, term: &Term) -> tantivy::Result<Tally> {
    let mut counts = Vec::new();
    let Some(mut block) = index.read_block_postings(term, IndexRecordOption::WithFreqs)? else {
        return Ok(counts);
    };
    counts.reserve(block.doc_freq() as usize);
    while !block.docs().is_empty() {
        counts.extend(block.docs().iter().copied().zip(block.freqs().iter().copied()));
        block.advance();
    }
    Ok(counts)
}

/// The sum over all terms with that beginning, however many there are. A word that is searched for by a part of it too,
/// as `NATO-Russia` is by `nato` and `natorussia`, counts once where both begin so, as it is marked once.
pub(super) fn beginnings(
    index: &InvertedIndexReader,
    beginning: &str,
    size: u32,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowSums>> {
    let mut sums = RowSums::new(size);
    let mut block = None;
    let (mut shorter, mut joined) = (Vec::new(), Vec::new());
    let whole = each_term(index, beginning, cancelled, |term, info| {
        join_terms(index, term, info, &mut shorter, &mut joined)?;
        let block = match &mut block {
            Some(block) => {
                index.reset_block_postings_from_terminfo(info, block)?;
                block
            }
            None => {
                block.insert(index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?)
            }
        };
        while !block.docs().is_empty() {
            for (&doc, &count) in block.docs().iter().zip(block.freqs()) {
                sums.change(doc, |sum| sum + count);
            }
            block.advance();
        }
        Ok(())
    })?;
    for (at, joined) in joined.iter().enumerate() {
        if at % TERMS_BETWEEN_LOOKS == 0 && cancelled() {
            return Ok(None);
        }
        count_once(index, joined, &mut sums)?;
    }
    Ok(whole.then_some(sums))
}

/// The rows that have a term with that beginning; `None` when cancelled.
pub(super) fn rows_with_beginning(
    index: &InvertedIndexReader,
    beginning: &str,
    size: u32,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<DocSet>> {
    let mut rows = DocSet::none(size);
    let whole = each_term(index, beginning, cancelled, |_, info| {
        let mut block = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while !block.docs().is_empty() {
            block.docs().iter().for_each(|&row| rows.insert(row));
            block.advance();
        }
        Ok(())
    })?;
    Ok(whole.then_some(rows))
}

/// A term that may be another one and what follows it, written as one word.
struct JoinedTerm {
    whole: TermInfo,
    first: TermInfo,
    rest: TermInfo,
}

/// Takes down how a term may be made of one of those visited before and of another. They are visited in their order;
/// `shorter` are those that the last one begins with, and itself.
fn join_terms(
    index: &InvertedIndexReader,
    term: &[u8],
    info: &TermInfo,
    shorter: &mut Vec<(Vec<u8>, TermInfo)>,
    joined: &mut Vec<JoinedTerm>,
) -> tantivy::Result<()> {
    while shorter.pop_if(|(before, _)| !term.starts_with(before)).is_some() {}
    for (first, of_first) in shorter.iter() {
        let rest = &term[first.len()..];
        if let Some(of_rest) = index.terms().get(rest.strip_prefix(b".").unwrap_or(rest))? {
            let first = of_first.clone();
            joined.push(JoinedTerm { whole: info.clone(), first, rest: of_rest });
        }
    }
    shorter.push((term.to_owned(), info.clone()));
    Ok(())
}

/// Takes away what was counted both as a term and as the first part of it: where the rest of the term stands at its
/// place, and the first part there or at the place before.
fn count_once(index: &InvertedIndexReader, of: &JoinedTerm, sums: &mut RowSums) -> tantivy::Result<()> {
    let mut postings = Vec::with_capacity(3);
    for (at, info) in [&of.whole, &of.first, &of.rest].into_iter().enumerate() {
        let read = index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?;
        postings.push((at, read));
    }
    postings.sort_by_key(|(_, of_term)| of_term.doc_freq());
    let mut places = [Vec::new(), Vec::new(), Vec::new()];
    let mut from = 0;
    while let Some(doc) = next_common(&mut postings, from) {
        for (at, of_term) in &mut postings {
            of_term.positions(&mut places[*at]);
        }
        let [whole, first, rest] = &places;
        let has = |places: &[u32], place: u32| places.binary_search(&place).is_ok();
        let is_joined = |place: &&u32| {
            has(rest, **place)
                && (has(first, **place) || place.checked_sub(1).is_some_and(|before| has(first, before)))
        };
        let twice = whole.iter().filter(is_joined).count() as u32;
        if twice > 0 {
            sums.change(doc, |sum| sum.saturating_sub(twice));
        }
        from = doc + 1;
    }
    Ok(())
}

/// Visits the terms with a beginning; false when cancelled.
pub(super) fn each_term(
    index: &InvertedIndexReader,
    beginning: &str,
    cancelled: &dyn Fn() -> bool,
    mut visit: impl FnMut(&[u8], &TermInfo) -> tantivy::Result<()>,
) -> tantivy::Result<bool> {
    let mut terms = index.terms().range().ge(beginning).into_stream()?;
    let mut seen = 0;
    while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
        visit(terms.key(), terms.value())?;
        seen += 1;
        if seen % TERMS_BETWEEN_LOOKS == 0 && cancelled() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The postings of some terms with positions, each with its place among them, that in fewest rows first, since
/// it decides where the others are looked at; `None` where one of the terms is in no row.
pub(super) fn postings_of(
    index: &InvertedIndexReader,
    field: Field,
    terms: &[String],
) -> tantivy::Result<Option<Vec<(usize, SegmentPostings)>>> {
    let mut postings = Vec::with_capacity(terms.len());
    for (at, term) in terms.iter().enumerate() {
        let term = Term::from_field_text(field, term);
        match index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
            Some(of_term) => postings.push((at, of_term)),
            None => return Ok(None),
        }
    }
    postings.sort_by_key(|(_, of_term)| of_term.doc_freq());
    Ok(Some(postings))
}

/// The first row from `doc` on that all postings have; they then stand on it.
pub(super) fn next_common(postings: &mut [(usize, SegmentPostings)], mut doc: DocId) -> Option<DocId> {
    'candidate: loop {
        for (_, of_term) in postings.iter_mut() {
            let found = if of_term.doc() < doc { of_term.seek(doc) } else { of_term.doc() };
            if found == TERMINATED {
                return None;
            }
            if found > doc {
                doc = found;
                continue 'candidate;
            }
        }
        return Some(doc);
    }
}

/// Visits the rows of a term, and how often each has it.
pub(super) fn each_row(
    index: &InvertedIndexReader,
    info: &TermInfo,
    mut visit: impl FnMut(DocId, u32),
) -> tantivy::Result<()> {
    let mut block = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
    while !block.docs().is_empty() {
        block.docs().iter().zip(block.freqs()).for_each(|(&row, &count)| visit(row, count));
        block.advance();
    }
    Ok(())
}

/// The terms of letters with at most so many letters otherwise than a word, itself not among them; with
/// `beginning` those that begin so. By a Levenshtein automaton over the dictionary.
pub(in crate::index) fn near_terms(
    index: &InvertedIndexReader,
    field: Field,
    word: &str,
    most: usize,
    beginning: bool,
) -> tantivy::Result<Vec<(String, TermInfo)>> {
    let term = Term::from_field_text(field, word);
    let query = match beginning {
        true => FuzzyTermQuery::new_prefix(term, most as u8, true),
        false => FuzzyTermQuery::new(term, most as u8, true),
    };
    let mut found = index.terms().search(query.automaton()?).into_stream()?;
    let mut near = Vec::new();
    while found.advance() {
        if let Ok(term) = str::from_utf8(found.key())
            && term != word
            && term.chars().all(char::is_alphabetic)
        {
            near.push((term.to_owned(), found.value().clone()));
        }
    }
    Ok(near)
}
