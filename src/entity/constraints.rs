//! What a search demands of entities: which entities meet each name in the query, and which sentences of
//! a row meet all demands together.
//!
//! Not here: finding the rows (`index::search`).

use super::entity_index::EntityIndex;
use super::row::{KeyMention, RowAddress};
use crate::model::Kind;
use crate::query::{Condition, Criterion, Mode, Query, Search};
use crate::resolve::EntityNumber;

/// For each entity whether it meets one demand of a search.
pub type EntityConstraint = Vec<bool>;

/// What name a condition asks for: its kind, its terms, and whether the last may go on.
pub fn name_condition(condition: &Condition) -> Option<(Option<Kind>, &[String], bool)> {
    match condition {
        Condition::Named { kind, terms, prefix } => Some((*kind, terms, *prefix)),
        Condition::With { terms, prefix } => Some((None, terms, *prefix)),
        _ => None,
    }
}

/// Whether a query demands a name, so that entities are needed to answer it.
pub fn demands_names(query: &Query) -> bool {
    query.demanded().into_iter().any(|condition| name_condition(condition).is_some())
}

/// The constraints of a query, one for each clause that asks for a name.
pub fn query_constraints(entities: &EntityIndex, query: &Query) -> Vec<EntityConstraint> {
    let mut constraints = Vec::new();
    for clause in &query.clauses {
        let mut constraint: Option<EntityConstraint> = None;
        for (kind, terms, prefix) in clause.demanded().into_iter().filter_map(name_condition) {
            let named = entities.named(kind, terms, prefix);
            match &mut constraint {
                Some(any) => any.iter_mut().zip(named).for_each(|(any, of)| *any |= of),
                none => *none = Some(named),
            }
        }
        constraints.extend(constraint);
    }
    constraints
}

/// The entities a search is filtered by: documents without them are left out.
pub fn entity_filters(search: &Search) -> impl Iterator<Item = (Kind, &str)> {
    let included = search.filters.iter().filter(|filter| filter.mode == Mode::Include);
    included.filter_map(|filter| match &filter.criterion {
        Criterion::Entity { kind, name } => Some((*kind, name.as_str())),
        _ => None,
    })
}

/// The constraint that only the entity with a name meets; nobody does when there is none.
pub fn entity_constraint(entities: &EntityIndex, kind: Kind, name: &str) -> EntityConstraint {
    let mut chosen = vec![false; entities.len()];
    if let Some(slot) = entities.of_kind(kind, name).and_then(|entity| chosen.get_mut(entity as usize)) {
        *slot = true;
    }
    chosen
}

/// Whether an entity meets one of the constraints.
pub fn meets_any(constraints: &[EntityConstraint], entity: EntityNumber) -> bool {
    constraints.iter().any(|constraint| meets(constraint, entity))
}

/// The sentences of a row that meet all constraints, in order. Its mentions are read only where
/// its entities meet them.
pub fn sentences_meeting<M: Iterator<Item = KeyMention>>(
    entities: &EntityIndex,
    row: RowAddress,
    mentions: impl Fn() -> M,
    constraints: &[EntityConstraint],
) -> Vec<u32> {
    let of_row = entities.of_row(row);
    if !constraints.iter().all(|constraint| of_row.iter().any(|&of| meets(constraint, of))) {
        return Vec::new();
    }
    let of_keys: Vec<Option<EntityNumber>> = entities.of_keys(row).collect();
    let mut mentioned: Vec<(u32, EntityNumber)> = mentions()
        .filter_map(|mention| Some((mention.sentence, (*of_keys.get(mention.key as usize)?)?)))
        .collect();
    mentioned.sort_unstable();
    let sentences = mentioned.chunk_by(|a, b| a.0 == b.0).filter(|of_one| {
        let met = |constraint: &EntityConstraint| of_one.iter().any(|&(_, of)| meets(constraint, of));
        constraints.iter().all(met)
    });
    sentences.filter_map(|of_one| of_one.first().map(|&(sentence, _)| sentence)).collect()
}

fn meets(constraint: &EntityConstraint, entity: EntityNumber) -> bool {
    constraint.get(entity as usize) == Some(&true)
}
