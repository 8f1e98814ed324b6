//! The language of search: what is asked (text a person types, filters chosen beside it) and the
//! shapes in which the answer comes back. Pure: no index is known here.
//!
//! Useful for: turning typed text into a [`Query`], showing it back as understood, finding its
//! matches in one text. Not for: running it over a collection (`index`).

mod dates;
mod display;
mod fields;
mod lex;
mod marks;
mod matches;
mod parse;
mod request;
mod results;

pub use fields::is_field;
pub use marks::{Change, Marks};
pub use matches::{matches, title_matches};
pub use parse::{Parsed, parse};
pub use request::{Clause, Condition, Criterion, Filter, Mode, Order, Query, Search, State, TextField};
pub use results::{Facet, FacetGroup, FacetValue, Facets, Found, Passage, Row, Spelling, Why};
