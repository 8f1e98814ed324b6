//! What is printed as JSON is what `docs/json.md` says: each object has its version first, the keys that
//! are documented, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use perusal::notebook::Notebook;
use perusal::paths::Paths;
use perusal::query::{SavedSearch, SearchChange};
use serde_json::Value;

/// The keys of an object: those that always stand there, and those that may be missing.
#[derive(Default)]
struct Keys {
    always: BTreeSet<String>,
    at_times: BTreeSet<String>,
}

/// The documented objects by their names.
fn contract() -> BTreeMap<String, Keys> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let mut objects = BTreeMap::<String, Keys>::new();
    let mut name = String::new();
    for line in fs::read_to_string(place).unwrap().lines() {
        if let Some(heading) = line.strip_prefix("### `").or(line.strip_prefix("## `")) {
            name = heading.trim_end_matches('`').to_owned();
        }
        let Some(row) = line.strip_prefix("| `") else { continue };
        let (key, rest) = row.split_once('`').unwrap();
        let keys = objects.entry(name.clone()).or_default();
        let set = if rest.contains("may be missing") { &mut keys.at_times } else { &mut keys.always };
        assert!(set.insert(key.to_owned()), "{name}: {key} is documented twice");
    }
    objects
}

/// Holds an object and those in it against the contract, and notes the keys met.
fn check(contract: &BTreeMap<String, Keys>, name: &str, object: &Value, met: &mut BTreeSet<String>) {
    let keys = contract.get(name).unwrap_or_else(|| panic!("{name} is not documented"));
    let object = object.as_object().unwrap();
    for key in &keys.always {
        assert!(object.contains_key(key), "{name}: {key} is missing in {object:?}");
    }
    for (key, value) in object.iter().filter(|(key, _)| *key != "v") {
        assert!(keys.always.contains(key) || keys.at_times.contains(key), "{name}: {key} is not documented");
        let inner = format!("{}.{key}", if name == "annotate" { "document" } else { name });
        met.insert(format!("{name}.{key}"));
        match value {
            Value::Object(_) => check(contract, &inner, value, met),
            Value::Array(values) => {
                values
                    .iter()
                    .filter(|value| value.is_object())
                    .for_each(|value| check(contract, &inner, value, met));
            }
            _ => {}
        }
    }
}

/// Takes in corrections of documents, and reads these again.
fn correct(home: &Path, corrections: &Path, folder: &str) {
    let program = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
        assert!(program.args(arguments).env("PERUSAL_HOME", home).output().unwrap().status.success());
    };
    program(&["corrections", "--in", folder, "--import", corrections.to_str().unwrap()]);
    program(&["index", folder]);
}

