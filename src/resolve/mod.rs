//! Entity resolution over a whole collection: which keys are one entity, and why (also known as entity
//! disambiguation, deduplication of names or record linkage). Pure: it sees names and counts, no texts.
//!
//! What is surely one entity depends on the two names alone, so that a document more never separates
//! them: the same words in other letters, transliterations, aliases that a list knows. What is likely
//! one depends on the collection too: a shorter name goes to the only full name there that fits it, or
//! to the one that is in by far the most documents.
//!
//! Useful for: the table from keys to entities that search, facets and reader share.
//! Not for: short forms inside one document (`annotate::names`), or counting documents of entities
//! (`entity`).
//!
//! ```
//! use perusal::model::Kind;
//! use perusal::resolve::{KeyUse, resolve};
//!
//! let keys = ["volodymyr zelensky", "volodymyr zelenskyy", "ida marrel"].map(|name| KeyUse::new(Kind::Person, name, false));
//! let entities = resolve(&keys, &[]);
//! assert_eq!(entities.of_key(0), entities.of_key(1));
//! assert_ne!(entities.of_key(0), entities.of_key(2));
//! ```

mod addresses;
mod bare_names;
mod changes;
mod corrected;
mod entities;
mod entity;
mod explained;
mod grouping;
mod guessed;
mod kept;
mod key_use;
mod kinds;
mod lists;
mod merge;
mod organization;
mod person;
mod place;
mod reasons;
mod rule;
mod runs;
mod settle;
mod spelling;
#[cfg(test)]
mod tests;
mod usual_kinds;

pub use corrected::resolve;
pub use entities::Entities;
pub use entity::{Entity, EntityNumber};
pub use explained::{explain_acronyms, explained_acronyms};
pub use key_use::{KeyUse, Keys};
pub use reasons::{Reason, reasons};
pub use rule::{Merge, Rule, Strength};
pub use spelling::sound;
