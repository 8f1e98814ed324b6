//! The names of all own lists in one table: spellings (aliases), the canonical name of each, and
//! patterns.

use regex::Regex;

use crate::model::ListName;

/// The names of all lists.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// The names of the lists, in their order.
    pub lists: Vec<ListName>,
    /// The canonical names of the spellings, each with the number of its list.
    pub canonical: Vec<(u8, String)>,
    /// Normalised spellings, each with the position of its name in `canonical`.
    pub spellings: Vec<(String, u32)>,
    pub patterns: Vec<ListPattern>,
}

/// A pattern of a list.
#[derive(Debug)]
pub(super) struct ListPattern {
    pub list: u8,
    pub regex: Regex,
    /// The name it is a spelling of, by its position; without one what it matches is the name.
    pub canonical: Option<u32>,
}
