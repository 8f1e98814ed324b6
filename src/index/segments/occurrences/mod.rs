//! Term frequencies: how often words, prefixes and phrases stand in the fields of each row, read from
//! the postings (the inverted index). Search, ranking and hit counts all use these, so that they agree.

mod alike;
mod near;
mod postings;
mod row_counts;
mod short_beginnings;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet as _, InvertedIndexReader, TERMINATED};

use super::by_segment::by_segment;
use super::doc_set::DocSet;
use super::segment::Segment;
use crate::index::Error;
use crate::query::Likeness;
use alike::count_alike;
use near::near;
use postings::{RowSums, Tally, beginnings, each_term, next_common, postings_of, rows_with_beginning};
pub(in crate::index) use postings::{near_terms, one_term};
pub(in crate::index) use row_counts::{RowCount, RowCounts};
use short_beginnings::is_short;
pub(in crate::index) use short_beginnings::{KeptBeginnings, ShortBeginnings};

/// Answers that are kept: enough for the conditions of one search, its folded counts included.
const KEPT: usize = 16;

/// Bytes of all kept answers together: of a large collection fewer are kept, the last always. Set by hand.
const KEPT_BYTES: usize = 24_000_000;

/// Terms that follow each other in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct FieldTerms {
    pub field: Field,
    /// The ways in which they may be spelled, each a sequence of terms.
    pub spellings: Vec<Vec<String>>,
    /// The last term may go on.
    pub prefix: bool,
    /// The terms stand in any order with at most so many others between, instead of one after the other.
    pub between: Option<u32>,
    /// A word for which others count too, and which.
    pub alike: Option<(String, Likeness)>,
}

impl FieldTerms {
    /// The beginning of one or two letters of a word that is asked for alone.
    pub(in crate::index) fn short_beginning(&self) -> Option<&str> {
        let [terms] = self.spellings.as_slice() else { return None };
        let [beginning] = terms.as_slice() else { return None };
        (self.prefix && self.between.is_none() && is_short(beginning)).then_some(beginning.as_str())
    }

    /// Whether each row that has others, which are a phrase, has these too: as `the b…` is in each row that has `the ba…`.
    fn stand_with(&self, phrase: &FieldTerms) -> bool {
        let (Some(own), Some(others)) = (self.single(), phrase.single()) else { return false };
        let Some((last, head)) = own.split_last() else { return false };
        let [first @ .., _] = others else { return false };
        let is_longer = first.len() > head.len();
        let goes_on = match others.get(head.len()) {
            Some(term) if self.prefix => term.starts_with(last),
            Some(term) => term == last && (is_longer || !phrase.prefix),
            None => false,
        };
        self.field == phrase.field && !first.is_empty() && goes_on && others.starts_with(head)
    }

    /// The terms, where they follow each other in a single way.
    fn single(&self) -> Option<&[String]> {
        let [terms] = self.spellings.as_slice() else { return None };
        (self.between.is_none() && self.alike.is_none()).then_some(terms)
    }
}

/// The last answers, the latest at the end: search, counts and passages of one query ask for
/// the same.
#[derive(Default)]
pub(in crate::index) struct Occurrences(Mutex<Vec<(FieldTerms, Arc<Vec<RowCounts>>)>>);

