//! Entities in short, for those who ask about one, or for all of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::registry::Registry;
use super::snapshot::{Snapshot, View};
use super::spoken::{self, Row};
use crate::model::{Document, DocumentId, Key, Kind};
use crate::query::{EntityCard, MergeReason, ResolvedEntity, SentencePlace, Spelling};
use crate::resolve::{Strength, reasons};

/// Sentences a card shows.
const LAST_SENTENCES: usize = 2;

impl Snapshot {
    /// Whom a key of a document means, with the latest sentences about it; `None` when the
    /// document or key is not indexed.
    pub fn entity_of(&self, id: DocumentId, key: &Key) -> Option<EntityCard> {
        let registry = self.view.registry().ok()?;
        let number = registry.of_mention(id, key)?;
        let (mut card, mut rows) = self.view.card(registry, number)?;
        rows.sort_by_key(|row| (Reverse(row.date), row.id));
        let places: Vec<SentencePlace> =
            rows.iter().take(LAST_SENTENCES).map(|row| (row.id, row.sentence)).collect();
        card.last = self.lines_of(&places, &[number]).unwrap_or_default();
        Some(card)
    }

    /// Who has that name, in one of its spellings.
    pub fn entity(&self, kind: Kind, name: &str) -> Option<EntityCard> {
        let registry = self.view.registry().ok()?;
        self.view.card(registry, registry.find(kind, name)?).map(|(card, _)| card)
    }

    /// For each key of a document whom it means; what is not indexed means itself.
    pub fn meant(&self, id: DocumentId, document: &Document) -> Vec<ResolvedEntity> {
        let registry = self.view.registry().ok();
        let meant = |key: &Key| {
            let found = registry.and_then(|of| of.entity(of.of_mention(id, key)?));
            found.map_or_else(
                || ResolvedEntity { kind: key.kind, name: key.name.clone(), hidden: false },
                |(kind, name, entity)| ResolvedEntity { kind, name: name.to_owned(), hidden: entity.hidden },
            )
        };
        document.keys.iter().map(meant).collect()
    }

    /// All keys as the resolver sees them: kind, name, whether bare, and documents.
    pub fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        self.view.registry().map(Registry::keys).unwrap_or_default()
    }
}

impl View {
    /// The card of an entity, and its rows.
    pub(super) fn card(&self, registry: &Registry, number: u32) -> Option<(EntityCard, Vec<Row>)> {
        let (kind, name, entity) = registry.entity(number)?;
        let rows = spoken::rows(self, registry, number);
        let card = EntityCard {
            kind,
            name: name.to_owned(),
            guess: entity.guess,
            documents: registry.documents.get(number as usize).copied().unwrap_or(0),
            mentions: rows.iter().map(|row| row.mentions).sum(),
            spellings: spellings(registry, number),
            roles: spoken::roles(self, registry, number, &rows),
            last: Vec::new(),
        };
        Some((card, rows))
    }
}

/// The names an entity goes by: its own first, then the most frequent.
fn spellings(registry: &Registry, number: u32) -> Vec<Spelling> {
    let Some((.., entity)) = registry.entity(number) else { return Vec::new() };
    let Some((_, called, _)) = registry.key(entity.called) else { return Vec::new() };
    let reasons = reasons(&entity);
    let mut spellings: Vec<Spelling> = Vec::new();
    // A bare name is a key of its own in every document, but one spelling.
    let mut known: HashMap<(Kind, &str, Option<DocumentId>), usize> = HashMap::new();
    for &key in entity.keys {
        let Some((kind, name, _)) = registry.key(key) else { continue };
        let only_in = registry.only_in(key);
        let at = *known.entry((kind, name, only_in)).or_insert(spellings.len());
        if at == spellings.len() {
            spellings.push(Spelling { kind, name: name.to_owned(), only_in, documents: 0, why: None });
        }
        let Some(spelling) = spellings.get_mut(at) else { continue };
        spelling.documents += registry.uses.get(key as usize).copied().unwrap_or(0);
        if let (None, Some(reason)) = (&spelling.why, reasons.get(&key).filter(|_| name != called)) {
            let with = registry.key(reason.with).map_or("", |(_, name, _)| name);
            let rule = reason.rule.words(with, name);
            let sure = reason.strength == Strength::Sure;
            spelling.why = Some(MergeReason { with: with.to_owned(), rule, sure });
        }
    }
    let order = |of: &Spelling| (of.name != called, Reverse(of.documents));
    spellings.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
    spellings
}

#[cfg(test)]
mod tests {
    use super::super::samples::town;
    use super::*;
    use crate::query::EntityListRequest;

    #[test]
    fn a_card_lists_the_spellings_and_counts_documents_once() {
        let (_, _, town) = town();
        let entities = |kind| {
            town.entities(&EntityListRequest { kind: Some(kind), limit: 1, ..EntityListRequest::default() })
                .unwrap()
        };
        let key = Key { kind: Kind::Person, name: "Mara Quill".to_owned(), bare: false };
        let card = town.entity_of(DocumentId(1), &key).unwrap();
        assert_eq!((card.name.as_str(), card.documents), ("Mara Quill", 2));
        let spellings: Vec<(&str, u32)> =
            card.spellings.iter().map(|s| (s.name.as_str(), s.documents)).collect();
        assert_eq!(spellings, [("Mara Quill", 2), ("MARA QUILL", 1)]);
        let why = MergeReason { with: "Mara Quill".into(), rule: "written differently".into(), sure: true };
        assert_eq!((&card.spellings[0].why, &card.spellings[1].why), (&None, &Some(why)));
        assert_eq!(entities(Kind::Person), std::slice::from_ref(&card));
        assert_eq!(town.entity(Kind::Person, "MARA QUILL"), Some(card));
        assert!(entities(Kind::Place).is_empty());
        let stranger = Key { name: "Nobody".to_owned(), ..key };
        assert_eq!(town.entity_of(DocumentId(1), &stranger), None);
    }
}
