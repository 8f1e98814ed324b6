//! The date parser: text in ([`find_dates`]), dates with their spans out ([`DateExpression`]), over the
//! words and marks that dates are made of (`tokens`), the names of months and days of the week (`names`)
//! and the calendars of other years (`calendars`, `hebrew`). It needs nothing but `text`, `model` and
//! `lexicon::calendar`.
//!
//! Not here: what a date is the date of (`published`), and dates in running text (`annotate::amount`).

mod calendars;
mod expression;
mod hebrew;
mod names;
mod parser;
mod time;
mod tokens;

pub use expression::DateExpression;
pub use names::{has_full_weekday, has_weekday, weekday};
pub use parser::find_dates;
pub use time::has_time;
