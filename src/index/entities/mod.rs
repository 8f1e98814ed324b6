//! Answers questions about entities from the segments: gives `entity` the rows that mention an entity,
//! their mentions, roles and documents.
//!
//! Not here: what is computed from these (`entity`).

mod cards;
#[cfg(test)]
mod correction_tests;
mod examples;
mod list;
mod mentions;
mod name_matches;
mod profile;
mod sentences;
