//! The list of all entities, sorted and filtered by the beginnings of names; and autocompletion of
//! names.

use std::cmp::Reverse;

use super::entity_index::EntityIndex;
use super::tallies::{EntityTallies, EntityTally};
use crate::model::{Kind, PartialDate};
use crate::query::{EntityList, EntityListOrder, EntityListRequest, EntityRow, name_terms};
use crate::resolve::EntityNumber;

/// The list of entities that is asked for; without a kind it is of names.
pub fn entity_list(
    entities: &EntityIndex,
    tallies: &EntityTallies,
    request: &EntityListRequest,
) -> EntityList {
    let (numbers, total) = listed(entities, Some(tallies), request);
    let rows = numbers.into_iter().filter_map(|number| row(entities, tallies, number)).collect();
    EntityList { rows, total }
}

/// The numbers of the entities of a list, as far as it is shown; and how many there are in all.
/// The tallies are those of [`super::needs_tallies`].
pub fn listed(
    entities: &EntityIndex,
    tallies: Option<&EntityTallies>,
    request: &EntityListRequest,
) -> (Vec<EntityNumber>, usize) {
    let tally = |number| tallies.map_or_else(EntityTally::default, |tallies| tallies.of(number));
    let typed = name_terms(request.kind, &request.typed);
    let chosen = (!typed.is_empty()).then(|| entities.named(request.kind, &typed, true));
    let is_chosen = |number: EntityNumber| match &chosen {
        Some(chosen) => chosen.get(number as usize) == Some(&true),
        None => true,
    };
    let weight = |number: EntityNumber, documents: u32| match request.order {
        EntityListOrder::Documents => u64::from(documents),
        EntityListOrder::Mentions => u64::from(tally(number).mentions),
        EntityListOrder::FirstSeen => tally(number).first.map_or(0, day),
        EntityListOrder::Doubtful => entities.entity(number).map_or(0, |(.., of)| u64::from(of.doubtful)),
        EntityListOrder::Name => 0,
    };
    let is_wanted = |number: EntityNumber| {
        let is_of_kind = |kind: Kind| request.kind.map_or(kind.is_name(), |wanted| wanted == kind);
        is_chosen(number) && entities.kind(number).is_some_and(is_of_kind)
    };
    let in_documents = (0u32..).zip(entities.documents()).filter(|&(_, &documents)| documents > 0);
    let mut weighed: Vec<(u64, EntityNumber)> = in_documents
        .filter(|&(number, _)| is_wanted(number))
        .map(|(number, &documents)| (weight(number, documents), number))
        .collect();
    let total = weighed.len();
    let shown = request.limit.min(total);
    keep_heaviest(&mut weighed, shown);
    let name = |number| entities.entity(number).map_or("", |(_, name, _)| name);
    let mut listed: Vec<_> =
        weighed.into_iter().map(|(weight, number)| (Reverse(weight), name(number), number)).collect();
    listed.sort_unstable();
    listed.truncate(shown);
    (listed.into_iter().map(|(.., number)| number).collect(), total)
}

/// Leaves the heaviest `wanted`, and all that weigh as much as the last of these: of millions of entities only the names of
/// these few are looked at.
fn keep_heaviest(weighed: &mut Vec<(u64, EntityNumber)>, wanted: usize) {
    if wanted == 0 || wanted >= weighed.len() {
        return;
    }
    let mut weights: Vec<u64> = weighed.iter().map(|&(weight, _)| weight).collect();
    let (_, &mut least, _) = weights.select_nth_unstable_by(wanted - 1, |a, b| b.cmp(a));
    weighed.retain(|&(weight, _)| weight >= least);
}

/// Names that go on from what is typed, with their documents: at most `limit`.
pub fn complete(
    entities: &EntityIndex,
    kind: Option<Kind>,
    typed: &str,
    limit: usize,
) -> Vec<(Kind, String, u32)> {
    let typed = name_terms(kind, typed);
    let named = |(Reverse(documents), number)| {
        let (kind, name, _) = entities.entity(number)?;
        Some((kind, name.to_owned(), documents))
    };
    let frequent = entities.frequent(kind, &typed, true, limit);
    frequent.into_iter().filter(|(count, _)| count.0 > 0).filter_map(named).collect()
}

fn row(entities: &EntityIndex, tallies: &EntityTallies, number: EntityNumber) -> Option<EntityRow> {
    let (kind, name, entity) = entities.entity(number)?;
    let documents = *entities.documents().get(number as usize)?;
    let tally = tallies.of(number);
    Some(EntityRow {
        kind,
        name: name.to_owned(),
        guess: entity.guess,
        documents,
        mentions: tally.mentions,
        first: tally.first,
        doubtful: entity.doubtful.min(documents),
    })
}

/// A date as a number that sorts as it does.
fn day(date: PartialDate) -> u64 {
    let (year, month, day) = date.parts();
    let year = u64::from(year.unsigned_abs());
    (year * 16 + u64::from(month.unwrap_or(0))) * 32 + u64::from(day.unwrap_or(0)) + 1
}
