//! "Did you mean": where a search finds little, the words of the collection nearest to those typed, by edit
//! distance over the dictionary of terms.
//!
//! Not here: names, which have a spelling that is near by themselves (`entity::names`).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::query_terms::{Within, lookups};
use crate::index::segments::near_terms;
use crate::index::{Error, Snapshot};
use crate::query::{Condition, Likeness, Marks, ReplacedWord, Search, SearchResults, Suggestion};
use crate::text::edits::{edits, most_edits};

/// A suggestion beside documents that were found must find so many times as many. Set by hand.
const MUCH_MORE: usize = 5;

/// Candidates that are searched for, for each word.
const CANDIDATES: usize = 5;

/// Words of one query that are corrected, at most.
const MOST_WORDS: usize = 6;

/// A word of the query that may be misspelt.
struct Suspect<'q> {
    word: &'q str,
    /// It may still be being typed.
    prefix: bool,
}

impl Snapshot {
    /// Adds to what a search finds, if that is little, the nearest words that find more; where it finds
    /// nothing, puts what these find in its place.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when an index cannot be read.
    pub fn add_nearest(
        &self,
        search: &Search,
        marks: &Marks,
        mut found: SearchResults,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<SearchResults, Error> {
        if !found.are_few() {
            return Ok(found);
        }
        let Some(words) = self.nearest(search, marks, cancelled)? else { return Ok(found) };
        let search = with_words(search, &words);
        let results = self.search(&search, marks, cancelled)?;
        let documents = results.ids.len();
        if documents < (found.ids.len() * MUCH_MORE).max(1) {
            return Ok(found);
        }
        let shown = found.ids.is_empty();
        if shown {
            found = results;
        }
        found.suggestion = Some(Suggestion { search, words, documents, shown });
        Ok(found)
    }

    /// The words to be replaced, and by which. Those that nobody has written are wrong, all of them; else any
    /// single one may be: the one in whose place others find most.
    fn nearest(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<ReplacedWord>>, Error> {
        let suspects = self.suspects(search, cancelled)?;
        let (unknown, known): (Vec<_>, Vec<_>) = suspects.into_iter().partition(|(_, known)| !known);
        let candidates = |(suspect, _): &(Suspect<'_>, bool)| {
            let others = self.candidates(suspect)?;
            Ok(ReplacedWord { typed: suspect.word.to_owned(), others })
        };
        if !unknown.is_empty() {
            let words: Vec<ReplacedWord> = unknown.iter().map(candidates).collect::<Result<_, Error>>()?;
            return Ok(self.finding(search, words, marks, cancelled)?.map(|(words, _)| words));
        }
        let mut best: Option<(Vec<ReplacedWord>, usize)> = None;
        for suspect in &known {
            let finding = self.finding(search, vec![candidates(suspect)?], marks, cancelled)?;
            best = [best, finding].into_iter().flatten().max_by_key(|&(_, documents)| documents);
        }
        Ok(best.map(|(words, _)| words))
    }

    /// Of the candidates for each word those that find something together with the other words, those that
    /// find most first; with the number of documents of the best.
    fn finding(
        &self,
        search: &Search,
        mut words: Vec<ReplacedWord>,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<(Vec<ReplacedWord>, usize)>, Error> {
        let mut documents = 0;
        for at in 0..words.len() {
            let mut finding = Vec::new();
            for other in words[at].others.clone() {
                let mut alone = words.clone();
                alone[at].others = vec![other.clone()];
                let found = self.search(&with_words(search, &alone), marks, cancelled)?.ids.len();
                finding.extend((found > 0).then_some((found, other)));
            }
            finding.sort_by_key(|&(found, _)| Reverse(found));
            documents = finding.first().map_or(0, |&(found, _)| found);
            words[at].others = finding.into_iter().map(|(_, other)| other).collect();
        }
        let whole = words.iter().all(|word| !word.others.is_empty());
        Ok((whole && !words.is_empty()).then_some((words, documents)))
    }

    /// The words that may be misspelt, and whether the collection has them.
    fn suspects<'q>(
        &self,
        search: &'q Search,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<(Suspect<'q>, bool)>, Error> {
        let view = &*self.view;
        let mut suspects = Vec::new();
        let clauses = search.query.clauses.iter().filter(|clause| !clause.negated);
        for condition in clauses.flat_map(|clause| &clause.any) {
            let Condition::Text { terms, prefix, likeness: Likeness::Inflected, .. } = condition else {
                continue;
            };
            let [word] = &terms[..] else { continue };
            if most_edits(word) == 0 || !word.chars().all(char::is_alphabetic) {
                continue;
            }
            let mut known = false;
            for words in lookups(condition, &view.fields, Within::Unfolded) {
                let counts = view.counts(&words, cancelled)?;
                known |= counts.iter().any(|counts| !counts.is_empty());
            }
            suspects.push((Suspect { word, prefix: *prefix }, known));
        }
        suspects.truncate(MOST_WORDS);
        Ok(suspects)
    }

    /// The words nearest to one, the best first; while it is being typed, where no whole word is near, words
    /// that begin with something near.
    fn candidates(&self, suspect: &Suspect<'_>) -> Result<Vec<String>, Error> {
        let whole = self.near(suspect.word, false)?;
        match whole.is_empty() && suspect.prefix {
            true => self.near(suspect.word, true),
            false => Ok(whole),
        }
    }

    fn near(&self, word: &str, beginning: bool) -> Result<Vec<String>, Error> {
        let view = &*self.view;
        let most = if beginning { 1 } else { most_edits(word) };
        let mut frequencies: BTreeMap<String, u64> = BTreeMap::new();
        for field in [view.fields.body, view.fields.title] {
            for segment in view.segments.iter() {
                let index = segment.reader.inverted_index(field).map_err(|error| segment.error(error))?;
                let near = near_terms(&index, field, word, most, beginning);
                for (term, info) in near.map_err(|error| segment.error(error))? {
                    *frequencies.entry(term).or_default() += u64::from(info.doc_freq);
                }
            }
        }
        let first = word.chars().next();
        let rank = |(term, frequency): &(String, u64)| {
            let distance = if beginning { 1 } else { edits(word, term, most).unwrap_or(most) };
            // A first letter is seldom wrong.
            (distance, term.chars().next() != first, Reverse(*frequency))
        };
        let mut ranked: Vec<(String, u64)> = frequencies.into_iter().collect();
        ranked.sort_by_key(rank);
        Ok(ranked.into_iter().take(CANDIDATES).map(|(term, _)| term).collect())
    }
}

/// The search with other words in the place of some.
fn with_words(search: &Search, words: &[ReplacedWord]) -> Search {
    let mut search = search.clone();
    for clause in search.query.clauses.iter_mut().filter(|clause| !clause.negated) {
        let conditions = std::mem::take(&mut clause.any).into_iter();
        clause.any = conditions.flat_map(|condition| replaced(condition, words)).collect();
    }
    search
}

fn replaced(condition: Condition, words: &[ReplacedWord]) -> Vec<Condition> {
    let Condition::Text { field, terms, likeness: Likeness::Inflected, .. } = &condition else {
        return vec![condition];
    };
    let Some(word) = words.iter().find(|word| terms[..] == [word.typed.clone()]) else {
        return vec![condition];
    };
    let other = |other: &String| Condition::Text {
        field: *field,
        terms: vec![other.clone()],
        prefix: false,
        likeness: Likeness::Inflected,
    };
    word.others.iter().map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::query::parse;

    fn nearest(typed: &str, typing: bool) -> Option<(String, usize)> {
        let (_, _, town) = town();
        let search = Search { query: parse(typed, typing, &Default::default()).query, ..Search::default() };
        let found = town.search(&search, &Marks::default(), &|| false).unwrap();
        let found = town.add_nearest(&search, &Marks::default(), found, &|| false).unwrap();
        let suggestion = found.suggestion?;
        assert_eq!(
            if suggestion.shown { found.ids.len() } else { suggestion.documents },
            suggestion.documents
        );
        let words = suggestion.words.iter().map(|word| format!("{} → {}", word.typed, word.others.join("|")));
        Some((words.collect::<Vec<_>>().join(", "), suggestion.documents))
    }

    #[test]
    fn a_word_that_nobody_wrote_is_corrected_to_one_that_finds_something() {
        assert_eq!(nearest("harbuor", false), Some(("harbuor → harbour".into(), 2)));
        assert_eq!(nearest("haarbour quill", false), Some(("haarbour → harbour".into(), 2)));
        assert_eq!(nearest("haarbour qill", false), Some(("haarbour → harbour, qill → quill".into(), 2)));
        assert_eq!(nearest("xylophone", false), None);
        assert_eq!(nearest("harbour", false), None, "it finds enough, or nothing is nearer");
        assert_eq!(nearest("\"harbuor\"", false), None, "what is in quotes is meant");
    }

    #[test]
    fn a_word_being_typed_is_corrected_to_one_that_begins_so() {
        assert_eq!(nearest("habrou", true), Some(("habrou → harbour".into(), 2)));
    }

    #[test]
    fn where_all_words_are_known_one_of_them_may_be_meant_otherwise() {
        assert_eq!(nearest("winds hall", false), None);
        assert_eq!(nearest("storm wings", false), Some(("wings → winds".into(), 1)));
    }
}
