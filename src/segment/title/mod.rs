//! The headline of an article: which lines have its form (`form`), how much one looks like one (`score`, with
//! `wording` and `weights`) and was read as one (`reading`, `learning`), which line it is and which of its words are the title (`find`,
//! `headline`), what stands around a title in its line (`trimmings`), and whether the title that
//! the format declares is the better one (`declared`).
//!
//! Not here: where articles of one file are separated (`split`).

pub mod declared;
pub mod find;
pub mod form;
pub mod headline;
pub mod learning;
mod reading;
mod score;
#[cfg(test)]
mod tests;
pub mod trimmings;
mod weights;
mod wording;
