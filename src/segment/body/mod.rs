//! The body of an article: which lines it covers (`extent`, with its `weights`), what kind of block each
//! line becomes (`block_kinds`, `caption`), and the blocks themselves (`blocks`), with what reads like
//! the text and is not (`pull_quotes`) or stands before its first words (`dateline`).
//!
//! Not here: the roles of lines, which a model reads (`roles`), and lines known from other files
//! (`boilerplate`).

pub mod block_kinds;
pub mod blocks;
mod caption;
mod dateline;
pub mod extent;
mod pull_quotes;
mod weights;
