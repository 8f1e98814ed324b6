//! What is known of regular expressions: the rows that were read for each, and how often it matches in them.
//!
//! Not here: reading the rows (`search::patterns`).

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Sets;
use super::doc_set::DocSet;
use super::occurrences::{RowCount, RowCounts};
use super::segment::Segment;
use crate::query::Pattern;

/// Expressions whose matches are kept.
const KEPT: usize = 16;

/// How often an expression matches in a row.
#[derive(Clone, Copy, Default)]
pub(in crate::index) struct RowMatches {
    /// In the title, where it does not stand in the body, and in the body.
    pub own: u32,
    /// In folded lines.
    pub folded: u32,
}

/// What is known of one expression.
pub(in crate::index) struct LookedThrough {
    pub pattern: Pattern,
    /// The rows read, by segment.
    pub read: Sets,
    /// Those of them in which it matches.
    pub matches: Vec<BTreeMap<u32, RowMatches>>,
}

impl LookedThrough {
    /// No row has been read yet.
    pub(in crate::index) fn nothing(pattern: &Pattern, segments: &[Segment]) -> LookedThrough {
        LookedThrough {
            pattern: pattern.clone(),
            read: segments.iter().map(|segment| DocSet::none(segment.size())).collect(),
            matches: vec![BTreeMap::new(); segments.len()],
        }
    }
}

/// The expressions last looked for, the latest at the end.
#[derive(Default)]
pub(in crate::index) struct PatternMatches(Mutex<Vec<LookedThrough>>);

impl PatternMatches {
    /// Takes out what is known of an expression.
    pub(in crate::index) fn take(&self, pattern: &Pattern) -> Option<LookedThrough> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|looked| looked.pattern == *pattern)?;
        Some(kept.remove(at))
    }

    pub(in crate::index) fn keep(&self, looked: LookedThrough) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other| other.pattern != looked.pattern);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(looked);
    }

    /// How often an expression matches in the rows read so far: outside folded lines and in them, by segment.
    pub(in crate::index) fn counts(&self, pattern: &Pattern) -> (Vec<RowCounts>, Vec<RowCounts>) {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(looked) = kept.iter().find(|looked| looked.pattern == *pattern) else {
            return Default::default();
        };
        let of = |number: fn(&RowMatches) -> u32| {
            let rows = |rows: &BTreeMap<u32, RowMatches>| {
                let counts = rows.iter().map(|(&row, matches)| (row, number(matches)));
                let counts = counts.filter(|&(_, exact)| exact > 0);
                counts.map(|(row, exact)| RowCount { row, exact, alike: 0 }).collect()
            };
            looked.matches.iter().map(rows).collect()
        };
        (of(|matches| matches.own), of(|matches| matches.folded))
    }
}
