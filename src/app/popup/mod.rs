//! What opens over the panes to type or choose in: prompts with the names they complete, and pickers.
//! What is typed to correct a name is carried out in `correct`.

mod choose;
pub mod completions;
pub mod picker;
pub mod prompt;

pub use choose::mode_word;
