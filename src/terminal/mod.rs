//! The terminal and the threads of the program. Only here are threads started and crossterm, signals and
//! file descriptors used.
//!
//! ```text
//! input ─┐
//! signals ┼─ Event ─ queue → EventLoop ─→ app::update → effects → workers
//! workers ┘                      └──────→ ui::view → Display
//! ```
//!
//! Opening everything is in `start`, with `open_roots` for the indexes and `appearance` for the theme;
//! `input` reads the terminal, `output` writes to it; `workers` do what the state asks for; `crash` is
//! for panics of the threads in `program_thread`, `fault` for what ends the process, `clipboard` for texts that are copied,
//! `programs` for those that open files, `settings_watch` for settings that are written anew meanwhile.
//!
//! Not here: what keys mean (`app`), and what is drawn (`ui`).

mod appearance;
mod clipboard;
mod clipboard_programs;
mod crash;
mod editor;
mod error;
mod event;
mod event_loop;
mod fault;
mod input;
mod open_roots;
mod output;
mod own_settings;
mod own_themes;
mod program_thread;
mod programs;
mod settings_watch;
mod signals;
mod start;
mod workers;

use event::Outbox;

pub use clipboard::copy_by_programs;
pub use crash::{install_printing_hook, report_path};
pub use error::Error;
pub use output::inspection::{TerminalFacts, inspect};
pub use own_settings::own_keymap;
pub use start::{ExitReason, Options, is_present, run};
