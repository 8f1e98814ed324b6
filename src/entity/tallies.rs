//! How often each entity is mentioned and when first: counted once over all rows.

use super::entity_index::EntityIndex;
use super::row::{KeyMention, RowAddress};
use crate::model::PartialDate;
use crate::query::EntityListOrder;
use crate::resolve::EntityNumber;

/// What is counted for one entity.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntityTally {
    pub mentions: u32,
    /// The earliest publication that mentions it.
    pub first: Option<PartialDate>,
}

/// What is counted for all entities.
#[derive(Debug)]
pub struct EntityTallies(Vec<EntityTally>);

impl EntityTallies {
    /// Nothing counted yet.
    pub fn new(entities: &EntityIndex) -> EntityTallies {
        EntityTallies(vec![EntityTally::default(); entities.len()])
    }

    /// Counts the mentions of a row, which was published then.
    pub fn add(
        &mut self,
        entities: &EntityIndex,
        row: RowAddress,
        published: Option<PartialDate>,
        mentions: impl Iterator<Item = KeyMention>,
    ) {
        let of_keys: Vec<Option<EntityNumber>> = entities.of_keys(row).collect();
        for mention in mentions {
            let entity = of_keys.get(mention.key as usize).copied().flatten();
            if let Some(tally) = entity.and_then(|of| self.0.get_mut(of as usize)) {
                tally.mentions += 1;
                tally.first = [tally.first, published].into_iter().flatten().min();
            }
        }
    }

    /// What was counted for an entity.
    pub(super) fn of(&self, entity: EntityNumber) -> EntityTally {
        self.0.get(entity as usize).copied().unwrap_or_default()
    }
}

/// Whether a list can be put in this order only when mentions are counted.
pub fn needs_tallies(order: EntityListOrder) -> bool {
    matches!(order, EntityListOrder::Mentions | EntityListOrder::FirstSeen)
}
