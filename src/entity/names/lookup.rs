//! Looks the names of a list up among all entities at once: by the whole name, by names that hold all its words, and
//! by names that sound the same.
//!
//! Not here: one name that is typed (`search`).

use std::collections::HashMap;

use super::super::entity_index::EntityIndex;
use super::terms::{bounded, terms as words};
use crate::model::KeyNumber;
use crate::resolve::{EntityNumber, sound};

/// Names of fewer letters sound like too many others.
const SOUNDED: usize = 5;

/// Who has a name of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namesakes {
    /// Those with that very name; case, accents and marks apart.
    pub whole: Vec<EntityNumber>,
    /// Those with a name in which all its words stand, as a full name holds a family name.
    pub holding: Vec<EntityNumber>,
    /// Those with a name of which each word sounds like one of it.
    pub sounding: Vec<EntityNumber>,
}

/// The names of a list by one of their words, or by their sound.
type Wanted = HashMap<String, Vec<(usize, Vec<String>)>>;

impl EntityIndex {
    /// For each name of a list, of which all spellings are given, who has it.
    pub fn namesakes(&self, names: &[Vec<String>]) -> Vec<Namesakes> {
        let (mut by_word, mut by_sound) = (Wanted::new(), Wanted::new());
        for (at, spelling) in
            names.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |of| (at, of)))
        {
            let bounded = bounded(spelling);
            let words: Vec<String> = words(&bounded).map(str::to_owned).collect();
            // The longest word is in the fewest names.
            let Some(longest) = words.iter().max_by_key(|word| word.len()).cloned() else { continue };
            if longest.chars().count() >= SOUNDED {
                by_sound.entry(sounds(&bounded)).or_default().push((at, Vec::new()));
            }
            by_word.entry(longest).or_default().push((at, words));
        }
        let mut found = vec![Namesakes::default(); names.len()];
        self.each_name(|name, entities| {
            let count = words(name).count();
            for word in words(name) {
                for (at, wanted) in by_word.get(word).into_iter().flatten() {
                    if wanted.iter().all(|wanted| words(name).any(|word| word == wanted)) {
                        let is_whole =
                            wanted.len() == count && words(name).eq(wanted.iter().map(String::as_str));
                        let Some(of) = found.get_mut(*at) else { continue };
                        if is_whole { &mut of.whole } else { &mut of.holding }.extend(entities);
                    }
                }
            }
            for (at, _) in by_sound.get(&sounds(name)).into_iter().flatten() {
                found.get_mut(*at).into_iter().for_each(|of| of.sounding.extend(entities));
            }
        });
        for of in &mut found {
            for entities in [&mut of.whole, &mut of.holding, &mut of.sounding] {
                entities.sort_unstable();
                entities.dedup();
            }
        }
        found
    }

    /// Visits every name, [`bounded`], with who has it.
    fn each_name(&self, mut visit: impl FnMut(&str, &[EntityNumber])) {
        let shown = |entity: &EntityNumber| self.entities.entity(*entity).is_some_and(|of| !of.hidden);
        for (name, keys) in self.table.names() {
            let entities: Vec<EntityNumber> =
                keys.filter_map(|key| self.entities.of_key(key)).filter(shown).collect();
            visit(&name, &entities);
        }
        let detached = (self.table.len() as KeyNumber..).zip(&self.detached.keys);
        for (number, key) in detached {
            let entity = self.entities.of_key(number).filter(shown);
            visit(&bounded(&key.name), entity.as_slice());
        }
        for (entity, name) in self.renamed.iter().filter(|(entity, _)| shown(entity)) {
            visit(name, &[*entity]);
        }
    }
}

/// How the words of a name sound, in whatever order they stand.
fn sounds(bounded: &str) -> String {
    let mut sounds: Vec<String> = words(bounded).map(sound).collect();
    sounds.sort_unstable();
    sounds.join(" ")
}
