//! Tests: organisations, places and own lists; what an entity is called, and why its names are one.

use super::*;
use crate::model::KeyNumber;

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
        ("Union of Harbour Workers", "UHW", None),
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
}

#[test]
fn an_acronym_stands_for_what_documents_spell_it_out_as() {
    let org = |name| key(Kind::Organization, name, 1);
    let spelled = |long| KeyUse { bare: true, stands_for: Some(long), ..org("UHW") };
    let workers = [org("UHW"), org("Union of Harbour Workers"), org("United Hill Walkers"), spelled(1)];
    assert_eq!(tie(&workers), LIKELY);
    let [acronym, union, walkers, of_union] = workers;
    assert_eq!(tie(&[acronym, union, walkers, of_union, spelled(2)]), None, "it stands for both");
    assert_eq!(tie(&[of_union, KeyUse { documents: 3, ..union }, acronym]), SURE);
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
    assert_eq!(called("Maren Ode"), Some((2, true)), "two of 32 uses are only likely");
    let shouted = [key(Kind::Place, "TARNWICK", 9), key(Kind::Place, "Tarnwick", 1)];
    assert_eq!(resolve(&shouted, &[]).entity(0).map(|of| (of.called, of.guess)), Some((1, false)));
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
    let reason = |key: KeyNumber| {
        let reason = reasons[&key];
        let words = reason.rule.words(keys[reason.with as usize].name, keys[key as usize].name);
        (reason.with, words, reason.strength)
    };
    assert_eq!(reason(1), (0, "spelling y/yy".to_owned(), Strength::Sure));
    assert_eq!(reason(2), (0, "given name translated or shortened".to_owned(), Strength::Likely));
    assert_eq!(reason(3).1, "family name alone, in documents without the full name");
    assert!(!reasons.contains_key(&0));
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
