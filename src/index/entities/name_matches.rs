//! Finds the names of a list in the documents: as entities, with all their spellings, and where nobody has a name, as
//! words of the text.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::entity::{Namesakes, RowAddress};
use crate::index::search::Selector;
use crate::index::segments::Sets;
use crate::index::{Error, Snapshot};
use crate::model::DocumentId;
use crate::query::{
    Clause, Condition, Filter, FoundAs, Likeness, Marks, NameMatch, Order, Query, Search, TextField,
    WantedName,
};
use crate::resolve::EntityNumber;
use crate::text::search_terms::search_terms;

/// So many documents are named of each.
const NAMED: usize = 3;

/// A name with the documents that are named of it, whose files are not known here.
pub type FoundName = (NameMatch, Vec<DocumentId>);

impl Snapshot {
    /// Where each name of a list stands, among the documents that pass the filters.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when nobody waits for it; otherwise when the index cannot be read.
    pub fn match_names(
        &self,
        wanted: &[WantedName],
        filters: &[Filter],
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<FoundName>, Error> {
        let spellings: Vec<Vec<String>> = wanted.iter().map(|name| name.spellings.clone()).collect();
        let namesakes = self.view.entities()?.namesakes(&spellings);
        let marks = &Marks::default();
        let search = Search { filters: filters.to_vec(), order: Order::Newest, ..Search::default() };
        let rows = Selector { view: &self.view, stories: &self.stories, marks, cancelled }.select(&search)?;
        let mut found = Vec::with_capacity(wanted.len());
        for (name, Namesakes { whole, holding, sounding }) in wanted.iter().zip(namesakes) {
            let as_entities = |of: &[EntityNumber], sure| self.as_entities(name, of, sure, &rows);
            let of = match as_entities(&whole, true)? {
                None => as_entities(&holding, false)?,
                some => some,
            };
            let of = match of {
                None => self.as_words(name, &search, cancelled)?,
                some => some,
            };
            let of = match of {
                None => as_entities(&sounding, false)?,
                some => some,
            };
            found.push(of.unwrap_or_else(|| {
                (NameMatch { name: name.name.clone(), ..NameMatch::default() }, Vec::new())
            }));
        }
        Ok(found)
    }

    /// The name as these entities; `None` where no document mentions one.
    fn as_entities(
        &self,
        name: &WantedName,
        entities: &[EntityNumber],
        sure: bool,
        rows: &Sets,
    ) -> Result<Option<FoundName>, Error> {
        let index = self.view.entities()?;
        let is_within =
            |row: &RowAddress| rows.get(row.partition as usize).is_some_and(|set| set.contains(row.row));
        let of_all = entities.iter().flat_map(|&entity| index.rows_with(entity)).filter(is_within);
        let found: HashSet<RowAddress> = of_all.collect();
        if found.is_empty() {
            return Ok(None);
        }
        let mut mentions = 0;
        let mut documents = Vec::with_capacity(found.len());
        for &row in &found {
            let Some(segment) = self.view.segments.get(row.partition as usize) else { continue };
            let of_keys: Vec<Option<EntityNumber>> = index.of_keys(row).collect();
            let is_of_it = |key: u32| {
                of_keys.get(key as usize).copied().flatten().is_some_and(|of| entities.contains(&of))
            };
            mentions += segment.mentions(row.row).filter(|mention| is_of_it(mention.key)).count() as u64;
            let day = segment.likely_day(row.row);
            documents.push((Reverse(day), segment.id(row.row)));
        }
        documents.sort_unstable();
        let mut named = Vec::new();
        let mut is_sure = sure;
        let mentioned = |entity: &&EntityNumber| index.rows_with(**entity).any(|row| is_within(&row));
        for (kind, name, entity) in entities.iter().filter(mentioned).filter_map(|&of| index.entity(of)) {
            is_sure &= !entity.guess;
            if !named.contains(&(kind, name.to_owned())) {
                named.push((kind, name.to_owned()));
            }
        }
        let found = NameMatch {
            name: name.name.clone(),
            found: Some(FoundAs::Entities { named, sure: is_sure }),
            documents: documents.len() as u32,
            mentions,
            first: Vec::new(),
        };
        Ok(Some((found, documents.into_iter().take(NAMED).map(|(_, id)| id).collect())))
    }

    /// The name as words that stand so; `None` where they stand nowhere.
    fn as_words(
        &self,
        name: &WantedName,
        search: &Search,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<FoundName>, Error> {
        let any = name.spellings.iter().map(|spelling| search_terms(spelling).collect::<Vec<_>>());
        let any = any.filter(|terms| !terms.is_empty()).map(|terms| Condition::Text {
            field: TextField::Anywhere,
            terms,
            prefix: false,
            likeness: Likeness::Exact,
        });
        let any: Vec<Condition> = any.collect();
        if any.is_empty() {
            return Ok(None);
        }
        let query = Query { clauses: vec![Clause { negated: false, any }] };
        let search = Search { query, ..search.clone() };
        let results = self.search(&search, &Marks::default(), cancelled)?;
        if results.ids.is_empty() {
            return Ok(None);
        }
        let (hits, folded) = self.hits(&search, &results);
        let found = NameMatch {
            name: name.name.clone(),
            found: Some(FoundAs::Words),
            documents: results.ids.len() as u32,
            mentions: hits + folded,
            first: Vec::new(),
        };
        Ok(Some((found, results.ids.iter().take(NAMED).copied().collect())))
    }
}
