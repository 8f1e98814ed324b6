//! Labels each line of a page with its role, by the learned model (a CRF).
//!
//! Not here: the features (`features`), the CRF with its Viterbi decoding (`sequence`), and how the
//! model was made (`assets/model/README.md`).

use std::sync::LazyLock;

use super::features::features;
use super::page_context::PageContext;
use crate::segment::line::measured::Line;
use crate::sequence::{Decoder, LabelScores, Model};

/// Part of the program and read once. The tests fail when it cannot be read.
static MODEL: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../../assets/model/lines.bin")).ok());

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

/// The roles of the lines of one page.
pub fn predict(lines: &[Line<'_>]) -> Vec<LineRole> {
    let Some(model) = MODEL.as_ref() else { return vec![LineRole::Content; lines.len()] };
    let page = PageContext::of(lines);
    let mut keys = Vec::new();
    let score = |at: usize| {
        keys.clear();
        features(&page, at, &mut |feature| keys.push(feature.key()));
        model.sum(&keys)
    };
    let scores: Vec<LabelScores> = (0..lines.len()).map(score).collect();
    let mut path = Vec::new();
    Decoder::default().decode(model, &scores, &mut path);
    path.into_iter()
        .map(|label| LineRole::ALL.get(label as usize).copied().unwrap_or(LineRole::Content))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    #[test]
    fn the_model_is_whole_and_has_the_roles_as_its_labels() {
        let model = MODEL.as_ref().unwrap();
        assert_eq!(model.labels(), LineRole::ALL.map(LineRole::name));
        assert!(model.features() > 10_000);
    }

    #[test]
    fn an_article_is_told_from_the_lines_around_it() {
        let prose = "The harbour of Norwick was closed for most of the week, the port said on Monday, and the \
                     ferries stayed at their moorings while engineers looked for the leak.";
        let more = "Ann Bell, who runs the ferries, told reporters that the company would lose a good deal of \
                    money, and that the passengers had been patient so far.";
        let lines = [
            "Skip to content",
            "Home",
            "Sign in",
            "Harbour of Norwick closed by a leak for a week",
            prose,
            more,
            prose,
            "Share on Facebook",
            "Subscribe to our newsletter",
            "All rights reserved",
        ]
        .map(line);
        let roles = predict(&lines);
        let content: Vec<usize> = (0..lines.len()).filter(|&at| roles[at] == LineRole::Content).collect();
        assert_eq!(content, [4, 5, 6], "{roles:?}");
        assert_eq!(roles[3], LineRole::Headline);
        assert!([0, 1, 2, 7, 8, 9].iter().all(|&at| roles[at] == LineRole::Chrome), "{roles:?}");
        assert!(predict(&[]).is_empty());
    }
}
