//! The state of the program and the one function that changes it. Pure: no terminal, clock,
//! thread, file or lock; what happens arrives as a [`Message`], what is to be done leaves as an
//! [`Effect`]. Answers of the index arrive as messages too; nothing is drawn here.
//!
//! `state` holds everything, with parts of the screen in `pane`, `reader`, `popup` and `screens`;
//! `input` gives keys their meaning. `update` changes the state by a message, `perform`, `correct` and
//! `popup` by a command, and `settle` makes everything fit the screen again (`layout`).

mod correct;
mod focus;
mod history;
pub mod input;
pub mod layout;
mod message;
pub mod pane;
mod perform;
pub mod popup;
pub mod reader;
pub mod screens;
mod search_state;
mod settle;
mod state;
pub mod typeset;
mod undo;
mod update;

pub use correct::words as correction_words;
pub use focus::{Focus, View};
pub use message::{Effect, Message, Mouse, MouseAction, Progress, Session, Ticket};
pub use search_state::SearchState;
pub use state::{App, Keys, Notice, Overlay, Settings};
pub use update::update;
