//! What the words of a query depend on beside themselves.

use jiff::civil::Date;

use crate::model::ListName;

/// What the words of a query mean where and when it is typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct QueryContext<'a> {
    /// The user's own lists, whose names are fields too.
    pub lists: &'a [ListName],
    /// The day that `last-30d` counts from.
    pub today: Date,
}
