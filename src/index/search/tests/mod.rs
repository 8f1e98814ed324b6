//! Tests of what no single file of the room makes alone.

mod folded;
mod formatting;
