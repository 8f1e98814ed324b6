//! What the reader made, in SQLite: document ids, read marks, stars, positions, sessions,
//! corrections. It is migrated, never rebuilt; what can be derived from the files is in `index`.
//! SQLite is known here only; one file a group of tables.

mod backup;
mod connection;
mod corrections;
mod documents;
mod edition;
mod error;
mod marks;
mod memory;
mod mend;
mod migrate;
mod open;
mod positions;
mod session;

pub use connection::Notebook;
pub use documents::{DocumentLocators, FileLocators};
pub use error::Error;
pub use mend::Mended;
