//! Reads what people have kept of their reading: notes and clipped pages that Evernote has exported, and what they
//! marked on a Kindle.
//!
//! Not here: Markdown notes with a head (`markdown`, `front_matter`), lists of bookmarks as tables (`records`).

pub mod evernote;
pub mod kindle;
