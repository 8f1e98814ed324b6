//! Finds for each spelling of an entity a sentence where it stands.
//!
//! Not here: reading the sentences (`index::entities::examples`).

use super::entity_index::EntityIndex;
use super::mentioning_row::MentioningRow;
use super::row::{KeyMention, RowAddress};
use crate::query::{SentencePlace, Spelling};

/// The first sentence with each of these spellings, in the first of these rows that has it; `None` where none has.
pub fn spelling_places<M: Iterator<Item = KeyMention>>(
    entities: &EntityIndex,
    spellings: &[Spelling],
    rows: &[MentioningRow],
    mentions: impl Fn(RowAddress) -> Option<M>,
) -> Vec<Option<SentencePlace>> {
    let mut places: Vec<Option<SentencePlace>> = vec![None; spellings.len()];
    for row in rows {
        if places.iter().all(Option::is_some) {
            break;
        }
        for (key, number) in (0u32..).zip(entities.key_numbers(row.address)) {
            let Some((kind, name, _)) = entities.key(number) else { continue };
            let is_it =
                |of: &Spelling| of.kind == kind && of.name == name && of.only_in == entities.only_in(number);
            let found = spellings.iter().position(is_it).filter(|&at| places.get(at) == Some(&None));
            let Some(at) = found else { continue };
            let of_key = mentions(row.address).into_iter().flatten().filter(|mention| mention.key == key);
            if let (Some(sentence), Some(place)) = (of_key.map(|of| of.sentence).min(), places.get_mut(at)) {
                *place = Some((row.id, sentence));
            }
        }
    }
    places
}
