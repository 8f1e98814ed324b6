//! The body of an article: which lines it covers (`extent`) and what each of its lines becomes
//! (`blocks`), with what reads like the text and is not (`pull_quotes`) or stands before its first
//! words (`dateline`).
//!
//! Not here: the roles of lines, which are learned (`roles`), and lines known from other files
//! (`boilerplate`).

pub mod blocks;
mod dateline;
pub mod extent;
mod pull_quotes;
