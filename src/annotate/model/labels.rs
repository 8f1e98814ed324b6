//! The label set of the name model (first token or later token of a name, for each kind of name), and
//! the kinds these stand for.

use std::ops::Range;

use crate::model::Kind;

/// The kinds of name a model has labels for; each has a label for a name's first token and one for the rest.
pub const KINDS: [Kind; 5] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Name];

/// The names of a model's labels.
pub const LABELS: [&str; 11] = [
    "outside",
    "person",
    "person, on",
    "organization",
    "organization, on",
    "place",
    "place, on",
    "group",
    "group, on",
    "name",
    "name, on",
];

/// A range of tokens that is a name.
pub type Name = (Range<usize>, Kind);
