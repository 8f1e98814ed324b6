//! Which rows meet a query and filters. Words are looked up in the postings, everything else in
//! columns; the logic between conditions is that of sets.

use tantivy::columnar::Column;

use super::concordance::name_asked;
use super::dates::{latest, pack_day};
use super::docset::DocSet;
use super::error::Error;
use super::record::kind_number;
use super::segments::{Columns, Strings};
use super::snapshot::{Segment, View};
use super::sought::looked_up;
use crate::query::{Clause, Condition, Criterion, Filter, Marks, Mode, Search, State};

/// One set of rows for each segment.
pub(super) type Sets = Vec<DocSet>;

/// Evaluates the parts of a search.
pub(super) struct Selector<'a> {
    pub view: &'a View,
    pub marks: &'a Marks,
    pub cancelled: &'a dyn Fn() -> bool,
}

impl Selector<'_> {
    /// The rows that meet the whole search.
    pub(super) fn select(&self, search: &Search) -> Result<Sets, Error> {
        let with_failed = asks_for_failed(search);
        let mut rows = self.every(|segment| {
            let mut rows = segment.documents.clone();
            if with_failed {
                rows.unite(&segment.failed);
            }
            rows
        });
        for clause in &search.query.clauses {
            let meeting = self.clause(clause)?;
            combine(&mut rows, &meeting, if clause.negated { DocSet::subtract } else { DocSet::intersect });
        }
        self.keep_together(search, &mut rows)?;
        let mut any_of: Option<Sets> = None;
        for Filter { mode, criterion } in &search.filters {
            let meeting = self.criterion(criterion)?;
            match (mode, &mut any_of) {
                (Mode::Include, _) => combine(&mut rows, &meeting, DocSet::intersect),
                (Mode::Exclude, _) => combine(&mut rows, &meeting, DocSet::subtract),
                (Mode::AnyOf, Some(any)) => combine(any, &meeting, DocSet::unite),
                (Mode::AnyOf, none) => *none = Some(meeting),
            }
        }
        if let Some(any) = any_of {
            combine(&mut rows, &any, DocSet::intersect);
        }
        Ok(rows)
    }

    /// Where names are asked for in one sentence, leaves the rows that have such a sentence.
    fn keep_together(&self, search: &Search, rows: &mut Sets) -> Result<(), Error> {
        let with = |condition: &Condition| matches!(condition, Condition::With { .. });
        if !search.query.clauses.iter().any(|clause| !clause.negated && clause.any.iter().any(with)) {
            return Ok(());
        }
        let wishes = self.view.wishes(&search.query)?;
        for (number, (segment, rows)) in self.view.segments.iter().zip(rows).enumerate() {
            for doc in rows.clone().iter() {
                if self.view.together(number, segment, doc, &wishes)?.is_empty() {
                    rows.remove(doc);
                }
            }
        }
        Ok(())
    }

    fn every(&self, set: impl FnMut(&Segment) -> DocSet) -> Sets {
        self.view.segments.iter().map(set).collect()
    }

    /// The documents whose row passes a test on its columns.
    fn documents(&self, mut test: impl FnMut(&Columns, u32) -> bool) -> Sets {
        self.every(|segment| {
            let mut passing = DocSet::none(segment.size());
            for doc in segment.documents.iter().filter(|&doc| test(segment.columns(), doc)) {
                passing.insert(doc);
            }
            passing
        })
    }

    fn clause(&self, clause: &Clause) -> Result<Sets, Error> {
        let mut any = self.every(|segment| DocSet::none(segment.size()));
        for condition in &clause.any {
            combine(&mut any, &self.condition(condition)?, DocSet::unite);
        }
        Ok(any)
    }

    fn condition(&self, condition: &Condition) -> Result<Sets, Error> {
        if (self.cancelled)() {
            return Err(Error::Cancelled);
        }
        Ok(match condition {
            Condition::Text { .. } => self.text(condition)?,
            Condition::Named { .. } | Condition::With { .. } => {
                let Some((kind, terms, prefix)) = name_asked(condition) else { return Ok(Vec::new()) };
                self.of_entities(&self.view.registry()?.named(kind, terms, prefix))?
            }
            Condition::Published { from, to } => {
                let from = from.map_or(i64::MIN, pack_day);
                let to = to.map_or(i64::MAX, pack_day);
                self.documents(|columns, doc| published_within(columns, doc, from, to))
            }
            Condition::Kind(kind) => {
                let number = kind_number(*kind);
                self.documents(|columns, doc| columns.kind.first(doc) == Some(number))
            }
            Condition::Language(language) => self.with_value(language, |columns| &columns.language)?,
            Condition::Is(state) => self.in_state(*state),
        })
    }

    fn criterion(&self, criterion: &Criterion) -> Result<Sets, Error> {
        if (self.cancelled)() {
            return Err(Error::Cancelled);
        }
        match criterion {
            Criterion::Entity { kind, name } => {
                let registry = self.view.registry()?;
                let mut chosen = vec![false; registry.entities.len()];
                let found = registry.entities.find(*kind, name);
                if let Some(slot) = found.and_then(|entity| chosen.get_mut(entity as usize)) {
                    *slot = true;
                }
                self.of_entities(&chosen)
            }
            Criterion::Source(source) => self.with_value(source, |columns| &columns.source),
            Criterion::Language(language) => self.with_value(language, |columns| &columns.language),
            Criterion::State(state) => Ok(self.in_state(*state)),
            Criterion::Path(path) => self.below(path),
        }
    }

    fn text(&self, condition: &Condition) -> Result<Sets, Error> {
        let mut sets = self.every(|segment| DocSet::none(segment.size()));
        for words in looked_up(condition, &self.view.fields) {
            let occurrences = self.view.occurrences(&words, self.cancelled)?;
            for (set, counts) in sets.iter_mut().zip(occurrences.iter()) {
                counts.iter().for_each(|&(doc, _)| set.insert(doc));
            }
        }
        Ok(sets)
    }

    fn of_entities(&self, chosen: &[bool]) -> Result<Sets, Error> {
        let registry = self.view.registry()?;
        let segments = self.view.segments.iter().enumerate();
        Ok(segments.map(|(number, s)| registry.rows_of(number, &s.documents, chosen)).collect())
    }

    /// The documents with that value; the empty text stands for none.
    fn with_value(&self, value: &str, column: impl Fn(&Columns) -> &Strings) -> Result<Sets, Error> {
        let mut sets = Vec::with_capacity(self.view.segments.len());
        for segment in self.view.segments.iter() {
            let strings = column(segment.columns());
            let wanted = strings.find(value).map_err(|error| segment.error(error))?;
            let mut set = DocSet::none(segment.size());
            for doc in segment.documents.iter() {
                let has = strings.ordinal(doc);
                if (has.is_some() && has == wanted) || (has.is_none() && value.is_empty()) {
                    set.insert(doc);
                }
            }
            sets.push(set);
        }
        Ok(sets)
    }

    /// Documents and failed files below a folder, or of one file.
    fn below(&self, path: &str) -> Result<Sets, Error> {
        let mut sets = Vec::with_capacity(self.view.segments.len());
        for segment in self.view.segments.iter() {
            let paths = &segment.columns().path;
            let wanted = match path.is_empty() || path.ends_with('/') {
                true => paths.with_beginning(path),
                false => paths.find(path).map(|found| found.map_or(0..0, |at| at..at + 1)),
            };
            let wanted = wanted.map_err(|error| segment.error(error))?;
            sets.push(DocSet::of(segment.size(), |doc| {
                paths.ordinal(doc).is_some_and(|ordinal| wanted.contains(&ordinal))
            }));
        }
        Ok(sets)
    }

    fn in_state(&self, state: State) -> Sets {
        self.every(|segment| {
            if state == State::Failed {
                return segment.failed.clone();
            }
            let mut set = DocSet::none(segment.size());
            for doc in segment.documents.iter().filter(|&doc| self.marks.holds(segment.id(doc), state)) {
                set.insert(doc);
            }
            set
        })
    }
}

