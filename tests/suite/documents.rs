//! Putting documents right: keys in, rows and pages out, and back again.

use std::fs;

use tempfile::TempDir;

use crate::harness::Harness;

const DAM: &str = "Politics\n\nBy Ann Bell\n\nThe water rose over the wall of the harbour on Monday, the council \
    of Norwick said in a letter to all who live in the street below it.\n\nThe mayor thanked the carpenters for \
    what they had done in the night, and asked them to stay.\n";

const SCHOOL: &str = "School opens\n\nThe school of Norwick was opened again, two years after the teachers had \
    left it, the council said in a letter to all who live in the street.\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dam.txt"), DAM).unwrap();
    fs::write(folder.path().join("school.txt"), SCHOOL).unwrap();
    folder
}

/// The screen with the document of the dam selected.
fn open(folder: &TempDir) -> Harness {
    let mut reader = Harness::open_folder(folder.path(), 140, 30);
    reader.press("/").type_text("mayor").press("enter");
    assert!(reader.screen().contains("The mayor thanked"), "{}", reader.screen());
    reader
}

#[test]
fn a_title_is_said_and_found_and_taken_back() {
    let folder = folder();
    let mut reader = open(&folder);
    reader.press(", T");
    insta::assert_snapshot!("correct_title", reader.screen());
    reader.type_text("The dam breaks").press("enter");
    let screen = reader.screen();
    assert!(screen.matches("The dam breaks").count() >= 2, "row and page: {screen}");
    assert!(screen.contains("title by you") && screen.contains("u takes it back"), "{screen}");
    reader.press("i");
    insta::assert_snapshot!("corrected_facts", reader.screen());
    reader.press("esc u");
    let screen = reader.screen();
    assert!(!screen.contains("title by you") && screen.matches("Politics").count() >= 2, "{screen}");
    reader.press("ctrl-r / ctrl-u").type_text("title:dam").press("enter");
    assert_eq!(reader.app.list.ids.len(), 1, "it is found by its title");
}

#[test]
fn a_date_is_said_as_a_query_takes_it_and_what_is_no_date_stays_in_the_line() {
    let folder = folder();
    let mut reader = open(&folder);
    reader.press(", D").type_text("last June").press("enter");
    assert!(reader.app.prompt.is_some() && reader.screen().contains("“last June” is no date"));
    reader.press("ctrl-u").type_text("~2021-06").press("enter");
    assert!(reader.app.prompt.is_none());
    assert!(reader.screen().contains("~Jun 2021") && reader.screen().contains("date by you"));
    reader.press("/ ctrl-u").type_text("date:2021").press("enter");
    assert_eq!(reader.app.list.ids.len(), 1);
    reader.press(", D ctrl-u");
    assert!(reader.screen().contains("⏎ says that it has no date"), "{}", reader.screen());
    reader.press("enter / ctrl-u").type_text("date:2021").press("enter");
    assert_eq!(reader.app.list.ids.len(), 0, "nobody knows the date");
}

#[test]
fn source_and_author_are_said_and_stand_in_the_list_of_all_that_was_said() {
    let folder = folder();
    let mut reader = open(&folder);
    reader.press(", S").type_text("Norwick Herald").press("enter");
    reader.press(", A").type_text("Tom Pike").press("enter");
    let screen = reader.screen();
    assert!(screen.contains("Norwick Herald") && screen.contains("source, author by you"), "{screen}");
    reader.press("/ ctrl-u").type_text("source:\"Norwick Herald\" author:Pike").press("enter");
    assert_eq!(reader.app.list.ids.len(), 1);
    reader.press(", ,");
    insta::assert_snapshot!("corrections_of_documents", reader.screen());
    reader.press("enter / ctrl-u").type_text("mayor").press("enter");
    assert!(!reader.screen().contains("author by you") && reader.screen().contains("source by you"));
}

