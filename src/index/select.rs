//! Which rows meet a query and filters. Words are looked up in the postings, everything else in
//! columns; the logic between conditions is that of sets.

use tantivy::columnar::Column;

use super::dates::{latest, pack_day};
use super::docset::DocSet;
use super::error::Error;
use super::occurrences::Words;
use super::record::kind_number;
use super::schema::Fields;
use super::segments::{Columns, Strings};
use super::snapshot::{Segment, View};
use crate::query::{Clause, Condition, Criterion, Filter, Marks, Mode, Search, State, TextField};

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
            Condition::Named { kind, terms, prefix } => {
                let registry = self.view.registry()?;
                self.of_entities(&registry.named(*kind, terms, *prefix))?
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
        for words in words(condition, &self.view.fields) {
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
        for segment in &self.view.segments {
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
        for segment in &self.view.segments {
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

/// What a text condition looks up; nothing for other conditions.
pub(super) fn words(condition: &Condition, fields: &Fields) -> Vec<Words> {
    let Condition::Text { field, terms, prefix } = condition else { return Vec::new() };
    let places = match field {
        TextField::Anywhere => vec![fields.title, fields.body],
        TextField::Title => vec![fields.title],
        TextField::Source => vec![fields.source],
    };
    places.into_iter().map(|field| Words { field, terms: terms.clone(), prefix: *prefix }).collect()
}

/// The conditions on text that a document is found for, each once.
pub(super) fn sought(search: &Search) -> Vec<&Condition> {
    let mut sought: Vec<&Condition> = Vec::new();
    let positive = search.query.clauses.iter().filter(|clause| !clause.negated);
    for condition in positive.flat_map(|clause| &clause.any) {
        if matches!(condition, Condition::Text { .. }) && !sought.contains(&condition) {
            sought.push(condition);
        }
    }
    sought
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
