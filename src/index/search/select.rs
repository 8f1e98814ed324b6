//! Selects the rows that meet a query and filters: combines the sets of the single conditions by AND, OR
//! and NOT; first by what is not folded, then, where it is asked for, by all lines.
//!
//! Not here: the rows that meet one condition (`conditions`), and their order (`score`, `results`).

use super::query_terms::Within;
use crate::entity::{RowAddress, query_constraints, sentences_meeting};
use crate::index::Error;
use crate::index::known_stories::KnownStories;
use crate::index::segments::{DocSet, Segment, Sets};
use crate::index::view::View;
use crate::query::{Clause, Condition, Criterion, Filter, Marks, Mode, Query, Search, State};

/// Evaluates a search on a view.
pub(in crate::index) struct Selector<'a> {
    pub(in crate::index) view: &'a View,
    pub(in crate::index) stories: &'a KnownStories,
    pub(in crate::index) marks: &'a Marks,
    pub(in crate::index) cancelled: &'a dyn Fn() -> bool,
}

impl Selector<'_> {
    /// The rows that meet the whole search by titles, sources and what is not folded.
    pub(in crate::index) fn select(&self, search: &Search) -> Result<Sets, Error> {
        let with_failed = asks_for_failed(search);
        let mut rows = self.every(|segment| {
            let mut rows = DocSet::clone(&segment.documents);
            if with_failed {
                rows.unite(&segment.failed);
            }
            rows
        });
        self.demand(search, Within::Unfolded, &mut rows)?;
        Ok(rows)
    }

    /// The rows that meet the search with folded lines too and are not among those found without them;
    /// frames of files are among them. What is excluded and what is filtered by looks at no folded
    /// lines.
    pub(in crate::index) fn select_folded(&self, search: &Search, found: &Sets) -> Result<Sets, Error> {
        let mut rows = self.every(|segment| {
            let mut rows = DocSet::clone(&segment.documents);
            rows.unite(&segment.frames);
            rows
        });
        combine(&mut rows, found, DocSet::subtract);
        self.demand(search, Within::Everywhere, &mut rows)?;
        Ok(rows)
    }

    /// Leaves the rows that meet the search. What is read row by row comes last, when few are left.
    fn demand(&self, search: &Search, within: Within, rows: &mut Sets) -> Result<(), Error> {
        let demanded = search.query.clauses.iter().filter(|clause| !clause.negated);
        let (read, looked_up): (Vec<&Clause>, Vec<&Clause>) = demanded.partition(|clause| is_read(clause));
        for clause in looked_up {
            combine(rows, &self.clause(clause, within, rows)?, DocSet::intersect);
        }
        self.narrow(search, rows)?;
        for clause in read {
            combine(rows, &self.clause(clause, within, rows)?, DocSet::intersect);
        }
        Ok(())
    }

    /// Leaves the rows that have the names asked for together, and meet what is excluded and filtered by.
    fn narrow(&self, search: &Search, rows: &mut Sets) -> Result<(), Error> {
        if rows.iter().all(|rows| rows.len() == 0) {
            return Ok(());
        }
        self.keep_together(search, rows)?;
        for (meeting, with) in self.narrowing(search, rows)? {
            combine(rows, &meeting, with);
        }
        Ok(())
    }

    /// What is excluded and what is filtered by: the rows that meet it, and what is done with them.
    fn narrowing(&self, search: &Search, among: &Sets) -> Result<Vec<(Sets, Combination)>, Error> {
        let mut narrowing: Vec<(Sets, Combination)> = Vec::new();
        for clause in search.query.clauses.iter().filter(|clause| clause.negated) {
            narrowing.push((self.clause(clause, Within::Excluded, among)?, DocSet::subtract));
        }
        let mut any_of: Option<Sets> = None;
        for Filter { mode, criterion } in &search.filters {
            let meeting = self.criterion(criterion)?;
            match (mode, &mut any_of) {
                (Mode::Include, _) => narrowing.push((meeting, DocSet::intersect)),
                (Mode::Exclude, _) => narrowing.push((meeting, DocSet::subtract)),
                (Mode::AnyOf, Some(any)) => combine(any, &meeting, DocSet::unite),
                (Mode::AnyOf, none) => *none = Some(meeting),
            }
        }
        narrowing.extend(any_of.map(|any| (any, DocSet::intersect as Combination)));
        Ok(narrowing)
    }

    /// Where names are asked for in one sentence, leaves the rows that have such a sentence.
    fn keep_together(&self, search: &Search, rows: &mut Sets) -> Result<(), Error> {
        let with = |condition: &Condition| matches!(condition, Condition::With { .. });
        if !search.query.demanded().into_iter().any(with) {
            return Ok(());
        }
        let entities = self.view.entities()?;
        let constraints = query_constraints(entities, &search.query);
        for (number, (segment, rows)) in self.view.segments.iter().zip(rows).enumerate() {
            for doc in rows.clone().iter() {
                let row = RowAddress::new(number, doc);
                if sentences_meeting(entities, row, || segment.mentions(doc), &constraints).is_empty() {
                    rows.remove(doc);
                }
            }
        }
        Ok(())
    }

    pub(in crate::index) fn every(&self, set: impl FnMut(&Segment) -> DocSet) -> Sets {
        self.view.segments.iter().map(set).collect()
    }

    fn clause(&self, clause: &Clause, within: Within, among: &Sets) -> Result<Sets, Error> {
        let mut any = self.every(|segment| DocSet::none(segment.size()));
        for condition in &clause.any {
            combine(&mut any, &self.condition(condition, within, among)?, DocSet::unite);
        }
        Ok(any)
    }

    /// The rows, of whatever sort, that meet a query within another.
    pub(super) fn query(&self, query: &Query, within: Within, among: &Sets) -> Result<Sets, Error> {
        let mut rows = self.every(|segment| DocSet::of(segment.size(), |_| true));
        for clause in &query.clauses {
            match clause.negated {
                true => combine(&mut rows, &self.clause(clause, Within::Text, among)?, DocSet::subtract),
                false => combine(&mut rows, &self.clause(clause, within, among)?, DocSet::intersect),
            }
        }
        Ok(rows)
    }
}

