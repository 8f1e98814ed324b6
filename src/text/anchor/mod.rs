//! Anchors of passages: made from a text (`make`), and found again in it after it has changed: where a long text is
//! worth a look (`seeds`), which places there are looked at (`places`), where words of the anchor stand there (`align`), what speaks for each such place
//! (`weigh`), and which of them it is, if any (`find`); what in its own text may be taken for it is told when it is made (`rivals`).
//!
//! Useful for: notes that stay with their passage.
//! Not for: the anchor as data (`model`), searching for what somebody typed (`query`).

mod align;
mod find;
mod make;
mod occurrences;
mod places;
mod rivals;
mod seeds;
mod weigh;
mod words;

pub use find::{Sought, place, unmoved};
pub use make::anchor;
pub use occurrences::occurrences;
