//! Going on reading where one stopped: after a restart, in another width, in a text that was read otherwise since.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::harness::Harness;

/// A folder with a page of an archive: eight articles in one file.
pub fn archive() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (name, path) = ("tag-archive_dovrin.txt", folder.path().join("archive.txt"));
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/web").join(name);
    fs::copy(sample, &path).unwrap();
    (folder, path)
}

/// The fourth article, some way down; with the line at the upper edge.
pub fn reading_the_fourth(folder: &TempDir) -> (Harness, String) {
    let mut reader = Harness::open_folder(folder.path(), 60, 12);
    reader.press("enter");
    for _ in 0..9 {
        if reader.app.reader.page.as_ref().unwrap().document.part == 4 {
            break;
        }
        reader.press(if reader.app.reader.page.as_ref().unwrap().document.part < 4 { ">" } else { "<" });
    }
    reader.press("space");
    assert_eq!(reader.app.reader.page.as_ref().unwrap().document.part, 4);
    assert!(!reader.app.reader.is_at_start(), "it has more than a page: {}", reader.screen());
    let words = words_at_top(&reader);
    (reader, words)
}

/// The first words at the upper edge of the page.
pub fn words_at_top(reader: &Harness) -> String {
    text_at_top(reader, 4)
}

/// So many words from the upper edge of the page.
fn text_at_top(reader: &Harness, words: usize) -> String {
    let page = reader.app.reader.page.as_ref().unwrap();
    let from = &page.document.text[reader.app.reader.top_offset().unwrap()..];
    from.split_whitespace().take(words).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_place_is_found_by_its_words_in_a_text_that_was_read_otherwise_since() {
    let (folder, path) = archive();
    let (mut reader, words) = reading_the_fourth(&folder);
    reader.press("h");
    let text = fs::read_to_string(&path).unwrap();
    let page = reader.app.reader.page.clone().unwrap();
    let line = page.document.text.lines().find(|line| line.len() > 100).unwrap();
    fs::write(&path, text.replace(line, &format!("Somebody put a line before all the others here. {line}")))
        .unwrap();
    reader.read_again();
    reader.restart();
    reader.press("enter");
    assert!(reader.app.reader.page.as_ref().unwrap().document.text.contains("Somebody put a line"));
    // Its line may begin with other words: the text before it is longer.
    let line = text_at_top(&reader, 20);
    assert!(line.contains(&words), "{words}: {line}");
}
