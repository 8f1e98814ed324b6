//! The command line: the real binary, its output and its exit codes.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program with everything it keeps below `home`, from the project's folder.
pub fn perusal(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_perusal"))
        .args(arguments)
        .env("PERUSAL_HOME", home)
        .env("TERM", "dumb")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

pub fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A home with the sample indexed.
pub fn indexed() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let output = perusal(home.path(), &["index", "assets/sample"]);
    assert_eq!(output.status.code(), Some(0));
    home
}

#[test]
fn what_comes_in_by_standard_input_or_a_pipe_is_read_by_its_bytes() {
    let home = tempfile::tempdir().unwrap();
    let page = "<!DOCTYPE html><title>Ferry</title><h1>Ferry sails again</h1><p>PORT ELLERY - The ferry of Port Ellery \
                sails again from Monday.</p>";
    let run = |line: &str| {
        let program = env!("CARGO_BIN_EXE_perusal");
        let shell = Command::new("bash")
            .args(["-c", line, program, page])
            .env("PERUSAL_HOME", home.path())
            .output()
            .unwrap();
        (shell.status.code(), printed(&shell))
    };
    let (code, read) = run("printf '%s' \"$1\" | \"$0\" document --json -");
    let document: serde_json::Value = serde_json::from_str(&read).unwrap();
    assert_eq!(
        (code, document["file"].as_str(), document["title"].as_str()),
        (Some(0), Some("-"), Some("Ferry sails again"))
    );
    let (code, read) = run("\"$0\" document --json --name ferry.html <(printf '%s' \"$1\")");
    let document: serde_json::Value = serde_json::from_str(&read).unwrap();
    assert_eq!((code, document["file"].as_str()), (Some(0), Some("ferry.html")));
    assert_eq!(document["title"], "Ferry sails again");
    assert_eq!(run("printf '# Ferry' | \"$0\" document --name a.md -").1.lines().nth(1), Some("Ferry"));
    let (code, names) = run("printf 'Ida Marrel met Ben Oba.' | \"$0\" annotate -");
    assert!(code == Some(0) && names.contains("Ida Marrel"), "{names}");
    assert_eq!(run("printf '' | \"$0\" document -").0, Some(2), "nothing is in it");
}

#[test]
fn a_second_index_run_reads_nothing() {
    let home = indexed();
    let again = printed(&perusal(home.path(), &["index", "assets/sample", "--json"]));
    let summary: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(summary["read"], 0);
    assert_eq!(summary["unchanged"], summary["files"]);
}

#[test]
fn exit_codes_say_found_nothing_found_and_error() {
    let home = indexed();
    let code = |arguments: &[&str]| perusal(home.path(), arguments).status.code();
    assert_eq!(code(&["search", "dam"]), Some(0));
    assert_eq!(code(&["search", "xyzzyx"]), Some(1));
    assert_eq!(code(&["search", "dam", "--in", "src/nowhere"]), Some(2));
    assert_eq!(code(&["search"]), Some(2));
    assert_eq!(code(&["search", "😀"]), Some(2), "it asks for nothing, and not for everything");
    assert_eq!(code(&["document", "assets/sample/reports/annex.pdf"]), Some(2));
    assert_eq!(code(&["index", "no/such/folder"]), Some(2));
}

#[test]
fn a_misspelt_search_shows_what_has_the_nearest_words_and_says_so() {
    let home = indexed();
    let run = perusal(home.path(), &["search", "resevroir", "--limit", "1"]);
    let shown = String::from_utf8(run.stdout).unwrap();
    assert!(shown.starts_with("nothing has “resevroir”; these have reservoir"), "{shown}");
    assert!(shown.lines().count() > 2);
    assert_eq!(run.status.code(), Some(1), "what was asked for is not found");
    let run = perusal(home.path(), &["search", "resevroir", "--json"]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.stdout.is_empty() && said.contains("did you mean “reservoir”?"), "{said}");
    let run = perusal(home.path(), &["search", "person:marant"]);
    let shown = String::from_utf8(run.stdout).unwrap();
    assert!(shown.starts_with("means Aldo Marent"), "{shown}");
}

