//! The index on disk: its schema, opening it, and writing files and documents into it as rows.
//!
//! Not here: reading rows back (`segments`), except for whole documents, which are decoded beside their
//! encoding (`layout`).

mod changes;
mod checksums;
mod compact;
mod directory;
mod folders;
mod generation;
mod index;
mod layout;
mod lazy_reader;
mod lock;
mod merging;
mod packed_date;
mod queue;
mod record;
mod schema;
mod to_read;
mod tokenizer;
mod verified;
mod version;
mod writer;

pub use compact::{Compacted, Extent};
pub use folders::{SEEN_LAST, SEEN_TOGETHER, forget_seen};
pub use generation::IndexState;
pub use index::Index;
pub(super) use layout::{decode, decode_blocks, decode_frame};
pub(super) use lazy_reader::Generation;
pub(super) use packed_date::{latest, pack_day, unpack};
pub(super) use record::{format_number, kind_from_number, kind_number, unpack_mention};
pub use schema::SCHEMA_VERSION;
pub(super) use schema::{Fields, facet_column, name, row, schema};
pub use writer::Writer;
