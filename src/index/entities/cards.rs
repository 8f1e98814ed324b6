//! Entity cards from the index, and which entity each name of a document refers to.

use super::mentions::{mentioning_rows, roles};
use crate::entity::{EntityIndex, MentioningRow, by_date, card};
use crate::index::Snapshot;
use crate::index::view::View;
use crate::model::{Document, DocumentId, Key, Kind};
use crate::query::{EntityCard, ResolvedEntity, SentencePlace};

/// Sentences a card shows.
const LAST_SENTENCES: usize = 2;

impl Snapshot {
    /// The entity that a key of a document refers to, with the latest sentences about it; `None` when the
    /// document or key is not indexed.
    pub fn entity_of(&self, id: DocumentId, key: &Key) -> Option<EntityCard> {
        let entities = self.view.entities().ok()?;
        let number = entities.of_mention(id, key)?;
        let (mut card, mut rows) = self.view.card(entities, number)?;
        let rows = by_date(&mut rows).iter();
        let places: Vec<SentencePlace> =
            rows.take(LAST_SENTENCES).map(|row| (row.id, row.sentence)).collect();
        card.last = self.lines_of(&places, &[number]).unwrap_or_default();
        Some(card)
    }

    /// What the entity is called that a key of a document means.
    pub fn entity_name(&self, id: DocumentId, key: &Key) -> Option<String> {
        let entities = self.view.entities().ok()?;
        entities.entity(entities.of_mention(id, key)?).map(|(_, name, _)| name.to_owned())
    }

    /// Who has that name, in one of its spellings.
    pub fn entity(&self, kind: Kind, name: &str) -> Option<EntityCard> {
        let entities = self.view.entities().ok()?;
        self.view.card(entities, entities.find(kind, name)?).map(|(card, _)| card)
    }

    /// The entity of each key of a document, in the order of its keys; a key that is not indexed is its own.
    pub fn resolved_entities(&self, id: DocumentId, document: &Document) -> Vec<ResolvedEntity> {
        let entities = self.view.entities().ok();
        let resolved = |key: &Key| {
            let found = entities.and_then(|of| of.entity(of.of_mention(id, key)?));
            found.map_or_else(
                || ResolvedEntity { kind: key.kind, name: key.name.clone(), hidden: false },
                |(kind, name, entity)| ResolvedEntity { kind, name: name.to_owned(), hidden: entity.hidden },
            )
        };
        document.keys.iter().map(resolved).collect()
    }

    /// All keys as the resolver sees them: kind, name, whether bare, and documents.
    pub fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        self.view.entities().map(EntityIndex::keys).unwrap_or_default()
    }
}

impl View {
    /// The card of an entity, and its rows.
    pub(super) fn card(
        &self,
        entities: &EntityIndex,
        number: u32,
    ) -> Option<(EntityCard, Vec<MentioningRow>)> {
        let rows = mentioning_rows(self, entities, number);
        let roles = roles(self, entities, number, &rows);
        Some((card(entities, number, &rows, roles)?, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::town;
    use crate::query::{EntityListRequest, MergeReason};

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
        let why = MergeReason {
            with: "Mara Quill".into(),
            rule: "capitals, accents or spaces differ".into(),
            sure: true,
        };
        assert_eq!((&card.spellings[0].why, &card.spellings[1].why), (&None, &Some(why)));
        assert_eq!(entities(Kind::Person), std::slice::from_ref(&card));
        assert_eq!(town.entity(Kind::Person, "MARA QUILL"), Some(card));
        assert!(entities(Kind::Place).is_empty());
        let stranger = Key { name: "Nobody".to_owned(), ..key };
        assert_eq!(town.entity_of(DocumentId(1), &stranger), None);
    }
}
