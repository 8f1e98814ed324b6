//! The values of fields that take one of a few words: kinds, states, what is attached.
//!
//! Not here: formats, and reading a word of a query (`fields`).

use crate::model::DocumentKind;
use crate::query::condition::{Condition, State};

/// The values of a field that takes one of a few words.
pub(super) type Values<const N: usize> = [(&'static str, Condition); N];

pub(super) const KINDS: Values<2> =
    [("article", Condition::Kind(DocumentKind::Article)), ("list", Condition::Kind(DocumentKind::List))];

pub(super) const STATES: Values<7> = [
    ("unread", Condition::Is(State::Unread)),
    ("read", Condition::Is(State::Read)),
    ("starred", Condition::Is(State::Starred)),
    ("later", Condition::Is(State::Later)),
    ("seen", Condition::Is(State::Seen)),
    ("failed", Condition::Is(State::Failed)),
    ("list", Condition::Kind(DocumentKind::List)),
];

pub(super) const ATTACHED: Values<2> =
    [("attachment", Condition::Attached), ("attachments", Condition::Attached)];
