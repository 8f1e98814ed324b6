//! Files of formats that are read in the parser process, by the real binary.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use perusal::extract::Piece;
use perusal::ingest::apart::{PARSER_SUBCOMMAND, ParserProcess};
use perusal::model::Format;

use crate::cli::{perusal, printed};

const PROGRAM: &str = env!("CARGO_BIN_EXE_perusal");

/// A file of one page; its table of objects is missing, which readers forgive.
pub fn pdf(text: &str) -> String {
    let content = format!("BT /F 10 Tf 50 700 Td ({text}) Tj ET");
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[4 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox\
         [0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>endobj\n5 0 obj<</Length {}>>stream\n\
         {content}\nendstream endobj\ntrailer<</Root 1 0 R>>\n",
        content.len()
    )
}

#[test]
fn one_process_reads_many_files_and_says_what_is_wrong_with_each() {
    let mut parser = ParserProcess::of(Some(Path::new(PROGRAM)));
    for name in ["Norwick", "Port Ellery"] {
        let text = format!("The harbour of {name} was closed on Monday.");
        let contents = parser.read("a.pdf", pdf(&text).as_bytes(), 0).unwrap();
        let Some(Piece::Text(extract)) = contents.pieces.first() else { panic!("no text") };
        assert_eq!((extract.format, &extract.text), (Format::Pdf, &text));
        assert!(parser.read("b.pdf", b"%PDF-1.7", 0).unwrap_err().0.starts_with("a damaged PDF file"));
    }
}

#[test]
fn a_folder_is_indexed_and_its_pdf_files_are_found_by_their_words() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    fs::write(folder.path().join("a.pdf"), pdf("The harbour of Norwick was closed on Monday.")).unwrap();
    fs::write(folder.path().join("b.pdf"), "%PDF-1.7").unwrap();
    fs::write(folder.path().join("c.txt"), "The ferries lay at anchor.").unwrap();
    let said = printed(&perusal(home.path(), &["index", path]));
    assert!(said.contains("problem: b.pdf: a damaged PDF file"), "{said}");
    let found = printed(&perusal(home.path(), &["search", "format:pdf norwick", "--in", path, "--json"]));
    assert!(found.contains("a.pdf"), "{found}");
    let file = folder.path().join("a.pdf");
    let said = printed(&perusal(home.path(), &["annotate", file.to_str().unwrap()]));
    assert!(said.contains("Norwick"), "{said}");
}

#[test]
fn the_process_ends_with_its_input_and_says_nothing_of_its_own() {
    let mut child = Command::new(PROGRAM)
        .arg(PARSER_SUBCOMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The beginning of a frame that never comes.
    child.stdin.take().unwrap().write_all(&[9, 0, 0]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout, output.stderr), (Some(0), vec![], vec![]));
    let help = printed(&perusal(Path::new("/nonexistent"), &["--help"]));
    assert!(!help.contains(PARSER_SUBCOMMAND), "{help}");
}
