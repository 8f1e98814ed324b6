//! The threads that do what the state asks for.

pub mod mailbox;

use std::sync::mpsc::Sender;

use super::Event;
use super::stand_in::app::{Effect, Message};

/// All workers, seen from the loop.
pub struct Workers {
    _events: Sender<Event>,
}

impl Workers {
    /// Starts them.
    pub fn start(events: Sender<Event>) -> Workers {
        Workers { _events: events }
    }

    /// Sees what the state sees.
    pub fn note(&mut self, _message: &Message) {}

    /// Has an effect done.
    pub fn perform(&mut self, _effect: Effect) {}
}
