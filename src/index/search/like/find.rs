//! Finds the documents that are like an example: each counts by the words and entities it shares with it.
//!
//! Words count by BM25 with the weight that they have in the example, as in Lucene's MoreLikeThis.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use tantivy::schema::Term;

use super::distinctive::distinctive;
use super::resemblance::{Distinctive, Resemblance};
use crate::compare::Runs;
use crate::compare::copies::Overlap;
use crate::entity::RowAddress;
use crate::index::Error;
use crate::index::search::score::{B, K1, average_length, lengths};
use crate::index::segments::{DocSet, Segment, one_term};
use crate::index::view::View;
use crate::model::DocumentId;
use crate::query::{Example, Search};
use crate::text::search_terms::{search_term, search_terms};

/// So many are like an example, the most alike. Set by hand: more than anybody reads, and enough for filters.
const NEAREST: usize = 200;

/// A document that shares less of what the example itself has is not like it. Set by hand: `more_like_this` loses
/// nothing by it among the first ten; at twice as much it does.
const LEAST: f32 = 0.05;

/// Of those that share so much, so many are looked at whether they are copies. Set by hand.
const ALMOST_ALL: f32 = 0.5;
const COMPARED: usize = 40;

/// So many names, and so many words, are named of what is shared.
const SHOWN: usize = 8;