#[test]
fn a_passage_is_chrome_and_text_again_by_pointing_at_it() {
    let folder = folder();
    let mut reader = open(&folder);
    reader.press("/ ctrl-u").type_text("carpenters").press("enter enter n");
    reader.press(", ~");
    let screen = reader.screen();
    assert!(
        screen.contains("“The mayor thanked the carpenters") && screen.contains("is site chrome"),
        "{screen}"
    );
    reader.press("h / ctrl-u").type_text("water").press("enter enter");
    assert!(reader.screen().contains("1 line of site chrome"), "{}", reader.screen());
    reader.press(", +");
    assert!(!reader.screen().contains("of site chrome · c"), "{}", reader.screen());
    reader.press("u");
    assert!(reader.screen().contains("1 line of site chrome"), "{}", reader.screen());
}

#[test]
fn the_cursor_stays_where_it_is_when_a_corrected_row_goes_elsewhere() {
    let folder = folder();
    let mut reader = Harness::open_folder(folder.path(), 100, 30);
    let (first, rows) = (reader.app.current(), reader.app.list.ids.len());
    reader.press(", D ctrl-u").type_text("1999").press("enter");
    assert_eq!((reader.app.current(), reader.app.list.ids.len()), (first, rows));
}

#[test]
fn what_is_said_of_one_line_is_offered_for_the_others_of_the_folder_and_taken_back_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let article = |place: &str, comments: u32| {
        format!(
            "The {place} opens\n\nThe {place} of Norwick was opened again, two years after all had left it, the \
             council said in a letter.\n\nThe harbour master read {comments} letters of friends of the town \
             aloud.\n\nThe mayor came to the {place} and spoke of the winter of the flood.\n"
        )
    };
    for (name, comments) in [("school", 3), ("market", 12), ("library", 7)] {
        fs::write(folder.path().join(format!("{name}.txt")), article(name, comments)).unwrap();
    }
    let mut reader = Harness::open_folder(folder.path(), 120, 30);
    reader.press("/").type_text("\"harbour master\"").press("enter");
    assert_eq!(reader.app.list.ids.len(), 3);
    reader.press("enter n , ~");
    insta::assert_snapshot!("the_same_line_in_others", reader.screen());
    reader.press(", l h / ctrl-u").type_text("\"harbour master\"").press("enter");
    assert_eq!((reader.app.list.ids.len(), reader.app.list.unfolded), (3, 0), "in folded lines only");
    reader.press("j i");
    assert!(reader.screen().contains("by what was"), "{}", reader.screen());
    reader.press("esc");
    fs::write(folder.path().join("theatre.txt"), article("theatre", 5)).unwrap();
    reader.read_again();
    assert_eq!((reader.app.list.ids.len(), reader.app.list.unfolded), (4, 0), "and in a file that came");
    reader.press("/ ctrl-u").type_text("theatre harbour").press("enter enter i");
    assert!(reader.screen().contains("by what was said of"), "{}", reader.screen());
    reader.press("esc , ,");
    insta::assert_snapshot!("corrections_of_a_folder", reader.screen());
    reader.press("esc h / ctrl-u").type_text("\"harbour master\"").press("enter u u u");
    let screen = reader.screen();
    assert_eq!(reader.app.list.unfolded, 4, "the others are as they were: {screen}");
    reader.press(", l");
    assert!(
        reader.screen().contains("say first"),
        "nothing is said that was taken back: {}",
        reader.screen()
    );
}

#[test]
fn a_source_of_the_only_file_of_its_folder_is_said_of_those_to_come() {
    let folder = folder();
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::rename(folder.path().join("school.txt"), folder.path().join("site/school.txt")).unwrap();
    let mut reader = Harness::open_folder(folder.path(), 140, 30);
    reader.press("/").type_text("teachers").press("enter , S").type_text("Norwick Herald").press("enter , l");
    assert!(reader.screen().contains("new files too"), "{}", reader.screen());
    fs::write(folder.path().join("site/late.txt"), SCHOOL.replace("School", "Late school")).unwrap();
    fs::write(folder.path().join("late.txt"), SCHOOL.replace("School", "Other school")).unwrap();
    reader.read_again();
    reader.press("/ ctrl-u").type_text("source:\"Norwick Herald\"").press("enter");
    // One is a copy of the other, and shares its row.
    assert!(reader.screen().contains("2 of 4 documents · 1 of them a copy"), "{}", reader.screen());
}

