//! The notebook, an SQLite database of everything the user made: document ids, read marks, stars,
//! reading positions, sessions, corrections, saved searches, notes, tags, dossiers. It is migrated, never rebuilt. SQLite is used only here,
//! with one file for each group of tables.
//!
//! Not here: what can be derived from the files (`index`).

mod connection;
mod corrections;
mod document_corrections;
mod documents;
mod dossiers;
mod edition;
mod error;
mod exchanged;
mod marks;
mod memory;
mod migrate;
mod notes;
mod open;
mod read_only;
mod reading;
mod recovery;
mod searches;
mod session;
mod steps;
mod story_corrections;
mod version;

pub use connection::Notebook;
pub use document_corrections::RuleOfFolder;
pub use documents::{DocumentLocators, FileLocators, Issued};
pub use error::Error;
pub use recovery::{LookThrough, Mended};
