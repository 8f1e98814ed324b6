//! All entities as a list: sorted, narrowed by the beginnings of names.

use std::cmp::Reverse;

use super::error::Error;
use super::registry::Registry;
use super::segments::date;
use super::snapshot::{Snapshot, View};
use super::spoken;
use crate::model::{Kind, PartialDate};
use crate::query::{EntityCard, EntityList, EntityListOrder, EntityListRequest, EntityRow};
use crate::text::token::terms;

/// What is counted for a list of all entities.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    mentions: u32,
    first: Option<PartialDate>,
}

impl Snapshot {
    /// A list of entities as it is asked for.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn roster(&self, asked: &EntityListRequest) -> Result<EntityList, Error> {
        let registry = self.view.registry()?;
        let tallies = self.view.tallies(registry);
        let (numbers, total) = self.view.listed(registry, asked);
        let rows = numbers.into_iter().filter_map(|number| row(registry, tallies, number)).collect();
        Ok(EntityList { rows, total })
    }

    /// The cards of a list of entities.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities(&self, asked: &EntityListRequest) -> Result<Vec<EntityCard>, Error> {
        let registry = self.view.registry()?;
        let (numbers, _) = self.view.listed(registry, asked);
        let card = |number| self.view.card(registry, number).map(|(card, _)| card);
        Ok(numbers.into_iter().filter_map(card).collect())
    }

    /// Names that go on from what is typed, with their documents: at most `limit`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn complete(
        &self,
        kind: Option<Kind>,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<(Kind, String, u32)>, Error> {
        let registry = self.view.registry()?;
        let typed: Vec<String> = terms(typed).map(|term| term.into_owned()).collect();
        let frequent = registry.frequent(kind, &typed, true, limit);
        let named = |(Reverse(documents), number)| {
            let (kind, name, _) = registry.entity(number)?;
            Some((kind, name.to_owned(), documents))
        };
        Ok(frequent.into_iter().filter(|(count, _)| count.0 > 0).filter_map(named).collect())
    }
}

fn row(registry: &Registry, tallies: &[Tally], number: u32) -> Option<EntityRow> {
    let (kind, name, entity) = registry.entity(number)?;
    let tally = tallies.get(number as usize).copied().unwrap_or_default();
    Some(EntityRow {
        kind,
        name: name.to_owned(),
        guess: entity.guess,
        documents: *registry.documents.get(number as usize)?,
        mentions: tally.mentions,
        first: tally.first,
        doubtful: entity.doubtful.min(*registry.documents.get(number as usize)?),
    })
}

/// A date as a number that sorts as it does.
fn day(date: PartialDate) -> u64 {
    let (year, month, day) = date.parts();
    let year = u64::from(year.unsigned_abs());
    (year * 16 + u64::from(month.unwrap_or(0))) * 32 + u64::from(day.unwrap_or(0)) + 1
}

impl View {
    /// The numbers of the entities of a list, as far as it is shown; and how many there are in all.
    fn listed(&self, registry: &Registry, asked: &EntityListRequest) -> (Vec<u32>, usize) {
        let tally = |number: u32| self.tallies(registry).get(number as usize).copied().unwrap_or_default();
        let typed: Vec<String> = terms(&asked.typed).map(|term| term.into_owned()).collect();
        let chosen = (!typed.is_empty()).then(|| registry.named(asked.kind, &typed, true));
        let is_chosen = |number: u32| match &chosen {
            Some(chosen) => chosen.get(number as usize) == Some(&true),
            None => true,
        };
        let mut listed = Vec::new();
        for (number, &documents) in (0u32..).zip(&registry.documents) {
            if documents == 0 || !is_chosen(number) {
                continue;
            }
            let Some((kind, name, entity)) = registry.entity(number) else { continue };
            if asked.kind.is_some_and(|asked| asked != kind) {
                continue;
            }
            let weight = match asked.order {
                EntityListOrder::Documents => u64::from(documents),
                EntityListOrder::Mentions => u64::from(tally(number).mentions),
                EntityListOrder::FirstSeen => tally(number).first.map_or(0, day),
                EntityListOrder::Doubtful => u64::from(entity.doubtful),
                EntityListOrder::Name => 0,
            };
            listed.push((Reverse(weight), name, number));
        }
        let total = listed.len();
        let shown = asked.limit.min(total);
        if shown > 0 && shown < total {
            listed.select_nth_unstable(shown - 1);
        }
        listed.truncate(shown);
        listed.sort_unstable();
        (listed.into_iter().map(|(.., number)| number).collect(), total)
    }

    /// The mentions of all entities and when each was first spoken of; counted once.
    fn tallies(&self, registry: &Registry) -> &[Tally] {
        self.tallies.get_or_init(|| {
            let mut tallies = vec![Tally::default(); registry.entities.len()];
            for (number, segment) in self.segments.iter().enumerate() {
                for doc in segment.documents.iter() {
                    let published = date(&segment.columns().published, doc);
                    let of_keys: Vec<Option<u32>> = registry.of_keys(number, doc, segment.id(doc)).collect();
                    for spoken in spoken::spoken(segment, doc) {
                        let entity = of_keys.get(spoken.key as usize).copied().flatten();
                        if let Some(tally) = entity.and_then(|of| tallies.get_mut(of as usize)) {
                            tally.mentions += 1;
                            tally.first = [tally.first, published].into_iter().flatten().min();
                        }
                    }
                }
            }
            tallies
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::speaking;
    use super::*;

    fn names(asked: &EntityListRequest) -> Vec<String> {
        let roster = speaking().roster(asked).unwrap();
        assert!(roster.total >= roster.rows.len());
        roster.rows.into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn entities_are_sorted_as_asked_and_narrowed_by_beginnings() {
        let asked =
            |order, typed: &str| EntityListRequest { order, typed: typed.to_owned(), kind: None, limit: 9 };
        use EntityListOrder as O;
        assert_eq!(names(&asked(O::Documents, "")), ["Mara Quill", "Vell", "Tarn", "Tomas Reed"]);
        assert_eq!(names(&asked(O::Mentions, ""))[..2], ["Mara Quill", "Vell"]);
        assert_eq!(names(&asked(O::FirstSeen, "")), ["Tarn", "Mara Quill", "Tomas Reed", "Vell"]);
        assert_eq!(names(&asked(O::Name, "")), ["Mara Quill", "Tarn", "Tomas Reed", "Vell"]);
        assert_eq!(names(&asked(O::Documents, "qui")), ["Mara Quill"]);
        assert_eq!(names(&asked(O::Documents, "reed tom")), ["Tomas Reed"]);
        assert_eq!(
            names(&EntityListRequest { kind: Some(Kind::Place), limit: 9, ..EntityListRequest::default() }),
            ["Vell", "Tarn"]
        );
        assert_eq!(names(&EntityListRequest { limit: 1, ..EntityListRequest::default() }), ["Mara Quill"]);
    }

    #[test]
    fn a_beginning_is_completed_to_the_most_frequent_names() {
        let town = speaking();
        let completed = |kind, typed| town.complete(kind, typed, 5).unwrap();
        assert_eq!(completed(Some(Kind::Person), "ma"), [(Kind::Person, "Mara Quill".to_owned(), 3)]);
        assert_eq!(completed(None, "ve"), [(Kind::Place, "Vell".to_owned(), 3)]);
        assert_eq!(completed(Some(Kind::Place), "ma"), []);
    }
}
