//! Who may use whom: the one direction of `src/lib.rs`, held by reading the sources.

use std::path::PathBuf;

/// The modules a module may name, itself aside. The pure base is open to all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("mapped", &[]),
    ("text", &["model", "mapped"]),
    ("query", &["model", "text"]),
    ("export", &["model", "text", "query"]),
    ("compare", &["model", "text", "query"]),
    ("sequence", &[]),
    ("lexicon", &["text"]),
    ("weights", &[]),
    ("mail", &["model", "text"]),
    ("resolve", &["model", "mapped", "text", "query", "lexicon"]),
    ("extract", &["model", "text", "mail"]),
    ("segment", &["model", "text", "sequence", "lexicon", "weights", "mail"]),
    ("annotate", &["model", "text", "sequence", "lexicon", "weights", "mail"]),
    ("entity", &["model", "mapped", "text", "query", "resolve"]),
    ("index", &["model", "mapped", "text", "query", "compare", "resolve", "entity", "mail"]),
    ("notebook", &["model", "text", "query"]),
    ("paths", &[]),
    ("small_file", &[]),
    ("run_log", &[]),
    ("config", &["model", "text", "query", "small_file"]),
    ("sample", &[]),
    (
        "ingest",
        &[
            "model",
            "text",
            "query",
            "resolve",
            "extract",
            "segment",
            "annotate",
            "index",
            "notebook",
            "paths",
            "config",
            "small_file",
            "run_log",
        ],
    ),
    ("engine", &["model", "text", "query", "compare", "export", "annotate", "index", "ingest", "run_log"]),
    ("app", &["model", "text", "query", "export"]),
    ("ui", &["model", "text", "query", "app"]),
    (
        "terminal",
        &[
            "model",
            "text",
            "query",
            "export",
            "app",
            "ui",
            "engine",
            "index",
            "ingest",
            "notebook",
            "paths",
            "config",
            "small_file",
            "run_log",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "text",
            "query",
            "export",
            "app",
            "ui",
            "resolve",
            "extract",
            "annotate",
            "engine",
            "index",
            "ingest",
            "notebook",
            "paths",
            "config",
            "small_file",
            "run_log",
            "sample",
            "terminal",
        ],
    ),
];

/// Crates that only one module may know.
const AT_HOME: &[(&str, &str)] = &[
    ("tantivy", "index"),
    ("rusqlite", "notebook"),
    ("crossterm", "terminal"),
    ("signal_hook", "terminal"),
    ("libc", "terminal"),
    ("clap", "cli"),
];

/// What only an engine may look at: everybody else asks it a `query::Question`.
const BEHIND_THE_SEAM: [&str; 2] = ["Snapshot", "Collection"];

/// The sources with the module each belongs to, tests cut off.
fn sources() -> Vec<(String, PathBuf, String)> {
    let below = |path: &str| PathBuf::from(path.trim_start_matches("src/"));
    let sources = crate::sources::shipped().iter();
    sources.map(|s| (s.room.clone(), below(&s.path), s.shipped().to_owned())).collect()
}

/// The identifiers that follow `prefix` in the code, comments aside.
fn named_after<'a>(code: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(move |line| line.split(prefix).skip(1)).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn modules_use_each_other_in_one_direction() {
    for (module, path, code) in sources() {
        if module == "lib" || module == "main" {
            continue;
        }
        let allowed = MAY_USE.iter().find(|(name, _)| *name == module);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{module} has no place in the house"));
        for used in named_after(&code, "crate::") {
            let known = used.is_empty() || used == module || allowed.contains(&used);
            assert!(known, "{} uses crate::{used}", path.display());
        }
        // Groups: `use crate::{a, b}`.
        for group in code.split("use crate::{").skip(1) {
            for used in group.split('}').next().unwrap().split(',') {
                let used = used.trim().split("::").next().unwrap();
                assert!(used.is_empty() || allowed.contains(&used), "{} uses crate::{used}", path.display());
            }
        }
    }
}

#[test]
fn engines_are_known_in_one_place_only() {
    for (module, path, code) in sources() {
        for (engine, home) in AT_HOME {
            let uses = code.contains(&format!("{engine}::"));
            assert!(!uses || module == *home, "{} knows {engine}", path.display());
        }
        if module == "app" {
            assert!(named_after(&code, "ratatui::").all(|used| used == "layout"), "{} draws", path.display());
        }
    }
}

#[test]
fn what_an_index_holds_is_known_by_asking_only() {
    for (module, path, code) in sources() {
        // Files of tests ask no questions: they look at what they made.
        let is_test = path.components().any(|part| part.as_os_str() == "tests");
        if is_test || ["index", "engine"].contains(&module.as_str()) {
            continue;
        }
        // Every way of naming a type of the index begins with the index: `use crate::index::{…}`.
        for group in code.split("crate::index::").skip(1) {
            let used = group.split(if group.starts_with('{') { '}' } else { ';' }).next().unwrap();
            let looks = BEHIND_THE_SEAM.iter().find(|name| used.contains(*name));
            assert!(looks.is_none(), "{} looks at {looks:?} of the index", path.display());
        }
    }
}

#[test]
fn state_and_drawing_touch_neither_disk_nor_clock_nor_thread() {
    for (module, path, code) in sources() {
        if module == "app" || module == "ui" {
            for forbidden in [
                "std::fs",
                "std::io",
                "std::env",
                "std::thread",
                "std::time",
                "Mutex",
                "Instant",
                "SystemTime",
            ] {
                assert!(!code.contains(forbidden), "{} names {forbidden}", path.display());
            }
            // A group would hide them.
            assert!(!code.contains("use std::{"), "{} uses a group of std", path.display());
        }
    }
}

#[test]
fn only_the_command_line_prints_and_nothing_opens_a_socket() {
    for (module, path, code) in sources() {
        let prints = ["println!", "print!(", "eprintln!", "eprint!(", "stdout()", "stderr()"];
        if !["cli", "terminal"].contains(&module.as_str()) {
            assert!(!prints.iter().any(|print| code.contains(print)), "{} prints", path.display());
        }
        assert!(!code.contains("std::net"), "{} knows the network", path.display());
    }
}
