//! The full-text index of a collection, in tantivy: files, documents, keys. All of it is derived from
//! the files and can be rebuilt at any time; what the user made is in `notebook`.
//!
//! ```text
//! Index ── writer() ─→ Writer: replace, touch, remove, commit                    store/
//!   └─ Collection ── snapshot() ─→ Snapshot                                      segments/
//!        └─ correct()               ├─ search, scores, passages, hits, facets    search/
//!                                   ├─ entity cards, profiles, lists, sentences  entities/
//!                                   └─ rows, document, place, counts
//! ```
//!
//! Useful for: keeping what was read, and searching it by words, names, dates and places.
//! Not for: deciding what is read again (`ingest`), parsing a typed query (`query`), or deciding what
//! entities names refer to (`entity`, which knows no engine: `entities/` gives it what segments hold).

mod addresses;
mod beginnings;
mod collection;
mod compared;
mod contents;
mod entities;
mod error;
mod fingerprints;
#[cfg(test)]
mod fixtures;
mod frame_page;
mod kept_tables;
mod known_stories;
mod last_copies;
mod lines_once;
mod near_copies;
mod novelty;
mod rows;
mod search;
mod segments;
mod snapshot;
mod store;
mod view;

pub use collection::Collection;
pub use error::Error;
pub use segments::{Committed, KnownFile, KnownFiles};
pub use snapshot::{Snapshot, StoredDocument};
pub use store::{
    Compacted, Extent, Index, IndexState, SCHEMA_VERSION, SEEN_LAST, SEEN_TOGETHER, Writer, forget_seen,
};
