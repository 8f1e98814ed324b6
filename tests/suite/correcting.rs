//! Putting names right: keys in, labels and counts out, and back again.

use perusal::app::screens::Screen;
use perusal::query::{Criterion, Facet, Facets};

use crate::harness::Harness;

/// The filters with the cursor on the first person called so.
pub fn pointing_at(name: &str) -> Harness {
    let mut reader = Harness::open(120, 44);
    reader.press("tab tab");
    for _ in 0..30 {
        let at = reader.app.criterion_at_cursor();
        if matches!(at, Some(Criterion::Entity { name: at, .. }) if at == name) {
            return reader;
        }
        reader.press("j");
    }
    panic!("{name} is not among the filters");
}

fn documents(reader: &Harness, facet: Facet, label: &str) -> Option<u32> {
    let group = reader.app.sidebar.group(facet)?;
    group.values.iter().find(|value| value.label == label).map(|value| value.documents)
}

pub fn people(reader: &Harness, label: &str) -> Option<u32> {
    documents(reader, Facet::People, label)
}

fn facets(reader: &Harness) -> Facets {
    reader.app.sidebar.facets.clone()
}

#[test]
fn a_rename_changes_label_and_filters_and_is_undone_exactly() {
    let mut reader = pointing_at("Radomir Tselko");
    let before = facets(&reader);
    let documents = people(&reader, "Radomir Tselko").unwrap();
    reader.press(", r ctrl-u").type_text("The Minister");
    insta::assert_snapshot!("rename", reader.screen());
    reader.press("enter");
    assert_eq!((people(&reader, "The Minister"), people(&reader, "Radomir Tselko")), (Some(documents), None));
    reader.press("u");
    assert_eq!(facets(&reader), before);
    reader.press("ctrl-r");
    assert_eq!(people(&reader, "The Minister"), Some(documents));
}

#[test]
fn a_spelling_is_detached_and_merged_again() {
    let mut reader = pointing_at("Yulian Zhorek");
    let before = facets(&reader);
    let whole = people(&reader, "Yulian Zhorek").unwrap();
    reader.press(", d");
    insta::assert_snapshot!("detach", reader.screen());
    reader.type_text("Julian Zhorek").press("enter");
    let parted = people(&reader, "Julian Zhorek").unwrap();
    assert!(parted >= 2 && people(&reader, "Yulian Zhorek").unwrap() < whole);
    let mut merged = reader;
    merged.press(", m").type_text("julian zh");
    insta::assert_snapshot!("merge", merged.screen());
    merged.press("enter");
    assert_eq!((people(&merged, "Yulian Zhorek"), people(&merged, "Julian Zhorek")), (Some(whole), None));
    merged.press("u u");
    assert_eq!(facets(&merged), before);
}

#[test]
fn a_name_is_hidden_and_comes_back_from_the_list_of_corrections() {
    let mut reader = pointing_at("Torvia");
    let before = documents(&reader, Facet::Places, "Torvia");
    reader.press(", h");
    assert_eq!(documents(&reader, Facet::Places, "Torvia"), None);
    reader.press(", ,");
    insta::assert_snapshot!("corrections", reader.screen());
    reader.press("enter");
    assert_eq!(documents(&reader, Facet::Places, "Torvia"), before);
    reader.press("u");
    assert_eq!(documents(&reader, Facet::Places, "Torvia"), None);
}

#[test]
fn a_name_gets_another_kind_and_a_doubtful_one_is_confirmed() {
    let mut reader = pointing_at("Torvia");
    let before = documents(&reader, Facet::Places, "Torvia");
    reader.press(", k").type_text("org").press("enter");
    assert_eq!(documents(&reader, Facet::Places, "Torvia"), None);
    assert_eq!(documents(&reader, Facet::Organizations, "Torvia"), before);
    let mut reader = pointing_at("Yulian Zhorek");
    let doubtful = |reader: &Harness| {
        let people = reader.app.sidebar.group(Facet::People).unwrap();
        people.values.iter().find(|value| value.label == "Yulian Zhorek").unwrap().guess
    };
    assert!(doubtful(&reader));
    reader.press(", c");
    assert!(!doubtful(&reader));
    reader.press("u");
    assert!(doubtful(&reader));
}

