//! Documents beside each other, as plain data.

mod beside;
mod copies;
mod differences;
mod shared_rows;
mod story;

pub use beside::PageBeside;
pub use copies::{CopyPairs, CopyRows};
pub use differences::{ComparedSentence, ComparedWith, Differences, DroppedSentence, SentenceRelation};
pub use shared_rows::{RowSharing, SharedBy, SharedRow, StoryRows};
pub use story::{Story, StoryFact, StoryPage, StoryReport, StoryTable, ToldPassage};
