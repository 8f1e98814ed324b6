//! Tests: entities under corrections that came one after another are those that the same corrections give at once.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;

use super::entity_index::EntityIndex;
use super::key_numbers::{NextKey, PartitionKeys, UNUSED_KEY};
use super::key_table::{KeyTable, PartitionRows};
use super::key_text::encode;
use super::row::{KeyMention, RowAddress, RowLists};
use super::tallies::EntityTallies;
use crate::model::{DocumentId, Key, Kind};
use crate::query::{Correction, NameReference, RecordedCorrection};

/// Names that the resolver puts together in one way or another, and some that it does not; with whether they stand alone.
const NAMES: [(Kind, &str, bool); 12] = [
    (Kind::Person, "Ann Quill", false),
    (Kind::Person, "Anne Quill", false),
    (Kind::Person, "A. Quill", false),
    (Kind::Person, "Quill", true),
    (Kind::Person, "Susan", true),
    (Kind::Person, "Susan Marrel", false),
    (Kind::Person, "Falke", true),
    (Kind::Organization, "Falke Ltd", false),
    (Kind::Organization, "Falke", false),
    (Kind::Place, "Tarn", false),
    (Kind::Place, "TARN", false),
    (Kind::Person, "Tarn", false),
];

/// The names of each document, as positions in [`NAMES`].
type Documents = Vec<Vec<usize>>;

/// The row of a document: they lie in two partitions by turns.
fn row_of(document: usize) -> RowAddress {
    RowAddress::new(document % 2, (document / 2) as u32)
}

fn key_text(name: usize, document: usize) -> String {
    let (kind, name, bare) = NAMES[name];
    encode(&Key { kind, name: name.to_owned(), bare }, DocumentId(document as u64)).unwrap()
}

fn table(documents: &Documents) -> Arc<KeyTable> {
    let of_partition =
        |partition: usize| (0..documents.len()).filter(move |document| document % 2 == partition);
    let texts: Vec<Vec<String>> = [0, 1]
        .map(|partition| {
            let mut texts: Vec<String> = of_partition(partition)
                .flat_map(|document| documents[document].iter().map(move |&name| key_text(name, document)))
                .collect();
            texts.sort();
            texts.dedup();
            texts
        })
        .into();
    let keys = [0, 1].map(|partition| {
        let count = |text: &String| {
            let has =
                |&document: &usize| documents[document].iter().any(|&name| key_text(name, document) == *text);
            of_partition(partition).filter(has).count() as u32
        };
        let counts = texts[partition].iter().map(count).collect();
        let mut texts = texts[partition].iter();
        let next: NextKey<'_> = Box::new(move |text| texts.next().map(|key| text.push_str(key)).is_some());
        PartitionKeys { next, documents: counts }
    });
    Arc::new(KeyTable::new(keys.into(), |partition, numbers| {
        let mut lists = RowLists::default();
        for document in of_partition(partition) {
            let at = |&name: &usize| texts[partition].binary_search(&key_text(name, document)).unwrap();
            lists.push(
                documents[document].iter().map(|name| numbers[at(name)]).filter(|&key| key != UNUSED_KEY),
            );
        }
        PartitionRows { keys: lists, addressed: Vec::new() }
    }))
}

/// A correction of names that are chosen.
fn correction((what, one, other, document): &(u8, Index, Index, Index), documents: &Documents) -> Correction {
    let reference = |at: &Index| NameReference::new(at.get(&NAMES).0, at.get(&NAMES).1);
    let (one, other) = (reference(one), reference(other));
    match what {
        0 => Correction::Same(one, other),
        1 => Correction::Apart(one, other),
        2 => Correction::Called(one, "Somebody Else".to_owned()),
        3 => Correction::Kind(one, other.kind),
        4 => Correction::Hidden(one),
        _ => {
            let document = Some(DocumentId(document.index(documents.len()) as u64));
            Correction::NotHere(NameReference { document, ..one })
        }
    }
}

/// Each row with its entities, and each entity with its rows and what is said and counted of it: whatever their numbers.
fn told(index: &EntityIndex, tallies: &EntityTallies, documents: &Documents) -> Vec<String> {
    let mut told: Vec<String> = (0..index.len() as u32)
        .filter_map(|number| {
            let (kind, name, entity) = index.entity(number)?;
            let rows: Vec<RowAddress> = index.rows_with(number).collect();
            let has = |row: &RowAddress| index.of_row(*row).contains(&number);
            let of_rows: Vec<RowAddress> = (0..documents.len()).map(row_of).filter(has).collect();
            assert_eq!(rows.len(), of_rows.len(), "{name}");
            assert!(rows.iter().all(has), "{name}");
            assert_eq!(index.documents()[number as usize] as usize, rows.len(), "{name}");
            let (mentions, keys) = (tallies.of(number), entity.keys);
            Some(format!(
                "{kind:?} {name} {} {} {keys:?} {rows:?} {mentions:?}",
                entity.hidden, entity.doubtful
            ))
        })
        .collect();
    told.sort();
    told
}

fn mentions(documents: &Documents, row: RowAddress) -> impl Iterator<Item = KeyMention> {
    let document = row.row as usize * 2 + row.partition as usize;
    (0..documents[document].len() as u32).map(|key| KeyMention { key, sentence: 0 })
}

fn tallies(index: &EntityIndex, documents: &Documents) -> EntityTallies {
    let mut tallies = EntityTallies::new(index);
    let rows = (0..documents.len()).map(row_of);
    tallies.count(index, rows.map(|row| (row, None, mentions(documents, row))));
    tallies
}

proptest! {
    #[test]
    fn corrections_one_by_one_give_what_they_give_at_once(
        documents in prop::collection::vec(prop::collection::btree_set(0..NAMES.len(), 0..5), 1..12),
        said in prop::collection::vec((0..6u8, any::<Index>(), any::<Index>(), any::<Index>()), 1..6),
        retracted in any::<Index>(),
    ) {
        let documents: Documents = documents.into_iter().map(|names| names.into_iter().collect()).collect();
        let guessed = EntityIndex::new(&table(&documents));
        let guessed_tallies = tallies(&guessed, &documents);
        let row = |id: DocumentId| Some(row_of(id.0 as usize));
        let told_of_row = |address: RowAddress| (None, mentions(&documents, address));
        let mut recorded: Vec<RecordedCorrection> = Vec::new();
        let mut before: Option<(EntityIndex, EntityTallies)> = None;
        let steps = said.iter().map(Some).chain([None]);
        for step in steps {
            match step {
                Some(said) => recorded.push(RecordedCorrection::here(correction(said, &documents))),
                None => _ = recorded.remove(retracted.index(recorded.len())),
            }
            let last = before.as_ref();
            let index = guessed.corrected(&recorded, last.map(|(index, _)| index), row);
            let counted = guessed_tallies.corrected(&index, last.map(|(of, tallies)| (of, tallies)), told_of_row);
            let at_once = guessed.corrected(&recorded, None, row);
            let counted_at_once = tallies(&at_once, &documents);
            let [step, whole] = [(&index, &counted), (&at_once, &counted_at_once)]
                .map(|(index, tallies)| told(index, tallies, &documents));
            let visible = |told: &[String]| told.iter().filter(|of| !of.contains(" true ")).cloned().collect::<Vec<_>>();
            prop_assert_eq!(visible(&step), visible(&whole), "{:?}", recorded);
            before = Some((index, counted));
        }
    }
}
