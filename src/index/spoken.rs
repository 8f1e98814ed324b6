//! Where the documents speak of entities: rows, mentions, sentences, roles. Counted from columns;
//! texts are read for the lines shown.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::error::Error;
use super::record::Spoken;
use super::registry::Registry;
use super::segments::date;
use super::snapshot::{Segment, Snapshot, View};
use crate::model::{Document, DocumentId, PartialDate, Span};
use crate::query::{SentenceLine, SentencePlace, StatedRole};
use crate::text::fold::fold;

/// A row that speaks of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub segment: usize,
    pub doc: u32,
    pub id: DocumentId,
    pub mentions: u32,
    /// The first sentence that does.
    pub sentence: u32,
    pub date: Option<PartialDate>,
}

/// Every row that speaks of an entity.
pub(super) fn rows(view: &View, registry: &Registry, entity: u32) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut is_meant = Vec::new();
    for (number, doc) in registry.rows_with(entity) {
        let Some(segment) = view.segments.get(number) else { continue };
        let id = segment.id(doc);
        is_meant.clear();
        is_meant.extend(registry.of_keys(number, doc, id).map(|of| of == Some(entity)));
        let (mut mentions, mut sentence) = (0, u32::MAX);
        for spoken in spoken(segment, doc).filter(|s| is_meant.get(s.key as usize) == Some(&true)) {
            mentions += 1;
            sentence = sentence.min(spoken.sentence);
        }
        let date = date(&segment.columns().published, doc);
        rows.push(Row { segment: number, doc, id, mentions, sentence, date });
    }
    rows
}

/// The mentions of keys in a row.
pub(super) fn spoken(segment: &Segment, doc: u32) -> impl Iterator<Item = Spoken> {
    segment.columns().spoken.values_for_doc(doc).map(Spoken::unpack)
}

/// What an entity is said to be in its rows, most often said first.
pub(super) fn roles(view: &View, registry: &Registry, entity: u32, rows: &[Row]) -> Vec<StatedRole> {
    // By segment and position in its dictionary: few rows share a text, so texts are looked up last.
    let mut counted: HashMap<(usize, u64), RoleCount> = HashMap::new();
    for row in rows {
        let Some(segment) = view.segments.get(row.segment) else { continue };
        let columns = segment.columns();
        let mut of_keys = None;
        for (role, key) in columns.roles.ordinals(row.doc).zip(columns.role_of.values_for_doc(row.doc)) {
            let of_keys = of_keys
                .get_or_insert_with(|| registry.of_keys(row.segment, row.doc, row.id).collect::<Vec<_>>());
            if of_keys.get(key as usize) == Some(&Some(entity)) {
                counted.entry((row.segment, role)).or_default().add(row);
            }
        }
    }
    let mut by_words: HashMap<String, Vec<(String, RoleCount)>> = HashMap::new();
    for ((segment, role), told) in counted {
        let roles = view.segments.get(segment).map(|segment| &segment.columns().roles);
        if let Some(words) = roles.and_then(|roles| roles.text(role)) {
            by_words.entry(fold(&words)).or_default().push((words, told));
        }
    }
    let mut roles: Vec<StatedRole> = by_words.into_values().filter_map(joined).collect();
    roles.sort_by(|a, b| (Reverse(a.documents), &a.words).cmp(&(Reverse(b.documents), &b.words)));
    roles
}

/// How often and when a role was told.
#[derive(Clone, Copy, Debug, Default)]
struct RoleCount {
    documents: u32,
    last_row: Option<DocumentId>,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
}

impl RoleCount {
    fn add(&mut self, row: &Row) {
        if self.last_row.replace(row.id) == Some(row.id) {
            return;
        }
        self.documents += 1;
        self.first = [self.first, row.date].into_iter().flatten().min();
        self.last = [self.last, row.date].into_iter().flatten().max();
    }
}

/// One role in several writings.
fn joined(mut writings: Vec<(String, RoleCount)>) -> Option<StatedRole> {
    writings.sort_by(|a, b| (Reverse(a.1.documents), &a.0).cmp(&(Reverse(b.1.documents), &b.0)));
    let told = || writings.iter().map(|(_, told)| told);
    Some(StatedRole {
        words: writings.first()?.0.clone(),
        documents: told().map(|told| told.documents).sum(),
        first: told().filter_map(|told| told.first).min(),
        last: told().filter_map(|told| told.last).max(),
    })
}

impl Snapshot {
    /// Sentences as lines, with the names in them that are one of `entities`. Those that cannot
    /// be read are left out.
    pub(super) fn lines_of(
        &self,
        places: &[SentencePlace],
        entities: &[u32],
    ) -> Result<Vec<SentenceLine>, Error> {
        let registry = self.view.registry()?;
        let mut lines = Vec::with_capacity(places.len());
        for &(id, sentence) in places {
            let Some((_, segment, doc)) = self.view.place(id) else { continue };
            let Some(document) = self.document(id)? else { continue };
            let wanted: Vec<bool> = document
                .keys
                .iter()
                .map(|key| registry.of_mention(id, key).is_some_and(|of| entities.contains(&of)))
                .collect();
            lines.extend(line(segment, doc, id, sentence, &document, &wanted));
        }
        Ok(lines)
    }
}

fn line(
    segment: &Segment,
    doc: u32,
    id: DocumentId,
    sentence: u32,
    document: &Document,
    wanted: &[bool],
) -> Option<SentenceLine> {
    let span = *document.sentences.get(sentence as usize)?;
    let mut text = String::with_capacity(span.of(&document.text).len());
    let is_wanted = |key: Option<u32>| key.is_some_and(|key| wanted.get(key as usize) == Some(&true));
    let within = document.mentions.iter().filter(|of| span.start <= of.span.start && of.span.end <= span.end);
    let mut names = Vec::new();
    let mut at = span.start;
    for mention in within.filter(|mention| is_wanted(mention.key)) {
        push_on_one_line(&mut text, Span { start: at, end: mention.span.start }.of(&document.text));
        let start = text.len();
        push_on_one_line(&mut text, mention.span.of(&document.text));
        names.push(Span::new(start, text.len()));
        at = mention.span.end;
    }
    push_on_one_line(&mut text, Span { start: at, end: span.end }.of(&document.text));
    let published = date(&segment.columns().published, doc);
    Some(SentenceLine {
        id,
        sentence,
        span,
        text,
        names,
        date: published,
        sure: segment.columns().sure.first(doc) == Some(1),
        title: document.title.clone(),
        source: document.source.clone(),
    })
}

/// Adds a text, runs of white space as one space.
fn push_on_one_line(text: &mut String, more: &str) {
    for c in more.chars() {
        match c.is_whitespace() {
            true if text.is_empty() || text.ends_with(' ') => {}
            true => text.push(' '),
            false => text.push(c),
        }
    }
}
