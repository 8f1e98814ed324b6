//! Documents beside each other, as plain data.

mod beside;
mod differences;

pub use beside::PageBeside;
pub use differences::{ComparedSentence, ComparedWith, Differences, DroppedSentence, SentenceRelation};
