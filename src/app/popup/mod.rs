//! What one types or chooses in, over the panes: prompts with their completions, and pickers.
//!
//! Not here: carrying out a correction that was typed (`correct`).

mod choose;
mod clippings;
pub mod completions;
mod editing;
pub mod note_draft;
pub mod notes_text;
mod open_folder;
pub mod picker;
pub mod prompt;
mod restore;
mod sets;
mod steps;

pub use choose::mode_word;
