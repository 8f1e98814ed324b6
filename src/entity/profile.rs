//! Computes the profile of an entity: the entities it occurs with, its documents by month, and its most
//! typical sentences.
//!
//! Not here: reading the rows (`index::entities::profile`), and the screen (`app::screens::profile`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::entity_index::EntityIndex;
use super::mentioning_row::MentioningRow;
use super::row::KeyMention;
use crate::query::{CoOccurrence, SentenceLine, SentencePlace};
use crate::resolve::EntityNumber;

/// Other entities that are named, at most.
const CO_OCCURRING: usize = 60;
/// Sentences that are shown, at most.
const SENTENCES: usize = 12;
/// Documents whose sentences are compared.
const COMPARED: usize = 40;
/// Latest documents that are listed.
pub const LATEST: usize = 40;
/// The entities it occurs with most often: a sentence that names them is the most informative.
const CLOSEST: usize = 12;
/// The length of a sentence that is good to read, in bytes.
const GOOD_LENGTH: std::ops::RangeInclusive<usize> = 60..=260;

/// The other entities of an entity's rows; identifiers are none of them.
pub struct CoOccurrences(Vec<(Reverse<u32>, EntityNumber)>);

impl CoOccurrences {
    /// Counts them, those in most of the rows first.
    pub fn new(entities: &EntityIndex, entity: EntityNumber, rows: &[MentioningRow]) -> CoOccurrences {
        let mut counts = vec![0u32; entities.len()];
        for &other in rows.iter().flat_map(|row| entities.of_row(row.address)) {
            if let Some(count) = counts.get_mut(other as usize) {
                *count += 1;
            }
        }
        let is_name = |other| entities.entity(other).is_some_and(|(kind, ..)| kind.is_name());
        let others = (0u32..).zip(counts);
        let others = others.filter(|&(other, count)| count > 0 && other != entity && is_name(other));
        let mut others: Vec<_> = others.map(|(other, count)| (Reverse(count), other)).collect();
        others.sort_unstable();
        CoOccurrences(others)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Those to name, with their documents.
    pub fn shown(&self, entities: &EntityIndex) -> Vec<CoOccurrence> {
        let named = |&(Reverse(documents), other): &(Reverse<u32>, EntityNumber)| {
            let (kind, name, entity) = entities.entity(other)?;
            Some(CoOccurrence { kind, name: name.to_owned(), guess: entity.guess, documents })
        };
        self.0.iter().take(CO_OCCURRING).filter_map(named).collect()
    }
}

/// The sentences that name an entity with those it is closest to, one a row.
pub struct TypicalSentences {
    entity: EntityNumber,
    closest: Vec<EntityNumber>,
    /// By how many of the closest a sentence names, then in the order in which rows were added.
    best: Vec<(Reverse<usize>, usize, SentencePlace)>,
}

impl TypicalSentences {
    /// None yet.
    pub fn new(entity: EntityNumber, others: &CoOccurrences) -> TypicalSentences {
        let closest = others.0.iter().take(CLOSEST).map(|&(_, other)| other).collect();
        TypicalSentences { entity, closest, best: Vec::new() }
    }

    /// Adds the best sentence of a row; of equal ones the first of the document.
    pub fn add(
        &mut self,
        entities: &EntityIndex,
        row: &MentioningRow,
        mentions: impl Iterator<Item = KeyMention>,
    ) {
        let of_keys: Vec<Option<EntityNumber>> = entities.of_keys(row.address).collect();
        let mut in_sentence: BTreeMap<u32, Vec<EntityNumber>> = BTreeMap::new();
        for mention in mentions {
            if let Some(&Some(of)) = of_keys.get(mention.key as usize) {
                in_sentence.entry(mention.sentence).or_default().push(of);
            }
        }
        let close = |of: &Vec<EntityNumber>| self.closest.iter().filter(|close| of.contains(close)).count();
        let named = in_sentence.iter().filter(|(_, of)| of.contains(&self.entity));
        if let Some((&sentence, of)) = named.max_by_key(|(sentence, of)| (close(of), Reverse(**sentence))) {
            self.best.push((Reverse(close(of)), self.best.len(), (row.id, sentence)));
        }
    }

    /// The sentences, best first.
    pub fn ranked(mut self) -> Vec<SentencePlace> {
        self.best.sort_unstable();
        self.best.into_iter().map(|(.., place)| place).collect()
    }
}

/// The sentences to show of those added: the order holds, but what is too short or too long
/// comes last. How long they are is known once their documents are read, so no more need be
/// read than it takes.
#[derive(Default)]
pub struct ReadableSentences {
    good: Vec<SentenceLine>,
    others: Vec<SentenceLine>,
    texts: HashSet<String>,
}

impl ReadableSentences {
    /// Adds the next ones.
    pub fn add(&mut self, mut lines: Vec<SentenceLine>) {
        // Copies of an article say the same.
        lines.retain(|line| self.texts.insert(line.text.clone()));
        let (of_good_length, rest): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| GOOD_LENGTH.contains(&line.text.len()));
        self.good.extend(of_good_length);
        self.others.extend(rest);
    }

    /// Whether there are as many good ones as are shown.
    pub fn is_full(&self) -> bool {
        self.good.len() >= SENTENCES
    }

    /// Those to show.
    pub fn shown(mut self) -> Vec<SentenceLine> {
        self.good.extend(self.others);
        self.good.truncate(SENTENCES);
        self.good
    }
}

/// The rows whose sentences are compared: those that mention the entity most.
pub fn most_mentions(rows: &mut [MentioningRow]) -> &[MentioningRow] {
    rows.sort_by_key(|row| (Reverse(row.mentions), row.id));
    rows.get(..COMPARED).unwrap_or(rows)
}

/// The rows by date, those with bounds only where these put them: the latest first, undated ones last.
pub fn by_date(rows: &mut [MentioningRow]) -> &[MentioningRow] {
    rows.sort_by_key(|row| (Reverse(row.day), row.id));
    rows
}

/// Mentions by the month of publication: year, month from 1, and how many. Those of a year alone have no month.
pub fn months(rows: &[MentioningRow]) -> Vec<(i16, u8, u32)> {
    let mut months = BTreeMap::new();
    for (date, mentions) in rows.iter().filter_map(|row| Some((row.date?, row.mentions))) {
        if let (year, Some(month), _) = date.parts() {
            *months.entry((year, month)).or_default() += mentions;
        }
    }
    months.into_iter().map(|((year, month), count)| (year, month, count)).collect()
}
