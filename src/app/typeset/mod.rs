//! Fits text to columns: breaks it into lines (`wrap`), sets tables (`table`), tells the direction of a paragraph
//! (`direction`) and the sign of an entry (`entry_sign`), or cuts it so that marked words stay visible (`excerpt`).
//!
//! Not here: the width of a text, and making it safe to draw (`text`).

pub mod direction;
pub mod entry_sign;
pub mod excerpt;
pub mod table;
pub mod wrap;
