//! Terminal output: taking the terminal over and drawing frames (`display`), checking every cell before
//! it is written (`sanitizing`), asking about its colours (`background`).
//!
//! Not here: what is drawn (`ui`).

pub mod background;
pub mod display;
mod sanitizing;
