//! Sentences from the index (a concordance): those that mention several entities at once, by date;
//! sentences as lines; and where a document mentions the names of a query.

use crate::entity::{
    EntityConstraint, RowAddress, SentenceSource, entity_constraint, entity_filters, meets_any, mentions_of,
    sentence_line, sentences_meeting, wanted_keys,
};
use crate::index::search::Selector;
use crate::index::view::View;
use crate::index::{Error, Snapshot};
use crate::model::{Document, DocumentId, Span};
use crate::query::{Marks, Query, Search, SentenceLine, SentencePlace};

impl Snapshot {
    /// The sentences of the documents a search finds that mention all the names in it: the
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
        let constraints = view.search_constraints(search)?;
        if constraints.is_empty() {
            return Ok(Vec::new());
        }
        let rows = Selector { view, stories: &self.stories, marks, cancelled }.select(search)?;
        let entities = view.entities()?;
        let mut places = Vec::new();
        for (number, (segment, rows)) in view.segments.iter().zip(&rows).enumerate() {
            for doc in rows.iter().filter(|&doc| segment.documents.contains(doc)) {
                let day = segment.likely_day(doc);
                let row = RowAddress::new(number, doc);
                let sentences = sentences_meeting(entities, row, || segment.mentions(doc), &constraints);
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
        let constraints = self.view.search_constraints(search)?;
        let count = self.view.entities()?.len() as u32;
        let wanted: Vec<u32> = (0..count).filter(|&entity| meets_any(&constraints, entity)).collect();
        self.lines_of(places, &wanted)
    }

    /// Sentences as lines, with the names in them that are one of `wanted`. Those that cannot
    /// be read are left out.
    pub(in crate::index) fn lines_of(
        &self,
        places: &[SentencePlace],
        wanted: &[u32],
    ) -> Result<Vec<SentenceLine>, Error> {
        let entities = self.view.entities()?;
        let mut lines = Vec::with_capacity(places.len());
        for &(id, sentence) in places {
            let Some((row, segment)) = self.view.locate(id) else { continue };
            let Some(document) = self.document(id)? else { continue };
            let keys = wanted_keys(entities, id, &document, |of| wanted.contains(&of));
            let dating = segment.dating(row.row);
            lines.extend(sentence_line(SentenceSource { id, document: &document, dating }, sentence, &keys));
        }
        Ok(lines)
    }

    /// Where a document mentions the entities that a query names, in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn named_in(&self, id: DocumentId, document: &Document, query: &Query) -> Result<Vec<Span>, Error> {
        let constraints = self.view.query_constraints(query)?;
        if constraints.is_empty() {
            return Ok(Vec::new());
        }
        let entities = self.view.entities()?;
        let wanted = wanted_keys(entities, id, document, |entity| meets_any(&constraints, entity));
        Ok(mentions_of(document, &wanted).map(|mention| mention.span).collect())
    }
}

impl View {
    /// What a search demands of entities, those it is filtered by included.
    fn search_constraints(&self, search: &Search) -> Result<Vec<EntityConstraint>, Error> {
        let mut constraints = self.query_constraints(&search.query)?;
        for (kind, name) in entity_filters(search) {
            constraints.push(entity_constraint(self.entities()?, kind, name));
        }
        Ok(constraints)
    }
}

#[cfg(test)]
mod tests {
    use crate::index::fixtures::council;
    use crate::model::Kind;
    use crate::query::{Criterion, Filter, Mode, QueryContext, Search, parse};

    fn lines(query: &str) -> Vec<String> {
        let town = council();
        let search =
            Search { query: parse(query, false, &QueryContext::default()).query, ..Search::default() };
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
        let town = council();
        let criterion = Criterion::Entity { kind: Kind::Person, name: "Tomas Reed".into() };
        let filters = vec![Filter { mode: Mode::Include, criterion }];
        let search = Search {
            query: parse("name:vell", false, &QueryContext::default()).query,
            filters,
            ..Search::default()
        };
        let places = town.concordance(&search, &Default::default(), &|| false).unwrap();
        let lines = town.lines(&search, &places).unwrap();
        assert_eq!(lines.len(), 1);
        let names: Vec<_> = lines[0].names.iter().map(|name| name.of(&lines[0].text)).collect();
        assert_eq!(names, ["Tomas Reed", "Vell"]);
    }
}
