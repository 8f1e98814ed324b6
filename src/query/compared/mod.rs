//! Documents beside each other, as plain data.

mod beside;
mod copies;
mod differences;
mod story;

pub use beside::PageBeside;
pub use copies::{CopyPairs, CopyRows, RowSharing, SharedBy, SharedRow};
pub use differences::{ComparedSentence, ComparedWith, Differences, DroppedSentence, SentenceRelation};
pub use story::{Story, StoryFact, StoryPage, StoryReport, StoryTable, ToldPassage};
