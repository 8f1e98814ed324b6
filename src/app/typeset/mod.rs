//! Text made to fit columns: broken into lines (`wrap`), cut around the words that matter
//! (`excerpt`). Measuring the width of a text and making it safe to draw is in `text`.

pub mod excerpt;
pub mod wrap;