#[test]
fn search_prints_hits_for_people_and_for_programs() {
    let home = indexed();
    insta::assert_snapshot!(
        "search",
        printed(&perusal(home.path(), &["search", "\"dovrin dam\" title:dam", "--limit", "3"]))
            .replace(env!("CARGO_MANIFEST_DIR"), "…")
    );
    let lines = printed(&perusal(home.path(), &["search", "dam", "--limit", "3", "--json"]));
    for line in lines.lines() {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        for field in ["document", "file", "title", "date", "score", "snippet"] {
            assert!(hit.get(field).is_some(), "no {field} in {line}");
        }
    }
    assert_eq!(lines.lines().count(), 3);
}

/// What a search of the sample prints, and its exit code.
fn searched(home: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let ran = perusal(home, &[&["search"], arguments].concat());
    (String::from_utf8(ran.stdout).unwrap(), ran.status.code())
}

#[test]
fn a_search_counts_sorts_and_names_files() {
    let home = indexed();
    let lines = |arguments: &[&str]| searched(home.path(), arguments).0.lines().count();
    let (count, code) = searched(home.path(), &["--count", "dam"]);
    assert_eq!((count.trim().parse::<usize>().unwrap() > 3, code), (true, Some(0)));
    assert_eq!(searched(home.path(), &["--count", "xyzzyx"]), ("0\n".to_owned(), Some(1)));
    let all = lines(&["--all", "--json", "(dam OR water) -monday"]);
    assert!(all > lines(&["--json", "--limit", "2", "(dam OR water) -monday"]));
    let dates = |order: &str| -> Vec<String> {
        let printed = searched(home.path(), &["--json", "--sort", order, "dam", "kind:article"]).0;
        let date = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["date"].clone();
        printed.lines().filter_map(|line| date(line).as_str().map(str::to_owned)).collect()
    };
    assert!(dates("oldest").first() < dates("newest").first());
    let paths = searched(home.path(), &["--paths0", "--all", "dam"]).0;
    let mut files: Vec<&str> = paths.split_terminator('\0').collect();
    assert!(!files.is_empty() && files.iter().all(|file| !file.contains('\n')));
    files.sort_unstable();
    assert!(files.windows(2).all(|pair| pair[0] != pair[1]));
    let facets = searched(home.path(), &["--facets", "--limit", "1", "dam"]).0;
    assert!(facets.contains(" person ") && facets.contains(" month "), "{facets}");
}

#[test]
fn what_is_not_understood_is_shown_with_its_place() {
    let home = indexed();
    let ran = perusal(home.path(), &["search", "dam", "date:soon", "water"]);
    assert_eq!(ran.status.code(), Some(2));
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(told.contains("  dam date:soon water\n      ^^^^^^^^^\n"), "{told}");
}

#[test]
fn queries_of_a_file_are_asked_one_after_the_other() {
    let home = indexed();
    let file = home.path().join("queries.txt");
    std::fs::write(&file, "dam\n\nxyzzyx\n").unwrap();
    let file = file.to_string_lossy();
    let (printed, code) = searched(home.path(), &["--queries", &file]);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!((lines.len(), lines[1], code), (2, "0\txyzzyx", Some(0)));
    assert!(searched(home.path(), &["--json", "--queries", &file]).0.contains("\"query\":\"dam\""));
    std::fs::write(home.path().join("queries.txt"), "dam\nis:lost\n").unwrap();
    assert_eq!(searched(home.path(), &["--queries", &file]).1, Some(2));
}

#[test]
fn a_folder_that_is_not_indexed_is_indexed_before_it_is_searched() {
    let home = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "The ferry is late.\n").unwrap();
    let place = folder.path().to_string_lossy().into_owned();
    let (printed, code) = searched(home.path(), &["ferry", "--count", "--in", &place]);
    assert_eq!((printed.as_str(), code), ("1\n", Some(0)));
}

#[test]
fn a_subfolder_of_an_indexed_folder_is_a_filter() {
    let home = indexed();
    let lines = printed(&perusal(home.path(), &["search", "dam", "--in", "assets/sample/reports", "--json"]));
    assert!(lines.lines().count() > 0);
    assert!(lines.lines().all(|line| line.contains("sample/reports/")));
}

#[test]
fn entities_are_listed_by_the_documents_that_name_them() {
    let home = indexed();
    // Known fault, not claimed to be right (tests/data/sample/known_faults.toml): the country
    // Maldren as a likely person.
    insta::assert_snapshot!("entities", printed(&perusal(home.path(), &["entities", "--limit", "25"])));
}

