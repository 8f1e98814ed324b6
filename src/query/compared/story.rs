//! Stories as they are answered: which documents report one event, and what one of these stories consists of.
//!
//! Not here: finding them (`compare::story`).

use std::collections::HashMap;

use crate::model::{DocumentId, Kind, Span};
use crate::query::Row;

/// The stories of a collection that more than one document reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryTable {
    stories: Vec<Story>,
    numbers: HashMap<DocumentId, u32>,
}

/// Documents that report one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The documents, two or more, in the order of their ids.
    pub reports: Vec<DocumentId>,
    /// The one that says most.
    pub fullest: DocumentId,
}

impl StoryTable {
    /// A table of these stories.
    pub fn new(stories: Vec<Story>) -> StoryTable {
        let mut numbers = HashMap::new();
        for (number, story) in (0..).zip(&stories) {
            numbers.extend(story.reports.iter().map(|&id| (id, number)));
        }
        StoryTable { stories, numbers }
    }

    /// All of them.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// The number of the story that a document reports; `None` where no other reports it.
    pub fn number(&self, id: DocumentId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The story that a document reports; `None` where no other reports it.
    pub fn of(&self, id: DocumentId) -> Option<&Story> {
        self.stories.get(self.number(id)? as usize)
    }
}

/// One story in full.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryPage {
    /// Its reports by date, those without one last.
    pub reports: Vec<StoryReport>,
    /// Names and figures, those in most reports first.
    pub facts: Vec<StoryFact>,
    /// The story read once: the fullest report, then what only others say.
    pub told: Vec<ToldPassage>,
    /// Of how many of the reports, the fullest ones, it is read once.
    pub told_of: usize,
}

/// A report of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryReport {
    /// The report as lists show it.
    pub row: Row,
    /// How many words it has, chrome aside.
    pub words: usize,
    /// Why it is in the story, in words; empty for the fullest, which others are compared with.
    pub reason: String,
    /// Whether it is the one that says most.
    pub fullest: bool,
    /// The place of the report that it is a copy of; `None` where it is none.
    pub copy_of: Option<usize>,
}

impl StoryPage {
    /// The place of the report that one is a copy of, or its own.
    pub fn shown_for(&self, place: usize) -> usize {
        self.reports.get(place).and_then(|report| report.copy_of).unwrap_or(place)
    }

    /// The copies of a report.
    pub fn copies_of(&self, place: usize) -> impl Iterator<Item = &StoryReport> {
        self.reports.iter().filter(move |report| report.copy_of == Some(place))
    }

    /// How many of its reports are copies of others.
    pub fn copies(&self) -> usize {
        self.reports.iter().filter(|report| report.copy_of.is_some()).count()
    }
}

/// A name or a figure of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFact {
    /// As it is written.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The places of the reports that have it among those of the story, in order; for a copy stands what it is one of.
    pub reports: Vec<usize>,
}

/// A stretch of a report that no report before it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPassage {
    /// The place of the report among those of the story.
    pub report: usize,
    /// Where it stands in the text of its document.
    pub span: Span,
    /// What it says.
    pub text: String,
}
