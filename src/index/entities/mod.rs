//! What is asked of entities, answered from segments: this folder gives `entity` the rows that
//! mention an entity, their mentions, roles and documents. What follows from these is decided there.

mod cards;
#[cfg(test)]
mod correction_tests;
mod list;
mod mentions;
mod profile;
mod sentences;