impl View {
    /// What is like each example that documents of a search are to be like.
    ///
    /// # Errors
    /// As [`View::like`].
    pub(in crate::index) fn like_all(
        &self,
        search: &Search,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<Arc<Resemblance>>, Error> {
        search.examples().map(|example| self.like(example, cancelled)).collect()
    }

    /// The documents that are like an example; none where it is gone.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when nobody waits for it; otherwise when the index cannot be read.
    pub(in crate::index) fn like(
        &self,
        example: &Example,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Arc<Resemblance>, Error> {
        if let Some(kept) = self.resemblances.get(example) {
            return Ok(kept);
        }
        let found = Arc::new(find(self, example, cancelled)?);
        self.resemblances.keep(example, &found);
        Ok(found)
    }

    /// What a document shares with an example, in words: names, then words that are in none of them.
    pub(in crate::index) fn shared(&self, like: &Resemblance, id: DocumentId) -> Vec<String> {
        let (Some((row, _)), Ok(entities)) = (self.locate(id), self.entities()) else { return Vec::new() };
        let (of_row, words) = like.shared(row);
        let names = of_row.into_iter().filter_map(|number| Some(entities.entity(number)?.1.to_owned()));
        let names: Vec<String> = names.take(SHOWN).collect();
        let named: HashSet<String> = names.iter().flat_map(|name| search_terms(name)).collect();
        let words = words.into_iter().filter(|word| !named.contains(&search_term(word)));
        let words: Vec<String> = words.take(SHOWN).map(str::to_owned).collect();
        names.into_iter().chain(words).collect()
    }
}

fn find(view: &View, example: &Example, cancelled: &dyn Fn() -> bool) -> Result<Resemblance, Error> {
    let size = |segment: &Segment| segment.size() as usize;
    let mut found = Resemblance {
        distinctive: Distinctive::default(),
        scores: view.segments.iter().map(|segment| vec![0.0; size(segment)]).collect(),
        shared: view.segments.iter().map(|segment| vec![0; size(segment)]).collect(),
        rows: view.segments.iter().map(|segment| DocSet::none(segment.size())).collect(),
        copies: 0,
    };
    let located = view.locate(example.id).filter(|_| example.id.is_document());
    let Some((own, segment)) = located else { return Ok(found) };
    let document = view.stored_document(segment, own.row)?;
    found.distinctive = distinctive(view, &document, example)?;
    add_words(view, &mut found, cancelled)?;
    add_entities(view, &mut found)?;
    // A passage that stands in another document is what is looked for.
    let runs = example.passage.is_none().then(|| Runs::of(&document));
    choose(view, own, runs.as_ref(), &mut found)?;
    Ok(found)
}

/// Adds what the words shared count.
fn add_words(view: &View, found: &mut Resemblance, cancelled: &dyn Fn() -> bool) -> Result<(), Error> {
    let body = view.fields.body;
    let average = average_length(view, body)?;
    let words = std::mem::take(&mut found.distinctive.words);
    for (number, segment) in view.segments.iter().enumerate() {
        let index = segment.reader.inverted_index(body).map_err(|error| segment.error(error))?;
        let lengths = lengths(segment, body)?;
        for (bit, word) in words.iter().enumerate() {
            if cancelled() {
                return Err(Error::Cancelled);
            }
            let rows = one_term(&index, &Term::from_field_text(body, &word.term));
            for (row, times) in rows.map_err(|error| segment.error(error))? {
                let norm = K1 * (1.0 - B + B * lengths.fieldnorm(row) as f32 / average);
                let saturated = times as f32 * (K1 + 1.0) / (times as f32 + norm);
                found.add(RowAddress::new(number, row), bit, word.weight * saturated);
            }
        }
    }
    found.distinctive.words = words;
    Ok(())
}

/// Adds what the entities shared count.
fn add_entities(view: &View, found: &mut Resemblance) -> Result<(), Error> {
    let entities = view.entities()?;
    let of_example = found.distinctive.entities.clone();
    for (bit, (entity, weight)) in (found.distinctive.words.len()..).zip(of_example) {
        entities.rows_with(entity).for_each(|row| found.add(row, bit, weight));
    }
    Ok(())
}

/// Chooses the documents that share most with the example, its copies not among them.
fn choose(view: &View, own: RowAddress, runs: Option<&Runs>, found: &mut Resemblance) -> Result<(), Error> {
    let all = found.score(own);
    let mut nearest = Vec::new();
    for (number, segment) in view.segments.iter().enumerate() {
        let rows = segment.documents.iter().map(|row| RowAddress::new(number, row));
        let enough =
            |&row: &RowAddress| row != own && found.score(row) > LEAST * all && found.shares_several(row);
        nearest.extend(rows.filter(enough).map(|row| (Reverse(found.score(row).to_bits()), row)));
    }
    // The bits of such floats sort as they do.
    nearest.sort_unstable();
    nearest.truncate(NEAREST + COMPARED);
    let mut chosen = 0;
    for (at, (_, row)) in nearest.into_iter().enumerate() {
        let Some(segment) = view.segments.get(row.partition as usize) else { continue };
        if let Some(runs) = runs.filter(|_| at < COMPARED && found.score(row) > ALMOST_ALL * all)
            && Overlap::of(runs, &Runs::of(&view.stored_document(segment, row.row)?)).is_copy()
        {
            found.copies += 1;
        } else if chosen < NEAREST
            && let Some(rows) = found.rows.get_mut(row.partition as usize)
        {
            rows.insert(row.row);
            chosen += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index, Snapshot};
    use crate::model::{DocumentId, Span};
    use crate::query::{Criterion, Example, Filter, Mode, Search};

    const FIRE: &str = "The old mill at Tarn burned on Monday. Firemen from Vell fought the flames all night. \
        Nobody slept till dawn broke.\n\
        ~Subscribe to the harbour letter";

    /// 1 and 2 tell of a fire, 3 is a copy of 1, 4 and 5 tell of a harbour.
    fn pile() -> Snapshot {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let copied = FIRE.replace("The old", "The OLD");
        for (id, (title, text, names)) in (1..).zip([
            ("Mill burns", FIRE, &["Mara Quill"][..]),
            ("After the fire", "Flames took the mill; firemen came late, as Quill said.", &["Mara Quill"]),
            ("Old mill burns", &copied, &["Mara Quill"]),
            ("Harbour letter", "The harbour of Orvane is to have a letter box, the council said.", &[]),
            ("Harbour box", "Subscribe to a letter box in the harbour of Orvane, said the council.", &[]),
        ]) {
            let document = naming(document(title, text), names);
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
        }
        writer.commit().unwrap();
        Collection::new(vec![index]).snapshot().unwrap()
    }

    fn like(id: u64, passage: Option<Span>, mode: Mode) -> Search {
        let criterion = Criterion::Like(Example { id: DocumentId(id), passage, title: String::new() });
        Search { filters: vec![Filter { mode, criterion }], ..Search::default() }
    }

    #[test]
    fn what_shares_rare_words_is_alike_but_neither_itself_nor_a_copy_nor_what_only_chrome_shares() {
        let pile = pile();
        let search = like(1, None, Mode::Include);
        let results = pile.search(&search, &Default::default(), &|| false).unwrap();
        assert_eq!((results.ids.to_vec(), results.copies), (vec![DocumentId(2)], 1));
        let passages = pile.passages(&search, &results.ids);
        assert_eq!(passages[0].shared, ["mill", "Firemen", "flames", "The"]);
        assert!(pile.scores(&search, &[DocumentId(2)])[0] > 0.0);
        assert_eq!(found_sorted(&pile, &like(1, None, Mode::Exclude)), [1, 3, 4, 5]);
        assert_eq!(found(&pile, &like(99, None, Mode::Include)), [0; 0], "it is gone");
    }

    #[test]
    fn a_passage_is_compared_alone_and_its_copies_are_what_is_looked_for() {
        let pile = pile();
        let first = FIRE.find(" Firemen").unwrap();
        let passage = Span::new(0, first);
        assert_eq!(found(&pile, &like(1, Some(passage), Mode::Include)), [3, 2]);
        let chrome = Span::new(FIRE.find('~').unwrap(), FIRE.len());
        assert_eq!(found(&pile, &like(1, Some(chrome), Mode::Include)), [0; 0]);
        assert_eq!(found(&pile, &like(1, Some(Span::new(900, 7)), Mode::Include)), [0; 0]);
    }
}
