//! Who wrote it: people named in a byline (`byline`, `people`), those who sign below the text
//! (`signed`), authors that are no people (`credits`), and what the format states of title and
//! authors (`claimed`).
//!
//! Not here: names in running text (`annotate`).

pub mod byline;
mod credits;
pub mod declared;
mod people;
mod signed;
