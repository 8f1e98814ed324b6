//! All that is derived from the files, in tantivy: files, documents, keys. It can be rebuilt
//! unasked at any time; what a reader made is in `notebook`.
//!
//! ```text
//! Index ── writer() ─→ Writer: replace, touch, remove, commit
//!   └─ Collection ── snapshot() ─→ Snapshot: search, rows, passages, hits, facets, document,
//!        └─ correct()                        entity cards, …
//! ```
//!
//! Useful for: keeping what was read, asking for it by words, names, dates and places.
//! Not for: deciding what is read anew (`ingest`), or what a typed query means (`query`).

mod bank;
mod cards;
mod collection;
mod concordance;
mod dates;
mod docset;
mod error;
mod facets;
mod generation;
mod hits;
mod key_table;
mod keys;
mod occurrences;
mod passages;
mod profile;
mod queue;
mod rank;
mod record;
mod registry;
mod roster;
mod rows;
#[cfg(test)]
mod samples;
mod schema;
mod score;
mod search;
mod segments;
mod select;
mod snapshot;
mod sought;
mod spoken;
mod store;
mod tokenizer;
mod writer;

pub use collection::Collection;
pub use error::Error;
pub use generation::Condition;
pub use rows::Counts;
pub use snapshot::Snapshot;
pub use store::{Index, KnownFile};
pub use writer::Writer;
