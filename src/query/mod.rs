//! The language of search: what is asked (text a person types, filters chosen beside it), the
//! shapes in which the answer comes back, and what a person says of the names in it. Pure: no
//! index is known here.
//!
//! Useful for: turning typed text into a [`Query`], showing it back as understood, finding its
//! matches in one text. Not for: running it over a collection (`index`).

mod correction;
mod correction_file;
mod dates;
mod display;
mod entities;
mod fields;
mod lex;
mod marks;
mod matches;
mod parse;
mod request;
mod results;

pub use correction::{Correction, Corrections, Edit, Ledger, Named, Told};
pub use correction_file::{
    CorrectionsRead, DocumentPlace, correction_line, corrections_head, read_corrections,
};
pub use entities::{
    EntityCard, EntityRow, Line, Meant, Profile, RoleTold, Roster, RosterAsked, RosterOrder, SeenWith,
    SentencePlace, Spelling, Why,
};
pub use fields::{NameTyped, field_of, is_field, name_typed};
pub use marks::{Change, Marks};
pub use matches::{matches, title_matches, with_spans};
pub use parse::{Parsed, parse};
pub use request::{Clause, Condition, Criterion, Filter, Mode, Order, Query, Search, State, TextField};
pub use results::{Facet, FacetGroup, FacetValue, Facets, Found, Passage, Row};
