//! The parser process: reads the formats whose parsers may crash, hang or ask for more memory than there is, in
//! a process of its own, so that such a file costs nothing but itself.
//!
//! ```text
//! load ─bytes→ ParserProcess ─exchange: name, place, passwords, bytes→ serve (the same program, limited) ─read_here→ outcome
//! ```
//!
//! The process is this program started again with a subcommand. It opens no file: it is given the bytes, and
//! gives back what the format's reader makes of them. One serves a reading thread for many files; it is started
//! at the first file that needs it and ends with the thread. Both sides write frames: the length in eight bytes,
//! the lowest first, then so many bytes. An outcome is in postcard: as compact as its text, and what the index is
//! written in already.
//!
//! Not here: which formats are read apart (`extract::formats`), and their readers.

mod exchange;
mod failure;
mod frame;
mod limits;
mod passwords;
mod process;
mod request;
mod serve;

pub use passwords::Passwords;
pub use process::{PARSER_SUBCOMMAND, ParserProcess};
pub use serve::serve;
