//! The table over documents that come, change and go.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::fixture::{after, table, text};
use super::table::NearCopies;
use crate::compare::runs::Runs;
use crate::model::DocumentId;

/// The pairs of a table with the bits of how alike they are, and which document is shown for which.
type Told = (BTreeSet<(u64, u64, u32)>, BTreeMap<u64, u64>);

/// All that a table tells.
fn told(copies: &NearCopies) -> Told {
    let pairs = copies.pairs().map(|pair| (pair.first.0, pair.other.0, pair.similarity.to_bits()));
    let ids = (0..40).map(DocumentId);
    let shown = ids.filter_map(|id| Some((id.0, copies.all().shown_for(id)?.0)));
    (pairs.collect(), shown.collect())
}

#[test]
fn pairs_are_told_with_how_much_they_have_in_common_the_fuller_first() {
    let copies = table(&[(1, text(0..104)), (2, text(0..204)), (3, text(0..204)), (4, text(900..1000))]);
    let (pairs, shown) = told(&copies);
    let half = 0.5_f32.to_bits();
    assert_eq!(pairs, BTreeSet::from([(2, 3, 1.0_f32.to_bits()), (2, 1, half), (3, 1, half)]));
    assert_eq!(shown, BTreeMap::from([(3, 2), (1, 2)]));
    assert_eq!(copies.all().copies(DocumentId(1)), 2);
    assert_eq!(copies.row_of(DocumentId(1)), [2, 3].map(DocumentId));
    assert_eq!(copies.row_of(DocumentId(4)), []);
}

#[test]
fn only_what_is_new_is_read_and_compared() {
    let mut documents = vec![(1, text(0..200)), (2, text(0..190)), (3, text(500..700))];
    let (first, read) = after(&NearCopies::default(), &documents);
    assert_eq!((read, first.compared()), (2, 1));
    documents.push((4, text(520..700)));
    let (second, read) = after(&first, &documents);
    assert_eq!((read, second.compared()), (2, 2));
    assert_eq!(after(&second, &documents).1, 0);
    documents.remove(0);
    let (third, read) = after(&second, &documents);
    assert_eq!((read, told(&third)), (0, told(&table(&documents))));
}

#[test]
fn thousands_of_the_same_text_are_read_once_at_most() {
    let documents: Vec<(u64, Runs)> = (0..3000).map(|id| (id, text(0..50))).collect();
    let (copies, read) = after(&NearCopies::default(), &documents);
    assert_eq!((read, copies.all().len()), (0, 2999));
    assert_eq!(copies.pairs().count(), 2999, "each with the first");
    assert_eq!(copies.row_of(DocumentId(7)).len(), 2999);
}

/// What happens to a document: it comes or changes to a text, or goes.
type Event = (u64, Option<(u32, u32)>);

fn events() -> impl Strategy<Value = Vec<Vec<Event>>> {
    // Texts begin and end at few places, so that many have much in common.
    let text = (0..4_u32, 0..8_u32).prop_map(|(start, length)| (start * 15, 40 + length * 15));
    let event = (0..40_u64, proptest::option::weighted(0.8, text));
    proptest::collection::vec(proptest::collection::vec(event, 1..12), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_table_made_step_by_step_is_the_one_made_at_once(steps in events()) {
        let mut documents: BTreeMap<u64, Runs> = BTreeMap::new();
        let mut copies = NearCopies::default();
        for step in steps {
            for (id, event) in step {
                match event {
                    Some((start, length)) => _ = documents.insert(id, text(start..start + length)),
                    None => _ = documents.remove(&id),
                }
            }
            let now: Vec<(u64, Runs)> = documents.iter().map(|(id, runs)| (*id, runs.clone())).collect();
            copies = after(&copies, &now).0;
            prop_assert_eq!(told(&copies), told(&table(&now)));
            for row in copies.all().rows() {
                prop_assert_eq!(copies.all().shown_for(row), None);
            }
        }
    }
}
