//! The threads that read files, and the one that writes what they read.

use std::num::NonZero;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::batch::Batch;
use super::error::Error;
use super::read_queue::{InOrder, Numbered, ReadQueue, THREAD_NAME};
use super::root::Root;

/// The stack of a reading thread in bytes, as large as a main thread's usually is.
const STACK: usize = 8 << 20;

/// How long to wait for a file before writing what is there. The threads may be waiting for its
/// room.
const PATIENCE: Duration = Duration::from_millis(20);

/// Reads on all cores, writes on this thread.
pub(super) fn read_all(
    queue: &ReadQueue<'_>,
    root: &Root,
    cancelled: &AtomicBool,
    batch: &mut Batch<'_, '_>,
) -> Result<(), Error> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(queue.len());
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for started in 0..threads {
            let sender = sender.clone();
            let reader = thread::Builder::new().name(THREAD_NAME.to_owned()).stack_size(STACK);
            match reader.spawn_scoped(scope, move || queue.work(root, cancelled, &sender)) {
                Err(error) if started == 0 => return Err(Error::Threads(error)),
                // Fewer threads do as well.
                Err(_) => break,
                Ok(_) => {}
            }
        }
        drop(sender);
        let written = write(&receiver, batch);
        // After an error there is nobody to take what the threads read.
        queue.stop();
        written
    })
}

/// Writes files in the order of the plan until all that were begun have come.
fn write(receiver: &Receiver<Numbered>, batch: &mut Batch<'_, '_>) -> Result<(), Error> {
    let mut order = InOrder::default();
    loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(numbered) => batch.add(order.put(numbered))?,
            Err(RecvTimeoutError::Timeout) => batch.pause()?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}
