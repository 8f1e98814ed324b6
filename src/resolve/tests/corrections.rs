//! Tests: the user's corrections of names overrule what is guessed.

use super::*;
use crate::model::{DocumentId, KeyNumber};
use crate::query::NameReference;
use crate::resolve::Entity;

fn named(name: &str) -> NameReference {
    NameReference::new(Kind::Person, name)
}

/// The names of the entities, each with those of its keys.
fn grouped(keys: &[KeyUse<'_>], corrections: Vec<Correction>) -> Vec<(String, Vec<String>)> {
    let found = resolve(keys, &recorded(corrections));
    let name = |key: KeyNumber| keys[key as usize].name.to_owned();
    let called = |entity: &Entity<'_>| entity.renamed.map_or_else(|| name(entity.called), str::to_owned);
    let mut visible: Vec<Entity<'_>> = found.iter().filter(|entity| !entity.hidden).collect();
    visible.sort_by_key(|entity| entity.keys.first().copied());
    let keys = |entity: &Entity<'_>| entity.keys.iter().map(|&key| name(key)).collect();
    visible.iter().map(|entity| (called(entity), keys(entity))).collect()
}

#[test]
fn the_reader_overrules_what_is_guessed_and_the_latest_word_holds() {
    use Correction as C;
    let keys = [
        key(Kind::Person, "Ann Quill", 9),
        key(Kind::Person, "Anne Quill", 3),
        KeyUse { document: Some(DocumentId(4)), ..bare("Quill") },
        key(Kind::Person, "The Gull", 1),
    ];
    let groups =
        |corrections| grouped(&keys, corrections).into_iter().map(|(_, of)| of.join("+")).collect::<Vec<_>>();
    let (ann, anne, quill, gull) =
        (named("Ann Quill"), named("Anne Quill"), named("Quill"), named("The Gull"));
    let as_guessed = ["Ann Quill+Anne Quill+Quill", "The Gull"];
    assert_eq!(groups(vec![]), as_guessed);
    let apart = C::Apart(ann.clone(), anne.clone());
    assert_eq!(groups(vec![apart.clone()]), ["Ann Quill+Quill", "Anne Quill", "The Gull"]);
    assert_eq!(groups(vec![apart.clone(), C::Same(anne.clone(), ann.clone())]), as_guessed);
    let same = C::Same(ann.clone(), gull.clone());
    assert_eq!(groups(vec![same.clone()]), ["Ann Quill+Anne Quill+Quill+The Gull"]);
    assert_eq!(groups(vec![same, C::Apart(gull.clone(), ann.clone())]), as_guessed);
    let here = NameReference { document: Some(DocumentId(4)), ..quill };
    assert_eq!(groups(vec![C::NotHere(here.clone())]), ["Ann Quill+Anne Quill", "Quill", "The Gull"]);
    assert_eq!(
        groups(vec![C::NotHere(here.clone()), C::Same(here, gull.clone())]),
        ["Ann Quill+Anne Quill", "Quill+The Gull"]
    );
    assert_eq!(groups(vec![C::Hidden(gull)]), ["Ann Quill+Anne Quill+Quill"]);
}

#[test]
fn a_renamed_entity_and_one_of_another_kind_are_found_by_old_and_new() {
    let keys = [key(Kind::Person, "Ann Quill", 2), key(Kind::Person, "Tarn", 1), key(Kind::Place, "Tarn", 1)];
    let corrections = [
        Correction::Called(named("Ann Quill"), "Dame Ann".into()),
        Correction::Kind(named("Tarn"), Kind::Place),
    ];
    let found = resolve(&keys, &recorded(corrections));
    assert_eq!(found.entity(0).and_then(|entity| entity.renamed), Some("Dame Ann"));
    assert_eq!(found.find(Kind::Person, "dame ann"), Some(0));
    assert_eq!(found.find(Kind::Person, "Ann Quill"), Some(0));
    assert_eq!((found.of_key(1), found.of_key(2)), (Some(1), Some(1)), "one with the place of that name");
    assert_eq!(found.entity(1).map(|entity| entity.kind), Some(Kind::Place));
    assert_eq!((found.find(Kind::Person, "Tarn"), found.find(Kind::Place, "Tarn")), (Some(1), Some(1)));
}

#[test]
fn one_that_is_somebody_else_in_a_document_has_a_name_to_be_found_by() {
    let here = |id| NameReference { document: Some(DocumentId(id)), ..named("Ann Bell") };
    let only = |id| KeyUse { document: Some(DocumentId(id)), ..person("Ann Bell") };
    let keys = [person("Ann Bell"), only(7), only(9)];
    let corrections = vec![Correction::NotHere(here(7)), Correction::NotHere(here(9))];
    let names: Vec<String> = grouped(&keys, corrections.clone()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Ann Bell", "Ann Bell (2)", "Ann Bell (3)"]);
    let found = resolve(&keys, &recorded(corrections));
    let find = |name| found.find(Kind::Person, name);
    assert_eq!((find("Ann Bell"), find("Ann Bell (3)")), (Some(0), Some(2)));
}

#[test]
fn names_that_differ_in_case_alone_are_found_apart_once_the_reader_split_them() {
    let keys = [key(Kind::Person, "Mara Quill", 3), key(Kind::Person, "MARA QUILL", 1)];
    let [one, other] = keys.map(|key| NameReference::new(key.kind, key.name));
    let found = resolve(&keys, &recorded([Correction::Apart(one, other)]));
    let find = |name| found.find(Kind::Person, name);
    assert_ne!(found.of_key(0), found.of_key(1));
    assert_eq!((find("Mara Quill"), find("MARA QUILL")), (found.of_key(0), found.of_key(1)));
    assert_eq!(find("mara quill"), found.of_key(0));
}