#[test]
fn reading_goes_on_where_it_was_in_whichever_document_that_is() {
    let folder = tempfile::tempdir().unwrap();
    let night = |n: usize| {
        format!("In the night number {n} the water rose over the wall and fell again before the morning.\n\n")
    };
    let long: String = (1..40).map(night).collect();
    let day = |n: usize| {
        format!("On day {n} a teacher asked for violins, and was told that {n} others had come before.\n\n")
    };
    let school: String = (1..40).map(day).collect();
    let text = format!("Dam breaks\n\n{long}School opens\n\n{school}");
    fs::write(folder.path().join("two.txt"), text).unwrap();
    let mut reader = Harness::open_folder(folder.path(), 120, 30);
    assert_eq!(reader.app.list.ids.len(), 1, "{}", reader.screen());
    reader.press("enter /").type_text("\"school opens\"").press("enter n , b");
    assert_eq!(reader.app.list.ids.len(), 2, "{}", reader.screen());
    let at = |reader: &Harness| {
        let page = reader.app.reader.page.as_ref().unwrap();
        page.document.text[reader.app.reader.top_offset().unwrap()..].chars().take(70).collect::<String>()
    };
    reader.press("> ctrl-d ctrl-d");
    let (second, words) = (reader.app.current(), at(&reader));
    assert!(words.contains("On day"), "{words}");
    reader.press("u");
    assert_eq!((reader.app.list.ids.len(), at(&reader)), (1, words.clone()), "{}", reader.screen());
    assert_ne!(reader.app.current(), second);
    reader.press("ctrl-r");
    assert_eq!((reader.app.current(), at(&reader)), (second, words), "{}", reader.screen());
    // Where it begins no document it is read in the one above, from its first line.
    reader.press("g g , B");
    assert_ne!(reader.app.current(), second, "{}", reader.screen());
    assert!(at(&reader).starts_with("School opens"), "{}", at(&reader));
}

#[test]
fn where_there_is_no_room_for_the_page_it_is_opened_first() {
    let folder = folder();
    let mut reader = Harness::open_folder(folder.path(), 60, 20);
    reader.press(", T");
    assert!(reader.app.prompt.is_none() && reader.screen().contains("open it first"), "{}", reader.screen());
    reader.press("enter , T");
    assert!(reader.app.prompt.is_some() && reader.screen().contains("its title is: "), "{}", reader.screen());
}

#[test]
fn a_document_begins_where_the_reader_says_and_is_joined_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("two.txt"), format!("{DAM}\n{SCHOOL}")).unwrap();
    let mut reader = Harness::open_folder(folder.path(), 120, 30);
    assert_eq!(reader.app.list.ids.len(), 1);
    reader.press("enter , b");
    assert!(reader.screen().contains("begins here already"), "{}", reader.screen());
    reader.press("/").type_text("school opens").press("enter , b");
    let screen = reader.screen();
    assert_eq!(reader.app.list.ids.len(), 2, "{screen}");
    assert!(screen.contains("“School opens” begins a document"), "{screen}");
    reader.press("i");
    insta::assert_snapshot!("a_document_begins_here", reader.screen());
    reader.press("esc esc >");
    assert!(reader.screen().contains("The school of Norwick was opened"), "{}", reader.screen());
    reader.press(", B");
    let screen = reader.screen();
    assert_eq!(reader.app.list.ids.len(), 1, "{screen}");
    assert!(screen.contains("“School opens” begins no document"), "{screen}");
    reader.press("u");
    assert_eq!(reader.app.list.ids.len(), 2, "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.app.list.ids.len(), 1, "{}", reader.screen());
    reader.press("h enter , B");
    assert!(reader.screen().contains("the first of its file"), "{}", reader.screen());
}
