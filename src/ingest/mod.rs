//! Indexing a folder: finds the files that are new or changed, reads them, and writes them into the
//! index.
//!
//! ```text
//! walk ─→ plan (new, changed, gone) ─→ read_queue ─ threads: load, read ─→ batch ─→ Writer
//!                                                          └→ boilerplate: files to read once more
//! ```
//!
//! A text that lies `beside` a scan is read with it. Formats with parsers of others are read in a process of their own (`apart`).
//!
//! `run` takes these steps one after the other and `report` says how far it is. `index_locator` knows
//! which folders have an index, `root` names files below one, `document_locators` is what documents are
//! recognised by when their file moves or changes, `corrected` applies what the reader says of documents,
//! `own_lists` reads the user's lists of names, `purge` removes what is kept of a folder, `provenance` tells what a
//! file says of where it comes from.
//!
//! Not here: what is in a file (`extract`, `segment`, `annotate`) and how it is kept (`index`,
//! `notebook`).

pub mod apart;
mod batch;
mod beside;
mod boilerplate;
mod corrected;
mod document_locators;
mod error;
mod file_bytes;
#[cfg(test)]
mod fixture;
pub mod index_locator;
mod large;
mod links;
mod load;
pub mod own_lists;
mod plan;
pub mod provenance;
pub mod purge;
pub mod read;
mod read_queue;
mod reading_threads;
mod report;
mod root;
mod run;
mod stamp;
#[cfg(test)]
mod tests;
mod walk;

pub use crate::annotate::lists::Lists;
pub use apart::Passwords;
pub use beside::files::FilesBeside;
pub use error::Error;
pub use file_bytes::{file_bytes, stream_bytes};
pub use plan::RunSort;
pub use read_queue::THREAD_NAME;
pub use report::{Progress, Summary};
pub use root::{Root, collection_name, known_path};
pub use run::{run, run_as};
