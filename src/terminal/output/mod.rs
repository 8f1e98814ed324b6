//! Terminal output: taking the terminal over and showing frames (`display`), giving it back (`taken`), bytes
//! that wait for it (`outgoing`), asking about its colours (`background`, for `perusal doctor` `inspection`) and its window (`window`). A frame is handed out by ratatui
//! (`backend`) and drawn by `painter`: rows that stand there already are moved (`scroll`), others drawn in clusters (`glyph`), styles (`style`) and links (`link`), each checked before it
//! is written (`sanitizing`).
//!
//! Not here: what is drawn (`ui`).

mod backend;
pub mod background;
pub mod display;
mod glyph;
pub mod inspection;
pub mod link;
mod outgoing;
mod painter;
mod sanitizing;
mod scroll;
mod style;
pub mod taken;
pub mod window;
