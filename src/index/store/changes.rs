//! Changes on their way to the engine, handed over several at once: each time its thread is woken has its price.
//!
//! Not here: the limit on what waits for that thread (`queue`), and what is changed (`writer`).

use std::sync::Arc;

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::queue::{Queue, Queued};

/// So many changes, and bytes of rows, are handed over at once. Set by hand.
const AT_ONCE: usize = 32;
const AT_ONCE_BYTES: usize = 256 << 10;

/// A row's share of memory besides its texts, in bytes.
const ROW_BYTES: usize = 2048;

/// Changes that the engine does not have yet, in order.
#[derive(Default)]
pub(super) struct Changes {
    queue: Arc<Queue>,
    changes: Vec<UserOperation<Queued>>,
    /// The bytes of their rows.
    bytes: usize,
}

impl Changes {
    /// Takes away all rows with a term that were added before.
    pub(super) fn remove(&mut self, term: Term) {
        self.changes.push(UserOperation::Delete(term));
    }

    /// Adds a row of about so many bytes. Waits while much is queued.
    ///
    /// # Errors
    /// When the engine has stopped.
    pub(super) fn add(
        &mut self,
        row: TantivyDocument,
        bytes: usize,
        engine: &IndexWriter<Queued>,
    ) -> tantivy::Result<()> {
        let bytes = bytes + ROW_BYTES;
        // Rows that wait for room must not wait for those that are still here.
        if self.bytes + bytes > AT_ONCE_BYTES {
            self.hand_over(engine)?;
        }
        self.changes.push(UserOperation::Add(self.queue.admit(row, bytes)));
        self.bytes += bytes;
        if self.changes.len() >= AT_ONCE { self.hand_over(engine) } else { Ok(()) }
    }

    /// Gives the engine what it does not have yet.
    ///
    /// # Errors
    /// When it has stopped.
    pub(super) fn hand_over(&mut self, engine: &IndexWriter<Queued>) -> tantivy::Result<()> {
        self.bytes = 0;
        let changes = std::mem::take(&mut self.changes);
        if changes.is_empty() { Ok(()) } else { engine.run(changes).map(drop) }
    }
}
