//! Stories of the open collection: the table of which documents report one event, made when it is first asked for and
//! kept until the collection changes, and a single story in full.
//!
//! Not here: what makes reports one story (`compare::story`).

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::annotate::value::{Value, value};
use crate::compare::story::{MOST_TOLD, Rareness, Report, WEIGHTS, facts, reason, stories, told_once};
use crate::index::{Error, Snapshot};
use crate::model::{Document, DocumentId, DocumentKind, Kind, PartialDate};
use crate::query::{Marks, Row, Search, StoryPage, StoryReport, StoryTable};
use crate::text::word_count::count_words;

/// The stories of a snapshot, and how rare its terms are.
pub(super) struct FoundStories {
    pub table: Arc<StoryTable>,
    rareness: Rareness,
}

/// What was found last, with the snapshot it is of.
#[derive(Default)]
pub(super) struct KeptStories(Mutex<Option<(Snapshot, Arc<FoundStories>)>>);

impl KeptStories {
    /// The stories of a snapshot.
    pub(super) fn of(
        &self,
        snapshot: &Snapshot,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Arc<FoundStories>, Error> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, found)) = kept.filter(|(of, _)| of.has_documents_of(snapshot)) {
            return Ok(found);
        }
        let reports = reports(snapshot, cancelled)?;
        let (table, rareness) = stories(reports, &WEIGHTS, cancelled).ok_or(Error::Cancelled)?;
        let found = Arc::new(FoundStories { table: Arc::new(table), rareness });
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((snapshot.clone(), Arc::clone(&found)));
        Ok(found)
    }

    /// The story that a document reports, in full; `None` where no other document reports it.
    pub(super) fn page(
        &self,
        snapshot: &Snapshot,
        id: DocumentId,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<StoryPage>, Error> {
        let found = self.of(snapshot, cancelled)?;
        match found.table.of(id) {
            Some(story) => {
                page(snapshot, &story.reports, story.fullest, &found.rareness, cancelled).map(Some)
            }
            None => Ok(None),
        }
    }
}

fn page(
    snapshot: &Snapshot,
    ids: &[DocumentId],
    fullest: DocumentId,
    rareness: &Rareness,
    cancelled: &dyn Fn() -> bool,
) -> Result<StoryPage, Error> {
    let mut read: Vec<(Row, Document, Report)> = Vec::new();
    for row in snapshot.rows(ids) {
        if cancelled() {
            return Err(Error::Cancelled);
        }
        if let Some(document) = snapshot.document(row.id)? {
            let report = report(row.id, &document);
            read.push((row, document, report));
        }
    }
    read.sort_by_cached_key(|(row, ..)| (row.date.is_none(), row.date, row.path.clone(), row.part));
    let documents: Vec<&Document> = read.iter().map(|(_, document, _)| document).collect();
    let first = read.iter().position(|(row, ..)| row.id == fullest).unwrap_or(0);
    let called = |place: usize, key: &crate::model::Key| {
        read.get(place).and_then(|(row, ..)| snapshot.entity_name(row.id, key))
    };
    let (facts, told) = (facts(&documents, called), told_once(&documents, first, rareness));
    let reason_of = |place: usize| match (read.get(place), read.get(first)) {
        (Some(one), Some(other)) if place != first => {
            reason((&one.1, &one.2), (&other.1, &other.2), rareness)
        }
        _ => String::new(),
    };
    let reports = read.iter().enumerate().map(|(place, (row, document, _))| StoryReport {
        row: row.clone(),
        words: document.body_blocks().map(|block| count_words(block.span.of(&document.text))).sum(),
        reason: reason_of(place),
        fullest: place == first,
    });
    Ok(StoryPage { reports: reports.collect(), facts, told, told_of: read.len().min(MOST_TOLD) })
}

/// All documents of a snapshot as they are compared. Lists of headlines report nothing themselves.
pub(super) fn reports(snapshot: &Snapshot, cancelled: &dyn Fn() -> bool) -> Result<Vec<Report>, Error> {
    let found = snapshot.search(&Search::default(), &Marks::default(), cancelled)?;
    let mut reports = Vec::with_capacity(found.ids.len());
    for &id in found.ids.iter().filter(|id| id.is_document()) {
        if cancelled() {
            return Err(Error::Cancelled);
        }
        let document = snapshot.document(id)?;
        let article = document.filter(|document| document.kind == DocumentKind::Article);
        reports.extend(article.map(|document| report(id, &document)));
    }
    Ok(reports)
}

fn report(id: DocumentId, document: &Document) -> Report {
    let dates = document.mentions.iter().filter(|mention| mention.kind == Kind::Date);
    let days = dates.filter_map(|mention| match value(document, mention)? {
        Value::Date { date } => day_number(PartialDate::parse(&date)?),
        Value::Amount { .. } => None,
    });
    Report::of(id, document, days)
}

/// A date known to the day, in days since 1970.
fn day_number(date: PartialDate) -> Option<i32> {
    date.parts().2?;
    Some((date.first_day() - Date::constant(1970, 1, 1)).get_days())
}
