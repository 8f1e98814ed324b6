//! Draws what is open over the panes: a picker, the card of an entity, the facts of a document; and
//! completions of what is typed.
//!
//! Not here: which of them is open (`app`).

pub mod card;
pub mod completions;
mod fact_rows;
pub mod facts;
pub mod follow;
mod ground;
pub mod note;
pub mod picker;
mod picker_flow;
mod picker_table;
