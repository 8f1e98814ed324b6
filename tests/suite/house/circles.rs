//! Which files of `src` use which, and where that goes round in a circle.
//!
//! A file uses another when a path in its `use` lines or in its code leads to something that the
//! other defines. What a module only re-exports counts as where it is defined, so that a `mod.rs`
//! that declares and re-exports is no part of a circle.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::paths::{Import, imports};
use crate::sources::Source;

/// One file as the others see it.
struct Module {
    path: String,
    imports: Vec<Import>,
}

/// The modules by their paths in the crate.
type Modules = BTreeMap<Vec<String>, Module>;

/// The circles, each as its files and what ties them.
pub fn circles(sources: &[Source]) -> Vec<String> {
    let modules = modules(sources);
    let uses: BTreeMap<&Vec<String>, BTreeMap<Vec<String>, BTreeSet<String>>> =
        modules.iter().map(|(name, module)| (name, used(name, module, &modules))).collect();
    let reached: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> =
        modules.keys().map(|name| (name, reached(name, &uses))).collect();
    let mut seen: BTreeSet<&Vec<String>> = BTreeSet::new();
    let mut circles = Vec::new();
    for name in modules.keys() {
        let circle: Vec<&Vec<String>> = modules
            .keys()
            .filter(|other| reached[name].contains(*other) && reached[other].contains(name))
            .collect();
        if circle.len() < 2 || !seen.insert(name) {
            continue;
        }
        seen.extend(circle.iter().copied());
        let mut ties = Vec::new();
        for from in &circle {
            for (to, names) in uses[from].iter().filter(|(to, _)| circle.contains(to)) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                ties.push(format!(
                    "{} uses {} of {}",
                    modules[*from].path,
                    names.join(", "),
                    modules[to].path
                ));
            }
        }
        circles.push(ties.join("\n      "));
    }
    circles
}

/// The files with their paths in the crate; those only of tests and the two roots aside.
fn modules(sources: &[Source]) -> Modules {
    let only_tests = Regex::new(r"#\[cfg\(test\)\]\n(?:pub(?:\([a-z]+\))? )?mod (\w+);").unwrap();
    let mut left_out: BTreeSet<Vec<String>> = BTreeSet::new();
    for source in sources {
        for found in only_tests.captures_iter(&source.text) {
            let mut path = module_path(&source.path);
            path.push(found[1].to_owned());
            left_out.insert(path);
        }
    }
    let mut modules = Modules::new();
    for source in sources {
        let name = module_path(&source.path);
        if name.is_empty() || name == ["main"] || left_out.contains(&name) {
            continue;
        }
        modules.insert(name, Module { path: source.path.clone(), imports: imports(&source.code) });
    }
    modules
}

/// "src/query/mod.rs" as ["query"].
fn module_path(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let parts = path.split('/').map(str::to_owned);
    parts.filter(|part| part != "mod" && part != "lib").collect()
}

/// The modules that one uses, with the names it takes.
fn used(name: &[String], module: &Module, modules: &Modules) -> BTreeMap<Vec<String>, BTreeSet<String>> {
    let mut used: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for import in &module.imports {
        if import.passed_on {
            continue;
        }
        if let Some((at, what)) = resolved(name, &import.path, modules, 0)
            && at != name
        {
            used.entry(at).or_default().insert(what);
        }
    }
    used
}

/// The module that defines what a path leads to, and the name that is taken there.
fn resolved(
    from: &[String],
    path: &[String],
    modules: &Modules,
    depth: usize,
) -> Option<(Vec<String>, String)> {
    let (mut at, mut rest) = match path.first()?.as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "self" => (from.to_vec(), &path[1..]),
        "super" => (from[..from.len() - 1].to_vec(), &path[1..]),
        child => {
            let module = [from, &[child.to_owned()]].concat();
            modules.contains_key(&module).then(|| (module, &path[1..]))?
        }
    };
    while let Some(part) = rest.first() {
        let below = [&at[..], std::slice::from_ref(part)].concat();
        if part == "super" {
            at.pop();
        } else if modules.contains_key(&below) {
            at = below;
        } else {
            break;
        }
        rest = &rest[1..];
    }
    let module = modules.get(&at)?;
    let what = rest.first().map_or("self", String::as_str);
    let passed_on = module.imports.iter().find(|import| import.name == what && depth < 8);
    passed_on
        .and_then(|import| {
            let path = [&import.path[..], &rest[1..]].concat();
            resolved(&at, &path, modules, depth + 1)
        })
        .or_else(|| Some((at, what.to_owned())))
}

/// All modules that one leads to.
fn reached(
    name: &[String],
    uses: &BTreeMap<&Vec<String>, BTreeMap<Vec<String>, BTreeSet<String>>>,
) -> BTreeSet<Vec<String>> {
    let mut reached = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(at) = open.pop() {
        for to in uses[&at].keys() {
            if reached.insert(to.clone()) {
                open.push(to.clone());
            }
        }
    }
    reached
}
