//! A limit on the bytes that wait for the indexing thread (backpressure). The engine's own queue is
//! bounded by number of documents only, and ten thousand large ones would fill the memory.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::schema::document::{Document, TantivyDocument};

/// Bytes of rows that may wait. One larger row may wait alone.
const BYTES: usize = 16 << 20;

/// How long to wait for room before trying all the same: if the indexing thread has died, only
/// the engine can say so.
const PATIENCE: Duration = Duration::from_secs(10);

/// The bytes that wait.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<usize>,
    room: Condvar,
}

/// A row on its way to the indexing thread.
pub(super) struct Queued {
    row: TantivyDocument,
    _reservation: Reservation,
}

/// Bytes of the queue that are given back when it is dropped.
struct Reservation {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Queue {
    /// Waits until there is room for a row of about `bytes`.
    pub(super) fn admit(self: &Arc<Queue>, row: TantivyDocument, bytes: usize) -> Queued {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + bytes > BYTES;
        let (mut waiting, _) =
            self.room.wait_timeout_while(waiting, PATIENCE, full).unwrap_or_else(PoisonError::into_inner);
        *waiting += bytes;
        Queued { row, _reservation: Reservation { queue: Arc::clone(self), bytes } }
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let mut waiting = self.queue.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting -= self.bytes;
        self.queue.room.notify_all();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.row.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.row
    }
}
