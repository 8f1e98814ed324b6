//! Tests: properties that hold for any keys.

use proptest::prelude::*;

use super::*;
use crate::model::KeyNumber;
use crate::query::NameReference;
use crate::resolve::Merge;
use crate::resolve::merge::Merger;
use crate::resolve::usual_kinds::usual_kinds;

/// Names that meet often: few words, some of which are spellings of each other.
fn some_keys() -> impl Strategy<Value = Vec<(usize, String, bool, u32)>> {
    let given = prop::sample::select(vec![
        "Ann",
        "Volodymyr",
        "Wolodymyr",
        "Vladimir",
        "A.",
        "V.",
        "Victor",
        "Viktor",
        "",
    ]);
    let family = prop::sample::select(vec![
        "Bell",
        "Bel",
        "Lisovy",
        "Lisovyy",
        "Lisowij",
        "Hoffman",
        "Hofman",
        "Hoffmann",
        "Bell Jr.",
        "R. Bell",
        "UHW",
        "Union of Harbour Workers",
        "US",
        "United States",
        "Kiev",
        "Kyiv",
        "Quilov",
        "Quillov",
    ]);
    prop::collection::vec(
        (
            0..3usize,
            (given, family).prop_map(|(g, f)| format!("{g} {f}").trim().to_owned()),
            any::<bool>(),
            // A key is of one document at least.
            1..9u32,
        ),
        0..14,
    )
}

/// Keys as collections have them: full names once each, bare ones for one document each.
fn uses(names: &[(usize, String, bool, u32)]) -> Vec<KeyUse<'_>> {
    let mut keys: Vec<KeyUse<'_>> = Vec::new();
    for (kind, name, bare, documents) in names {
        let kind = [Kind::Person, Kind::Organization, Kind::Place][*kind];
        let bare = *bare && kind == Kind::Person && !name.contains(' ');
        if bare || keys.iter().all(|known| known.bare || (known.kind, known.name) != (kind, name)) {
            keys.push(KeyUse {
                documents: if bare { 1 } else { *documents },
                ..KeyUse::new(kind, name, bare)
            });
        }
    }
    keys
}

/// For every two keys whether they are surely one.
fn surely_one(keys: &[KeyUse<'_>]) -> Vec<(usize, usize)> {
    let mut merger = Merger::new(keys);
    let found = resolve(keys, &[]);
    let merges = found.guessed.merges.iter().map(|&packed| Merge::unpack(packed));
    merges.filter(|merge| merge.strength == Strength::Sure).for_each(|merge| {
        merger.join(merge.one, merge.other, merge.rule, merge.strength);
    });
    let count = keys.len();
    let pairs = (0..count).flat_map(|one| (0..one).map(move |other| (other, one)));
    pairs.filter(|&(a, b)| merger.sure_root(a as u32) == merger.sure_root(b as u32)).collect()
}

proptest! {
    #[test]
    fn every_key_is_in_exactly_one_entity_with_its_kind_and_a_reason(names in some_keys()) {
        let keys = uses(&names);
        let (found, usual) = (resolve(&keys, &[]), usual_kinds(&keys));
        let mut listed: Vec<KeyNumber> = found.iter().flat_map(|e| e.keys.to_vec()).collect();
        listed.sort_unstable();
        prop_assert_eq!(listed, (0..keys.len() as u32).collect::<Vec<_>>());
        for (number, entity) in (0..).zip(found.iter()) {
            prop_assert!(entity.keys.iter().all(|&k| found.of_key(k) == Some(number)));
            let of = |key: KeyNumber| &keys[key as usize];
            // A name may be that of a firm or place which the collection has more often: then a key of its kind is
            // in the entity for that.
            let is_moved = |k: KeyNumber| {
                let moved = |key: KeyNumber| found.of_key(key) == Some(number) && of(key).kind == of(k).kind;
                usual.iter().any(|&(key, _)| moved(key))
            };
            let fits = |k: KeyNumber| of(k).kind == entity.kind || of(k).bare || is_moved(k);
            prop_assert!(entity.keys.iter().all(|&k| fits(k)));
            let reasons = reasons(&entity);
            let explained: Vec<&str> = reasons.keys().map(|&key| of(key).name).collect();
            for &key in entity.keys {
                prop_assert!(explained.contains(&of(key).name) || of(key).name == of(entity.called).name, "{}", of(key).name);
            }
        }
    }

    #[test]
    fn the_order_of_the_keys_does_not_matter(names in some_keys(), seed in any::<u64>()) {
        let keys = uses(&names);
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|&at| (at as u64 + 1).wrapping_mul(seed | 1));
        let shuffled: Vec<KeyUse<'_>> = order.iter().map(|&at| keys[at]).collect();
        let (one, other) = (resolve(&keys, &[]), resolve(&shuffled, &[]));
        for (a, &at) in order.iter().enumerate() {
            for (b, &bt) in order.iter().enumerate() {
                prop_assert_eq!(
                    other.of_key(a as u32) == other.of_key(b as u32),
                    one.of_key(at as u32) == one.of_key(bt as u32),
                    "{:?} {:?}", keys[at], keys[bt]
                );
            }
        }
    }

    #[test]
    fn more_documents_never_part_what_is_surely_one(names in some_keys(), more in some_keys()) {
        let before = surely_one(&uses(&names));
        let all: Vec<_> = names.iter().chain(&more).cloned().collect();
        let after = surely_one(&uses(&all));
        prop_assert!(before.iter().all(|pair| after.contains(pair)), "{:?} {:?}", before, after);
    }

    #[test]
    fn the_last_word_on_two_names_holds(
        names in some_keys(),
        pairs in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 1..6),
    ) {
        let keys = uses(&names);
        prop_assume!(!keys.is_empty());
        let of = |at: &prop::sample::Index| NameReference::new(at.get(&keys).kind, at.get(&keys).name);
        let corrections: Vec<Correction> = pairs
            .iter()
            .map(|(a, b, same)| if *same { Correction::Same(of(a), of(b)) } else { Correction::Apart(of(a), of(b)) })
            .collect();
        let found = resolve(&keys, &recorded(corrections.clone()));
        let entity = |name: &NameReference| {
            let key = keys.iter().position(|key| (key.kind, key.name) == (name.kind, name.name.as_str()));
            found.of_key(key.unwrap() as u32)
        };
        match corrections.last() {
            Some(Correction::Same(a, b)) => prop_assert_eq!(entity(a), entity(b)),
            Some(Correction::Apart(a, b)) if a != b => prop_assert_ne!(entity(a), entity(b)),
            _ => {}
        }
    }

    #[test]
    fn any_text_is_resolved(names in prop::collection::vec(("\\PC{0,12}", 0..3usize, any::<bool>()), 0..8)) {
        let names: Vec<_> = names.into_iter().map(|(name, kind, bare)| (kind, name, bare, 1)).collect();
        let keys = uses(&names);
        prop_assert_eq!(resolve(&keys, &[]).guessed.of_key.len(), keys.len());
    }
}
