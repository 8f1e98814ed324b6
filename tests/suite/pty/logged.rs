//! The log of a real run: it says what happened, and has no word of what was read, searched for, noted or named.

use std::collections::BTreeSet;
use std::fs;

use super::Run;
use crate::cli::perusal;

const TEXT: &str = "Ferry Amberjack sails again\n\nPORT ELLERY, 4 May 2021 - The ferry Amberjack left Port Ellery on Monday \
                    with Ida Marrel and forty goats aboard.\n";

/// What is typed in the run.
const SEARCHED: &str = "amberjack";
const NOTED: &str = "ask the harbourmaster";

#[test]
fn the_log_says_what_happened_and_nothing_of_the_pile() {
    let ground = tempfile::tempdir().unwrap();
    let (folder, settings) = (ground.path().join("whistleblower"), ground.path().join("home/config"));
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(&settings).unwrap();
    fs::write(settings.join("config.toml"), "overview = false\nlog = \"../perusal.log\"\n").unwrap();
    fs::write(folder.join("sardinia.txt"), TEXT).unwrap();
    fs::write(folder.join("corsica.pdf"), "%PDF-1.4 torn").unwrap();
    let home = ground.path().join("home");
    let mut run = Run::start(ground, Some("whistleblower"), "");
    run.wait_until_settled("forty goats");
    run.type_keys(&format!("/{SEARCHED}\r"));
    run.wait_for("1 document · 2 hits");
    run.type_keys("\r");
    run.wait_for("h list");
    run.type_keys(&format!("w{NOTED}\r"));
    run.wait_for("note kept");
    run.type_keys("eqq");
    run.expect_a_clean_end(0);
    let by_screen = fs::read_to_string(home.join("perusal.log")).unwrap();
    for said in [
        "begun, version",
        "folder gone through files=",
        "not-read=1",
        "answered search ms=",
        " read-document\n",
        "closed",
    ] {
        assert!(by_screen.contains(said), "{said}: {by_screen}");
    }
    let file = home.join("other.log");
    let found = perusal(&home, &["--log", file.to_str().unwrap(), "search", SEARCHED]);
    assert_eq!(found.status.code(), Some(0));
    let by_line = fs::read_to_string(&file).unwrap();
    assert!(by_line.contains("answered "), "{by_line}");
    let log = (by_screen + &by_line).to_lowercase();
    let typed =
        [TEXT, SEARCHED, NOTED, "whistleblower sardinia corsica torn cuttings"].join(" ").to_lowercase();
    let words: BTreeSet<&str> =
        typed.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3).collect();
    let leaked: Vec<&&str> = words.iter().filter(|word| log.contains(**word)).collect();
    assert!(words.len() > 15 && leaked.is_empty(), "{leaked:?} in {log}");
}
