//! The texts of a document that facets take their values from: the column of each, and its value in a
//! document.

use super::schema::name;
use crate::model::{Document, SourceFile};
use crate::query::FacetText;

/// The column of a text.
pub(in crate::index) fn column(of: FacetText) -> &'static str {
    match of {
        FacetText::Source => name::SOURCE,
        FacetText::Language => name::LANGUAGE,
    }
}

/// The text of a document found in that file; empty when it has none.
pub(super) fn text<'d>(of: FacetText, _file: &'d SourceFile, document: &'d Document) -> &'d str {
    match of {
        FacetText::Source => document.source.as_deref(),
        FacetText::Language => document.language.as_deref(),
    }
    .unwrap_or_default()
}
