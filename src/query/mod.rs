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

pub use correction::{Correction, CorrectionLog, Corrections, Edit, NameReference, RecordedCorrection};
pub use correction_file::{
    DocumentPlace, ParsedCorrections, correction_line, corrections_head, read_corrections,
};
pub use entities::{
    CoOccurrence, EntityCard, EntityList, EntityListOrder, EntityListRequest, EntityRow, MergeReason,
    Profile, ResolvedEntity, SentenceLine, SentencePlace, Spelling, StatedRole,
};
pub use fields::{NameTyped, field_of, is_field, name_typed};
pub use marks::{MarkChange, Marks};
pub use matches::{matches, title_matches, with_spans};
pub use parse::{Parsed, parse};
pub use request::{Clause, Condition, Criterion, Filter, Mode, Order, Query, Search, State, TextField};
pub use results::{Facet, FacetGroup, FacetValue, Facets, Passage, Row, SearchResults};
