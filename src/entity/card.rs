//! The card of an entity, a summary of it: its names and why they are one entity, its roles, how often
//! it is mentioned.
//!
//! Not here: the full page (`profile`), and drawing either (`ui`).

use std::cmp::Reverse;
use std::collections::HashMap;

use super::entity_index::EntityIndex;
use super::mentioning_row::MentioningRow;
use crate::model::{DocumentId, Kind};
use crate::query::{EntityCard, MergeReason, Spelling, StatedRole};
use crate::resolve::{EntityNumber, Strength, reasons};

/// The card of an entity, given the rows that mention it and its roles in them; without sentences.
pub fn card(
    entities: &EntityIndex,
    number: EntityNumber,
    rows: &[MentioningRow],
    roles: Vec<StatedRole>,
) -> Option<EntityCard> {
    let (kind, name, entity) = entities.entity(number)?;
    Some(EntityCard {
        kind,
        name: name.to_owned(),
        guess: entity.guess,
        documents: entities.documents().get(number as usize).copied().unwrap_or(0),
        mentions: rows.iter().map(|row| row.mentions).sum(),
        spellings: spellings(entities, number),
        roles,
        last: Vec::new(),
    })
}

/// The names an entity goes by: its own first, then the most frequent.
fn spellings(entities: &EntityIndex, number: EntityNumber) -> Vec<Spelling> {
    let Some((.., entity)) = entities.entity(number) else { return Vec::new() };
    let Some((_, called, _)) = entities.key(entity.called) else { return Vec::new() };
    let reasons = reasons(&entity);
    let mut spellings: Vec<Spelling> = Vec::new();
    // A bare name is a key of its own in every document, but one spelling.
    let mut known: HashMap<(Kind, &str, Option<DocumentId>), usize> = HashMap::new();
    for &key in entity.keys {
        let Some((kind, name, _)) = entities.key(key) else { continue };
        let only_in = entities.only_in(key);
        let at = *known.entry((kind, name, only_in)).or_insert(spellings.len());
        if at == spellings.len() {
            spellings.push(Spelling { kind, name: name.to_owned(), only_in, documents: 0, why: None });
        }
        let Some(spelling) = spellings.get_mut(at) else { continue };
        spelling.documents += entities.key_documents(key);
        if let (None, Some(reason)) = (&spelling.why, reasons.get(&key).filter(|_| name != called)) {
            let with = entities.key(reason.with).map_or("", |(_, name, _)| name);
            let rule = reason.rule.words(with, name);
            let sure = reason.strength == Strength::Sure;
            spelling.why = Some(MergeReason { with: with.to_owned(), rule, sure });
        }
    }
    let order = |of: &Spelling| (of.name != called, Reverse(of.documents));
    spellings.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
    spellings
}
