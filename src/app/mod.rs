//! The state of the program and the one function that changes it. Pure: no terminal, clock, thread, file
//! or lock. What happens arrives as a [`Message`], answers of the engine among them; what is to be done
//! leaves as an [`Effect`].
//!
//! `state` holds everything, with parts of the screen in `pane`, `reader`, `popup` and `screens`;
//! `input` says what keys mean. `update` changes the state by a message, `perform`, `correct` and
//! `popup` by a command, and `settle` makes everything fit the screen again (`layout`).
//!
//! Not here: drawing (`ui`), carrying out effects (`terminal`), and answering questions (`engine`).

mod batch;
mod clippings;
mod correct;
mod costs;
mod focus;
mod greeting;
mod history;
pub mod input;
pub mod layout;
mod message;
mod news;
pub mod pane;
mod perform;
mod pointer;
pub mod popup;
mod preferences;
mod put;
pub mod reader;
mod requests;
pub mod screens;
mod search_state;
mod settle;
mod state;
mod trouble;
pub mod tutor;
pub mod typeset;
mod undo;
mod unsaved;
mod update;

pub use batch::Batch;
pub use clippings::Clippings;
pub use correct::{document_words as document_correction_words, words as correction_words};
pub use focus::{Focus, View};
pub use message::{
    Effect, ExportJob, Exported, Message, Mouse, MouseAction, Progress, Session, Ticket, Trail,
};
pub use news::{News, ReadingNews};
pub use preferences::{KeptView, Settings, ViewChoices};
pub use put::{DossierPrompt, Put};
pub use requests::Greeting;
pub use search_state::SearchState;
pub use state::{App, Keys, Notice, Overlay};
pub use trouble::Trouble;
pub use update::update;
