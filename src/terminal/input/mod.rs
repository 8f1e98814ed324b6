//! Terminal input: the thread that reads it (`thread`), waiting for descriptors (`poll`), the stream of
//! bytes as messages (`decode`), single escape sequences (`sequence`).
//!
//! Not here: what a key does (`app`).

mod decode;
mod poll;
mod sequence;
mod thread;

pub use poll::wait;
pub use thread::{Input, open};
