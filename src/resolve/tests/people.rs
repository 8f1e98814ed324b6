//! Tests: people, by spellings, given names, initials, slips and short names.

use super::*;

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
    assert_eq!(tie(&[bare("Quill"), bare("Quill"), known(2), tom]), None, "two may be meant");
    assert_eq!(tie(&[bare("Ann"), known(1)]), None, "a given name is weak evidence");
    assert_eq!(tie(&[bare("Howard"), key(Kind::Person, "Ann Howard", 3), person("Howard Pike")]), LIKELY);
    assert_eq!(tie(&[bare("Howard"), person("Ann Howard"), key(Kind::Person, "Howard Pike", 3)]), None);
    assert_eq!(tie(&[bare("Quill"), bare("Quill")]), LIKELY);
    assert_eq!(tie(&[bare("Quill"), key(Kind::Place, "Quill", 1)]), None);
    assert_eq!(tie(&[bare("Quill"), key(Kind::Place, "Quill", 3)]), LIKELY, "it is mostly that place");
    assert_eq!(tie(&[bare("Susan"), bare("Susan")]), None, "a given name is another one's in each document");
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
