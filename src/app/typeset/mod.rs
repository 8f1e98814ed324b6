//! Text made to fit columns: broken into lines (`wrap`), cut around the words that matter
//! (`excerpt`). How wide a text is, and what in it is safe to draw, is known in `text`.

pub mod excerpt;
pub mod wrap;
