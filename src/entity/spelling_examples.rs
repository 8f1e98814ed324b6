//! Finds for each spelling of an entity sentences where it may stand as it is written.
//!
//! Not here: reading the sentences (`index::entities::examples`).

use super::entity_index::EntityIndex;
use super::mentioning_row::MentioningRow;
use super::row::{KeyMention, RowAddress};
use crate::query::{SentenceLine, SentencePlace, Spelling};
use crate::text::fold::fold;

/// The sentences that mention the entity by each of these spellings, of so many of these rows at most, in their order.
/// A name that was given in full before is often shortened in them: see [`writes_out`].
pub fn spelling_places<M: Iterator<Item = KeyMention>>(
    entities: &EntityIndex,
    spellings: &[Spelling],
    rows: &[MentioningRow],
    most: usize,
    mentions: impl Fn(RowAddress) -> Option<M>,
) -> Vec<Vec<SentencePlace>> {
    let mut places: Vec<(usize, Vec<SentencePlace>)> = vec![(0, Vec::new()); spellings.len()];
    for row in rows {
        if places.iter().all(|(rows, _)| *rows >= most) {
            break;
        }
        for (key, number) in (0u32..).zip(entities.key_numbers(row.address)) {
            let Some((kind, name, _)) = entities.key(number) else { continue };
            let is_it =
                |of: &Spelling| of.kind == kind && of.name == name && of.only_in == entities.only_in(number);
            let found = spellings.iter().position(is_it).and_then(|at| places.get_mut(at));
            let Some((rows, of_spelling)) = found.filter(|(rows, _)| *rows < most) else { continue };
            let of_key = mentions(row.address).into_iter().flatten().filter(|mention| mention.key == key);
            let mut sentences: Vec<u32> = of_key.map(|of| of.sentence).collect();
            sentences.sort_unstable();
            sentences.dedup();
            of_spelling.extend(sentences.into_iter().map(|sentence| (row.id, sentence)));
            *rows += 1;
        }
    }
    places.into_iter().map(|(_, places)| places).collect()
}

/// Whether a name marked in a line is written as the spelling is, capitals and accents aside.
pub fn writes_out(line: &SentenceLine, spelling: &str) -> bool {
    let plain = |text: &str| fold(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let wanted = plain(spelling);
    line.names.iter().any(|name| plain(name.of(&line.text)) == wanted)
}
