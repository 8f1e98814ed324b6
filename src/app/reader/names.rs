//! Moves the cursor over the names of a page: to the next name, to the next mention of the same entity,
//! to a given place.

use std::sync::Arc;

use super::arrival::Arrival;
use super::mentions::{MentionMark, marked};
use super::page::{PageRow, Reader};
use crate::model::{Kind, Span};
use crate::query::ResolvedEntity;

impl Reader {
    /// Changes the entities that the keys of the page belong to, given their names.
    pub fn relabel(&mut self, change: impl Fn(&mut ResolvedEntity, &str)) {
        let Some(page) = &mut self.page else { return };
        let page = Arc::make_mut(page);
        page.entities.iter_mut().zip(&page.document.keys).for_each(|(entity, key)| change(entity, &key.name));
        self.marked = marked(page);
    }

    /// How a mention is marked.
    pub(super) fn marked(&self, mention: usize) -> Option<MentionMark> {
        self.marked.get(mention).copied().flatten()
    }

    pub(super) fn is_name(&self, mention: usize) -> bool {
        let is_name = |kind: Kind| kind.is_name() || self.identifiers && kind.is_identifier();
        self.marked(mention).is_some_and(|marked| is_name(marked.kind))
    }

    /// Takes the cursor off a mention that is no name.
    pub fn leave_unnamed(&mut self) {
        self.mention = self.mention.filter(|&mention| self.is_name(mention));
    }

    /// Goes to the next name in the text, or the one before. Returns whether there was one.
    pub fn step_name(&mut self, forward: bool) -> bool {
        self.step_among(forward, |reader, mention| reader.is_name(mention))
    }

    /// Goes to the next mention of the entity under the cursor, or the one before. Returns whether
    /// there was one; `None` when there is no entity under the cursor.
    pub fn step_mention(&mut self, forward: bool) -> Option<bool> {
        let here = self.marked(self.mention?)?.entity?;
        let same = |reader: &Reader, mention| {
            reader.marked(mention).is_some_and(|marked| marked.entity == Some(here))
        };
        let at = self.mention?;
        let count = self.marked.len();
        let found = if forward {
            (at + 1..count).find(|&mention| same(self, mention))
        } else {
            (0..at).rev().find(|&mention| same(self, mention))
        };
        let Some(mention) = found else { return Some(false) };
        self.point_at(mention);
        Some(true)
    }

    /// What the entity under the cursor is called, which of its names on the page that is, from 1, and how many
    /// there are.
    pub fn place_among_mentions(&self) -> Option<(&str, usize, usize)> {
        let (at, page) = (self.mention?, self.page.as_ref()?);
        let entity = self.marked(at)?.entity?;
        let same = |mention: &usize| self.marked(*mention).is_some_and(|of| of.entity == Some(entity));
        let name = page.entities.get(entity).map(|entity| entity.name.as_str());
        let name = name.or_else(|| page.document.keys.get(entity).map(|key| key.name.as_str()))?;
        Some((name, (0..=at).filter(same).count(), (0..self.marked.len()).filter(same).count()))
    }

    fn step_among(&mut self, forward: bool, wanted: impl Fn(&Reader, usize) -> bool) -> bool {
        let Some(page) = self.page.clone() else { return false };
        let mentions = &page.document.mentions;
        let edge = self.top_offset().unwrap_or(0);
        let start = self.mention.filter(|&at| mentions.get(at).is_some_and(|of| self.is_visible(of.span)));
        let below = mentions.partition_point(|of| (of.span.start as usize) < edge);
        let is_wanted = |&at: &usize| wanted(self, at);
        let found = if forward {
            (start.map_or(below, |at| at + 1)..mentions.len()).find(is_wanted)
        } else {
            (0..start.unwrap_or(below)).rev().find(is_wanted)
        };
        found.map(|mention| self.point_at(mention)).is_some()
    }

    /// The visible row on which the name under the cursor begins.
    pub fn mention_row(&self) -> Option<usize> {
        let span = self.page.as_ref()?.document.mentions.get(self.mention?)?.span;
        let begins = |row: &PageRow| {
            let laid = self.laid(row.fragment)?;
            let (line, place) = (laid.lines.get(row.line)?, laid.place(span)?);
            Some(line.range.contains(&place.start) && !place.is_empty())
        };
        self.visible.iter().position(|row| begins(row) == Some(true))
    }

    /// The first and the last visible row of the name under the cursor.
    pub fn mention_rows(&self) -> Option<(usize, usize)> {
        let span = self.page.as_ref()?.document.mentions.get(self.mention?)?.span;
        let first = self.mention_row()?;
        let shows = |row: &PageRow| self.seen(row.fragment, row.line).is_some_and(|seen| seen.overlaps(span));
        let last = self.visible.iter().rposition(shows).unwrap_or(first);
        Some((first, last.max(first)))
    }

