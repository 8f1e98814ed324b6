//! What is sent to the terminal: taking it over and drawing frames (`display`), checking every
//! cell before it is written (`sanitizing`), asking about its colours (`background`). What is
//! drawn is not decided here but in `ui`.

pub mod background;
pub mod display;
mod sanitizing;
