//! Sentences on the profile page of an entity: one with each of its spellings, which are asked for once the reasons are
//! shown, and that under the cursor.

use std::ops::Range;

use super::profile::ProfileScreen;
use super::profile_sections::{ProfileSection, sentence_in};
use crate::app::typeset::excerpt::Excerpt;
use crate::query::{Question, SentenceLine, SpellingExample};

/// Rows of a sentence with a spelling.
const ROWS: usize = 2;
/// Columns of such a sentence, at most: longer lines are hard to follow.
const COLUMNS: u16 = 100;
/// Columns by which it stands in below its spelling.
pub const EXAMPLE_INDENT: u16 = 2;

impl ProfileScreen {
    /// The question for sentences with the spellings, where these are shown and it was not asked yet.
    pub(super) fn question_of_examples(&mut self) -> Option<Question> {
        let due = self.section == ProfileSection::Why && self.profile.is_some() && !self.asked_for_examples;
        self.asked_for_examples |= due;
        due.then(|| Question::SpellingExamples { kind: self.kind, name: self.name.clone() })
    }

    /// Takes over sentences with the spellings.
    pub(super) fn take_examples(&mut self, examples: Vec<SpellingExample>) {
        self.examples = examples;
    }

    /// A sentence with a spelling, by the number of that.
    pub fn example(&self, entry: usize) -> Option<&SentenceLine> {
        let spelling = self.profile.as_ref()?.card.spellings.get(entry)?;
        let is_it = |of: &&SpellingExample| {
            (of.kind, of.name.as_str(), of.only_in)
                == (spelling.kind, spelling.name.as_str(), spelling.only_in)
        };
        self.examples.iter().find(is_it).map(|example| &example.line)
    }

    /// That sentence as it stands below its spelling, in an entry of so many columns.
    pub fn example_shown(&self, entry: usize, width: u16) -> Option<(Excerpt, Vec<Range<usize>>)> {
        let width = width.saturating_sub(EXAMPLE_INDENT).min(COLUMNS);
        Some(sentence_in(self.example(entry)?, width, ROWS))
    }

    /// The sentence under the cursor.
    pub(super) fn sentence(&self) -> Option<&SentenceLine> {
        let at = self.cursor(self.section).at;
        match self.section {
            ProfileSection::Sentences => self.profile.as_ref()?.sentences.get(at),
            ProfileSection::Why => self.example(at),
            _ => None,
        }
    }
}
