//! The shape of the sources, measured: circles of files, sizes of files, folders and functions,
//! names; and that the map (`ARCHITECTURE.md`) names what is there.

mod circles;
mod functions;
mod paths;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use crate::sources::{Source, below, shipped};
use functions::functions;

/// Lines of a file at most, tests and examples too.
const FILE: usize = 400;
/// Files of a folder below `src` at most.
const FOLDER: usize = 20;
/// Lines of a function at most, but for flat matches.
const FUNCTION: usize = 60;
/// Branches of a function must be fewer, but for flat matches.
const BRANCHES: usize = 20;

/// Names that say nothing to somebody who knows the field: no type and no file of `src` has one.
const UNCLEAR: &[&str] =
    &["Told", "Roster", "Crew", "Shelf", "Deed", "Sighting", "Familiar", "Setting", "Manner", "Registry"];

/// What was found of one measure: the room and what is wrong.
type Findings = Vec<(String, String)>;

/// Fails with what was found of a measure, room by room.
fn hold(measure: &str, findings: &Findings) {
    let mut wrong = String::new();
    for (room, finding) in findings {
        wrong += &format!("\n  {room}: {finding}");
    }
    assert!(wrong.is_empty(), "{measure}:{wrong}");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = circles::circles(shipped());
    let room = |circle: &str| circle.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs").to_owned();
    hold("circles", &circles.into_iter().map(|circle| (room(&circle), circle)).collect());
}

#[test]
fn no_file_is_over_400_lines() {
    let mut findings = Findings::new();
    let (tests, examples) = (below("tests"), below("examples"));
    for source in shipped().iter().chain(&tests).chain(&examples) {
        let lines = source.text.lines().count();
        if lines > FILE {
            findings.push((source.room.clone(), format!("{} has {lines} lines", source.path)));
        }
    }
    hold("long files", &findings);
}

#[test]
fn no_folder_has_over_20_files() {
    let mut folders: BTreeMap<(String, String), usize> = BTreeMap::new();
    for source in shipped() {
        let folder = source.path.rsplit_once('/').unwrap().0.to_owned();
        *folders.entry((source.room.clone(), folder)).or_default() += 1;
    }
    // The files right in `src` are rooms of their own: each is counted once.
    let full = folders.into_iter().filter(|(_, files)| *files > FOLDER);
    hold(
        "full folders",
        &full.map(|((room, folder), files)| (room, format!("{folder} has {files} files"))).collect(),
    );
}

#[test]
fn no_function_is_over_60_lines_or_branches_20_times() {
    let (mut long, mut branching) = (Findings::new(), Findings::new());
    for source in shipped() {
        for function in functions(source) {
            if function.is_flat_match() {
                continue;
            }
            let place = &function.place;
            if function.lines > FUNCTION {
                long.push((source.room.clone(), format!("{place} has {} lines", function.lines)));
            }
            if function.branches >= BRANCHES {
                branching
                    .push((source.room.clone(), format!("{place} branches {} times", function.branches)));
            }
        }
    }
    hold("long functions", &long);
    hold("branching functions", &branching);
}

/// The types that a file declares, its tests and private aliases aside: such an alias is a shorthand
/// of one file, or the type of a trait's implementation.
fn types(source: &Source) -> Vec<String> {
    static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
        let visible = r"(?:pub(?:\([a-z: ]+\))? )";
        let sorts = format!("{visible}?(?:struct|enum|trait|union)|{visible}type");
        Regex::new(&format!(r"(?m)^\s*(?:{sorts}) ([A-Z]\w*)")).unwrap()
    });
    DECLARED.captures_iter(&source.code).map(|found| found[1].to_owned()).collect()
}

#[test]
fn no_room_has_two_types_of_one_name() {
    let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for source in shipped().iter().filter(|source| source.stem() != "tests") {
        for name in types(source) {
            places.entry((source.room.clone(), name)).or_default().push(source.path.clone());
        }
    }
    let twice = places.into_iter().filter(|(_, files)| files.len() > 1);
    hold(
        "names twice",
        &twice.map(|((room, name), files)| (room, format!("{name}: {}", files.join(", ")))).collect(),
    );
}

#[test]
fn no_type_or_file_has_an_unclear_name() {
    let mut findings = Findings::new();
    for source in shipped() {
        for name in types(source).iter().filter(|name| UNCLEAR.contains(&name.as_str())) {
            findings.push((source.room.clone(), format!("type {name} in {}", source.path)));
        }
        let is_unclear = |part: &str| {
            let part = part.trim_end_matches(".rs").trim_end_matches('s');
            UNCLEAR.iter().any(|name| name.to_lowercase() == part)
        };
        if source.path.split('/').any(is_unclear) {
            findings.push((source.room.clone(), format!("file {}", source.path)));
        }
    }
    hold("unclear names", &findings);
}

#[test]
fn nothing_is_left_to_do() {
    let marks = ["TO\u{44}O", "FIX\u{4d}E"];
    let (tests, examples) = (below("tests"), below("examples"));
    for source in shipped().iter().chain(&tests).chain(&examples) {
        let marked = source.text.lines().find(|line| marks.iter().any(|mark| line.contains(mark)));
        assert!(marked.is_none(), "{}: {}", source.path, marked.unwrap_or_default());
    }
}

#[test]
fn the_map_names_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let mut findings = Findings::new();
    let mut wrong = |what: String| findings.push(("map".to_owned(), what));
    let path = Regex::new(r"`((?:src|tests|assets|examples)/[\w./-]+)`").unwrap();
    for found in path.captures_iter(&map) {
        if !root.join(&found[1]).exists() {
            wrong(format!("there is no {}", &found[1]));
        }
    }
    let row = Regex::new(r"\| `(\w+)` \| `([^`]+)` \|").unwrap();
    for found in row.captures_iter(&map) {
        let file = std::fs::read_to_string(root.join(&found[2])).unwrap_or_default();
        let sorts = ["struct", "enum", "type", "trait"];
        let is_there = sorts.iter().any(|sort| {
            let declared = format!("pub {sort} {}", &found[1]);
            let mut places = file.match_indices(&declared);
            places.any(|(at, _)| !file[at + declared.len()..].starts_with(|c: char| c.is_alphanumeric()))
        });
        if !is_there {
            wrong(format!("there is no {} in {}", &found[1], &found[2]));
        }
    }
    let folders = Regex::new(r"(?m)^\| `(src/\w+)` \| ([^|]+) \|$").unwrap();
    for found in folders.captures_iter(&map) {
        for name in found[2].split('`').skip(1).step_by(2) {
            if !root.join(&found[1]).join(name).is_dir() {
                wrong(format!("there is no folder {name} in {}", &found[1]));
            }
        }
    }
    for room in shipped().iter().map(|source| &source.room).collect::<BTreeSet<_>>() {
        let is_named = ["", ".rs"].iter().any(|end| map.contains(&format!("`src/{room}{end}`")));
        if !is_named && room != "main" {
            wrong(format!("the room {room} is not on it"));
        }
    }
    hold("faults of the map", &findings);
}
