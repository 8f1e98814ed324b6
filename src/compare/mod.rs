//! Documents beside each other: which of them report one event.
//!
//! Useful for: comparing documents that somebody else has read.
//! Not for: getting documents (`index`), showing what was found (`app`, `ui`, `cli`).

pub mod story;
