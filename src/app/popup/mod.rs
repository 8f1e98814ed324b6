//! What one types or chooses in, over the panes: prompts with their completions, and pickers.
//!
//! Not here: carrying out a correction that was typed (`correct`).

mod choose;
mod clippings;
mod commands;
pub mod completions;
mod editing;
pub mod follow;
pub mod note_draft;
pub mod notes_text;
mod open_folder;
mod outline;
pub mod picker;
pub mod prompt;
mod restore;
mod screen_commands;
mod sets;
mod steps;
mod view_menu;

pub use choose::mode_word;
pub use commands::offered;
