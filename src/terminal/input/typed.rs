//! What was typed and waits to be acted on, in order. A terminal without bracketed paste types a whole page at
//! once, far faster than it can be acted on: the queue is bounded, and beyond its bound nothing is read.
//!
//! Not here: reading (`thread`), and what keys mean (`app`).

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::app::input::key::Key;
use crate::app::{Message, Mouse};

/// So many keys wait at most; a paste counts by its length. About 24 MB.
const MOST: usize = 1 << 20;
/// A paste of so many bytes takes as much memory as a key.
const BYTES_PER_KEY: usize = 24;
/// No person types so many keys ahead.
const TYPED_BY_HAND: usize = 1024;

/// Something typed, pasted or done with the mouse.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The mouse was clicked or its wheel turned.
    Mouse(Mouse),
}

impl From<Typed> for Message {
    fn from(typed: Typed) -> Message {
        match typed {
            Typed::Key(key) => Message::Key(key),
            Typed::Paste(text) => Message::Paste(text),
            Typed::Mouse(mouse) => Message::Mouse(mouse),
        }
    }
}

impl Typed {
    /// How many keys it counts as.
    fn weight(&self) -> usize {
        match self {
            Typed::Paste(text) => 1 + text.len() / BYTES_PER_KEY,
            Typed::Key(_) | Typed::Mouse(_) => 1,
        }
    }
}

/// The queue between the thread that reads the terminal and the loop.
#[derive(Debug, Default)]
pub struct TypedQueue(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    typed: VecDeque<Typed>,
    weight: usize,
    /// The reading thread does not read until it is told that there is room.
    reader_waits: bool,
}

impl TypedQueue {
    /// Adds what was typed; whether nothing waited before, so that the loop has to be woken.
    ///
    /// Ctrl-C overtakes more than a person types ahead, and drops it, as it does in a shell.
    pub fn add(&self, typed: Vec<Typed>) -> bool {
        let mut waiting = self.lock();
        let was_empty = waiting.typed.is_empty();
        let woken = !was_empty || typed.is_empty();
        for typed in typed {
            if typed == Typed::Key(Key::ctrl('c')) && waiting.typed.len() > TYPED_BY_HAND {
                waiting.typed.clear();
                waiting.weight = 0;
            }
            waiting.weight += typed.weight();
            waiting.typed.push_back(typed);
        }
        !woken
    }

    /// Whether so much waits that no more shall be read. The reader is then told when there is room again.
    pub fn is_full(&self) -> bool {
        let mut waiting = self.lock();
        waiting.reader_waits = waiting.weight >= MOST;
        waiting.reader_waits
    }

    /// What was typed first, and whether the reader is to be told that there is room.
    pub fn next(&self) -> (Option<Typed>, bool) {
        let mut waiting = self.lock();
        let first = waiting.typed.pop_front();
        waiting.weight -= first.as_ref().map_or(0, Typed::weight);
        let room = waiting.weight <= MOST / 2 && std::mem::take(&mut waiting.reader_waits);
        (first, room)
    }

    /// Whether something waits.
    pub fn is_waiting(&self) -> bool {
        !self.lock().typed.is_empty()
    }

    /// A poisoned lock is taken all the same: the queue is whole at every moment.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::key::KeyCode;

    fn key(c: char) -> Typed {
        Typed::Key(Key::plain(KeyCode::Char(c)))
    }

    #[test]
    fn keys_stay_in_order_and_wake_once() {
        let queue = TypedQueue::default();
        assert!(!queue.add(vec![]) && queue.add(vec![key('a'), key('b')]) && !queue.add(vec![key('c')]));
        assert_eq!([(); 4].map(|()| queue.next().0), [Some(key('a')), Some(key('b')), Some(key('c')), None]);
        assert!(queue.add(vec![key('d')]) && queue.is_waiting());
    }

    #[test]
    fn a_full_queue_says_so_and_tells_the_reader_once_when_there_is_room() {
        let queue = TypedQueue::default();
        let page = Typed::Paste("x".repeat(BYTES_PER_KEY * MOST / 2));
        queue.add(vec![page.clone()]);
        assert!(!queue.is_full());
        queue.add(vec![page.clone(), key('a')]);
        assert!(queue.is_full());
        assert_eq!(queue.next(), (Some(page.clone()), false));
        assert_eq!(queue.next(), (Some(page), true));
        assert_eq!(queue.next(), (Some(key('a')), false));
        assert!(!queue.is_full());
    }

    #[test]
    fn ctrl_c_overtakes_what_no_person_has_typed_ahead_and_nothing_else() {
        let queue = TypedQueue::default();
        let stop = Typed::Key(Key::ctrl('c'));
        queue.add(vec![key('a'), stop.clone()]);
        assert_eq!(queue.next().0, Some(key('a')));
        queue.add(vec![key('x'); TYPED_BY_HAND]);
        queue.add(vec![stop.clone()]);
        assert_eq!(queue.next(), (Some(stop), false));
        assert!(!queue.is_waiting());
    }
}