/// Reads the first document that names the entity, with the cursor on its name.
fn reading_of(name: &str) -> Harness {
    let mut reader = Harness::open(120, 44);
    reader.press("/").type_text(&format!("person:\"{name}\"")).press("enter enter");
    for _ in 0..80 {
        reader.press("e");
        if at_cursor(&reader) == name {
            return reader;
        }
    }
    panic!("{name} is not in the text");
}

/// Whom the name under the cursor means.
fn at_cursor(reader: &Harness) -> String {
    let page = reader.app.reader.page.clone().unwrap();
    let mention = page.document.mentions[reader.app.reader.mention.unwrap()];
    page.entities[mention.key.unwrap() as usize].name.clone()
}

#[test]
fn in_one_document_a_name_is_somebody_else() {
    let mut reader = reading_of("Aldo Marent");
    let before = people(&reader, "Aldo Marent").unwrap();
    reader.press("e").press("E").press(", -");
    assert_eq!(at_cursor(&reader), "Aldo Marent (2)");
    reader.press("esc esc / ctrl-u enter");
    assert_eq!(people(&reader, "Aldo Marent"), Some(before - 1));
    assert_eq!(people(&reader, "Aldo Marent (2)"), Some(1));
    reader.press("u u");
    assert_eq!(people(&reader, "Aldo Marent (2)"), None);
}

#[test]
fn what_was_said_can_hold_everywhere() {
    let mut reader = reading_of("Aldo Marent");
    reader.press("enter , e");
    assert!(reader.screen().contains("nothing was corrected about Aldo Marent"));
    reader.press("enter , r ctrl-u").type_text("The Agent").press("enter , e");
    assert!(reader.screen().contains("The Agent holds in every collection"), "{}", reader.screen());
    let told = |reader: &mut Harness| {
        let screen = reader.press(", ,").screen();
        let line = screen.lines().find(|line| line.contains("is called The Agent")).unwrap().to_owned();
        reader.press("esc");
        line
    };
    assert!(told(&mut reader).contains("everywhere"));
    reader.press(", e");
    assert!(!told(&mut reader).contains("everywhere"));
}

#[test]
fn names_are_offered_while_one_is_typed() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("person:zho");
    insta::assert_snapshot!("offers", reader.screen());
    reader.press("tab");
    assert_eq!(reader.app.search.text(), "person:\"Yulian Zhorek\" ");
    reader.press("ctrl-u").type_text("dam org:o").press("down tab");
    assert!(reader.app.search.text().starts_with("dam org:\""), "{}", reader.app.search.text());
    assert!(reader.app.prompt.as_ref().unwrap().completions.names.is_empty());
}

#[test]
fn the_page_of_an_entity_follows_a_rename_and_its_undo() {
    let mut reader = Harness::open(120, 44);
    reader.press("g e /").type_text("tselko").press("enter enter");
    let shown = |reader: &Harness| match reader.app.screen() {
        Some(Screen::Profile(profile)) => (profile.name.clone(), profile.gone),
        other => panic!("{other:?}"),
    };
    reader.press(", r ctrl-u").type_text("The Minister").press("enter");
    assert_eq!(shown(&reader), ("The Minister".into(), false));
    reader.press("u");
    assert_eq!(shown(&reader), ("Radomir Tselko".into(), false));
}

#[test]
fn a_correction_leaves_the_page_its_place_its_search_and_its_mark() {
    let mut reader = reading_of("Aldo Marent");
    reader.press("/").type_text("the").press("enter n M");
    let place = |reader: &Harness| {
        let page = &reader.app.reader;
        (page.top_offset(), page.hit, page.hits().len(), page.mention, reader.app.marks.clone())
    };
    let before = place(&reader);
    assert!(before.1.is_some() && before.3.is_some());
    reader.press(", r").type_text(" Jr").press("enter");
    assert_eq!(at_cursor(&reader), "Aldo Marent Jr");
    assert_eq!(place(&reader), before);
}

