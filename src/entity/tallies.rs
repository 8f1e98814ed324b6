//! How often each entity is mentioned and when first: counted once over all rows.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::entity_index::EntityIndex;
use super::row::{KeyMention, RowAddress};
use crate::mapped::{Array, TableReader, TableWriter};
use crate::model::PartialDate;
use crate::query::EntityListOrder;
use crate::resolve::EntityNumber;

/// What is counted for one entity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct EntityTally {
    pub mentions: u32,
    /// The earliest publication that mentions it.
    pub first: Option<PartialDate>,
}

/// What is counted for all entities.
#[derive(Debug, Default)]
pub struct EntityTallies {
    mentions: Array<u32>,
    /// The earliest publication that mentions each, [`packed`].
    first: Array<u32>,
    /// What is counted otherwise under corrections.
    changed: FxHashMap<EntityNumber, EntityTally>,
}

impl EntityTallies {
    /// Nothing counted yet.
    pub fn new(entities: &EntityIndex) -> EntityTallies {
        let none = || Array::from(vec![0; entities.len()]);
        EntityTallies { mentions: none(), first: none(), changed: FxHashMap::default() }
    }

    /// The same under the corrections that these entities obey: those with other keys than was guessed are counted anew,
    /// unless they had the same keys `before`. `row` tells of a row when it was published, and its mentions.
    #[must_use]
    pub fn corrected<M: Iterator<Item = KeyMention>>(
        &self,
        entities: &EntityIndex,
        before: Option<(&EntityIndex, &EntityTallies)>,
        row: impl Fn(RowAddress) -> (Option<PartialDate>, M),
    ) -> EntityTallies {
        let (mut changed, mut counted) = (FxHashMap::default(), FxHashMap::default());
        let mut rows: Vec<RowAddress> = Vec::new();
        for entity in entities.regrouped() {
            let same = before.filter(|(index, _)| entities.has_same_keys(index, entity));
            match same.and_then(|(_, tallies)| tallies.changed.get(&entity)) {
                Some(&tally) => _ = changed.insert(entity, tally),
                None => {
                    counted.insert(entity, EntityTally::default());
                    rows.extend(entities.rows_with(entity));
                }
            }
        }
        rows.sort_unstable();
        rows.dedup();
        let mut of_keys: Vec<Option<EntityNumber>> = Vec::new();
        for address in rows {
            of_keys.clear();
            of_keys.extend(entities.of_keys(address));
            let (published, mentions) = row(address);
            for mention in mentions {
                let entity = of_keys.get(mention.key as usize).copied().flatten();
                let Some(tally) = entity.and_then(|entity| counted.get_mut(&entity)) else { continue };
                tally.mentions += 1;
                let is_earlier =
                    |date: &PartialDate| tally.first.is_none_or(|first| packed(*date) < packed(first));
                tally.first = published.filter(is_earlier).or(tally.first);
            }
        }
        changed.extend(counted);
        EntityTallies { mentions: self.mentions.clone(), first: self.first.clone(), changed }
    }

    /// Counts the mentions of rows, each with its address, when it was published, and its mentions.
    pub fn count<M: Iterator<Item = KeyMention>>(
        &mut self,
        entities: &EntityIndex,
        rows: impl Iterator<Item = (RowAddress, Option<PartialDate>, M)>,
    ) {
        let (counts, firsts) = (self.mentions.to_mut(), self.first.to_mut());
        let mut of_keys: Vec<Option<EntityNumber>> = Vec::new();
        for (row, published, mentions) in rows {
            of_keys.clear();
            of_keys.extend(entities.of_keys(row));
            let published = published.map_or(0, packed);
            for mention in mentions {
                let Some(entity) = of_keys.get(mention.key as usize).copied().flatten() else { continue };
                if let Some(count) = counts.get_mut(entity as usize) {
                    *count += 1;
                }
                if let Some(first) = firsts.get_mut(entity as usize).filter(|_| published != 0) {
                    *first = if *first == 0 { published } else { published.min(*first) };
                }
            }
        }
    }

    /// What was counted for an entity.
    pub(super) fn of(&self, entity: EntityNumber) -> EntityTally {
        if let Some(changed) = self.changed.get(&entity) {
            return *changed;
        }
        let number = |of: &Array<u32>| of.get(entity as usize).copied().unwrap_or(0);
        EntityTally { mentions: number(&self.mentions), first: unpacked(number(&self.first)) }
    }

    /// Writes what was counted as it lies in memory.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        table.array(&self.mentions)?;
        table.array(&self.first)
    }

    /// What [`write`](Self::write) wrote, where it lies.
    pub fn read(table: &mut TableReader) -> Option<EntityTallies> {
        let (mentions, first) = (table.array()?, table.array()?);
        Some(EntityTallies { mentions, first, changed: FxHashMap::default() })
    }
}

/// What is added to years, so that those before our era are numbers too, and none is 0.
const YEARS_BEFORE: i32 = 1 << 15;

/// A date as a number that sorts as it does; never 0 but for the first year of all.
fn packed(date: PartialDate) -> u32 {
    let (year, month, day) = date.parts();
    let year = (i32::from(year) + YEARS_BEFORE) as u32;
    year << 9 | u32::from(month.unwrap_or(0)) << 5 | u32::from(day.unwrap_or(0))
}

/// The date of a number; `None` of 0.
fn unpacked(number: u32) -> Option<PartialDate> {
    let year = i16::try_from((number >> 9) as i32 - YEARS_BEFORE).ok().filter(|_| number != 0)?;
    match ((number >> 5 & 0xF) as u8, (number & 0x1F) as u8) {
        (0, _) => Some(PartialDate::year(year)),
        (month, 0) => PartialDate::month(year, month),
        (month, day) => PartialDate::day(year, month, day),
    }
}

/// Whether a list can be put in this order only when mentions are counted.
pub fn needs_tallies(order: EntityListOrder) -> bool {
    matches!(order, EntityListOrder::Mentions | EntityListOrder::FirstSeen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_dates_sort_as_dates_and_come_back() {
        let dates = ["0044", "1893", "2020", "2020-01", "2020-01-31", "2020-12-01", "2021"];
        let dates = dates.map(|date| PartialDate::parse(date).unwrap());
        assert!(dates.is_sorted() && dates.map(packed).is_sorted());
        assert_eq!(dates.map(|date| unpacked(packed(date))), dates.map(Some));
        assert_eq!(unpacked(0), None);
    }
}
