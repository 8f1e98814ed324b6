//! The paths that a file of Rust names: its `use` lines with their groups taken apart, and the
//! paths that stand in its code.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

/// One name that a file can use, and where it leads.
pub struct Import {
    /// What it is called in this file; empty where the path stands in the code.
    pub name: String,
    /// The parts of the path: ["super", "lex", "Token"].
    pub path: Vec<String>,
    /// Whether it is only re-exported here.
    pub passed_on: bool,
}

/// A `use` line with its group.
static USE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);").unwrap());
/// What only says who may see something.
static SEEN_BY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"pub\([^)]*\)").unwrap());
/// A path in the code.
static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[a-z_][a-z0-9_]*(?:::\w+)+").unwrap());

/// All that a file names by paths, re-exports aside that it does not use itself. Comments and
/// strings must be blanked.
pub fn imports(code: &str) -> Vec<Import> {
    let rest = USE.replace_all(code, "");
    let rest = SEEN_BY.replace_all(&rest, "");
    let words: BTreeSet<&str> = rest.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut imports = Vec::new();
    for found in USE.captures_iter(code) {
        for (path, name) in taken_apart(&found[2]) {
            let passed_on = found.get(1).is_some() && !words.contains(name.as_str());
            imports.push(Import { name, path, passed_on });
        }
    }
    for found in PATH.find_iter(&rest) {
        let path = found.as_str().split("::").map(str::to_owned).collect();
        imports.push(Import { name: String::new(), path, passed_on: false });
    }
    imports
}

/// "a::{b, c::{self, d as e}}" as its single paths, each with the name it gets.
fn taken_apart(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let head: Vec<String> =
            head.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
        let group = group.strip_suffix('}').unwrap_or(group);
        let mut all = Vec::new();
        for part in split_at_commas(group) {
            for (mut path, name) in taken_apart(part) {
                // `{self}` is the module of the group; a leading `self::` is the file itself.
                if path == ["self"] {
                    path.clear();
                }
                let path = [&head[..], &path].concat();
                let name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
                all.push((path, name));
            }
        }
        return all;
    }
    let (path, name) = match tree.split_once(" as ") {
        Some((path, name)) => (path, Some(name.trim().to_owned())),
        None => (tree, None),
    };
    let path: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).collect();
    let name = name.unwrap_or_else(|| path.last().cloned().unwrap_or_default());
    vec![(path, name)]
}

/// The members of a group, those of the groups within left whole.
fn split_at_commas(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[from..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[test]
fn groups_are_taken_apart() {
    let paths = taken_apart("super::{a, b::{self, C as D},\n  e::F}");
    let paths: Vec<String> =
        paths.into_iter().map(|(path, name)| format!("{}={name}", path.join("::"))).collect();
    assert_eq!(paths, ["super::a=a", "super::b=b", "super::b::C=D", "super::e::F=F"]);
}
