//! The headline of an article: how much a line looks like one (`score`), which line it is and which
//! of its words are the title (`find`), and what stands around a title in its line (`trimmings`).
//!
//! Not here: what a format states as its title (`authors::claimed`).

pub mod find;
pub mod score;
pub mod trimmings;
