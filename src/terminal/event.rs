//! The events the event loop waits for, and how threads send them.

use std::sync::mpsc::Sender;

use crate::app::Message;

/// What the loop waits for.
#[derive(Debug)]
pub enum Event {
    /// Something for the state.
    Message(Message),
    /// Something was typed and waits in the queue of the input.
    Typed,
    /// The system asks us to stop for a while (SIGTSTP).
    Suspend,
    /// We were stopped and go on (SIGCONT); the terminal may be in any state.
    Continued,
    /// Bytes for the terminal itself, such as a text for its clipboard.
    Write(Vec<u8>),
}

/// The sending end of the loop's queue.
#[derive(Clone, Debug)]
pub struct Outbox(pub Sender<Event>);

impl Outbox {
    /// Sends a message to the state.
    pub fn send(&self, message: Message) {
        self.post(Event::Message(message));
    }

    /// Sends an event to the loop.
    pub fn post(&self, event: Event) {
        // Without a receiver the program is ending, and every thread is stopped in another way.
        let _ = self.0.send(event);
    }
}
