//! Which keys are one entity, over a whole collection. Pure: it sees names and counts, no texts.

use std::collections::HashMap;

use crate::model::{DocumentId, KeyNumber, Kind};

/// A key with the number of documents that use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUse {
    pub kind: Kind,
    pub name: String,
    pub bare: bool,
    pub documents: u32,
}

/// Somebody or something, with all the keys that mean it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub kind: Kind,
    pub name: String,
    pub keys: Vec<KeyNumber>,
    pub guess: bool,
}

/// The entities of a collection.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    of_key: Vec<u32>,
    by_name: HashMap<(Kind, String), u32>,
}

/// One entity for each kind and name, whatever the case.
pub fn resolve(keys: &[KeyUse]) -> Entities {
    let mut entities = Entities::default();
    let mut folded = HashMap::new();
    for (number, key) in keys.iter().enumerate() {
        let next = entities.all.len() as u32;
        let entity = *folded.entry((key.kind, crate::text::fold::fold(&key.name))).or_insert(next);
        if entity == next {
            let name = key.name.clone();
            entities.by_name.insert((key.kind, name.clone()), next);
            entities.all.push(Entity { kind: key.kind, name, keys: Vec::new(), guess: false });
        }
        if let Some(entity) = entities.all.get_mut(entity as usize) {
            entity.keys.push(number as KeyNumber);
        }
        entities.of_key.push(entity);
    }
    entities
}

impl Entities {
    /// The entity of a key.
    pub fn of_key(&self, key: KeyNumber) -> u32 {
        self.of_key[key as usize]
    }

    /// The entity a key means in one document.
    pub fn of_mention(&self, document: DocumentId, key: KeyNumber) -> u32 {
        let _ = document;
        self.of_key(key)
    }

    /// The entity with that number.
    pub fn entity(&self, number: u32) -> &Entity {
        &self.all[number as usize]
    }

    /// The entity of that kind shown under that name.
    pub fn find(&self, kind: Kind, name: &str) -> Option<u32> {
        self.by_name.get(&(kind, name.to_owned())).copied()
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}
