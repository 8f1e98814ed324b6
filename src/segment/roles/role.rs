//! What a line is for, and how the models number it.
//!
//! Not here: reading it (`decode`).

use crate::sequence::Label;

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineRole {
    /// Navigation, advertising, calls to subscribe.
    Chrome,
    /// The article's own words.
    Content,
    /// The headline, or one that repeats it.
    Headline,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Dateline,
    /// A caption, a credit, a standing note of the article.
    Caption,
    /// What readers wrote below.
    Comment,
}

impl LineRole {
    /// Every role; the model has its labels in this order.
    pub const ALL: [LineRole; 7] = [
        LineRole::Chrome,
        LineRole::Content,
        LineRole::Headline,
        LineRole::Byline,
        LineRole::Dateline,
        LineRole::Caption,
        LineRole::Comment,
    ];

    /// The name of the label in the model.
    pub fn name(self) -> &'static str {
        match self {
            LineRole::Chrome => "chrome",
            LineRole::Content => "content",
            LineRole::Headline => "headline",
            LineRole::Byline => "byline",
            LineRole::Dateline => "dateline",
            LineRole::Caption => "caption",
            LineRole::Comment => "comment",
        }
    }
}

/// The role of a label.
pub fn role(label: Label) -> LineRole {
    LineRole::ALL.get(label as usize).copied().unwrap_or(LineRole::Content)
}
