//! The threads of the running screen and its only real terminal. Only here crossterm, signals and
//! descriptors are used. What keys mean and what is drawn is not decided here but in `app` and `ui`.
//!
//! ```text
//! input ─┐
//! signals ┼─ Event ─ queue → EventLoop ─→ app::update → effects → workers
//! workers ┘                      └──────→ ui::view → Display
//! ```
//!
//! Opening everything is in `start`, with `open_roots` for the indexes and `appearance` for the
//! theme; `input` reads the terminal, `output` writes to it; `workers` perform the effects of the
//! state; `crash` is for panics of the threads in `program_thread`, `clipboard` for texts that are
//! copied.

mod appearance;
mod clipboard;
mod crash;
mod error;
mod event;
mod event_loop;
mod input;
mod open_roots;
mod output;
mod program_thread;
mod signals;
mod start;
mod workers;

use event::Outbox;

pub use error::Error;
pub use start::{ExitReason, Options, is_present, run};
