//! How a worker is started, waits for its work, and survives failing at it.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::current::Current;
use super::mailbox::{Mailbox, Slot, mailbox};
use crate::app::Message;
use crate::terminal::{Outbox, crash};

/// What came of a piece of work; a failure in words for the reader.
pub type Outcome = Result<(), String>;

/// What all workers share.
#[derive(Clone)]
pub struct Crew {
    pub current: Arc<Current>,
    pub outbox: Outbox,
}

impl Crew {
    /// Starts a worker for which only the latest letter counts. It ends when the slot is dropped.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn serve_latest<T: Send + 'static>(
        &self,
        name: &str,
        mut work: impl FnMut(&Crew, T, &Mailbox<T>) -> Outcome + Send + 'static,
    ) -> io::Result<Slot<T>> {
        let (slot, mailbox) = mailbox();
        let crew = self.clone();
        crash::spawn(name, move || {
            while let Some(letter) = mailbox.wait() {
                survive(&crew, || work(&crew, letter, &mailbox));
            }
        })?;
        Ok(slot)
    }

    /// Starts a worker that does everything it is told, in turn; it may look ahead. It ends
    /// when the sender is dropped and everything is done.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn serve_all<T: Send + 'static>(
        &self,
        name: &str,
        mut work: impl FnMut(&Crew, T, &Receiver<T>) -> Outcome + Send + 'static,
    ) -> io::Result<(Sender<T>, JoinHandle<()>)> {
        let (sender, queue) = channel();
        let crew = self.clone();
        let thread = crash::spawn(name, move || {
            while let Ok(task) = queue.recv() {
                survive(&crew, || work(&crew, task, &queue));
            }
        })?;
        Ok((sender, thread))
    }
}

/// Does a piece of work; tells the reader if it fails or panics. The engine panics over some kinds
/// of damage, so a panic makes the index suspected.
fn survive(crew: &Crew, work: impl FnOnce() -> Outcome) {
    let failed = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return,
        Ok(Err(reason)) => reason,
        Err(_) => {
            crew.current.suspect();
            "that failed by a fault of perusal; a report is in its state folder".to_owned()
        }
    };
    crew.outbox.send(Message::Failed(failed));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::event::Event;

    #[test]
    fn a_worker_survives_a_failure_and_a_panic() {
        let (sender, events) = channel();
        let crew = Crew { current: Arc::new(Current::new(Vec::new(), Vec::new())), outbox: Outbox(sender) };
        let work = |_: &Crew, order: u8, _: &Receiver<u8>| match order {
            0 => Err("no".to_owned()),
            1 => panic!("a fault"),
            _ => Ok(()),
        };
        let (orders, thread) = crew.serve_all("worker", work).unwrap();
        for order in [0, 1, 2, 0] {
            orders.send(order).unwrap();
        }
        drop((orders, crew));
        thread.join().unwrap();
        let told: Vec<_> = events
            .iter()
            .map(|event| match event {
                Event::Message(Message::Failed(text)) => text,
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!((told[0].as_str(), told[2].as_str()), ("no", "no"));
    }
}
