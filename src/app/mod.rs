//! The state of the program and the one function that changes it. Pure: no terminal, clock,
//! thread, file or lock; what happens arrives as a [`Message`], what shall be done leaves as an
//! [`Effect`].

pub mod key;
mod message;

pub use message::{Card, Change, Effect, Message, Mouse, MouseAction, Page, Progress, Session, Ticket};
