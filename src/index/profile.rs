//! The page of an entity: whom it is seen with, when, and the sentences that tell most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::error::Error;
use super::registry::Registry;
use super::snapshot::{Snapshot, View};
use super::spoken::{self, Row};
use crate::model::{DocumentId, Kind, PartialDate};
use crate::query::{CoOccurrence, Profile, SentenceLine, SentencePlace};

/// Other entities that are named, at most.
const SEEN_WITH: usize = 60;
/// Sentences that are shown, at most.
const SENTENCES: usize = 12;
/// Documents whose sentences are compared.
const COMPARED: usize = 40;
/// Latest documents that are listed.
const LATEST: usize = 40;
/// Whom it is seen with most often: a sentence that names them tells most.
const CLOSEST: usize = 12;
/// The length of a sentence that is good to read, in bytes.
const GOOD_LENGTH: std::ops::RangeInclusive<usize> = 60..=260;

impl Snapshot {
    /// The page of the entity with that name; `None` when there is none.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn profile(&self, kind: Kind, name: &str) -> Result<Option<Profile>, Error> {
        let view = &*self.view;
        let registry = view.registry()?;
        let Some(entity) = registry.find(kind, name) else { return Ok(None) };
        let Some((card, mut rows)) = view.card(registry, entity) else { return Ok(None) };
        let counts = seen_with(registry, entity, &rows);
        let closest: Vec<u32> = counts.iter().take(CLOSEST).map(|&(_, other)| other).collect();
        let named = |&(Reverse(documents), other): &(Reverse<u32>, u32)| {
            let (kind, name, entity) = registry.entity(other)?;
            Some(CoOccurrence { kind, name: name.to_owned(), guess: entity.guess, documents })
        };
        let seen_with = counts.iter().take(SEEN_WITH).filter_map(named).collect();
        let places = typical(view, registry, &mut rows, entity, &closest);
        let sentences = self.readable(&places, entity)?;
        rows.sort_by_key(|row| (Reverse(row.date), row.id));
        let latest: Vec<DocumentId> = rows.iter().take(LATEST).map(|row| row.id).collect();
        Ok(Some(Profile { card, months: months(&rows), seen_with, sentences, latest: self.rows(&latest) }))
    }

    /// The sentences to show of those given: the order holds, but what is too short or too long
    /// comes last. How long they are is known once their documents are read, so no more are
    /// read than it takes.
    fn readable(&self, places: &[SentencePlace], entity: u32) -> Result<Vec<SentenceLine>, Error> {
        let (mut good, mut others) = (Vec::new(), Vec::new());
        let mut known = HashSet::new();
        for place in places {
            let mut lines = self.lines_of(std::slice::from_ref(place), &[entity])?;
            // Copies of an article say the same.
            lines.retain(|line| known.insert(line.text.clone()));
            let (of_good_length, rest): (Vec<SentenceLine>, Vec<SentenceLine>) =
                lines.into_iter().partition(|line| GOOD_LENGTH.contains(&line.text.len()));
            good.extend(of_good_length);
            others.extend(rest);
            if good.len() >= SENTENCES {
                break;
            }
        }
        good.extend(others);
        good.truncate(SENTENCES);
        Ok(good)
    }
}

/// The other entities of an entity's rows, in most of them first.
fn seen_with(registry: &Registry, entity: u32, rows: &[Row]) -> Vec<(Reverse<u32>, u32)> {
    let mut counts = vec![0u32; registry.entities.len()];
    for &other in rows.iter().flat_map(|row| registry.of_row(row.segment, row.doc)) {
        if let Some(count) = counts.get_mut(other as usize) {
            *count += 1;
        }
    }
    let others = (0u32..).zip(counts).filter(|&(other, count)| count > 0 && other != entity);
    let mut others: Vec<_> = others.map(|(other, count)| (Reverse(count), other)).collect();
    others.sort_unstable();
    others
}

/// Sentences that name the entity with those it is closest to, best first, one a row; from the
/// rows that speak of it most.
fn typical(
    view: &View,
    registry: &Registry,
    rows: &mut [Row],
    entity: u32,
    closest: &[u32],
) -> Vec<SentencePlace> {
    rows.sort_by_key(|row| (Reverse(row.mentions), row.id));
    let mut best: Vec<(Reverse<usize>, usize, SentencePlace)> = Vec::new();
    for (rank, row) in rows.iter().take(COMPARED).enumerate() {
        let Some(segment) = view.segments.get(row.segment) else { continue };
        let of_keys: Vec<Option<u32>> = registry.of_keys(row.segment, row.doc, row.id).collect();
        let mut in_sentence: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for spoken in spoken::spoken(segment, row.doc) {
            if let Some(&Some(of)) = of_keys.get(spoken.key as usize) {
                in_sentence.entry(spoken.sentence).or_default().push(of);
            }
        }
        let told = |of: &Vec<u32>| closest.iter().filter(|close| of.contains(close)).count();
        let named = in_sentence.iter().filter(|(_, of)| of.contains(&entity));
        // Of equal ones the first of the document.
        if let Some((&sentence, of)) = named.max_by_key(|(sentence, of)| (told(of), Reverse(**sentence))) {
            best.push((Reverse(told(of)), rank, (row.id, sentence)));
        }
    }
    best.sort_unstable();
    best.into_iter().map(|(.., place)| place).collect()
}

/// Rows by the month of their publication.
fn months(rows: &[Row]) -> Vec<(i16, u8, u32)> {
    let mut months = BTreeMap::new();
    for (year, month, _) in rows.iter().filter_map(|row| row.date).map(PartialDate::parts) {
        if let Some(month) = month {
            *months.entry((year, month)).or_default() += 1;
        }
    }
    months.into_iter().map(|((year, month), count)| (year, month, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::speaking;
    use super::*;
    use crate::model::Key;

    #[test]
    fn a_profile_tells_whom_it_is_seen_with_when_and_in_what_words() {
        let town = speaking();
        let profile = town.profile(Kind::Person, "Mara Quill").unwrap().unwrap();
        assert_eq!((profile.card.documents, profile.card.mentions), (3, 5));
        let seen: Vec<_> =
            profile.seen_with.iter().map(|with| (with.name.as_str(), with.documents)).collect();
        assert_eq!(seen, [("Vell", 3), ("Tarn", 1), ("Tomas Reed", 1)]);
        assert_eq!(profile.months, [(2021, 5, 1), (2021, 6, 1), (2022, 1, 1)]);
        let first = &profile.sentences[0];
        assert_eq!(first.text, "Mara Quill met Tomas Reed in Vell.");
        assert_eq!(first.names.iter().map(|name| name.of(&first.text)).collect::<Vec<_>>(), ["Mara Quill"]);
        let roles: Vec<_> =
            profile.card.roles.iter().map(|role| (role.words.as_str(), role.documents)).collect();
        assert_eq!(roles, [("Harbour minister", 2), ("mayor", 1)]);
        assert_eq!(profile.card.roles[0].first, PartialDate::parse("2021-05-14"));
        assert_eq!(profile.latest.iter().map(|row| row.id.0).collect::<Vec<_>>(), [3, 2, 1]);
        let key = Key { kind: Kind::Person, name: "Mara Quill".to_owned(), bare: false };
        let last = town.entity_of(DocumentId(1), &key).unwrap().last;
        assert_eq!(last.iter().map(|line| line.id.0).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(town.profile(Kind::Place, "Nobody").unwrap(), None);
    }
}
