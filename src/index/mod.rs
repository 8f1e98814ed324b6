//! All that is derived from the files, in tantivy: files, documents, keys. It can be rebuilt
//! unasked at any time; what a reader made is in `notebook`.
//!
//! ```text
//! Index ── writer() ─→ Writer: replace, touch, remove, commit                    store/
//!   └─ Collection ── snapshot() ─→ Snapshot                                      segments/
//!        └─ correct()               ├─ search, scores, passages, hits, facets    search/
//!                                   ├─ entity cards, profiles, lists, sentences  entities/
//!                                   └─ rows, document, place, counts
//! ```
//!
//! Useful for: keeping what was read, asking for it by words, names, dates and places.
//! Not for: deciding what is read anew (`ingest`), what a typed query means (`query`), or which
//! entity a name refers to (`entity`, which knows no engine: `entities/` gives it what segments hold).

mod collection;
mod entities;
mod error;
#[cfg(test)]
mod fixtures;
mod rows;
mod search;
mod segments;
mod snapshot;
mod store;
mod view;

pub use collection::Collection;
pub use error::Error;
pub use segments::KnownFile;
pub use snapshot::Snapshot;
pub use store::{Index, IndexState, Writer};
