//! Answers questions about the open collection: what the screen, the command line and the tests
//! know of it they know from [`Engine::answer`]. Here meet what an index holds, where its files
//! are, and the reader's corrections of names.
//!
//! Useful for: asking (`query::Question` in, `query::Answer` out), putting corrections in force, and
//! mending a damaged index. Not for: deciding when a question is asked or answered (`app`,
//! `terminal::workers`), what stands in an index (`index`), or filling one (`ingest`).

mod local;
mod page;
mod search;

pub use local::Engine;
