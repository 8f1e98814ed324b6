//! Bringing a folder into the index: walking it (`walk`), seeing what changed (`plan`), reading
//! files on all cores (`feed`, `read`), and writing what was found in batches (`run`). What a file
//! says of the others is counted (`tally`), and some are read again for it. Documents are told
//! apart by what `locate` makes of them. Which folders have an index is known to `shelf`, the
//! reader's own lists of names to `lists`.
//!
//! Not here: what is in a file (`extract`, `segment`, `annotate`) and how it is kept (`index`,
//! `notebook`).

mod batch;
mod feed;
pub mod lists;
mod load;
mod locate;
mod plan;
pub mod read;
mod report;
mod root;
mod run;
pub mod shelf;
mod tally;
mod walk;

pub use crate::annotate::lists::Lists;
pub use feed::THREAD_NAME;
pub use load::file_bytes;
pub use report::{Progress, Summary};
pub use root::{Root, collection_name};
pub use run::{Error, run};
