//! Conditions of a query on documents beside others: that they are copies of others, or reports of one story.
//!
//! Not here: which are (`near_copies`, `known_stories`), and all other conditions (`search`).

use super::error::Error;
use super::search::Selector;
use super::segments::{DocSet, Sets};
use crate::model::DocumentId;
use crate::query::{Condition, NumberRange, Story};

impl Selector<'_> {
    fn meeting(&self, meets: impl Fn(DocumentId) -> bool) -> Sets {
        self.every(|segment| {
            let mut set = DocSet::none(segment.size());
            segment.documents.iter().filter(|&doc| meets(segment.id(doc))).for_each(|doc| set.insert(doc));
            set
        })
    }

    /// The documents that are copies of fuller ones, of which there are so many, or whose story has so many reports.
    ///
    /// # Errors
    /// When it cannot be found out what are copies.
    pub(super) fn compared(&self, condition: &Condition) -> Result<Sets, Error> {
        let copies = self.view.copies(self.cancelled)?.all();
        Ok(match condition {
            Condition::Reports(times) => self.told(*times)?,
            Condition::Copies(times) => self.meeting(|id| times.contains(copies.copies(id))),
            _ => self.meeting(|id| copies.shown_for(id).is_some()),
        })
    }

    /// The documents whose story has so many reports, copies of one counted as one.
    fn told(&self, times: NumberRange) -> Result<Sets, Error> {
        let table = &self.stories.table;
        let copies = self.view.copies(self.cancelled)?;
        let count = |story: &Story| {
            let reports = &story.reports;
            times.contains((reports.len() - copies.fold(reports).len()) as u32)
        };
        let meets: Vec<bool> = table.stories().iter().map(count).collect();
        let alone = times.contains(1);
        let meets = |id: DocumentId| {
            table.number(id).map_or(alone, |number| meets.get(number as usize) == Some(&true))
        };
        Ok(self.meeting(meets))
    }
}
