//! Sentences that speak of several entities at once, in the order of their dates.

use super::error::Error;
use super::select::Selector;
use super::snapshot::{Segment, Snapshot, View};
use super::spoken;
use crate::model::{Document, DocumentId, Key, Kind, Span};
use crate::query::{Condition, Criterion, Marks, Mode, Query, Search, SentenceLine, SentencePlace};

/// For each of several wishes, which entities meet it.
pub(super) type Wishes = Vec<Vec<bool>>;

impl Snapshot {
    /// The sentences of the documents a search finds that speak of all the names in it: the
    /// earliest first, undated ones last. Without a name there are none.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the answer is no longer wanted; otherwise when the index cannot
    /// be read.
    pub fn concordance(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<SentencePlace>, Error> {
        let view = &*self.view;
        let wishes = view.all_wishes(search)?;
        if wishes.is_empty() {
            return Ok(Vec::new());
        }
        let rows = Selector { view, marks, cancelled }.select(search)?;
        let mut places = Vec::new();
        for (number, (segment, rows)) in view.segments.iter().zip(&rows).enumerate() {
            for doc in rows.iter().filter(|&doc| segment.documents.contains(doc)) {
                let day = segment.columns().published.first(doc);
                let sentences = view.together(number, segment, doc, &wishes)?;
                places.extend(sentences.into_iter().map(|at| (day.is_none(), day, segment.id(doc), at)));
            }
            if cancelled() {
                return Err(Error::Cancelled);
            }
        }
        places.sort_unstable();
        Ok(places.into_iter().map(|(.., id, sentence)| (id, sentence)).collect())
    }

    /// Sentences as lines, with the names of the search marked in them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn lines(&self, search: &Search, places: &[SentencePlace]) -> Result<Vec<SentenceLine>, Error> {
        let wishes = self.view.all_wishes(search)?;
        let count = self.view.registry()?.entities.len() as u32;
        let wished = |number: &u32| wishes.iter().any(|wish| wish.get(*number as usize) == Some(&true));
        let entities: Vec<u32> = (0..count).filter(wished).collect();
        self.lines_of(places, &entities)
    }
}

/// What name a condition asks for: its kind, its terms, and whether the last may go on.
pub(super) fn name_asked(condition: &Condition) -> Option<(Option<Kind>, &[String], bool)> {
    match condition {
        Condition::Named { kind, terms, prefix } => Some((*kind, terms, *prefix)),
        Condition::With { terms, prefix } => Some((None, terms, *prefix)),
        _ => None,
    }
}

impl Snapshot {
    /// Where a document speaks of those whom a query names, in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn named_in(&self, id: DocumentId, document: &Document, query: &Query) -> Result<Vec<Span>, Error> {
        let wishes = self.view.wishes(query)?;
        if wishes.is_empty() {
            return Ok(Vec::new());
        }
        let registry = self.view.registry()?;
        let is_asked = |key: &Key| {
            let entity = registry.of_mention(id, key);
            entity.is_some_and(|of| wishes.iter().any(|wish| wish.get(of as usize) == Some(&true)))
        };
        let asked: Vec<bool> = document.keys.iter().map(is_asked).collect();
        let named = document.mentions.iter();
        let named = named.filter(|of| of.key.is_some_and(|key| asked.get(key as usize) == Some(&true)));
        Ok(named.map(|mention| mention.span).collect())
    }
}

impl View {
    /// What each clause of a query that asks for a name wishes for.
    pub(super) fn wishes(&self, query: &Query) -> Result<Wishes, Error> {
        let mut wishes = Vec::new();
        for clause in query.clauses.iter().filter(|clause| !clause.negated) {
            let mut wish: Option<Vec<bool>> = None;
            for condition in &clause.any {
                let Some((kind, terms, prefix)) = name_asked(condition) else { continue };
                let named = self.registry()?.named(kind, terms, prefix);
                match &mut wish {
                    Some(wish) => wish.iter_mut().zip(named).for_each(|(any, of)| *any |= of),
                    none => *none = Some(named),
                }
            }
            wishes.extend(wish);
        }
        Ok(wishes)
    }

    /// What a search wishes for, the entities it is filtered by included.
    fn all_wishes(&self, search: &Search) -> Result<Wishes, Error> {
        let mut wishes = self.wishes(&search.query)?;
        for filter in search.filters.iter().filter(|filter| filter.mode == Mode::Include) {
            if let Criterion::Entity { kind, name } = &filter.criterion {
                let registry = self.registry()?;
                let found = registry.entities.find(*kind, name);
                wishes.push((0..registry.entities.len() as u32).map(|of| Some(of) == found).collect());
            }
        }
        Ok(wishes)
    }

    /// The sentences of a row that meet all wishes, in order.
    pub(super) fn together(
        &self,
        number: usize,
        segment: &Segment,
        doc: u32,
        wishes: &[Vec<bool>],
    ) -> Result<Vec<u32>, Error> {
        let registry = self.registry()?;
        let entities = registry.of_row(number, doc);
        let met = |wish: &Vec<bool>| entities.iter().any(|&of| wish.get(of as usize) == Some(&true));
        if !wishes.iter().all(met) {
            return Ok(Vec::new());
        }
        let of_keys: Vec<Option<u32>> = registry.of_keys(number, doc, segment.id(doc)).collect();
        let mut spoken: Vec<(u32, u32)> = spoken::spoken(segment, doc)
            .filter_map(|spoken| Some((spoken.sentence, (*of_keys.get(spoken.key as usize)?)?)))
            .collect();
        spoken.sort_unstable();
        let sentences = spoken.chunk_by(|a, b| a.0 == b.0).filter(|of_one| {
            let named = |wish: &Vec<bool>| of_one.iter().any(|&(_, of)| wish.get(of as usize) == Some(&true));
            wishes.iter().all(named)
        });
        Ok(sentences.filter_map(|of_one| of_one.first().map(|&(sentence, _)| sentence)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::speaking;
    use crate::model::Kind;
    use crate::query::{Criterion, Filter, Mode, Search, parse};

    fn lines(query: &str) -> Vec<String> {
        let town = speaking();
        let search = Search { query: parse(query, false, &[]).query, ..Search::default() };
        let places = town.concordance(&search, &Default::default(), &|| false).unwrap();
        town.lines(&search, &places).unwrap().into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn sentences_that_name_both_are_listed_by_date() {
        assert_eq!(lines("person:quill with:reed"), ["Mara Quill met Tomas Reed in Vell."]);
        assert_eq!(
            lines("person:quill place:vell"),
            ["Mara Quill met Tomas Reed in Vell.", "Harbour minister Mara Quill left Vell for Tarn."]
        );
        assert_eq!(lines("person:quill").len(), 5);
        assert_eq!(lines("harbour"), [""; 0]);
    }

    #[test]
    fn names_filtered_by_count_as_well() {
        let town = speaking();
        let criterion = Criterion::Entity { kind: Kind::Person, name: "Tomas Reed".into() };
        let filters = vec![Filter { mode: Mode::Include, criterion }];
        let search = Search { query: parse("name:vell", false, &[]).query, filters, ..Search::default() };
        let places = town.concordance(&search, &Default::default(), &|| false).unwrap();
        let lines = town.lines(&search, &places).unwrap();
        assert_eq!(lines.len(), 1);
        let names: Vec<_> = lines[0].names.iter().map(|name| name.of(&lines[0].text)).collect();
        assert_eq!(names, ["Tomas Reed", "Vell"]);
    }
}
