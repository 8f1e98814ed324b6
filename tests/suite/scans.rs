//! A scan and the files beside it, end to end: which is read as which, and what becomes of changes.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// A file of that many pages with an image on each and no words. Its table of objects is missing, which readers
/// forgive.
fn scan(pages: usize) -> String {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 5)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {pages}>>", kids.join(" ")),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream".to_owned(),
        "<</Length 26>>stream\nq 600 0 0 800 0 0 cm /I Do Q\nendstream".to_owned(),
    ];
    let page =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    let numbered =
        objects.iter().zip(1..).map(|(object, number)| format!("{number} 0 obj\n{object}\nendobj\n"));
    format!("%PDF-1.4\n{}trailer<</Root 1 0 R>>\n", numbered.collect::<String>())
}

/// A page as an OCR program writes it, with one line of words that it is as sure of.
fn hocr(words: &str, sure: u8) -> String {
    let words: String = words
        .split(' ')
        .map(|word| format!("<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf {sure}'>{word}</span> "))
        .collect();
    format!(
        "<html><head><meta name='ocr-system' content='tesseract'/></head><body>\
         <div class='ocr_page' title='bbox 0 0 2550 3300'><span class='ocr_line' title='bbox 300 300 2000 340'>\
         {words}</span></div></body></html>"
    )
}

/// The objects that a command prints.
fn printed(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
    let output = program.args(arguments).env("PERUSAL_HOME", home).env("TERM", "dumb").output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder, and what the program keeps of it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.0.path().join("pile")).unwrap();
        fs::write(self.0.path().join("pile").join(name), text).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.0.path().join("pile").join(name)).unwrap();
    }

    fn index(&self) -> Value {
        let folder = self.0.path().join("pile");
        printed(&self.0.path().join("home"), &["index", "--json", folder.to_str().unwrap()]).remove(0)
    }

    /// The names of the files in which words are found.
    fn found(&self, query: &str) -> Vec<String> {
        let hits = printed(&self.0.path().join("home"), &["search", "--json", query]);
        let name = |hit: Value| hit["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let mut names: Vec<String> = hits.into_iter().map(name).collect();
        names.sort();
        names
    }
}

#[test]
fn the_text_beside_a_scan_is_found_under_the_scan_and_follows_every_change() {
    let folder = Folder(tempfile::tempdir().unwrap());
    folder.write("minutes.pdf", &scan(2));
    folder.write("notes.txt", "The lighthouse was painted.");
    let summary = folder.index();
    assert_eq!((&summary["unread"], &summary["documents"]), (&json!(1), &json!(1)));

    folder.write("minutes.txt", "The harbour reopened.\n\u{C}The pilots came back.\n\u{C}");
    let summary = folder.index();
    assert_eq!(summary["texts_beside"], json!([{ "file": "minutes.txt", "of": "minutes.pdf" }]));
    assert_eq!((&summary["unread"], &summary["documents"]), (&json!(0), &json!(1)));
    assert_eq!(folder.found("pilots"), ["minutes.pdf"]);
    let again = folder.index();
    assert_eq!((&again["read"], &again["unchanged"]), (&json!(0), &json!(3)));

    folder.write("minutes.txt", "The harbour reopened.\n\u{C}The council came back.\n\u{C}");
    folder.index();
    assert_eq!((folder.found("pilots").len(), folder.found("council")), (0, vec!["minutes.pdf".to_owned()]));

    // What was recognised with places goes before what was not, which is then a text like others.
    folder.write("minutes.hocr", &hocr("The carpenters came back.", 88));
    folder.index();
    assert_eq!(folder.found("carpenters"), ["minutes.pdf"]);
    assert_eq!(folder.found("council"), ["minutes.txt"]);
    folder.remove("minutes.hocr");
    folder.index();
    assert_eq!(
        (folder.found("carpenters").len(), folder.found("council")),
        (0, vec!["minutes.pdf".to_owned()])
    );

    folder.remove("minutes.pdf");
    let summary = folder.index();
    assert_eq!((&summary["removed"], folder.found("council")), (&json!(1), vec!["minutes.txt".to_owned()]));
    folder.write("minutes.pdf", &scan(1));
    folder.index();
    assert_eq!(folder.found("council"), ["minutes.pdf"]);
    folder.remove("minutes.txt");
    let summary = folder.index();
    assert_eq!((&summary["unread"], folder.found("council").len()), (&json!(1), 0));
}

#[test]
fn a_single_scan_says_from_which_file_its_text_is_and_on_which_page_it_stands() {
    let folder = Folder(tempfile::tempdir().unwrap());
    folder.write("a.pdf", &scan(2));
    let pages = [hocr("The first page of it.", 91), hocr("The second page of it.", 81)];
    folder.write("a.pdf.hocr", &pages.concat());
    folder.write("b.png", "");
    fs::write(folder.0.path().join("pile/b.png"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    folder.write("b.png.txt", "Words of a picture.");
    // A text that lies beside a picture of its own.
    folder.write("c.txt", "The harbour in winter.");
    fs::write(folder.0.path().join("pile/c.png"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    let read = |name: &str| {
        let path = folder.0.path().join("pile").join(name);
        printed(folder.0.path(), &["document", "--json", path.to_str().unwrap()]).remove(0)
    };
    let scan = read("a.pdf");
    assert_eq!(scan["text_beside"], json!({ "file": "a.pdf.hocr", "sureness": 86 }));
    let pages: Vec<&Value> = scan["pages"].as_array().unwrap().iter().map(|place| &place["page"]).collect();
    assert_eq!(pages, [1, 2]);
    let picture = read("b.png");
    assert_eq!(
        (&picture["text"], &picture["text_beside"]["sureness"]),
        (&json!("Words of a picture."), &Value::Null)
    );
    assert!(read("c.png")["problem"].is_string());
    let summary = folder.index();
    assert_eq!((&summary["documents"], &summary["unread"]), (&json!(3), &json!(1)));
}