impl Occurrences {
    /// How often the words stand in their field, for every segment.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when the index cannot
    /// be read.
    pub(in crate::index) fn of(
        &self,
        segments: &[Segment],
        words: &FieldTerms,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Arc<Vec<RowCounts>>, Error> {
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = cache.iter().position(|(of, _)| of == words) {
            let kept = cache.remove(at);
            let counts = Arc::clone(&kept.1);
            cache.push(kept);
            return Ok(counts);
        }
        // The letters of a phrase are typed one after the other.
        let wider = cache.iter().rev().find(|(of, _)| of.stand_with(words)).map(|(_, all)| Arc::clone(all));
        drop(cache);
        let counted = by_segment(segments, cancelled, |number, segment, cancelled| {
            let wider = wider.as_ref().and_then(|all| all.get(number));
            let counts = count(segment, words, wider, cancelled).map_err(|error| segment.error(error))?;
            counts.ok_or(Error::Cancelled)
        });
        let all = counted.ok_or(Error::Cancelled)?.into_iter().collect::<Result<Vec<RowCounts>, Error>>()?;
        let all = Arc::new(all);
        cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cache.push((words.clone(), Arc::clone(&all)));
        let over = over(cache.iter().map(|(_, all)| all.iter().map(RowCounts::bytes).sum()));
        cache.drain(..over);
        Ok(all)
    }
}

/// How many of the first of these answers, known by their bytes, are no longer kept.
fn over(kept: impl DoubleEndedIterator<Item = usize> + ExactSizeIterator) -> usize {
    let (count, mut bytes) = (kept.len(), 0);
    let has_room = |of: &usize| {
        bytes += of;
        bytes <= KEPT_BYTES
    };
    count - kept.rev().take(KEPT).take_while(has_room).count().max(count.min(1))
}

/// `None` when cancelled. No row has the words but those of `wider`, where there is such.
fn count(
    segment: &Segment,
    words: &FieldTerms,
    wider: Option<&RowCounts>,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowCounts>> {
    let index = segment.reader.inverted_index(words.field)?;
    let is_alone = words.alike.as_ref().is_none_or(|(_, likeness)| *likeness == Likeness::Inflected);
    let short = words.short_beginning().filter(|_| is_alone);
    // So short a word has no other forms.
    if let Some(kept) = short.and_then(|short| segment.columns().beginnings.of(words.field, short)) {
        return Ok(Some(kept));
    }
    let wider = wider.map(|counts| {
        let mut rows = DocSet::none(segment.size());
        counts.add_to(&mut rows);
        rows
    });
    let Some(exact) = count_exact(&index, segment, words, wider.as_ref(), cancelled)? else {
        return Ok(None);
    };
    let Some((word, likeness)) = &words.alike else { return Ok(Some(RowCounts::together(&exact, None))) };
    let alike = count_alike(&index, segment, words.field, (word, words.prefix, *likeness), cancelled)?;
    Ok(alike.map(|alike| RowCounts::together(&exact, Some(&alike))))
}

/// `None` when cancelled.
fn count_exact(
    index: &InvertedIndexReader,
    segment: &Segment,
    words: &FieldTerms,
    wider: Option<&DocSet>,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowSums>> {
    match &words.spellings[..] {
        [] => Ok(Some(RowSums::new(segment.size()))),
        [terms] => count_spelling(index, segment, words, (terms, wider), cancelled),
        several if words.prefix || words.between.is_some() => {
            let mut most = RowSums::new(segment.size());
            for terms in several {
                let Some(counts) = count_spelling(index, segment, words, (terms, None), cancelled)? else {
                    return Ok(None);
                };
                for doc in counts.rows().iter() {
                    // What stands at one place in two spellings is not counted twice.
                    most.change(doc, |most| most.max(counts.of(doc)));
                }
            }
            Ok(Some(most))
        }
        several => {
            let matches: tantivy::Result<Vec<Matches>> =
                several.iter().map(|terms| phrase(index, words.field, terms, None)).collect();
            Ok(Some(RowSums::of_tally(segment.size(), &united(&matches?))))
        }
    }
}

/// The rows of several spellings, with the number of places at which one of them ends.
fn united(spellings: &[Matches]) -> Tally {
    let mut ends: BTreeMap<DocId, Vec<u32>> = BTreeMap::new();
    for matches in spellings {
        for row in &matches.rows {
            let after = matches.after.get(row.start..row.end).unwrap_or_default();
            ends.entry(row.doc).or_default().extend_from_slice(after);
        }
    }
    let places = |mut ends: Vec<u32>| {
        ends.sort_unstable();
        ends.dedup();
        ends.len() as u32
    };
    ends.into_iter().map(|(doc, ends)| (doc, places(ends))).collect()
}

/// `None` when cancelled.
fn count_spelling(
    index: &InvertedIndexReader,
    segment: &Segment,
    words: &FieldTerms,
    (terms, wider): (&[String], Option<&DocSet>),
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowSums>> {
    if cancelled() {
        return Ok(None);
    }
    let counted = |tally: Tally| Some(RowSums::of_tally(segment.size(), &tally));
    if let Some(between) = words.between {
        return near(index, words.field, terms, between).map(counted);
    }
    Ok(match (terms, words.prefix) {
        ([], _) => counted(Vec::new()),
        ([term], false) => counted(one_term(index, &Term::from_field_text(words.field, term))?),
        ([beginning], true) => beginnings(index, beginning, segment.size(), cancelled)?,
        (terms, false) => {
            let matches = phrase(index, words.field, terms, wider)?;
            counted(matches.rows.iter().map(|row| (row.doc, (row.end - row.start) as u32)).collect())
        }
        ([head @ .., beginning], true) => {
            let Some(mut going_on) = rows_with_beginning(index, beginning, segment.size(), cancelled)? else {
                return Ok(None);
            };
            wider.into_iter().for_each(|wider| going_on.intersect(wider));
            let matches = phrase(index, words.field, head, Some(&going_on))?;
            continued(index, &matches, beginning, segment.size(), cancelled)?
        }
    })
}

/// Where a phrase ends in each row that has it.
struct Matches {
    rows: Vec<MatchedRow>,
    /// The positions after the phrase's last word, row by row, ascending in a row.
    after: Vec<u32>,
}

struct MatchedRow {
    doc: DocId,
    /// The range in `after`.
    start: usize,
    end: usize,
}

/// The matches of a phrase; in these rows alone, where such are given.
fn phrase(
    index: &InvertedIndexReader,
    field: Field,
    terms: &[String],
    among: Option<&DocSet>,
) -> tantivy::Result<Matches> {
    let mut matches = Matches { rows: Vec::new(), after: Vec::new() };
    let Some(mut postings) = postings_of(index, field, terms)? else { return Ok(matches) };
    let (mut after, mut of_term) = (Vec::new(), Vec::new());
    let mut doc = 0;
    let next = |doc: DocId| among.map_or(Some(doc), |among| among.next(doc));
    while let Some(common) = next(doc).and_then(|doc| next_common(&mut postings, doc)) {
        if next(common) != Some(common) {
            doc = common;
            continue;
        }
        for (turn, (at, postings)) in postings.iter_mut().enumerate() {
            // Every position is moved to where the phrase would end.
            postings.positions_with_offset((terms.len() - *at) as u32, &mut of_term);
            match turn {
                0 => after.clone_from(&of_term),
                _ => after.retain(|position| of_term.binary_search(position).is_ok()),
            }
            if after.is_empty() {
                break;
            }
        }
        if !after.is_empty() {
            let start = matches.after.len();
            matches.after.extend_from_slice(&after);
            matches.rows.push(MatchedRow { doc: common, start, end: matches.after.len() });
        }
        doc = common + 1;
    }
    Ok(matches)
}

/// How often a word with that beginning stands right after the matches.
fn continued(
    index: &InvertedIndexReader,
    matches: &Matches,
    beginning: &str,
    size: u32,
    cancelled: &dyn Fn() -> bool,
) -> tantivy::Result<Option<RowSums>> {
    if matches.rows.is_empty() {
        return Ok(Some(RowSums::new(size)));
    }
    let mut row_of = vec![u32::MAX; size as usize];
    for (number, row) in (0..).zip(&matches.rows) {
        if let Some(slot) = row_of.get_mut(row.doc as usize) {
            *slot = number;
        }
    }
    let mut sums = RowSums::new(size);
    let mut positions = Vec::new();
    let whole = each_term(index, beginning, cancelled, |_, info| {
        let mut postings =
            index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            let row = row_of.get(doc as usize).and_then(|&row| matches.rows.get(row as usize));
            if let Some(row) = row {
                postings.positions(&mut positions);
                let after = matches.after.get(row.start..row.end).unwrap_or_default();
                let count = positions.iter().filter(|at| after.binary_search(at).is_ok()).count() as u32;
                sums.change(doc, |sum| sum + count);
            }
            postings.advance();
        }
        Ok(())
    })?;
    Ok(whole.then_some(sums))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_stands_where_its_beginning_does() {
        let words = |typed: &str| {
            let prefix = typed.ends_with('*');
            let terms = typed.trim_end_matches('*').split(' ').map(str::to_owned).collect();
            let field = Field::from_field_id(0);
            FieldTerms { field, spellings: vec![terms], prefix, between: None, alike: None }
        };
        for (wider, phrase, expected) in [
            ("the b*", "the ba*", true),
            ("the b*", "the b*", true),
            ("the*", "the b*", true),
            ("t*", "the bank", true),
            ("the", "the b*", true),
            ("the bank", "the bank of*", true),
            ("the bank", "the bank*", false),
            ("the bank", "the bank", true),
            ("the ba*", "the b*", false),
            ("bank", "the bank", false),
            ("the bank of", "the bank", false),
            ("t*", "the*", false),
        ] {
            assert_eq!(words(wider).stand_with(&words(phrase)), expected, "{wider}, {phrase}");
        }
        let near = FieldTerms { between: Some(2), ..words("the bank") };
        assert!(!words("the b*").stand_with(&near));
        assert!(
            !words("the b*").stand_with(&FieldTerms { field: Field::from_field_id(1), ..words("the bank") })
        );
    }

    #[test]
    fn the_latest_answers_are_kept_as_far_as_there_is_room() {
        let over = |kept: &[usize]| over(kept.iter().copied());
        assert_eq!(over(&[]), 0);
        assert_eq!(over(&[KEPT_BYTES * 2]), 0, "the last is in use");
        assert_eq!(over(&[1, 2, KEPT_BYTES * 2]), 2);
        assert_eq!(over(&[KEPT_BYTES, 1, KEPT_BYTES - 1]), 1);
        assert_eq!(over(&[1; KEPT + 3]), 3);
    }
}
