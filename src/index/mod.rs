//! All that is derived from the files, in tantivy: files, documents, keys. It can be rebuilt
//! unasked at any time; what a reader made is in `notebook`.

mod collection;
mod dates;
mod error;
mod keys;
mod queue;
mod record;
mod schema;
mod segments;
mod store;
mod tokenizer;
mod writer;

pub use collection::{Collection, Counts, EntityCard, Snapshot};
pub use error::Error;
pub use store::{Index, Known};
pub use writer::Writer;
