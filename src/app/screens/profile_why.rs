//! Why the spellings of an entity are taken for one, on its page: the reason in words, and sentences that write each of
//! them out, which are asked for once the reasons are shown.

use std::ops::Range;

use super::profile::ProfileScreen;
use super::profile_sections::{ProfileSection, sentence_in};
use crate::app::typeset::excerpt::Excerpt;
use crate::query::{EntityCard, Question, SentenceLine, Spelling, SpellingExample};
use crate::text::digits::group_digits;
use crate::text::sanitize::sanitize_line;
use crate::text::width::width;

/// Rows of a sentence with a spelling.
const ROWS: usize = 2;
/// Columns of such a sentence, at most: longer lines are hard to follow.
const COLUMNS: u16 = 100;
/// Columns by which what belongs to a spelling stands in below it.
pub const WHY_INDENT: u16 = 4;
/// Columns of the sign before a spelling.
pub const WHY_SIGN: usize = 2;
/// Columns between the parts of its row.
pub const WHY_GAP: usize = 3;
/// Columns of a spelling, at most.
const NAME: usize = 44;
/// Sentences with a spelling, at most: those that are asked for.
const MOST: usize = 3;
/// What is said where no sentence writes a spelling out.
pub const NO_EXAMPLE: &str = "none of its latest sentences writes it so";

/// The columns of the spellings and of their documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhyColumns {
    /// Of a spelling.
    pub name: usize,
    /// Of its documents, in words.
    pub documents: usize,
}

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

    /// The sentences shown with a spelling, by the number of that; `None` before they are there.
    pub fn examples(&self, entry: usize) -> Option<&[SentenceLine]> {
        let spelling = self.profile.as_ref()?.card.spellings.get(entry)?;
        let is_it = |of: &&SpellingExample| {
            (of.kind, of.name.as_str(), of.only_in)
                == (spelling.kind, spelling.name.as_str(), spelling.only_in)
        };
        let lines = &self.examples.iter().find(is_it)?.lines;
        Some(lines.get(..self.examples_each).unwrap_or(lines))
    }

    /// A sentence as it stands below its spelling, in an entry of so many columns.
    pub fn example_shown(line: &SentenceLine, width: u16) -> (Excerpt, Vec<Range<usize>>) {
        sentence_in(line, width.saturating_sub(WHY_INDENT).min(COLUMNS), ROWS)
    }

    /// The columns of the spellings, in an entry of so many columns.
    pub fn why_columns(&self, width_of_entry: u16) -> WhyColumns {
        let spellings = self.profile.iter().flat_map(|profile| &profile.card.spellings);
        let names = spellings.clone().map(|of| width(&sanitize_line(&of.name))).max().unwrap_or(0);
        let documents = spellings.map(|of| width(&documents_of(of))).max().unwrap_or(0);
        WhyColumns { name: names.min(usize::from(width_of_entry / 2)).min(NAME), documents }
    }

    /// Why a spelling is a name of the entity, and whether that stands in a row of its own as there is no room beside it.
    pub fn reason(&self, entry: usize, width_of_entry: u16) -> (String, bool) {
        let card = self.profile.as_ref().map(|profile| &profile.card);
        let reason = card.and_then(|card| Some(reason(card, card.spellings.get(entry)?))).unwrap_or_default();
        let columns = self.why_columns(width_of_entry);
        let before = WHY_SIGN + columns.name + WHY_GAP + columns.documents + WHY_GAP;
        let is_below = before + width(&reason) > width_of_entry.into();
        (reason, is_below)
    }

    /// The rows of a spelling with all that stands below it, and an empty one.
    pub(super) fn rows_of_why(&self, entry: usize, width: u16) -> usize {
        let head = 1 + usize::from(self.reason(entry, width).1);
        match self.examples(entry) {
            None => head,
            Some([]) => head + 2,
            Some(lines) => {
                let rows = |line: &SentenceLine| ProfileScreen::example_shown(line, width).1.len() + 2;
                head + lines.iter().map(rows).sum::<usize>()
            }
        }
    }

    /// Shows as many sentences with each spelling as let all spellings be seen at once, at least one.
    pub(super) fn fit_examples(&mut self, width: u16, height: u16) {
        for each in (1..=MOST).rev() {
            self.examples_each = each;
            let entries = 0..self.len(ProfileSection::Why);
            if entries.map(|entry| self.rows_of_why(entry, width)).sum::<usize>() <= height.into() {
                break;
            }
        }
    }

    /// The sentence under the cursor.
    pub(super) fn sentence(&self) -> Option<&SentenceLine> {
        let at = self.cursor(self.section).at;
        match self.section {
            ProfileSection::Sentences => self.profile.as_ref()?.sentences.get(at),
            ProfileSection::Why => self.examples(at)?.first(),
            _ => None,
        }
    }
}

/// In how many documents a spelling stands.
pub fn documents_of(spelling: &Spelling) -> String {
    let noun = if spelling.documents == 1 { "document" } else { "documents" };
    format!("{} {noun}", group_digits(spelling.documents.into()))
}

/// Why a spelling is a name of the entity.
fn reason(card: &EntityCard, spelling: &Spelling) -> String {
    let mut words = match &spelling.why {
        None if spelling.name == card.name => "its name".to_owned(),
        None => String::new(),
        Some(why) => {
            let likely = if why.sure { "" } else { "likely: " };
            let of = if why.with == card.name { String::new() } else { format!(", of {}", why.with) };
            sanitize_line(&format!("{likely}{}{of}", why.rule)).into_owned()
        }
    };
    if spelling.only_in.is_some() {
        words.push_str(if words.is_empty() { "" } else { " · " });
        words.push_str("in one document only");
    }
    words
}
