//! A mailbox for one letter: a newer one takes the place of one not yet fetched.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The side that puts letters in. The mailbox closes when it is dropped.
#[derive(Debug)]
pub struct Slot<T> {
    shared: Arc<Shared<T>>,
}

/// The side that takes them out.
#[derive(Debug)]
pub struct Mailbox<T> {
    shared: Arc<Shared<T>>,
}

#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    letter: Option<T>,
    closed: bool,
}

/// A new mailbox, by its two sides.
pub fn mailbox<T>() -> (Slot<T>, Mailbox<T>) {
    let state = Mutex::new(State { letter: None, closed: false });
    let shared = Arc::new(Shared { state, changed: Condvar::new() });
    (Slot { shared: Arc::clone(&shared) }, Mailbox { shared })
}

impl<T> Shared<T> {
    /// A poisoned lock is taken all the same: the state is whole at every moment.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Slot<T> {
    /// Puts a letter in; what was there and not fetched is gone.
    pub fn put(&self, letter: T) {
        self.shared.state().letter = Some(letter);
        self.shared.changed.notify_one();
    }
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        self.shared.state().closed = true;
        self.shared.changed.notify_one();
    }
}

impl<T> Mailbox<T> {
    /// Waits for a letter; `None` when the mailbox is closed and nobody needs an answer any more.
    pub fn wait(&self) -> Option<T> {
        let mut state = self.shared.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(letter) = state.letter.take() {
                return Some(letter);
            }
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether the letter being worked on is out of date.
    pub fn is_overtaken(&self) -> bool {
        let state = self.shared.state();
        state.closed || state.letter.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::mailbox;

    #[test]
    fn the_latest_letter_wins() {
        let (slot, mailbox) = mailbox();
        slot.put(1);
        slot.put(2);
        assert_eq!(mailbox.wait(), Some(2));
        assert!(!mailbox.is_overtaken());
        slot.put(3);
        assert!(mailbox.is_overtaken());
        assert_eq!(mailbox.wait(), Some(3));
    }

    #[test]
    fn whoever_waits_is_woken_by_a_letter_and_by_the_end() {
        let (slot, mailbox) = mailbox();
        let reader = std::thread::spawn(move || {
            let first = mailbox.wait();
            (first, mailbox.wait(), mailbox.is_overtaken())
        });
        slot.put("letter");
        // Closed before it is fetched it would not be worth an answer; so wait for the reader.
        while slot.shared.state().letter.is_some() {
            std::thread::yield_now();
        }
        drop(slot);
        assert_eq!(reader.join().unwrap(), (Some("letter"), None, true));
    }
}
