//! Tests: after corrections are made and undone one by one, the index answers like a new one.

use std::sync::Arc;

use proptest::prelude::*;

use crate::index::fixtures::{dated, document, file};
use crate::index::{Collection, Index, Snapshot};
use crate::model::{Document, DocumentId, Key, Kind, Mention, Span};
use crate::query::{
    Correction, CorrectionLog, Edit, EntityCard, EntityList, EntityListOrder, EntityListRequest, Facets,
    Marks, NameReference, ResolvedEntity, Search,
};

/// Names and whether they are bare; some are spellings of one, some of several kinds.
const NAMES: [(Kind, &str, bool); 9] = [
    (Kind::Person, "Ann Bell", false),
    (Kind::Person, "ANN BELL", false),
    (Kind::Person, "A. Bell", false),
    (Kind::Person, "Bell", true),
    (Kind::Person, "Mara Quill", false),
    (Kind::Person, "Quill", true),
    (Kind::Organization, "Bell", false),
    (Kind::Place, "Tarn", false),
    (Kind::Person, "Tarn", true),
];

/// Something a reader does.
#[derive(Clone, Debug)]
enum Step {
    Say(Correction),
    TakeBack(prop::sample::Index),
}

/// All that can be seen of the names of a collection.
#[derive(Debug, PartialEq)]
struct Seen {
    cards: Vec<EntityCard>,
    roster: EntityList,
    facets: Facets,
    meant: Vec<Vec<ResolvedEntity>>,
}

/// A document that names some of [`NAMES`], one a line.
fn naming(names: &[usize]) -> Document {
    let named = names.iter().map(|&at| NAMES[at]);
    let text = named.clone().map(|(_, name, _)| name).collect::<Vec<_>>().join("\n");
    let mut document = document("Council", &text);
    document.sentences = document.blocks.iter().map(|block| block.span).collect();
    let mut start = 0;
    for (key, (kind, name, bare)) in (0..).zip(named) {
        let span = Span::new(start, start + name.len());
        document.mentions.push(Mention { span, kind, key: Some(key) });
        document.keys.push(Key { kind, name: name.to_owned(), bare });
        start += name.len() + 1;
    }
    dated(document, "2021-05-14")
}

/// The documents as a collection of two roots; ids count from 1.
fn collection(documents: &[Document]) -> Collection {
    let roots = [0, 1].map(|root| {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        for (id, document) in (1..).zip(documents).filter(|(id, _)| id % 2 == root) {
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document.clone())]).unwrap();
        }
        writer.commit().unwrap();
        index
    });
    Collection::new(roots.into())
}

fn seen(snapshot: &Snapshot, documents: &[Document]) -> Seen {
    let asked =
        EntityListRequest { order: EntityListOrder::Name, limit: usize::MAX, ..EntityListRequest::default() };
    let found = snapshot.search(&Search::default(), &Marks::default(), &|| false).unwrap();
    Seen {
        cards: snapshot.entities(&asked).unwrap(),
        roster: snapshot.roster(&asked).unwrap(),
        facets: snapshot.facets(&found, &Marks::default(), usize::MAX, &|| false).unwrap(),
        meant: (1..).zip(documents).map(|(id, of)| snapshot.meant(DocumentId(id), of)).collect(),
    }
}

prop_compose! {
    fn some_name()(at in 0..NAMES.len(), document in prop::option::weighted(0.3, 1..6u64)) -> NameReference {
        let (kind, name, _) = NAMES[at];
        NameReference { document: document.map(DocumentId), ..NameReference::new(kind, name) }
    }
}

fn some_correction() -> impl Strategy<Value = Correction> {
    let kinds = prop::sample::select(vec![Kind::Person, Kind::Organization, Kind::Place]);
    prop_oneof![
        (some_name(), some_name()).prop_map(|(one, other)| Correction::Same(one, other)),
        (some_name(), some_name()).prop_map(|(one, other)| Correction::Apart(one, other)),
        (some_name(), 1..6u64).prop_map(|(name, id)| {
            Correction::NotHere(NameReference { document: Some(DocumentId(id)), ..name })
        }),
        (some_name(), "[A-Z][a-z]{2}").prop_map(|(name, called)| Correction::Called(name, called)),
        (some_name(), kinds).prop_map(|(name, kind)| Correction::Kind(name, kind)),
        some_name().prop_map(Correction::Hidden),
    ]
}

fn some_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => some_correction().prop_map(Step::Say),
        1 => any::<prop::sample::Index>().prop_map(Step::TakeBack),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_step_by_step_is_as_if_it_had_been_said_at_once(
        names in prop::collection::vec(prop::collection::btree_set(0..NAMES.len(), 0..5), 1..6),
        steps in prop::collection::vec(some_step(), 1..8),
    ) {
        let documents: Vec<Document> =
            names.into_iter().map(|names| naming(&Vec::from_iter(names))).collect();
        let mut snapshot = collection(&documents).snapshot().unwrap();
        let before = seen(&snapshot, &documents);
        let (mut told, mut done) = (CorrectionLog::default(), Vec::new());
        for step in steps {
            let edit = match step {
                Step::Say(correction) => told.number(Edit::say([correction])),
                Step::TakeBack(_) if told.holding().is_empty() => continue,
                Step::TakeBack(at) => {
                    Edit { taken_back: vec![at.get(told.holding()).clone()], ..Edit::default() }
                }
            };
            done.push((told.clone(), seen(&snapshot, &documents), edit.inverse()));
            told.apply(&edit);
            snapshot = snapshot.corrected(Arc::clone(told.holding()));
        }
        let new = collection(&documents);
        new.correct(Arc::clone(told.holding()));
        prop_assert_eq!(seen(&snapshot, &documents), seen(&new.snapshot().unwrap(), &documents));
        while let Some((told_before, seen_before, undo)) = done.pop() {
            told.apply(&undo);
            prop_assert_eq!(&told, &told_before);
            snapshot = snapshot.corrected(Arc::clone(told.holding()));
            prop_assert_eq!(seen(&snapshot, &documents), seen_before);
        }
        prop_assert_eq!(seen(&snapshot, &documents), before);
    }
}