/// Whether rows must be read to know whether they meet a clause.
fn is_read(clause: &Clause) -> bool {
    clause.demanded().iter().any(|condition| condition.pattern().is_some())
}

/// What a set of rows does to another.
type Combination = fn(&mut DocSet, &DocSet);

pub(super) fn combine(sets: &mut Sets, others: &Sets, with: Combination) {
    sets.iter_mut().zip(others).for_each(|(set, other)| with(set, other));
}

/// Whether failed files are wanted at all: they are listed only when they are asked for.
fn asks_for_failed(search: &Search) -> bool {
    let failed = |condition: &Condition| *condition == Condition::Is(State::Failed);
    let mut filters = search.filters.iter();
    search.query.demanded().into_iter().any(failed)
        || filters.any(|f| f.mode != Mode::Exclude && f.criterion == Criterion::State(State::Failed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::model::{DocumentKind, Kind};
    use crate::query::FacetText;

    fn filtered(filters: &[(Mode, Criterion)]) -> Vec<u64> {
        let filters =
            filters.iter().map(|(mode, criterion)| Filter { mode: *mode, criterion: criterion.clone() });
        found_sorted(&town().2, &Search { filters: filters.collect(), ..Search::default() })
    }

    #[test]
    fn nothing_asked_finds_every_document_and_no_failed_file() {
        assert_eq!(found_sorted(&town().2, &Search::default()), [1, 2, 3, 4]);
    }

    #[test]
    fn clauses_must_all_hold_conditions_of_one_need_not_and_negated_ones_must_not() {
        let search = all(vec![
            Clause { negated: false, any: vec![words("harbour"), words("ribbon")] },
            Clause { negated: true, any: vec![words("monday"), Condition::Kind(DocumentKind::List)] },
        ]);
        assert_eq!(found_sorted(&town().2, &search), [2]);
    }

    #[test]
    fn brackets_group_what_holds_together() {
        for (typed, expected) in [
            ("(harbour ribbon) OR (winds -monday)", &[1, 4][..]),
            ("(harbour -ribbon) OR is:list", &[2, 3]),
            ("-(harbour ribbon)", &[2, 3, 4]),
            ("-harbour", &[3, 4]),
            ("\"wall harbour\"~0", &[2]),
            ("\"harbour mayor\"~2", &[]),
            ("-\"wall harbour\"~9", &[1, 3, 4]),
            ("harbour OR -vell", &[1, 2, 3]),
            ("harbour (ribbon OR (wall -mayor))", &[1]),
            ("subscribe OR (winds warning)", &[1, 4]),
            ("(subscribe harbour) OR winds", &[1, 4]),
            ("count:winds>1", &[4]),
            ("count:harbour=0", &[3, 4]),
            ("count:harb*>1 words:<100", &[1]),
            ("words:>100", &[]),
            ("folder:news -is:list", &[2, 4]),
            ("file:council kind:article", &[2]),
        ] {
            let query = crate::query::parse(typed, false, &crate::query::QueryContext::default()).query;
            assert_eq!(found_sorted(&town().2, &Search { query, ..Search::default() }), expected, "{typed}");
        }
    }

    #[test]
    fn filters_include_exclude_and_offer_a_choice() {
        let source = |name: &str| Criterion::text(FacetText::Source, name);
        assert_eq!(filtered(&[(Mode::Include, source("The Gull"))]), [1]);
        assert_eq!(filtered(&[(Mode::Exclude, source("The Gull"))]), [2, 3, 4]);
        assert_eq!(
            filtered(&[(Mode::AnyOf, source("The Gull")), (Mode::AnyOf, source("Vell Courier"))]),
            [1, 2]
        );
        assert_eq!(filtered(&[(Mode::Include, source(""))]), [3, 4]);
        let quill = Criterion::Entity { kind: Kind::Person, name: "MARA QUILL".to_owned() };
        assert_eq!(filtered(&[(Mode::Include, quill.clone())]), [1, 2]);
        assert_eq!(filtered(&[(Mode::Exclude, quill)]), [3, 4]);
        assert_eq!(filtered(&[(Mode::Include, Criterion::text(FacetText::Language, "en"))]), [1]);
        assert_eq!(filtered(&[(Mode::Include, Criterion::State(State::Unread))]), [1, 2, 3, 4]);
        assert_eq!(filtered(&[(Mode::Include, Criterion::State(State::Failed))]).len(), 1);
    }

    #[test]
    fn a_search_that_is_no_longer_wanted_stops() {
        let search = Search { query: Query { clauses: vec![must(words("w*"))] }, ..Search::default() };
        let stopped = town().2.search(&search, &Marks::default(), &|| true);
        assert!(matches!(stopped, Err(Error::Cancelled)));
    }
}