fn combine(sets: &mut Sets, others: &Sets, with: fn(&mut DocSet, &DocSet)) {
    sets.iter_mut().zip(others).for_each(|(set, other)| with(set, other));
}

/// Whether failed files are wanted at all: they are listed only when they are asked for.
fn asks_for_failed(search: &Search) -> bool {
    let failed = |condition: &Condition| *condition == Condition::Is(State::Failed);
    let mut clauses = search.query.clauses.iter();
    let mut filters = search.filters.iter();
    clauses.any(|clause| !clause.negated && clause.any.iter().any(failed))
        || filters.any(|f| f.mode != Mode::Exclude && f.criterion == Criterion::State(State::Failed))
}

/// Whether a document was published between two packed days. One without a date was if its
/// bounds leave no other day.
fn published_within(columns: &Columns, doc: u32, from: i64, to: i64) -> bool {
    if let Some(date) = columns.published.first(doc) {
        return date <= to && from <= latest(date);
    }
    let bound = |column: &Column<i64>| column.first(doc);
    let (after, before) = (bound(&columns.after), bound(&columns.before));
    (after.is_some() || before.is_some())
        && (from == i64::MIN || after.is_some_and(|after| from <= after))
        && (to == i64::MAX || before.is_some_and(|before| latest(before) <= to))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::samples::*;
    use super::*;
    use crate::model::{DocumentId, DocumentKind, Kind};
    use crate::query::{Query, TextField};

    fn day(text: &str) -> Option<jiff::civil::Date> {
        Some(text.parse().unwrap())
    }

    fn by(condition: Condition) -> Vec<u64> {
        found_sorted(&town().2, &all(vec![must(condition)]))
    }

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
    fn words_are_found_in_title_and_body_but_not_in_chrome() {
        assert_eq!(by(words("harbour")), [1, 2]);
        assert_eq!(by(words("warning")), [4]);
        assert_eq!(by(words("subscribe")), NONE);
        assert_eq!(by(words("absent")), NONE);
    }

    #[test]
    fn phrases_need_their_order_and_may_run_over_a_line_end() {
        assert_eq!(by(words("harbour of Vell")), [1]);
        assert_eq!(by(words("Vell harbour")), NONE);
        assert_eq!(by(words("new harbour wall")), [2]);
    }

    #[test]
    fn a_beginning_finds_all_its_words_alone_and_after_others() {
        assert_eq!(by(words("w*")), [2, 3, 4]);
        assert_eq!(by(words("reopen*")), [1]);
        assert_eq!(by(words("harbour w*")), [2]);
        assert_eq!(by(words("the new har*")), [2]);
        assert_eq!(by(words("harbour x*")), NONE);
    }

    #[test]
    fn words_can_be_asked_of_title_and_source_alone() {
        assert_eq!(by(within(TextField::Title, "harbour")), [1]);
        assert_eq!(by(within(TextField::Source, "courier")), [2]);
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
    fn a_name_finds_every_document_of_its_entity() {
        let named = |kind, typed: &str, prefix| Condition::Named {
            kind,
            terms: crate::text::token::terms(typed).map(|term| term.into_owned()).collect(),
            prefix,
        };
        assert_eq!(by(named(Some(Kind::Person), "quill", false)), [1, 2]);
        assert_eq!(by(named(None, "reed tomas", false)), [1, 4]);
        assert_eq!(by(named(None, "qui", true)), [1, 2]);
        assert_eq!(by(named(None, "qui", false)), NONE);
        assert_eq!(by(named(Some(Kind::Place), "quill", false)), NONE);
        assert_eq!(by(named(None, "qwill", false)), NONE);
        assert_eq!(by(named(Some(Kind::Person), "tomass reed", false)), [1, 4], "it sounds the same");
    }

    #[test]
    fn a_date_known_in_part_matches_when_any_of_its_days_does() {
        let published = |from, to| Condition::Published { from, to };
        assert_eq!(by(published(day("2021-05-14"), day("2021-05-14"))), [1]);
        assert_eq!(by(published(day("2021-06-30"), None)), [2, 4]);
        assert_eq!(by(published(None, day("2021-06-01"))), [1, 2]);
        assert_eq!(by(published(day("2022-07-07"), day("2022-07-08"))), [4]);
    }

    #[test]
    fn kind_and_language_are_conditions_too() {
        assert_eq!(by(Condition::Kind(DocumentKind::List)), [3]);
        assert_eq!(by(Condition::Language("en".to_owned())), [1]);
    }

    #[test]
    fn failed_files_are_found_only_when_asked_for() {
        let failed = by(Condition::Is(State::Failed));
        assert_eq!(failed.len(), 1);
        let (_, _, town) = town();
        let rows = town.rows(&[DocumentId(failed[0])]);
        assert_eq!(rows[0].path, "news/picture.png");
        assert_eq!(rows[0].problem.as_deref(), Some("not text: starts like a PNG picture"));
        let page = town.document(DocumentId(failed[0])).unwrap().unwrap();
        assert_eq!(
            (page.title.as_deref(), page.text.as_str()),
            (Some("picture.png"), "not text: starts like a PNG picture")
        );
        let none = all(vec![Clause { negated: true, any: vec![Condition::Is(State::Failed)] }]);
        assert_eq!(found_sorted(&town, &none), [1, 2, 3, 4]);
    }

    #[test]
    fn states_join_the_marks_by_id() {
        let marks = Marks { read: HashSet::from([DocumentId(1)]), starred: HashSet::from([DocumentId(4)]) };
        let (_, _, town) = town();
        for (state, expected) in
            [(State::Read, vec![1]), (State::Unread, vec![2, 3, 4]), (State::Starred, vec![4])]
        {
            let search = all(vec![must(Condition::Is(state))]);
            let mut ids: Vec<u64> =
                town.search(&search, &marks, &|| false).unwrap().ids.iter().map(|id| id.0).collect();
            ids.sort_unstable();
            assert_eq!(ids, expected, "{state:?}");
        }
    }

    #[test]
    fn filters_include_exclude_and_offer_a_choice() {
        let source = |name: &str| Criterion::Source(name.to_owned());
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
        assert_eq!(filtered(&[(Mode::Include, Criterion::Language("en".to_owned()))]), [1]);
        assert_eq!(filtered(&[(Mode::Include, Criterion::State(State::Unread))]), [1, 2, 3, 4]);
        assert_eq!(filtered(&[(Mode::Include, Criterion::State(State::Failed))]).len(), 1);
    }

    #[test]
    fn a_path_is_a_folder_or_a_file() {
        let below = |path: &str| filtered(&[(Mode::Include, Criterion::Path(path.to_owned()))]);
        assert_eq!(below("news/"), [2, 3, 4]);
        assert_eq!(below("news/council.txt"), [2, 3]);
        assert_eq!(below("news"), NONE);
        assert_eq!(below(""), [1, 2, 3, 4]);
    }

    #[test]
    fn a_search_that_is_no_longer_wanted_stops() {
        let search = Search { query: Query { clauses: vec![must(words("w*"))] }, ..Search::default() };
        let stopped = town().2.search(&search, &Marks::default(), &|| true);
        assert!(matches!(stopped, Err(Error::Cancelled)));
    }
}
