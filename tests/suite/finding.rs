//! Finding from the command line: documents like one, the names of a list, every line of a query.

use crate::cli::{indexed, perusal, printed};

#[test]
fn documents_like_that_of_a_file_come_with_what_they_share() {
    let home = indexed();
    let file = "assets/sample/reports/iwt_press-summary.txt";
    let like = |more: &[&str]| perusal(home.path(), &[&["search", "--like", file][..], more].concat());
    insta::assert_snapshot!(
        "like",
        printed(&like(&["--limit", "3"])).replace(env!("CARGO_MANIFEST_DIR"), "…")
    );
    for line in printed(&like(&["--json"])).lines() {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(hit["shared"].as_array().is_some_and(|shared| shared.len() > 1), "{line}");
    }
    let narrowed = printed(&like(&["marent", "--count"]));
    assert!(narrowed.trim() != "0" && narrowed != printed(&like(&["--count"])));
    for (asked, said) in [
        (format!("{file}#99"), "no document 99 of it is indexed"),
        ("src/main.rs".to_owned(), "not among what is searched in"),
        ("assets/sample/no.txt".to_owned(), "no document 1 of it is indexed"),
    ] {
        let run = perusal(home.path(), &["search", "--like", &asked]);
        assert_eq!(run.status.code(), Some(2));
        let complaint = String::from_utf8(run.stderr).unwrap();
        assert!(complaint.contains(said), "{complaint}");
    }
}

#[test]
fn names_of_a_list_are_told_with_their_documents_and_what_is_not_found_is_listed() {
    let home = indexed();
    let list = home.path().join("names.csv");
    let names = "name,also\nAldo Marent\nMinister of Nothing,Hadrel,Hadrel Group\nthe gates of the\nMarrent Aldo\n\
                 Tselko\nYulian Schoreck\nNobody Atall\n\"Atall, Nobody\"\n";
    std::fs::write(&list, names).unwrap();
    let list = list.to_str().unwrap();
    let run = |more: &[&str]| perusal(home.path(), &[&["match", list], more].concat());
    let shown = |more: &[&str]| printed(&run(more)).replace(env!("CARGO_MANIFEST_DIR"), "…");
    insta::assert_snapshot!("match", shown(&[]));
    insta::assert_snapshot!("match_csv", shown(&["--csv", "--in", "assets/sample/papers"]));
    assert_eq!(run(&[]).status.code(), Some(0));
    let nobody = home.path().join("nobody");
    std::fs::write(&nobody, "Nobody Atall\n\n# a remark\n--\n").unwrap();
    let run = perusal(home.path(), &["match", nobody.to_str().unwrap()]);
    assert_eq!((run.status.code(), printed(&run).lines().next()), (Some(1), Some("not found: 1 of 1")));
    assert!(String::from_utf8(run.stderr).unwrap().contains("line 4: no letter or digit"));
    assert_eq!(perusal(home.path(), &["match", "no-such-list"]).status.code(), Some(2));
}

#[test]
fn an_own_list_is_matched_by_its_name() {
    let home = tempfile::tempdir().unwrap();
    let lists = home.path().join("config/lists");
    std::fs::create_dir_all(&lists).unwrap();
    std::fs::write(lists.join("Suspects.csv"), "Aldo Marent,The Minister\nNobody Atall\n").unwrap();
    perusal(home.path(), &["index", "assets/sample"]);
    let lines = printed(&perusal(home.path(), &["match", "suspects", "--json"]));
    let found: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((found.len(), &found[0]["found"], &found[1]["found"]), (2, &"entity".into(), &().into()));
    let run = perusal(home.path(), &["match", "others"]);
    assert!(String::from_utf8(run.stderr).unwrap().contains("your lists: Suspects"));
}

#[test]
fn grep_prints_every_line_that_a_query_finds() {
    let home = indexed();
    let run = |arguments: &[&str]| perusal(home.path(), &[&["grep"][..], arguments].concat());
    let shown = |arguments: &[&str]| printed(&run(arguments)).replace(env!("CARGO_MANIFEST_DIR"), "…");
    insta::assert_snapshot!("grep", shown(&["whistleblower", "--in", "assets/sample/papers"]));
    insta::assert_snapshot!("grep_context", shown(&["\"east quay\" title:freezes", "--context", "1"]));
    insta::assert_snapshot!(
        "grep_color",
        shown(&["person:tselko", "--color", "always", "--in", "assets/sample/web"])
    );
    let lines = shown(&["dam"]);
    let count = lines.lines().count();
    let counts = shown(&["dam", "--count"]);
    let sum: usize = counts.lines().filter_map(|line| line.rsplit(':').next()?.parse::<usize>().ok()).sum();
    assert_eq!((sum, counts.lines().count()), (count, shown(&["dam", "--files"]).lines().count()));
    for line in lines.lines() {
        let (file, rest) = line.split_once(':').unwrap();
        let (number, text) = rest.split_once(": ").unwrap();
        // One file of the sample is in an older encoding.
        if let Ok(file) = std::fs::read_to_string(file.replace('…', env!("CARGO_MANIFEST_DIR"))) {
            assert_eq!(file.lines().nth(number.parse::<usize>().unwrap() - 1), Some(text));
        }
    }
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!((code(&["dam"]), code(&["xyzzyx"]), code(&["date:20x"])), (Some(0), Some(1), Some(2)));
    assert_eq!(code(&["resevroir"]), Some(1), "nothing is shown in the place of what was asked for");
}

#[test]
fn what_grep_prints_is_of_the_file_as_it_stands_and_acts_on_no_terminal() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "Harbour news\n\nThe ferry is late\u{1b}[31m again today.\n").unwrap();
    let grep = || {
        let run = perusal(home.path(), &["grep", "ferry", "--in", folder.path().to_str().unwrap()]);
        printed(&run).rsplit_once("a.txt:").map(|(_, line)| line.to_owned())
    };
    assert_eq!(grep().as_deref(), Some("3: The ferry is late\u{fffd}[31m again today.\n"));
    std::fs::write(&file, "One\nmore line.\nHarbour news\n\nNo ferry, it says.\n").unwrap();
    assert_eq!(grep().as_deref(), Some("5: No ferry, it says.\n"), "it was changed since it was indexed");
}