    /// The mention drawn at a cell of the page: a row from the top and a column of that row.
    pub fn mention_at(&self, row: usize, column: usize) -> Option<usize> {
        let at = self.visible.get(row)?;
        let laid = self.laid(at.fragment)?;
        let offset = laid.text_at(at.line, column)?;
        let mentions = &self.page.as_ref()?.document.mentions;
        let from = laid.source(at.line)?;
        let first = mentions.partition_point(|mention| mention.span.end as usize <= from);
        let near = mentions.iter().enumerate().skip(first).take(64);
        near.filter(|&(at, _)| self.is_name(at))
            .find(|(_, mention)| laid.place(mention.span).is_some_and(|place| place.contains(&offset)))
            .map(|(at, _)| at)
    }

    fn point_at(&mut self, mention: usize) {
        self.mention = Some(mention);
        self.leave_note();
        let span = self.page.as_ref().and_then(|page| page.document.mentions.get(mention)).map(|of| of.span);
        if let Some(span) = span {
            self.reveal(span);
        }
    }

    /// Goes to a place and points at a name there.
    pub fn arrive(&mut self, arrival: &Arrival) {
        let Some(page) = self.page.clone() else { return };
        if let Some(note) = arrival.note {
            return self.go_to_note(note);
        }
        let mentions = page.document.mentions.iter().enumerate();
        let mut there = mentions.filter(|(_, of)| of.span.overlaps(arrival.span));
        let is_it = |span: Span| span.of(&page.document.text) == arrival.name;
        self.mention = there.find(|(at, of)| self.is_name(*at) && is_it(of.span)).map(|(at, _)| at);
        self.hit = None;
        match arrival.hit.and_then(|number| self.hit_at(number, arrival.span)) {
            Some(hit) => self.point_at_hit(hit),
            None => self.reveal(arrival.span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Key, Mention};
    use crate::query::DocumentPage;

    /// "Bell met Pike. Ann Bell left. Norwick slept.": two keys of Bell are one.
    fn page() -> DocumentPage {
        let text = "Bell met Pike. Ann Bell left. Norwick slept.";
        let mention = |word: &str, key| {
            let start = text.rfind(word).unwrap();
            Mention { span: Span::new(start, start + word.len()), kind: Kind::Person, key: Some(key) }
        };
        let bell = Mention { span: Span::new(0, 4), kind: Kind::Person, key: Some(0) };
        let mentions = vec![bell, mention("Pike", 1), mention("Ann Bell", 2), mention("Norwick", 3)];
        let key = |name: &str| Key { kind: Kind::Person, name: name.into(), bare: false };
        let entity = |kind, name: &str, hidden| ResolvedEntity { kind, name: name.into(), hidden };
        let document = Document {
            text: text.into(),
            keys: ["Bell", "Pike", "Ann Bell", "Norwick"].map(key).to_vec(),
            mentions,
            ..Document::default()
        };
        let entities = vec![
            entity(Kind::Person, "Ann Bell", false),
            entity(Kind::Person, "Pike", true),
            entity(Kind::Person, "Ann Bell", false),
            entity(Kind::Place, "Norwick", false),
        ];
        DocumentPage { document, entities, ..DocumentPage::default() }
    }

    #[test]
    fn what_is_known_overrules_what_was_recognised() {
        let marked = marked(&page());
        let first: Vec<_> = marked.iter().map(|marked| marked.map(|marked| marked.first)).collect();
        assert_eq!(first, [Some(true), None, Some(false), Some(true)]);
        assert_eq!(marked[3].unwrap().kind, Kind::Place);
        assert_eq!(marked[2].unwrap().entity, Some(0));
    }

    #[test]
    fn names_are_walked_past_hidden_ones_and_from_one_to_the_same() {
        let mut reader = Reader::default();
        reader.show(Arc::new(page()), &Arc::default());
        assert_eq!(reader.step_mention(true), None, "no name is under the cursor");
        assert_eq!(reader.place_among_mentions(), None);
        assert!(reader.step_name(true));
        assert_eq!(reader.step_mention(true), Some(true));
        assert_eq!(reader.mention, Some(2));
        assert_eq!(reader.place_among_mentions(), Some(("Ann Bell", 2, 2)));
        assert_eq!(reader.step_mention(true), Some(false));
        assert_eq!(reader.step_mention(false), Some(true));
        assert_eq!(reader.mention, Some(0));
        let arrival = Arrival {
            id: Default::default(),
            span: Span::new(15, 29),
            name: "Ann Bell".into(),
            hit: None,
            note: None,
        };
        reader.arrive(&arrival);
        assert_eq!(reader.mention, Some(2));
    }
}
