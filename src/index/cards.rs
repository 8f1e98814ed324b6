//! Entities with their spellings, for those who ask about one, or for all of them.

use std::cmp::Reverse;

use super::registry::Registry;
use super::snapshot::Snapshot;
use crate::model::{DocumentId, Key, Kind};

/// Somebody or something the documents speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityCard {
    pub kind: Kind,
    /// The name to show.
    pub name: String,
    /// It rests on a merge that is likely but not sure.
    pub guess: bool,
    pub documents: u32,
    /// Every name it goes by, with the number of documents, the most frequent first.
    pub spellings: Vec<(String, u32)>,
}

impl Snapshot {
    /// Whom a key of a document means. `None` when the document or key is not indexed.
    pub fn entity_of(&self, id: DocumentId, key: &Key) -> Option<EntityCard> {
        let registry = self.view.registry().ok()?;
        registry.of_mention(id, key).and_then(|number| card(registry, number))
    }

    /// The entities in most documents first, of one kind or of all; at most `limit`.
    pub fn entities(&self, kind: Option<Kind>, limit: usize) -> Vec<EntityCard> {
        let Ok(registry) = self.view.registry() else { return Vec::new() };
        let mut ranked: Vec<_> = (0u32..)
            .zip(&registry.documents)
            .filter_map(|(number, &documents)| Some((number, documents, registry.entities.entity(number)?)))
            .filter(|&(_, documents, entity)| documents > 0 && kind.is_none_or(|kind| kind == entity.kind))
            .collect();
        ranked
            .sort_unstable_by_key(|&(number, documents, entity)| (Reverse(documents), &entity.name, number));
        ranked.truncate(limit);
        ranked.into_iter().filter_map(|(number, ..)| card(registry, number)).collect()
    }
}

fn card(registry: &Registry, number: u32) -> Option<EntityCard> {
    let entity = registry.entities.entity(number)?;
    let mut spellings: Vec<(String, u32)> = Vec::new();
    for of in entity.keys.iter().filter_map(|&key| registry.uses.get(key as usize)) {
        // A bare name is a key of its own in every document, but one spelling.
        match spellings.iter_mut().find(|(name, _)| *name == of.name) {
            Some((_, documents)) => *documents += of.documents,
            None => spellings.push((of.name.clone(), of.documents)),
        }
    }
    spellings.sort_unstable_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    Some(EntityCard {
        kind: entity.kind,
        name: entity.name.clone(),
        guess: entity.guess,
        documents: registry.documents.get(number as usize).copied().unwrap_or(0),
        spellings,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::town;
    use super::*;

    #[test]
    fn a_card_lists_the_spellings_and_counts_documents_once() {
        let (_, _, town) = town();
        let key = Key { kind: Kind::Person, name: "Mara Quill".to_owned(), bare: false };
        let card = town.entity_of(DocumentId(1), &key).unwrap();
        assert_eq!((card.name.as_str(), card.documents), ("Mara Quill", 2));
        assert_eq!(card.spellings, [("Mara Quill".to_owned(), 2), ("MARA QUILL".to_owned(), 1)]);
        assert_eq!(town.entities(Some(Kind::Person), 1), [card]);
        assert!(town.entities(Some(Kind::Place), 9).is_empty());
        let stranger = Key { name: "Nobody".to_owned(), ..key };
        assert_eq!(town.entity_of(DocumentId(1), &stranger), None);
    }
}
