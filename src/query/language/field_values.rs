//! The values of fields that take one of a few words: kinds, states, colours, what is attached.
//!
//! Not here: formats, and reading a word of a query (`fields`).

use super::values::Values;
use crate::model::DocumentKind;
use crate::query::condition::{Condition, NumberRange, State};
use crate::query::kept::Colour;

pub(super) const KINDS: Values<2> =
    [("article", Condition::Kind(DocumentKind::Article)), ("list", Condition::Kind(DocumentKind::List))];

pub(super) const STATES: Values<11> = [
    ("unread", Condition::Is(State::Unread)),
    ("read", Condition::Is(State::Read)),
    ("starred", Condition::Is(State::Starred)),
    ("later", Condition::Is(State::Later)),
    ("seen", Condition::Is(State::Seen)),
    ("noted", Condition::Is(State::Noted)),
    ("new", Condition::Is(State::New)),
    ("failed", Condition::Is(State::Failed)),
    ("copy", Condition::Copy),
    ("story", Condition::Reports(NumberRange { from: 2, to: u32::MAX })),
    ("list", Condition::Kind(DocumentKind::List)),
];

pub(super) const COLOURS: Values<4> = [
    (Colour::Yellow.name(), Condition::Colour(Colour::Yellow)),
    (Colour::Green.name(), Condition::Colour(Colour::Green)),
    (Colour::Blue.name(), Condition::Colour(Colour::Blue)),
    (Colour::Red.name(), Condition::Colour(Colour::Red)),
];

pub(super) const ATTACHED: Values<2> =
    [("attachment", Condition::Attached), ("attachments", Condition::Attached)];
