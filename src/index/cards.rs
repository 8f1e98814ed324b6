//! Entities with their spellings, for those who ask about one, or for all of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::registry::Registry;
use super::snapshot::Snapshot;
use crate::model::{DocumentId, Key, Kind};
use crate::query::{Spelling, Why};
use crate::resolve::{Strength, reasons};

/// Somebody or something the documents speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityCard {
    pub kind: Kind,
    /// The name to show.
    pub name: String,
    /// Much of it rests on merges that are likely but not sure.
    pub guess: bool,
    pub documents: u32,
    /// Every name it goes by: its own first, then the most frequent.
    pub spellings: Vec<Spelling>,
}

impl Snapshot {
    /// Whom a key of a document means. `None` when the document or key is not indexed.
    pub fn entity_of(&self, id: DocumentId, key: &Key) -> Option<EntityCard> {
        let registry = self.view.registry().ok()?;
        registry.of_mention(id, key).and_then(|number| card(registry, number))
    }

    /// All keys as the resolver sees them: kind, name, whether bare, and documents.
    pub fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        self.view.registry().map(Registry::keys).unwrap_or_default()
    }

    /// The entities in most documents first, of one kind or of all; at most `limit`.
    pub fn entities(&self, kind: Option<Kind>, limit: usize) -> Vec<EntityCard> {
        let Ok(registry) = self.view.registry() else { return Vec::new() };
        let mut ranked: Vec<_> = (0u32..)
            .zip(&registry.documents)
            .filter(|&(_, &documents)| documents > 0)
            .filter_map(|(number, &documents)| Some((number, documents, registry.entity(number)?)))
            .filter(|&(.., (of, ..))| kind.is_none_or(|kind| kind == of))
            .map(|(number, documents, (_, name, _))| (Reverse(documents), name, number))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(limit);
        ranked.into_iter().filter_map(|(.., number)| card(registry, number)).collect()
    }
}

fn card(registry: &Registry, number: u32) -> Option<EntityCard> {
    let (kind, called, entity) = registry.entity(number)?;
    let reasons = reasons(&entity);
    let mut spellings: Vec<Spelling> = Vec::new();
    // A bare name is a key of its own in every document, but one spelling.
    let mut known: HashMap<&str, usize> = HashMap::new();
    for &key in entity.keys {
        let Some((_, name)) = registry.key(key) else { continue };
        let at = *known.entry(name).or_insert(spellings.len());
        if at == spellings.len() {
            spellings.push(Spelling { name: name.to_owned(), documents: 0, why: None });
        }
        let Some(spelling) = spellings.get_mut(at) else { continue };
        spelling.documents += registry.uses.get(key as usize).copied().unwrap_or(0);
        if let (None, Some(reason)) = (&spelling.why, reasons.get(&key).filter(|_| name != called)) {
            let with = registry.key(reason.with).map_or("", |(_, name)| name);
            let rule = reason.rule.words(with, name);
            let sure = reason.strength == Strength::Sure;
            spelling.why = Some(Why { with: with.to_owned(), rule, sure });
        }
    }
    let order = |of: &Spelling| (of.name != called, Reverse(of.documents));
    spellings.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
    let documents = registry.documents.get(number as usize).copied().unwrap_or(0);
    Some(EntityCard { kind, name: called.to_owned(), guess: entity.guess, documents, spellings })
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
        let spellings: Vec<(&str, u32)> =
            card.spellings.iter().map(|s| (s.name.as_str(), s.documents)).collect();
        assert_eq!(spellings, [("Mara Quill", 2), ("MARA QUILL", 1)]);
        let why = Why { with: "Mara Quill".into(), rule: "written differently".into(), sure: true };
        assert_eq!((&card.spellings[0].why, &card.spellings[1].why), (&None, &Some(why)));
        assert_eq!(town.entities(Some(Kind::Person), 1), [card]);
        assert!(town.entities(Some(Kind::Place), 9).is_empty());
        let stranger = Key { name: "Nobody".to_owned(), ..key };
        assert_eq!(town.entity_of(DocumentId(1), &stranger), None);
    }
}