#[test]
fn every_object_has_its_version_first_and_the_documented_keys() {
    let home = tempfile::tempdir().unwrap();
    let names = home.path().join("names.jsonl");
    fs::write(&names, "{\"document\": 1, \"name\": \"Ida Marrel\", \"kind\": \"person\", \"v\": 7}\n")
        .unwrap();
    let own =
        "It cost 3 to 5 million euros on 14 February 2022, at least 20 ships, said Minister Ida Marrel.";
    let text = home.path().join("own.txt");
    fs::write(&text, own).unwrap();
    let linked = home.path().join("linked");
    fs::create_dir(&linked).unwrap();
    let mail = linked.join("mail.eml");
    let part = |of: &str| format!("--x\nContent-Type: text/plain{of}\n\nThe gates of Orvane.\n");
    let (body, plan) = (part(""), part("; name=plan.txt\nContent-Disposition: attachment"));
    let head = "From: Ida\nSubject: Gates\nArchived-At: <https://lists.example/7>\nContent-Type: multipart/mixed; boundary=x\n";
    fs::write(&mail, format!("{head}\n{body}On 3 May 2021, Ann Bell wrote:\n> Shut.\n{plan}--x--\n"))
        .unwrap();
    let scan = linked.join("scan.png");
    fs::write(&scan, b"\x89PNG\r\n\x1a\n").unwrap();
    fs::write(linked.join("scan.png.txt"), "The gates of Orvane.").unwrap();
    let records = home.path().join("records.json");
    fs::write(&records, format!("[{{\"title\": \"Gates\", \"body\": \"{own}\"}}]")).unwrap();
    let list = home.path().join("list.txt");
    fs::write(&list, "Aldo Marent\nthe gates\nNobody Atall\n").unwrap();
    let list = list.to_str().unwrap();
    let (names, text) = (names.to_str().unwrap(), text.to_str().unwrap());
    let sample = |name: &str| format!("assets/sample/{name}");
    let files: Vec<String> =
        ["papers/012_3f3a90c1d7.txt", "reports/river-witness_low-water.md", "reports/annex.pdf"]
            .map(sample)
            .to_vec();
    let page = home.path().join("page.pdf");
    let words = "BT /F 10 Tf 60 700 Td (The gates of Orvane) Tj ET";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{words}\nendstream", words.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let numbered = objects.iter().zip(1..).map(|(object, at)| format!("{at} 0 obj\n{object}\nendobj\n"));
    fs::write(&page, format!("%PDF-1.4\n{}trailer<</Root 1 0 R>>\n", numbered.collect::<String>())).unwrap();
    let mut document = vec![
        "document",
        "--json",
        text,
        mail.to_str().unwrap(),
        records.to_str().unwrap(),
        page.to_str().unwrap(),
        scan.to_str().unwrap(),
    ];
    document.extend(files.iter().map(String::as_str));
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/reports");
    std::os::unix::fs::symlink(reports, linked.join("reports")).unwrap();
    let linked = linked.to_str().unwrap();
    let saved = SavedSearch { name: "dam".into(), ..SavedSearch::default() };
    let collection = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample").canonicalize().unwrap();
    let notebook = Paths::find(Some(home.path()), &|_| None).unwrap().notebook();
    let save = SearchChange { before: None, after: Some(saved) };
    Notebook::open(&notebook).unwrap().keep_search(&save, collection.to_str().unwrap()).unwrap();
    let corrections = home.path().join("corrections.txt");
    fs::write(&corrections, "title in \"mail.eml\" is \"The gates\"\n").unwrap();
    let commands: [(&str, Vec<&str>); 18] = [
        ("index", vec!["index", "--json", linked]),
        ("search", vec!["search", "--json", "plan.txt OR from:ida"]),
        ("search", vec!["search", "--json", "is:failed"]),
        ("search", vec!["search", "--json", "title:gates"]),
        ("index", vec!["index", "--json", "--compact", "assets/sample"]),
        ("search", vec!["search", "--json", "dam", "--context", "1"]),
        ("search", vec!["search", "--json", "tag archives"]),
        ("export", vec!["export", "dam", "--format", "jsonl"]),
        ("searches", vec!["searches", "--json"]),
        ("search", vec!["search", "--json", "--like", "assets/sample/papers/012_3f3a90c1d7.txt"]),
        ("copies", vec!["copies", "--json"]),
        ("match", vec!["match", list, "--json"]),
        ("stories", vec!["stories", "--json"]),
        ("notes", vec!["notes", "--json"]),
        ("entities", vec!["entities", "--json"]),
        ("document", document),
        ("annotate", vec!["annotate", "--json", text]),
        ("resolve", vec!["resolve", names]),
    ];
    let noted = "assets/sample/papers/012_3f3a90c1d7.txt";
    let note = ["note", "add", noted, "--note", "late", "--tag", "mine", "--part", "1"];
    let indexed = ["index", "assets/sample"];
    let (contract, mut met) = (contract(), BTreeSet::new());
    for arguments in [&indexed[..], &note] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
        program.args(arguments).env("PERUSAL_HOME", home.path()).current_dir(env!("CARGO_MANIFEST_DIR"));
        assert!(program.output().unwrap().status.success(), "{arguments:?}");
    }
    for (name, arguments) in commands {
        if arguments.contains(&"is:failed") {
            correct(home.path(), &corrections, linked);
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
        program.args(arguments).env("PERUSAL_HOME", home.path()).current_dir(env!("CARGO_MANIFEST_DIR"));
        let printed = String::from_utf8(program.output().unwrap().stdout).unwrap();
        assert!(!printed.is_empty(), "{name} prints nothing");
        for line in printed.lines() {
            assert!(line.starts_with("{\"v\":1,"), "{line}");
            let object: Value = serde_json::from_str(line).unwrap();
            let is_problem = !["index", "search"].contains(&name) && object.get("problem").is_some();
            let name = if is_problem { "problem" } else { name };
            check(&contract, name, &object, &mut met);
        }
    }
    // Kept to one document by a correction only.
    let seldom = ["entities.spellings.only_in"];
    for (name, keys) in &contract {
        for key in keys.always.iter().chain(&keys.at_times).map(|key| format!("{name}.{key}")) {
            assert!(
                met.contains(&key) || seldom.contains(&key.as_str()),
                "{key} is documented and not printed"
            );
        }
    }
}
