//! Explains why the names of an entity are one: for each name the merge that brought it in.

use std::collections::{HashMap, VecDeque};

use super::entity::Entity;
use super::rule::{Merge, Rule, Strength};
use crate::model::KeyNumber;

/// Why a key belongs to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The key it was put together with, nearer to the name of the entity.
    pub with: KeyNumber,
    /// The rule of that last step.
    pub rule: Rule,
    /// Likely if any step from the name of the entity to this key is.
    pub strength: Strength,
}

/// For each key of an entity that was put together with another: why. The key the entity is
/// called by has no reason.
pub fn reasons(entity: &Entity<'_>) -> HashMap<KeyNumber, Reason> {
    let mut steps: HashMap<KeyNumber, Vec<(KeyNumber, Merge)>> = HashMap::new();
    for merge in entity.merges() {
        steps.entry(merge.one).or_default().push((merge.other, merge));
        steps.entry(merge.other).or_default().push((merge.one, merge));
    }
    let mut reasons: HashMap<KeyNumber, Reason> = HashMap::new();
    // All that can be reached by sure steps first, so that nothing sure is called likely.
    let mut reached = vec![(entity.called, Strength::Sure)];
    for least in [Strength::Sure, Strength::Likely] {
        let mut open: VecDeque<_> = reached.iter().copied().collect();
        while let Some((key, so_far)) = open.pop_front() {
            for &(next, merge) in steps.get(&key).into_iter().flatten() {
                if merge.strength < least || next == entity.called || reasons.contains_key(&next) {
                    continue;
                }
                let strength = so_far.min(merge.strength);
                // "UHW" is written as "U.H.W.", a reason only where that is the name.
                let known = reasons.get(&key).filter(|_| merge.rule == Rule::Writing);
                let (with, rule) = known.map_or((key, merge.rule), |known| (known.with, known.rule));
                reasons.insert(next, Reason { with, rule, strength });
                open.push_back((next, strength));
                reached.push((next, strength));
            }
        }
    }
    reasons
}
