//! Applies the user's corrections to the table of entities once keys are grouped: names, hiding, and
//! names that stay separate though they are written alike.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bare_names::BareNames;
use super::corrected_keys::CorrectedKeys;
use super::entities::{Entities, EntityNumber, NamedKeys, name_number};
use super::key_use::KeyUse;
use crate::model::{KeyNumber, Kind};

impl Entities {
    /// Applies the corrections of whole entities.
    pub(super) fn apply(&mut self, keys: &[KeyUse<'_>], corrected: &CorrectedKeys<'_>, bare: &BareNames) {
        let mut hidden: Vec<_> = corrected.hidden.iter().filter_map(|&key| self.of_key(key)).collect();
        hidden.sort_unstable();
        hidden.dedup();
        self.hidden = hidden.into();
        let mut names = Vec::new();
        let mut detached: Vec<KeyNumber> = corrected.detached.iter().copied().collect();
        detached.sort_unstable();
        let mut namesakes: FxHashMap<(Kind, &str), u32> = FxHashMap::default();
        let mut anyone: Vec<KeyNumber> = bare.anyone.difference(&corrected.detached).copied().collect();
        anyone.sort_unstable();
        let mut plain = Vec::new();
        for key in anyone {
            let Some(of) = keys.get(key as usize) else { continue };
            let number = namesakes.entry((of.kind, of.name)).or_insert(0);
            *number += 1;
            match *number {
                1 => plain.push((name_number(of.kind, of.name, of.bare), key)),
                number => names.push((key, format!("{} ({number})", of.name))),
            }
        }
        self.add_names(plain);
        for key in detached {
            let Some(of) = keys.get(key as usize) else { continue };
            let number = namesakes.entry((of.kind, of.name)).or_insert(1);
            *number += 1;
            names.push((key, format!("{} ({number})", of.name)));
        }
        // One that was since corrected to be somebody else has a name already.
        names.retain(|&(key, _)| {
            self.of_key(key).and_then(|of| self.entity(of)).is_some_and(|of| of.called == key)
        });
        names.extend(corrected.called.iter().map(|&(key, name)| (key, name.to_owned())));
        let mut numbers = Vec::new();
        let mut renamed: BTreeMap<EntityNumber, String> = BTreeMap::new();
        for (key, name) in names {
            let Some(of) = keys.get(key as usize) else { continue };
            numbers.push((name_number(of.kind, &name, false), key));
            if let Some(entity) = self.of_key(key) {
                renamed.insert(entity, name);
            }
        }
        self.add_names(numbers);
        renamed.values().for_each(|name| self.renamed.names.push(name));
        self.renamed.entities = renamed.into_keys().collect();
        self.separate(keys, corrected);
    }

    /// Lets names that the reader separated be found though others are written like them.
    fn separate(&mut self, keys: &[KeyUse<'_>], corrected: &CorrectedKeys<'_>) {
        let separated = corrected.separated().filter_map(|key| self.of_key(key)).collect::<FxHashSet<_>>();
        let mut names = Vec::new();
        for number in separated {
            let own = self.entity(number).map_or(&[][..], |entity| entity.keys);
            for of in own.iter().filter_map(|&key| keys.get(key as usize)) {
                let found = self.find_key(of.kind, of.name, of.bare);
                let other = found.filter(|&found| self.of_key(found) != Some(number));
                if other.and_then(|other| keys.get(other as usize)).is_some_and(|other| other.name != of.name)
                {
                    names.push((of.kind, of.name.to_owned(), number));
                }
            }
        }
        names.sort_unstable_by(|a, b| (&a.1, a.2).cmp(&(&b.1, b.2)));
        self.separated = names;
    }

    /// Lets keys be found by more names; names that are there already keep their keys.
    pub(super) fn add_names(&mut self, names: impl IntoIterator<Item = (u64, KeyNumber)>) {
        let mut added: Vec<(u64, KeyNumber)> = names.into_iter().collect();
        if added.is_empty() {
            return;
        }
        let NamedKeys { names, keys } = &self.by_name;
        let mut all: Vec<(u64, KeyNumber)> = names.iter().copied().zip(keys.iter().copied()).collect();
        all.append(&mut added);
        all.sort_by_key(|&(number, _)| number);
        all.dedup_by_key(|&mut (number, _)| number);
        self.by_name = NamedKeys::of(&all);
    }
}
