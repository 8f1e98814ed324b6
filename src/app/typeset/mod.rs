//! Fits text to columns: breaks it into lines (`wrap`), or cuts it so that marked words stay visible
//! (`excerpt`).
//!
//! Not here: the width of a text, and making it safe to draw (`text`).

pub mod excerpt;
pub mod wrap;
