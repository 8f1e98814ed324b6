//! The header of a mail or news post (RFC 5322, RFC 1036): its fields, and what the values of the most
//! important ones say. Pure.
//!
//! Useful for: mail as its own format, and mail that was saved as plain text.
//! Not for: the body below (`segment::mail`), parts of a body and their encodings.

pub mod address;
pub mod correspondence;
pub mod encoded_word;
pub mod field;
pub mod header;
pub mod sent;
pub mod subject;
pub mod thread;
