//! What the resolver puts together and what it keeps apart.

use super::*;
use crate::query::{Correction, Edit, NameReference};
use proptest::prelude::*;

fn key(kind: Kind, name: &str, documents: u32) -> KeyUse<'_> {
    KeyUse { documents, ..KeyUse::new(kind, name, false) }
}

fn person(name: &str) -> KeyUse<'_> {
    key(Kind::Person, name, 1)
}

fn bare(name: &str) -> KeyUse<'_> {
    KeyUse { bare: true, ..person(name) }
}

/// Whether the first two keys are one, and how surely.
fn tie(keys: &[KeyUse<'_>]) -> Option<Strength> {
    let found = resolve(keys, &[]);
    let number = found.of_key(0).filter(|_| found.of_key(0) == found.of_key(1))?;
    let entity = found.entity(number)?;
    // Equal names need no reason; a document more may still be about another.
    let reasons = reasons(&entity);
    let strengths = [0, 1]
        .into_iter()
        .filter(|&key| key != entity.called)
        .map(|key| reasons.get(&key).map_or(Strength::Likely, |reason| reason.strength));
    strengths.min()
}

const SURE: Option<Strength> = Some(Strength::Sure);
const LIKELY: Option<Strength> = Some(Strength::Likely);

#[test]
fn people_are_one_by_spelling_and_likely_by_given_name_initial_and_middle_name() {
    for (one, other, expected) in [
        ("Maren Ode", "MAREN  Odé", SURE),
        ("Wolodymyr Lisowyj", "Volodymyr Lisovyy", SURE),
        ("Володимир Лісовий", "Volodymyr Lisovyi", SURE),
        ("Jörg Läpple", "Joerg Laepple", LIKELY),
        ("Bashar al-Tarik", "Bashar Tarik", SURE),
        ("President Ann Bell", "Ann Bell", SURE),
        ("Harmeet \"Bunty\" Quill", "Harmeet Quill", SURE),
        ("'Big Doc' Ann Quill", "Ann Quill", SURE),
        ("Abdul Quill", "Abdul II", None),
        ("Vladimir Lisovy", "Volodymyr Lisovyy", LIKELY),
        ("Viktor Bell", "Victor Bell", LIKELY),
        ("Ann V. Bell", "Ann Bell", LIKELY),
        ("John R. Bell", "J. R. Bell", LIKELY),
        ("Ann Bell", "Ann Bel Jr.", None),
        ("John Bell", "John Bell Jr.", None),
        ("John Bell II", "John Bell III", None),
        ("Mario Bell", "Maria Bell", None),
        ("Ian Bell", "John Bell", None),
        ("Dan Pike", "Daniel Bell-Pike", None),
        ("Daniel Bell-Pike", "Dan Bell-Pike", LIKELY),
        ("Moarrim Qaddisi", "Muarrim Gaddisi", LIKELY),
        ("Kim Jin-ho", "Kim Jin Ho", SURE),
        ("Ann Bell", "Tom Bell", None),
        ("George W. Bell", "George H. W. Bell", None),
        ("Ann Hoffman", "Ann Hoffmann", None),
        ("Cосо Bell", "Coco Bell", None),
    ] {
        assert_eq!(tie(&[person(one), person(other)]), expected, "{one} {other}");
        assert_eq!(tie(&[person(other), person(one)]), expected, "{other} {one}");
    }
}

#[test]
fn a_slip_goes_to_the_name_that_is_written_more_often() {
    let often = key(Kind::Person, "Tassilo Brinzner", 9);
    assert_eq!(tie(&[often, person("Tassilio Brinzner")]), LIKELY);
    assert_eq!(tie(&[often, person("Tassilo Brinzmer")]), LIKELY);
    assert_eq!(tie(&[key(Kind::Person, "John Martin", 9), person("John Marten")]), None, "both are names");
}

#[test]
fn a_family_name_alone_goes_to_its_only_or_by_far_most_frequent_bearer() {
    let known = |documents| key(Kind::Person, "Ann Quill", documents);
    let tom = person("Tom Quill");
    assert_eq!(tie(&[bare("Quill"), known(2)]), LIKELY);
    assert_eq!(tie(&[bare("Quill"), known(2), tom]), None);
    assert_eq!(tie(&[bare("Quill"), known(3), tom]), LIKELY);
    assert_eq!(tie(&[bare("Lisovyy"), person("Volodymyr Lisovy")]), LIKELY);
    assert_eq!(tie(&[bare("Xiu"), person("Xiu Jinwen")]), LIKELY, "the family name can come first");
    assert_eq!(tie(&[bare("Ann"), known(1)]), None, "a given name tells little");
    assert_eq!(tie(&[bare("Howard"), key(Kind::Person, "Ann Howard", 3), person("Howard Pike")]), LIKELY);
    assert_eq!(tie(&[bare("Howard"), person("Ann Howard"), key(Kind::Person, "Howard Pike", 3)]), None);
    assert_eq!(tie(&[bare("Quill"), bare("Quill")]), LIKELY);
    assert_eq!(tie(&[bare("Quill"), key(Kind::Place, "Quill", 3)]), None);
}

#[test]
fn short_names_never_make_two_people_one() {
    let keys = [
        key(Kind::Person, "George W. Bell", 2),
        key(Kind::Person, "George H. W. Bell", 2),
        person("George Bell"),
        person("G. Bell"),
        bare("Bell"),
        person("Jorge Bell"),
    ];
    let found = resolve(&keys, &[]);
    assert_ne!(found.of_key(0), found.of_key(1));
}

#[test]
fn organizations_are_one_without_articles_and_legal_forms_and_under_their_acronym() {
    let org = |name| key(Kind::Organization, name, 1);
    for (one, other, expected) in [
        ("Falke Motors Inc.", "Falke Motors", SURE),
        ("The Falke Group", "Falke Group", SURE),
        ("Quay Workers' Organisation", "Quay Workers Organization", SURE),
        ("Bell & Pike Ltd", "Bell and Pike", SURE),
        ("NATO", "North Atlantic Treaty Organisation", SURE),
        ("U.N.", "United Nations", SURE),
        ("U.S. Harbour Agency", "United States Harbor Agency", SURE),
        ("Union of Harbour Workers", "UHW", LIKELY),
        ("U.S. Harbour Agency", "USHA", LIKELY),
        ("Department of Harbours", "Harbours Department", SURE),
        ("FC Norwick", "Norwick", SURE),
        ("Greens", "Green Party", LIKELY),
        ("Falke Motor Co", "FMC", None),
        ("UN", "Union Norwick", None),
        ("Falke of America Inc", "America Inc", None),
        ("America Inc", "US", None),
        ("Falke Motors", "Falke Power", None),
        ("AG", "Inc", None),
    ] {
        assert_eq!(tie(&[org(one), org(other)]), expected, "{one} {other}");
    }
    let two = [org("Union of Harbour Workers"), org("UHW"), org("United Hill Walkers")];
    assert_eq!(tie(&two), None);
}

#[test]
fn places_are_one_when_a_list_knows_it_and_likely_when_they_sound_alike() {
    let place = |name| key(Kind::Place, name, 1);
    for (one, other, expected) in [
        ("Kiev", "Kyiv", SURE),
        ("Donbas", "Donbass", SURE),
        ("U.S.", "United States", SURE),
        ("the United States", "USA", SURE),
        ("America", "United States", LIKELY),
        ("Quillov", "Quilov", LIKELY),
        ("Bari", "Barry", None),
        ("Iran", "Iraq", None),
    ] {
        assert_eq!(tie(&[place(one), place(other)]), expected, "{one} {other}");
    }
}

#[test]
fn an_entity_is_called_by_its_most_used_full_name_and_found_by_all() {
    let keys = [
        bare("Odé"),
        key(Kind::Person, "Maren V. Odé", 1),
        key(Kind::Person, "Maren Odé", 30),
        bare("MÜLLER"),
        bare("Müller"),
        key(Kind::Organization, "UHW", 1),
    ];
    let found = resolve(&keys, &[]);
    let called =
        |name| found.find(Kind::Person, name).and_then(|n| found.entity(n)).map(|e| (e.called, e.guess));
    assert_eq!(called("Maren Ode"), Some((2, false)), "two of 32 uses are only likely");
    assert_eq!(called("ode"), called("maren v. odé"));
    assert_eq!(called("muller").map(|(_, guess)| guess), Some(true));
    assert_eq!(called("Nobody"), None);
    assert_eq!(called("UHW"), None);
}

#[test]
fn reasons_lead_from_every_spelling_to_the_name() {
    let keys = [
        key(Kind::Person, "Volodymyr Lisovy", 5),
        key(Kind::Person, "Volodymyr Lisovyy", 2),
        key(Kind::Person, "Vladimir Lisovy", 1),
        bare("Lisovyy"),
    ];
    let found = resolve(&keys, &[]);
    let entity = found.entity(0).unwrap();
    let reasons = reasons(&entity);
    let told = |key: KeyNumber| {
        let reason = reasons[&key];
        let words = reason.rule.words(keys[reason.with as usize].name, keys[key as usize].name);
        (reason.with, words, reason.strength)
    };
    assert_eq!(told(1), (0, "spelling y/yy".to_owned(), Strength::Sure));
    assert_eq!(told(2), (0, "given name translated or short".to_owned(), Strength::Likely));
    assert_eq!(told(3).1, "short form");
    assert!(!reasons.contains_key(&0));
}

fn named(name: &str) -> NameReference {
    NameReference::new(Kind::Person, name)
}

fn told(corrections: impl IntoIterator<Item = Correction>) -> Vec<RecordedCorrection> {
    Edit::say(corrections).said
}

/// The names of the entities, each with those of its keys.
fn grouped(keys: &[KeyUse<'_>], corrections: Vec<Correction>) -> Vec<(String, Vec<String>)> {
    let found = resolve(keys, &told(corrections));
    let name = |key: KeyNumber| keys[key as usize].name.to_owned();
    let called = |entity: &Entity<'_>| entity.renamed.map_or_else(|| name(entity.called), str::to_owned);
    let visible = found.iter().filter(|entity| !entity.hidden);
    visible.map(|entity| (called(&entity), entity.keys.iter().map(|&key| name(key)).collect())).collect()
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
    let found = resolve(&keys, &told(corrections));
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
    let found = resolve(&keys, &told(corrections));
    let find = |name| found.find(Kind::Person, name);
    assert_eq!((find("Ann Bell"), find("Ann Bell (3)")), (Some(0), Some(2)));
}

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
            0..9u32,
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
    found.merges.iter().filter(|merge| merge.strength == Strength::Sure).for_each(|merge| {
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
        let found = resolve(&keys, &[]);
        let mut listed: Vec<KeyNumber> = found.iter().flat_map(|e| e.keys.to_vec()).collect();
        listed.sort_unstable();
        prop_assert_eq!(listed, (0..keys.len() as u32).collect::<Vec<_>>());
        for (number, entity) in (0..).zip(found.iter()) {
            prop_assert!(entity.keys.iter().all(|&k| found.of_key(k) == Some(number)));
            let of = |key: KeyNumber| &keys[key as usize];
            prop_assert!(entity.keys.iter().all(|&k| of(k).kind == of(entity.called).kind));
            let reasons = reasons(&entity);
            let told: Vec<&str> = reasons.keys().map(|&key| of(key).name).collect();
            for &key in entity.keys {
                prop_assert!(told.contains(&of(key).name) || of(key).name == of(entity.called).name, "{}", of(key).name);
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
        let said: Vec<Correction> = pairs
            .iter()
            .map(|(a, b, same)| if *same { Correction::Same(of(a), of(b)) } else { Correction::Apart(of(a), of(b)) })
            .collect();
        let found = resolve(&keys, &told(said.clone()));
        let entity = |name: &NameReference| {
            let key = keys.iter().position(|key| (key.kind, key.name) == (name.kind, name.name.as_str()));
            found.of_key(key.unwrap() as u32)
        };
        match said.last() {
            Some(Correction::Same(a, b)) => prop_assert_eq!(entity(a), entity(b)),
            Some(Correction::Apart(a, b)) if a != b => prop_assert_ne!(entity(a), entity(b)),
            _ => {}
        }
    }

    #[test]
    fn any_text_is_resolved(names in prop::collection::vec(("\\PC{0,12}", 0..3usize, any::<bool>()), 0..8)) {
        let names: Vec<_> = names.into_iter().map(|(name, kind, bare)| (kind, name, bare, 1)).collect();
        let keys = uses(&names);
        prop_assert_eq!(resolve(&keys, &[]).of_key.len(), keys.len());
    }
}

#[test]
fn names_of_own_lists_are_only_themselves() {
    let vessels = Kind::from_name("vessels").unwrap();
    for (one, other) in [("Aurora", "AURORA"), ("MV Aurora", "M.V. Aurora"), ("Norwick", "Norwyck")] {
        let keys = [key(vessels, one, 1), key(vessels, other, 1), key(Kind::Place, one, 1)];
        let found = resolve(&keys, &[]);
        assert_eq!(found.len(), 3, "{one}, {other}");
        assert_eq!((found.find(vessels, one), found.find(vessels, other)), (Some(0), Some(1)));
        assert_eq!(found.find(Kind::from_name("theatres").unwrap(), one), None);
    }
}

#[test]
fn names_that_differ_in_case_alone_are_found_apart_once_the_reader_parted_them() {
    let keys = [key(Kind::Person, "Mara Quill", 3), key(Kind::Person, "MARA QUILL", 1)];
    let [one, other] = keys.map(|key| NameReference::new(key.kind, key.name));
    let found = resolve(&keys, &told([Correction::Apart(one, other)]));
    let find = |name| found.find(Kind::Person, name);
    assert_ne!(found.of_key(0), found.of_key(1));
    assert_eq!((find("Mara Quill"), find("MARA QUILL")), (found.of_key(0), found.of_key(1)));
    assert_eq!(find("mara quill"), found.of_key(0));
}
