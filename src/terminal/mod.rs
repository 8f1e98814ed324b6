//! The only threads of the program and its only real terminal. Here crossterm, signals and
//! descriptors are known, and nowhere else.
//!
//! ```text
//! input ─┐
//! signals ┼─ Event ─ queue → EventLoop ─→ app::update → effects → workers
//! workers ┘                      └──────→ ui::view → Screen
//! ```

mod background;
mod clipboard;
mod crash;
mod decode;
mod error;
mod event_loop;
mod guard;
mod input;
mod opened;
mod screen;
mod sequence;
mod signals;
mod start;
mod workers;

use std::sync::mpsc::Sender;

use crate::app::Message;

pub use error::Error;
pub use start::{Ending, Options, is_present, run};

/// What the loop waits for.
#[derive(Debug)]
enum Event {
    /// Something for the state.
    Message(Message),
    /// The system asks us to stop for a while (SIGTSTP).
    Suspend,
    /// We were stopped and go on (SIGCONT); the terminal may look like anything.
    Continued,
    /// Bytes for the terminal itself, such as a text for its clipboard.
    Write(Vec<u8>),
}

/// The way to the loop.
#[derive(Clone, Debug)]
struct Outbox(Sender<Event>);

impl Outbox {
    /// Tells the state something.
    fn send(&self, message: Message) {
        self.post(Event::Message(message));
    }

    /// Tells the loop something.
    fn post(&self, event: Event) {
        // When nobody listens any more the end has come, and every thread is told so otherwise.
        let _ = self.0.send(event);
    }
}
