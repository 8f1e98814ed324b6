//! When an answer was made: at a start what was answered the last time comes first.
//!
//! Not here: keeping it (`engine::seen`).

/// When an answer was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Age {
    /// For this very question.
    #[default]
    Fresh,
    /// When the same was asked at an earlier time; nothing has changed since, so it is the answer.
    Kept,
    /// When the same was asked at an earlier time, of a collection that has changed; the true answer follows.
    LastTime,
}
