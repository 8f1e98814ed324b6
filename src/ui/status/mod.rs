//! The two rows below the panes: positions and notices, hints or a prompt. The rows above
//! are in `header`.

mod hints;
mod position;
mod prompt;
mod rows;
mod useful;
mod which_key;

pub use rows::draw;
