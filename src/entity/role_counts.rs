//! Counts the roles of an entity ("mayor", "harbour minister") over its documents. It counts by the
//! numbers of the role texts, and merges equal words at the end.
//!
//! Not here: finding roles in a text (`annotate::names::roles`).

use std::cmp::Reverse;
use std::collections::HashMap;

use super::mentioning_row::MentioningRow;
use crate::model::{DocumentId, PartialDate};
use crate::query::StatedRole;
use crate::text::fold::fold;

/// The number of a role's text: the partition, and the number of the text there.
type RoleText = (u32, u64);

/// The roles of an entity.
#[derive(Default)]
pub struct RoleCounts(HashMap<RoleText, RoleCount>);

/// How often and when a role was stated.
#[derive(Clone, Copy, Debug, Default)]
struct RoleCount {
    documents: u32,
    last_row: Option<DocumentId>,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
}

impl RoleCounts {
    /// Counts a role of the entity in a row, by the number of its text in the row's partition.
    pub fn add(&mut self, text: u64, row: &MentioningRow) {
        self.0.entry((row.address.partition, text)).or_default().add(row);
    }

    /// The roles, those in most documents first. `text_of` looks up the texts.
    pub fn roles(self, text_of: impl Fn(u32, u64) -> Option<String>) -> Vec<StatedRole> {
        let mut by_words: HashMap<String, Vec<(String, RoleCount)>> = HashMap::new();
        for ((partition, text), count) in self.0 {
            if let Some(words) = text_of(partition, text) {
                by_words.entry(fold(&words)).or_default().push((words, count));
            }
        }
        let mut roles: Vec<StatedRole> = by_words.into_values().filter_map(joined).collect();
        roles.sort_by(|a, b| (Reverse(a.documents), &a.words).cmp(&(Reverse(b.documents), &b.words)));
        roles
    }
}

impl RoleCount {
    fn add(&mut self, row: &MentioningRow) {
        if self.last_row.replace(row.id) == Some(row.id) {
            return;
        }
        self.documents += 1;
        self.first = [self.first, row.date].into_iter().flatten().min();
        self.last = [self.last, row.date].into_iter().flatten().max();
    }
}

/// One role in several writings.
fn joined(mut writings: Vec<(String, RoleCount)>) -> Option<StatedRole> {
    writings.sort_by(|a, b| (Reverse(a.1.documents), &a.0).cmp(&(Reverse(b.1.documents), &b.0)));
    let counts = || writings.iter().map(|(_, count)| count);
    Some(StatedRole {
        words: writings.first()?.0.clone(),
        documents: counts().map(|count| count.documents).sum(),
        first: counts().filter_map(|count| count.first).min(),
        last: counts().filter_map(|count| count.last).max(),
    })
}
