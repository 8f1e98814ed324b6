//! Key input: keys as the program knows them (`key`), the table of commands (`command`), and which keys
//! stand for which command (`keymap`).
//!
//! Not here: what a command does (`perform`), and the fixed keys of prompts and pickers (`popup`).

pub mod command;
pub mod key;
pub mod keymap;
