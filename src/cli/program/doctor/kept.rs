//! Whether the notebook and the indexes are whole, and which files could not be read.

use std::fs;
use std::path::Path;

use super::finding::{Finding, Health};
use crate::cli::indexed::Indexed;
use crate::index::Index;
use crate::ingest::index_locator;
use crate::ingest::purge::size;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{Answer, Question};

/// The notebook and its copies.
pub fn notebook(paths: &Paths) -> Vec<Finding> {
    let file = paths.notebook();
    let finding = |health, said: String| Finding::new("notebook", file.display().to_string(), health, said);
    if !file.exists() {
        return vec![finding(Health::Well, "none yet: it begins with the first mark".to_owned())];
    }
    let mut findings = vec![match Notebook::damage_in(&file) {
        Ok(None) => {
            let bytes = fs::metadata(&file).map_or(0, |metadata| metadata.len());
            finding(Health::Well, format!("whole, {}", in_units(bytes)))
        }
        Ok(Some(damage)) => {
            let cure = "the next start puts together again what can be";
            finding(Health::Wrong, format!("{}: {cure}", damage.reason()))
        }
        Err(error) => finding(Health::Wrong, error.reason()),
    }];
    let copies =
        Notebook::open_to_read(&file).ok().flatten().and_then(|notebook| notebook.list_copies().ok());
    let copies = copies.unwrap_or_default();
    let said = match copies.first() {
        Some(latest) => format!("{}, the latest of {}", copies.len(), latest.name),
        None => "none yet: one is made each day that something changes".to_owned(),
    };
    findings.push(Finding::new("notebook", "copies", Health::Well, said));
    findings
}

/// Every index: whether its bytes are as they were written, and what it holds.
pub fn indexes(paths: &Paths) -> Vec<Finding> {
    let known = match index_locator::known(paths) {
        Ok(known) => known,
        Err(error) => return vec![Finding::new("indexes", "all", Health::Wrong, error.to_string())],
    };
    if known.is_empty() {
        return vec![Finding::new("indexes", "all", Health::Well, "none yet: perusal FOLDER makes one")];
    }
    known.iter().map(|root| index(paths, root)).collect()
}

fn index(paths: &Paths, root: &Path) -> Finding {
    let name = root.display().to_string();
    let finding = |health, said: String| Finding::new("indexes", name.clone(), health, said);
    let found = match index_locator::find(paths, root) {
        Ok(Some(found)) => found,
        Ok(None) => return finding(Health::Poor, "not indexed any more".to_owned()),
        Err(error) => return finding(Health::Wrong, format!("{error}: perusal index {name} makes it anew")),
    };
    if found.index.is_damaged() {
        return finding(Health::Wrong, format!("damaged: perusal index --check {name} makes it anew"));
    }
    let notice = found.notice();
    let bytes = found.index.folder_beside().map_or(0, size);
    let counts = counts(paths, root, &found.index);
    let said = match counts {
        Ok(said) => format!("{said}, {}", in_units(bytes)),
        Err(error) => return finding(Health::Wrong, error),
    };
    match notice {
        Some(notice) => finding(Health::Poor, format!("{said}; {notice}")),
        None => finding(Health::Well, said),
    }
}

/// How much is in an index, and how much of the files could not be read.
fn counts(paths: &Paths, root: &Path, index: &Index) -> Result<String, String> {
    if index.is_empty() {
        return Ok("empty".to_owned());
    }
    let indexed = Indexed::open(&[root.to_owned()], paths)?;
    let engine = indexed.engine(None);
    let Answer::Counts(counts) = indexed.ask(&engine, &Question::Counts)? else {
        return Ok(String::new());
    };
    let read = format!("{} documents of {} files", counts.documents, counts.files);
    Ok(match counts.problems {
        0 => read,
        unread => {
            let list = indexed.search_for_failed(Some(root));
            format!("{read}, {unread} not read or not wholly ({list} says why)")
        }
    })
}

/// A number of bytes for people.
fn in_units(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
