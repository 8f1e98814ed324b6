//! What is open over the panes: a picker, the card of an entity, the facts of a document; and the
//! completions offered for what is typed. Which is open is decided in `app`.

pub mod card;
pub mod completions;
mod fact_rows;
pub mod facts;
pub mod picker;
