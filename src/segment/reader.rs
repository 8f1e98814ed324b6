//! What each line of a page is for, as it was learned from labelled pages. The features are in
//! `features`, the engine is `sequence`, how the model was made is said in `assets/model`.

use std::sync::LazyLock;

use super::features::{LineWords, features};
use super::lines::Line;
use super::page::Page;
use crate::sequence::{Decoder, LANES, Model, Scores};

/// Part of the program and read once. A model that could not be read would fail the tests.
static MODEL: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../assets/model/lines.bin")).ok());

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Navigation, advertising, calls to subscribe.
    Chrome,
    /// The article's own words.
    Content,
    Headline,
    Byline,
    Dateline,
    /// A caption, a credit, a standing note of the article.
    Caption,
    /// What readers wrote below.
    Comment,
}

impl Role {
    /// Every role; the model has its labels in this order.
    pub const ALL: [Role; 7] = [
        Role::Chrome,
        Role::Content,
        Role::Headline,
        Role::Byline,
        Role::Dateline,
        Role::Caption,
        Role::Comment,
    ];

    /// The name of the label in the model.
    pub fn name(self) -> &'static str {
        match self {
            Role::Chrome => "chrome",
            Role::Content => "content",
            Role::Headline => "headline",
            Role::Byline => "byline",
            Role::Dateline => "dateline",
            Role::Caption => "caption",
            Role::Comment => "comment",
        }
    }
}

/// The roles of the lines of one page.
pub fn read(lines: &[Line<'_>]) -> Vec<Role> {
    let Some(model) = MODEL.as_ref() else { return vec![Role::Content; lines.len()] };
    let page = Page::of(lines);
    let words = LineWords::of(lines);
    let scores: Vec<Scores> = (0..lines.len())
        .map(|at| {
            let mut scores = [0; LANES];
            features(&page, &words, at, &mut |feature| model.add(feature, &mut scores));
            scores
        })
        .collect();
    let mut path = Vec::new();
    Decoder::default().decode(model, &scores, &mut path);
    path.into_iter().map(|label| Role::ALL.get(label as usize).copied().unwrap_or(Role::Content)).collect()
}
