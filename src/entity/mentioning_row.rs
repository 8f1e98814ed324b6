//! A row that mentions an entity: its document, date, number of mentions and first sentence, as profiles
//! and cards need them.

use super::entity_index::EntityIndex;
use super::row::{KeyMention, RowAddress};
use crate::model::{DocumentId, PartialDate};
use crate::resolve::EntityNumber;

/// A row that mentions an entity.
#[derive(Clone, Copy, Debug)]
pub struct MentioningRow {
    /// Where it is.
    pub address: RowAddress,
    /// The document it holds.
    pub id: DocumentId,
    /// How often it mentions the entity.
    pub mentions: u32,
    /// The first sentence that does.
    pub sentence: u32,
    /// When the document was published.
    pub date: Option<PartialDate>,
    /// The day of publication, or what its bounds make likely, as a number that sorts.
    pub day: Option<i64>,
}

/// A document as a row of an entity holds it: its number, when it was published, and the likely day of that.
pub type DatedDocument = (DocumentId, Option<PartialDate>, Option<i64>);

impl MentioningRow {
    /// Counts the mentions of an entity in a row.
    pub fn new(
        entities: &EntityIndex,
        entity: EntityNumber,
        address: RowAddress,
        (id, date, day): DatedDocument,
        mentions: impl Iterator<Item = KeyMention>,
    ) -> MentioningRow {
        let is_meant: Vec<bool> = entities.of_keys(address).map(|of| of == Some(entity)).collect();
        let mut row = MentioningRow { address, id, mentions: 0, sentence: u32::MAX, date, day };
        for mention in mentions.filter(|mention| is_meant.get(mention.key as usize) == Some(&true)) {
            row.mentions += 1;
            row.sentence = row.sentence.min(mention.sentence);
        }
        row
    }
}
