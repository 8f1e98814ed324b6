//! Short forms inside one document: "Ode", "M. Ode" and "Maren Ode" are the key "Maren Ode",
//! "IMF" is the "International Monetary Fund" named beside it. Names of different documents
//! are compared in `resolve`.
//!
//! Everything is looked up in tables, so that a document of a hundred thousand names, or one
//! made to be slow, takes time in proportion to its length.

mod form;
mod keys;
mod organizations;
mod people;

pub use keys::keys;
pub use organizations::unexplained;
