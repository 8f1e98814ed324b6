//! What keeps a notebook from being lost: its copies, telling damage from a disk in the way, putting a
//! damaged one together again, and going back to a copy.
//!
//! Not here: reading and writing a notebook that is whole (the files above).

pub(super) mod backup;
mod check;
mod copies;
mod mend;
mod restore;
mod salvage;
pub(super) mod seal;

pub use check::LookThrough;
pub use mend::Mended;
