//! The names of all lists in one table: spellings, what each is a spelling of, and patterns.

use regex::Regex;

use crate::model::ListName;

/// The names of all lists.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// The names of the lists, in their order.
    pub lists: Vec<ListName>,
    /// What the spellings are called by: the number of the list, and the name.
    pub called: Vec<(u8, String)>,
    /// Plain, with the position in `called` each.
    pub spellings: Vec<(String, u32)>,
    pub patterns: Vec<Pattern>,
}

/// A pattern of a list.
#[derive(Debug)]
pub(super) struct Pattern {
    pub list: u8,
    pub regex: Regex,
    /// The name it is a spelling of, by its position; without one what it matches is the name.
    pub called: Option<u32>,
}
