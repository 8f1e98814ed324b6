//! Terminal input: the thread that reads it (`thread`), waiting for descriptors (`poll`), the stream of
//! bytes as messages (`decode`), single escape sequences (`sequence`), the
//! queue of what was typed (`typed`).
//!
//! Not here: what a key does (`app`).

mod decode;
mod poll;
mod sequence;
mod thread;
mod typed;

pub use poll::wait;
pub use thread::{Input, open};
