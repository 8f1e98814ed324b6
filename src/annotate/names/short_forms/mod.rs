//! Short forms (coreference of names) inside one document: "Ode", "M. Ode" and "Maren Ode" get the key
//! "Maren Ode"; "IMF" gets the key of the "International Monetary Fund" named beside it.
//!
//! Everything is looked up in tables, so that a document of a hundred thousand names, or one made to be
//! slow, takes time in proportion to its length.
//!
//! Not here: names of different documents (`resolve`).

mod form;
mod keys;
mod organizations;
mod people;

pub use keys::keys;
pub use organizations::unexplained;