/// The entities of the sample that `arguments` ask for, as JSON.
fn entities(home: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    let printed = printed(&perusal(home, &[&["entities", "--json"], arguments].concat()));
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn entities_tell_mentions_and_roles_and_come_in_the_order_asked() {
    let home = indexed();
    let people = entities(home.path(), &["--kind", "person", "--order", "mentions"]);
    assert!(people.iter().all(|person| person["kind"] == "person"));
    let mentions: Vec<u64> = people.iter().map(|person| person["mentions"].as_u64().unwrap()).collect();
    assert!(mentions.is_sorted_by(|a, b| a >= b) && mentions[0] > 0, "{mentions:?}");
    let tselko = people.iter().find(|person| person["name"] == "Radomir Tselko").unwrap();
    insta::assert_snapshot!("entity", serde_json::to_string_pretty(tselko).unwrap());
    let named = |order: &str| perusal(home.path(), &["entities", "--order", order]).status.code();
    assert_eq!((named("first-seen"), named("size")), (Some(0), Some(2)));
}

#[test]
fn corrections_are_taken_in_from_a_file_obeyed_and_printed_again() {
    let home = indexed();
    let file = home.path().join("names.txt");
    let import = || perusal(home.path(), &["corrections", "--import", &file.to_string_lossy()]);
    let known = "# perusal corrections 1\n\
        same person \"Radomir Tselko\" person \"Yulian Zhorek\"\n\
        not-here person \"Radomir Tselko\" in \"papers/033_0a5d92e4b7.txt\" part 1\n\
        everywhere called person \"Aldo Marent\" \"The \\u202ePremier\"\n";
    assert_eq!(perusal(home.path(), &["corrections"]).status.code(), Some(1), "none yet");

    std::fs::write(&file, format!("{known}hide person \"Aldo Marent\"\n")).unwrap();
    let refused = import();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("line 5: same, apart, "));
    assert_eq!(perusal(home.path(), &["corrections"]).status.code(), Some(1), "nothing was taken in");

    std::fs::write(&file, format!("{known}not-here person \"Aldo Marent\" in \"gone.txt\"\n")).unwrap();
    let taken = import();
    assert_eq!((taken.status.code(), printed(&taken)), (Some(0), "3 of 3 corrections added\n".to_owned()));
    let told = String::from_utf8(taken.stderr).unwrap();
    assert!(
        told.contains("line 5: the document is not indexed: not-here person \"Aldo Marent\" in"),
        "{told}"
    );
    assert_eq!(printed(&import()), "0 of 3 corrections added\n");
    assert_eq!(printed(&perusal(home.path(), &["corrections", "--in", "assets/sample/papers"])), known);

    let people = entities(home.path(), &["--in", "assets/sample", "--kind", "person", "--limit", "3"]);
    let spellings = people[0]["spellings"].as_array().unwrap();
    assert!(
        ["Radomir Tselko", "Yulian Zhorek"].iter().all(|name| spellings.iter().any(|of| of["name"] == *name))
    );
    assert!(people.iter().any(|person| person["name"] == "The \u{202e}Premier"));
    let alone = entities(home.path(), &["--kind", "person", "--order", "name", "--limit", "1000"]);
    let alone = alone.iter().find(|person| person["name"] == "Radomir Tselko (2)").unwrap();
    assert!(alone["spellings"][0]["only_in"].is_u64() && alone["documents"] == 1, "{alone}");
}

#[test]
fn a_document_is_printed_as_it_is_read() {
    let home = tempfile::tempdir().unwrap();
    let output = perusal(home.path(), &["document", "assets/sample/papers/saltmere-packet_wells.txt"]);
    // Known fault, not claimed to be right (tests/data/sample/known_faults.toml): Rice the crop
    // as a person, Easter, Whitsun and the river Orvane as organisations.
    insta::assert_snapshot!("document", printed(&output));
}

#[test]
fn nothing_from_a_file_acts_on_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("evil\u{1b}]0;x\u{7}.txt");
    std::fs::write(&file, "A title\u{1b}[31m red\n\nText \u{202e}backwards\u{9b}2J and \u{7}more of it.\n")
        .unwrap();
    let name = file.to_string_lossy().into_owned();
    for arguments in [
        &["document", &name][..],
        &["document", "--json", &name],
        &["annotate", "--json", &name],
        &["document", "no\u{1b}file"],
        &["index", &name],
        &["search", "text"],
        &["search", "--json", "text"],
    ] {
        let output = perusal(home.path(), arguments);
        for bytes in [output.stdout, output.stderr] {
            let text = String::from_utf8(bytes).unwrap();
            let acts = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
            assert!(!text.contains(acts), "{arguments:?} printed {text:?}");
        }
    }
}

