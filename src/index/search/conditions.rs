//! Evaluates a single condition of a query, or a filter: the set of rows that meet it. Words are looked
//! up in the postings, names in the entities of each row, everything else in columns.

use std::collections::HashSet;

use tantivy::columnar::Column;

use super::hits::Hits;
use super::query_terms::{Within, lookups};
use super::select::Selector;
use crate::entity::{entity_constraint, name_condition};
use crate::index::Error;
use crate::index::segments::{Columns, DocSet, Segment, Sets};
use crate::index::store::{kind_number, latest, pack_day};
use crate::query::{
    Clause, Condition, Criterion, FacetText, Likeness, NumberRange, Query, Search, TextField, TextValue,
};
use crate::text::search_terms::search_terms;

impl Selector<'_> {
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

    pub(super) fn go_on(&self) -> Result<(), Error> {
        if (self.cancelled)() { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// The rows that meet a condition, its words looked for as far as `within` goes. What has to be read for that is
    /// only read of the rows `among`.
    pub(super) fn condition(
        &self,
        condition: &Condition,
        within: Within,
        among: &Sets,
    ) -> Result<Sets, Error> {
        self.go_on()?;
        Ok(match condition {
            Condition::All(query) => self.query(query, within, among)?,
            Condition::Text { .. } | Condition::Near { .. } => self.text(condition, within)?,
            Condition::Pattern(pattern) => self.matching(pattern, within, among)?,
            Condition::Count { times, .. } => self.counted(condition, *times)?,
            Condition::Named { .. } | Condition::With { .. } => self.named(condition)?,
            of_document => self.of_document(of_document)?,
        })
    }

    /// The rows that meet a condition on anything but their words and names.
    fn of_document(&self, condition: &Condition) -> Result<Sets, Error> {
        Ok(match condition {
            Condition::Saved { from, to } => self.saved_within(*from, *to),
            Condition::Path { part, text, prefix } => self.called(*part, text, *prefix)?,
            Condition::Format(format) => self.of_format(*format),
            Condition::Value(text) => self.with_text(text)?,
            Condition::Part { of, terms, prefix } => self.with_part(*of, terms, *prefix)?,
            Condition::Thread { terms, prefix } => self.of_threads(terms, *prefix)?,
            Condition::Copy | Condition::Copies(_) | Condition::Reports(_) => self.compared(condition)?,
            Condition::Is(state) => self.in_state(*state),
            Condition::Tag { tag, goes_on } => self.tagged(tag, *goes_on),
            Condition::Note { terms, prefix } => self.with_notes(terms, *prefix),
            Condition::Colour(colour) => self.coloured(*colour),
            of_columns => self.of_columns(of_columns),
        })
    }

    pub(super) fn criterion(&self, criterion: &Criterion) -> Result<Sets, Error> {
        self.go_on()?;
        match criterion {
            Criterion::Entity { kind, name } => {
                self.of_entities(&entity_constraint(self.view.entities()?, *kind, name))
            }
            Criterion::Text(text) => self.with_text(text),
            Criterion::State(state) => Ok(self.in_state(*state)),
            Criterion::Tag(tag) => Ok(self.tagged(tag, false)),
            Criterion::Path(path) => self.below(path),
            Criterion::Format(format) => Ok(self.of_format(*format)),
            Criterion::Kind(kind) => Ok(self.of_columns(&Condition::Kind(*kind))),
            Criterion::Published(range) => {
                let (from, to) = (Some(range.from.first_day()), Some(range.to.last_day()));
                Ok(self.of_columns(&Condition::Published { from, to }))
            }
            Criterion::Like(example) => Ok(self.view.like(example, self.cancelled)?.rows.clone()),
        }
    }

    /// The documents that mention a name.
    fn named(&self, condition: &Condition) -> Result<Sets, Error> {
        let Some((kind, terms, prefix)) = name_condition(condition) else { return Ok(Vec::new()) };
        self.of_entities(&self.view.entities()?.named(kind, terms, prefix))
    }

    /// The documents that meet a condition on their columns alone.
    fn of_columns(&self, condition: &Condition) -> Sets {
        self.documents(|columns, doc| meets(condition, columns, doc))
    }

    fn text(&self, condition: &Condition, within: Within) -> Result<Sets, Error> {
        let mut sets = self.every(|segment| DocSet::none(segment.size()));
        for words in lookups(condition, &self.view.fields, within) {
            let occurrences = self.view.counts(&words, self.cancelled)?;
            for (set, counts) in sets.iter_mut().zip(occurrences.iter()) {
                counts.add_to(set);
            }
        }
        Ok(sets)
    }

    /// The documents in whose title and body the words of a condition stand so often.
    fn counted(&self, condition: &Condition, times: NumberRange) -> Result<Sets, Error> {
        let demanded = Search {
            query: Query { clauses: vec![Clause { negated: false, any: vec![condition.clone()] }] },
            ..Search::default()
        };
        let hits = Hits::of(self.view, &demanded);
        let count = |(number, segment): (usize, &Segment)| {
            let mut set = DocSet::none(segment.size());
            let headlined = |doc| segment.columns().headlined.first(doc) == Some(1);
            let meets = |doc: &u32| times.contains(hits.of_row(number, *doc, headlined(*doc)).0);
            segment.documents.iter().filter(meets).for_each(|doc| set.insert(doc));
            set
        };
        Ok(self.view.segments.iter().enumerate().map(count).collect())
    }

    /// The documents that mention one of the chosen entities.
    fn of_entities(&self, chosen: &[bool]) -> Result<Sets, Error> {
        let entities = self.view.entities()?;
        let mut sets = self.every(|segment| DocSet::none(segment.size()));
        let chosen = (0u32..).zip(chosen).filter(|(_, is_chosen)| **is_chosen);
        for address in chosen.flat_map(|(entity, _)| entities.rows_with(entity)) {
            sets.get_mut(address.partition as usize).into_iter().for_each(|set| set.insert(address.row));
        }
        for (set, segment) in sets.iter_mut().zip(self.view.segments.iter()) {
            set.intersect(&segment.documents);
        }
        Ok(sets)
    }

    /// The documents with that text; the empty one stands for none.
    fn with_text(&self, TextValue { of, value }: &TextValue) -> Result<Sets, Error> {
        let mut sets = Vec::with_capacity(self.view.segments.len());
        for segment in self.view.segments.iter() {
            let strings = segment.columns().text(*of);
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

    /// The mails of threads in which these terms follow each other in a subject.
    fn of_threads(&self, terms: &[String], prefix: bool) -> Result<Sets, Error> {
        let (field, likeness) = (TextField::Title, Likeness::Exact);
        let subject = Condition::Text { field, terms: terms.to_vec(), prefix, likeness };
        let mut sets = self.text(&subject, Within::Unfolded)?;
        let threads = self.view.threads();
        let mut numbers = HashSet::new();
        for (set, segment) in sets.iter_mut().zip(self.view.segments.iter()) {
            set.intersect(&segment.documents);
            let mails = &segment.columns().mail.thread;
            let others: Vec<u32> = set.iter().filter(|&doc| mails.first(doc).is_none()).collect();
            others.into_iter().for_each(|doc| set.remove(doc));
            numbers.extend(set.iter().filter_map(|doc| threads.number(segment.id(doc))));
        }
        for id in numbers.into_iter().flat_map(|number| threads.mails(number)) {
            if let Some((address, _)) = self.view.locate(*id)
                && let Some(set) = sets.get_mut(address.partition as usize)
            {
                set.insert(address.row);
            }
        }
        Ok(sets)
    }

    /// The documents of which a text has all these terms.
    fn with_part(&self, of: FacetText, terms: &[String], prefix: bool) -> Result<Sets, Error> {
        let mut sets = Vec::with_capacity(self.view.segments.len());
        for segment in self.view.segments.iter() {
            let strings = segment.columns().text(of);
            let mut meeting = Vec::with_capacity(strings.len());
            let meet = |text: &str| meeting.push(has_terms(text, terms, prefix));
            strings.each(meet).map_err(|error| segment.error(error))?;
            let is_met = |ordinal: u64| meeting.get(ordinal as usize) == Some(&true);
            let mut set = DocSet::clone(&segment.documents);
            for doc in segment.documents.iter().filter(|&doc| !strings.ordinal(doc).is_some_and(is_met)) {
                set.remove(doc);
            }
            sets.push(set);
        }
        Ok(sets)
    }
}

/// Whether a text has all these terms, the last perhaps as the beginning of a word.
fn has_terms(text: &str, terms: &[String], prefix: bool) -> bool {
    let words: Vec<String> = search_terms(text).collect();
    terms.iter().enumerate().all(|(at, term)| {
        let begins = prefix && at + 1 == terms.len();
        words.iter().any(|word| if begins { word.starts_with(term.as_str()) } else { word == term })
    })
}

/// Whether a document meets a condition on its columns alone.
fn meets(condition: &Condition, columns: &Columns, doc: u32) -> bool {
    match condition {
        Condition::Published { from, to } => {
            let from = from.map_or(i64::MIN, pack_day);
            published_within(columns, doc, from, to.map_or(i64::MAX, pack_day))
        }
        Condition::Kind(kind) => columns.kind.first(doc) == Some(kind_number(*kind)),
        Condition::Attached => columns.mail.attachments.first(doc).is_some(),
        Condition::Length(range) => {
            columns.body.words.first(doc).is_some_and(|words| range.contains(words as u32))
        }
        _ => false,
    }
}

/// Whether a document was published between two packed days. One without a date was if its
/// bounds leave no other day.
fn published_within(columns: &Columns, doc: u32, from: i64, to: i64) -> bool {
    if let Some(date) = columns.dates.published.first(doc) {
        return date <= to && from <= latest(date);
    }
    let bound = |column: &Column<i64>| column.first(doc);
    let (after, before) = (bound(&columns.dates.after), bound(&columns.dates.before));
    (after.is_some() || before.is_some())
        && (from == i64::MIN || after.is_some_and(|after| from <= after))
        && (to == i64::MAX || before.is_some_and(|before| latest(before) <= to))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::index::fixtures::*;
    use crate::model::{DocumentId, DocumentKind, Kind};
    use crate::query::{Filter, Marks, Mode, State, TextField};

    fn day(text: &str) -> Option<jiff::civil::Date> {
        Some(text.parse().unwrap())
    }

    fn by(condition: Condition) -> Vec<u64> {
        found_sorted(&town().2, &all(vec![must(condition)]))
    }

    #[test]
    fn words_are_found_in_title_body_source_and_chrome() {
        assert_eq!(by(words("harbour")), [1, 2]);
        assert_eq!(by(words("warning")), [4]);
        assert_eq!(by(words("gull")), [1]);
        assert_eq!(by(words("subscribe")), [1]);
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
    fn a_name_finds_every_document_of_its_entity() {
        let named = |kind, typed: &str, prefix| Condition::Named {
            kind,
            terms: crate::text::search_terms::search_terms(typed).collect(),
            prefix,
        };
        assert_eq!(by(named(Some(Kind::Person), "quill", false)), [1, 2]);
        assert_eq!(by(named(None, "reed tomas", false)), [1, 4]);
        assert_eq!(by(named(None, "qui", true)), [1, 2]);
        assert_eq!(by(named(None, "qui", false)), NONE);
        assert_eq!(by(named(Some(Kind::Place), "quill", false)), NONE);
        assert_eq!(by(named(None, "qwill", false)), [1, 2], "one letter is another");
        assert_eq!(by(named(None, "qwyll", false)), NONE);
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
        assert_eq!(by(Condition::Value(TextValue { of: FacetText::Language, value: "en".to_owned() })), [1]);
    }

    #[test]
    fn authors_are_found_by_any_words_of_their_names() {
        assert!(has_terms("Ann-Marie O'Neill and Bo Li", &["oneill".into(), "ann".into()], false));
        assert!(has_terms("Ann Marlow", &["ann".into(), "mar".into()], true));
        assert!(!has_terms("Ann Marlow", &["ann".into(), "mar".into()], false));
        let by_author = |word: &str, prefix| {
            by(Condition::Part { of: FacetText::Author, terms: vec![word.to_owned()], prefix })
        };
        assert_eq!(by_author("quayle", false), [1]);
        assert_eq!(by_author("qua", true), [1]);
        assert_eq!(by_author("qua", false), NONE);
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
        let marks = Marks {
            read: HashSet::from([DocumentId(1)]),
            starred: HashSet::from([DocumentId(4)]),
            ..Marks::default()
        };
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
    fn a_path_is_a_folder_or_a_file() {
        let below = |path: &str| {
            let filters = vec![Filter { mode: Mode::Include, criterion: Criterion::Path(path.to_owned()) }];
            found_sorted(&town().2, &Search { filters, ..Search::default() })
        };
        assert_eq!(below("news/"), [2, 3, 4]);
        assert_eq!(below("news/council.txt"), [2, 3]);
        assert_eq!(below("news"), NONE);
        assert_eq!(below(""), [1, 2, 3, 4]);
    }
}