#[test]
fn keys_with_ctrl_do_not_filter_by_the_name_on_a_card() {
    let mut reader = reading_of("Aldo Marent");
    reader.press("enter ctrl-x");
    assert!(reader.app.search.filters.is_empty());
    reader.press("enter x");
    assert_eq!(reader.app.search.filters.len(), 1);
}

#[test]
fn all_ways_to_put_a_name_right_are_told_even_where_there_is_little_room() {
    let mut reader = Harness::open(80, 24);
    reader.press(",");
    let screen = reader.screen();
    for way in ["same", "not here", "never", "merge with", "detach", "rename", "kind", "hide", "confirm"] {
        assert!(screen.contains(way), "{way}: {screen}");
    }
    insta::assert_snapshot!("ways", screen.lines().skip(20).collect::<Vec<_>>().join("\n"));
    reader.press("esc");
    assert!(!reader.screen().contains("merge with") && reader.app.notice.is_none());
}

#[test]
fn what_is_read_stays_when_a_correction_takes_it_out_of_the_search() {
    let mut reader = reading_of("Aldo Marent");
    let id = reader.app.reader.id();
    let found = reader.app.list.ids.len();
    reader.press(", h");
    assert!(reader.app.list.ids.len() < found, "nobody of that name is found any more");
    assert_eq!((reader.app.reader.id(), reader.app.current()), (id, id));
}

#[test]
fn names_asked_for_are_hits_to_go_to() {
    let mut reader = Harness::open(120, 44);
    reader.press("/").type_text("person:\"Aldo Marent\"").press("enter enter n");
    let page = reader.app.reader.page.clone().unwrap();
    let hit = reader.app.reader.hits()[reader.app.reader.hit.unwrap()];
    assert!(hit.of(&page.document.text).contains("Marent"), "{}", hit.of(&page.document.text));
}

/// Presses a key that the screen names at that moment, with what it says it does.
fn press_named(reader: &mut Harness, key: &str, named: &str) {
    let screen = reader.screen();
    assert!(screen.contains(named), "{named} is not on the screen:\n{screen}");
    reader.press(key);
}

#[test]
fn a_wrong_merge_is_put_right_by_few_keys_that_are_on_the_screen() {
    // Among the filters: three keys beside what is typed.
    let mut reader = pointing_at("Yulian Zhorek");
    let whole = people(&reader, "Yulian Zhorek").unwrap();
    press_named(&mut reader, ",", ", correct");
    press_named(&mut reader, "d", "d detach");
    reader.type_text("Julian Zhorek");
    press_named(&mut reader, "enter", "⏎ choose");
    assert!(people(&reader, "Julian Zhorek").is_some() && people(&reader, "Yulian Zhorek").unwrap() < whole);
    // On the card of a name in the text.
    let mut reader = reading_of("Yulian Zhorek");
    press_named(&mut reader, "enter", "⏎ card");
    press_named(&mut reader, ",", ", correct");
    press_named(&mut reader, "d", "d detach");
    reader.type_text("Julian Zhorek");
    press_named(&mut reader, "enter", "⏎ choose");
    reader.press("esc esc esc / ctrl-u enter");
    assert_eq!(people(&reader, "Yulian Zhorek"), Some(whole - people(&reader, "Julian Zhorek").unwrap()));
    // In the text: in this document it is somebody else.
    let mut reader = reading_of("Aldo Marent");
    press_named(&mut reader, ",", ", correct");
    press_named(&mut reader, "-", "- not here");
    assert_eq!(at_cursor(&reader), "Aldo Marent (2)");
    // On its page, by why its spellings are one: two keys on a spelling.
    let mut reader = pointing_at("Yulian Zhorek");
    press_named(&mut reader, "enter", "⏎ about");
    press_named(&mut reader, "d", "d why");
    reader.press("j");
    press_named(&mut reader, ", !", ",! never");
    assert!(reader.screen().contains("u takes it back"), "{}", reader.screen());
}