#[test]
fn a_path_that_is_not_there_is_told_before_a_terminal_is_missed() {
    let home = tempfile::tempdir().unwrap();
    let told = |path: &str| {
        let output = perusal(home.path(), &[path]);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told("no/such/folder").contains("no/such/folder: "));
    assert!(told("assets/sample").contains("needs a terminal"));
}

#[test]
fn a_damaged_notebook_is_moved_aside_and_indexing_goes_on() {
    let home = indexed();
    let notebook = home.path().join("data/notebook.db");
    std::fs::write(&notebook, "Dear diary, ".repeat(2_000)).unwrap();
    let output = perusal(home.path(), &["index", "assets/sample", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stderr.clone())
            .unwrap()
            .contains("the damaged file is notebook.db.damaged-")
    );
    let summary: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(summary["read"], summary["files"], "ids are issued anew");
}

/// A home with two lists of names, one of them with a mistake in it, and a text to read.
fn with_lists() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = home.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        file.to_string_lossy().into_owned()
    };
    write("config/config.toml", "lists = \"my lists\"\n");
    write("config/my lists/vessels.csv", "name,also\nAurora,MV Aurora\nOrca\n");
    write("config/my lists/case numbers.txt", "# of the court\n/[A-Z]{2}-\\d{4}/\n/(/\n");
    let text = "The ferry left late\n\n\
                The harbour of Norwick was closed on Monday, and nobody knew for how long. It\n\
                was said in court (NW-2041) that Ann Bell, who lives in Norwick, owned the MV\n\
                Aurora since the spring. She told the paper that the AURORA had met no orca on\n\
                the way to the island, and that the Orca would sail on time.\n";
    let file = write("reports/ferry.txt", text);
    (home, file)
}

#[test]
fn own_lists_are_recognised_and_what_is_wrong_in_one_is_told() {
    let (home, file) = with_lists();
    for command in ["document", "annotate"] {
        let output = perusal(home.path(), &[command, "--json", &file]);
        let told = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!(told, "perusal: lists/case numbers.txt, line 3: /(/ is no pattern: unclosed group\n");
        let document: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
        let text = document["text"].as_str().unwrap();
        let mentions = document["mentions"].as_array().unwrap().iter().map(|mention| {
            let [start, end] = ["start", "end"].map(|at| mention[at].as_u64().unwrap() as usize);
            format!("{} {:?} {}", mention["kind"].as_str().unwrap(), &text[start..end], mention["entity"])
        });
        insta::assert_snapshot!(format!("own_lists_{command}"), mentions.collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn own_lists_are_indexed_and_a_changed_list_has_the_files_read_again() {
    let (home, file) = with_lists();
    let reports = Path::new(&file).parent().unwrap().to_string_lossy().into_owned();
    let read = || {
        let summary = printed(&perusal(home.path(), &["index", "--json", &reports]));
        serde_json::from_str::<serde_json::Value>(&summary).unwrap()["read"].clone()
    };
    let found = |query: &str| perusal(home.path(), &["search", query]).status.code();
    assert_eq!((read(), read()), (1.into(), 0.into()));
    insta::assert_snapshot!("own_lists_entities", printed(&perusal(home.path(), &["entities"])));
    let of_kind = |kind: &str| perusal(home.path(), &["entities", "--kind", kind]);
    assert_eq!(printed(&of_kind("case numbers")).trim(), "1  case numbers  NW-2041");
    assert_eq!(of_kind("theatres").status.code(), Some(2));
    assert_eq!(
        ["vessels:aurora", "case-numbers:NW", "vessels:bell", "theatres:aurora"].map(found),
        [Some(0), Some(0), Some(1), Some(2)]
    );
    std::fs::remove_file(home.path().join("config/my lists/vessels.csv")).unwrap();
    assert_eq!(read(), 1);
    assert_eq!(["case-numbers:NW", "vessels:aurora"].map(found), [Some(0), Some(2)]);
}
