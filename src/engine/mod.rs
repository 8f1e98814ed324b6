//! Answers questions about the open collection. The screen, the command line and the tests learn
//! everything about it from [`Engine::answer`], which brings together what the index holds, where its
//! files are, and the user's corrections of names.
//!
//! Useful for: asking (`query::Question` in, `query::Answer` out), applying corrections, and mending a
//! damaged index.
//! Not for: deciding when a question is asked or answered (`app`, `terminal::workers`), storing and
//! searching rows (`index`), or filling an index (`ingest`).

mod alike;
mod beside;
mod contents;
mod copies;
mod corrected;
mod keep;
mod local;
mod notes;
mod page;
mod path;
mod pieces;
mod search;
mod seen;
mod sentences;
mod stories;
mod story_reports;

pub use local::Engine;
