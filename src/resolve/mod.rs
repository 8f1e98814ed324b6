//! Which keys are one entity, over a whole collection, and why. Pure: it sees names and counts,
//! no texts.
//!
//! What is surely one depends on the two names alone, so that a document more never separates them:
//! the same words in other letters, transliterations, names a list knows. What is likely one
//! depends on the collection too: a shorter name goes to the only bearer it has there, or to one
//! that is in by far the most documents.
//!
//! Useful for: the table from keys to entities that search, facets and reader share.
//! Not for: short forms inside one document (`annotate`), nor counting documents of entities
//! (`entity`).

mod corrected;
mod corrected_keys;
mod entities;
mod grouping;
mod key_use;
mod lists;
mod merge;
mod organization;
mod person;
mod place;
mod reasons;
mod rule;
mod spelling;
#[cfg(test)]
mod tests;

pub use entities::{Entities, Entity, EntityNumber};
pub use grouping::resolve;
pub use key_use::KeyUse;
pub use reasons::{Reason, reasons};
pub use rule::{Merge, Rule, Strength};
pub use spelling::sound;
