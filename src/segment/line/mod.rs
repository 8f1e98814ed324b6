//! The lines of a file, measured: words, dates, cues and form of each are read once, here, and the rest
//! of `segment` builds on them. `rows` are the lines as the extract has them, `wrap` joins those that
//! are hard-wrapped, `measure` makes a `measured` line of each, with `bullet`, `counts`, `fingerprint`
//! and `terms`; `menu` and `prefix` look at the text of a line when asked.
//!
//! Not here: what a line is for (`roles`), and the coarse classes of its form (`roles::form`).

pub mod bullet;
pub mod counts;
pub mod fingerprint;
pub mod measure;
pub mod measured;
pub mod menu;
pub mod prefix;
pub mod rows;
pub mod terms;
pub mod wrap;
