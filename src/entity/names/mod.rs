//! Whom a typed or listed name means: the terms of all names, one name that is typed, the names of a list.

mod lookup;
mod search;
mod terms;

pub use lookup::Namesakes;
pub(super) use terms::{NameTerms, bounded};
