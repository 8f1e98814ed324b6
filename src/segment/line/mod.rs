//! A line of a file, measured: its words, dates, cues and form are read once, here, and all the
//! other rooms build on them.
//!
//! Not here: what a line is for (`roles`) and how its form is put in classes (`roles::form`).

pub mod counts;
pub mod fingerprint;
pub mod measure;
pub mod menu;
pub mod prefix;
pub mod terms;
mod wrap;
