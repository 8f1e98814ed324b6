//! Reads the folder of the user's own lists: each file in it is a list, named after the file.
//!
//! Not here: what a list may hold (`annotate::lists`).

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::file_bytes::file_bytes;
use crate::annotate::lists::{ListFormat, Lists};
use crate::extract;
use crate::model::ListName;
use crate::query::{WantedName, is_field};
use crate::text::sanitize::sanitize_line;

/// Larger files are no lists, in bytes.
const LARGEST: usize = 64 << 20;

/// Reads all lists in a folder, and says what is wrong with any, naming file and line. A folder
/// that is missing is a fault only when somebody `named` it.
pub fn read(folder: &Path, named: bool) -> (Lists, Vec<String>) {
    let mut lists = Lists::default();
    let files = match files(folder) {
        Ok(files) => files,
        Err(error) if !named && error.kind() == ErrorKind::NotFound => return (lists, Vec::new()),
        Err(error) => return (lists, vec![format!("lists: {}: {error}", folder.display())]),
    };
    let mut notices = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match add(&mut lists, &file) {
            Ok(faults) => notices.extend(faults.into_iter().map(|fault| format!("lists/{name}, {fault}"))),
            Err(reason) => notices.push(format!("lists/{name}: {reason}")),
        }
    }
    (lists, notices)
}

/// The files of a folder in the order of their names. Hidden ones and folders are none.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && !entry.path().is_dir() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// The names of a file, or else of an own list, and what is wrong in the lines of the file.
///
/// # Errors
/// With the reason in words, when it cannot be read.
pub fn wanted_names(lists: &Lists, named: &str) -> Result<(Vec<WantedName>, Vec<String>), String> {
    let own = lists.names().iter().find(|list| list.as_str().eq_ignore_ascii_case(named));
    let (names, faults) = match own.filter(|_| !Path::new(named).exists()) {
        Some(list) => (lists.names_of(list), Vec::new()),
        None => read_names(Path::new(named)).map_err(|reason| {
            let own: Vec<&str> = lists.names().iter().map(|list| list.as_str()).collect();
            let own =
                if own.is_empty() { String::new() } else { format!("; your lists: {}", own.join(", ")) };
            format!("{named}: {reason}{own}")
        })?,
    };
    let wanted = names.into_iter().map(|(name, spellings)| WantedName { name, spellings }).collect();
    Ok((wanted, faults.into_iter().map(|fault| format!("{named}, {fault}")).collect()))
}

/// The names of a single file, each with all its spellings, and what is wrong in its lines. It has a name a line,
/// unless it is a .csv file.
///
/// # Errors
/// With the reason in words, when it cannot be read.
fn read_names(file: &Path) -> Result<(Vec<NameWithSpellings>, Vec<String>), String> {
    let mut lists = Lists::default();
    let name = ListName::new("names")?;
    let faults = add_text(&mut lists, name, format(file).unwrap_or(ListFormat::Text), file)?;
    Ok((lists.names_of(&name), faults))
}

/// A name with all its spellings.
type NameWithSpellings = (String, Vec<String>);

fn format(file: &Path) -> Option<ListFormat> {
    match file.extension().map(|ending| ending.to_ascii_lowercase()) {
        Some(ending) if ending == "txt" => Some(ListFormat::Text),
        Some(ending) if ending == "csv" => Some(ListFormat::Csv),
        _ => None,
    }
}

/// Adds a list; what is wrong in its lines.
fn add(lists: &mut Lists, file: &Path) -> Result<Vec<String>, String> {
    let form = format(file).ok_or("a list is a .txt or .csv file")?;
    let stem = file.file_stem().and_then(|stem| stem.to_str()).ok_or("its name is not text")?;
    let name = ListName::new(stem.trim())?;
    if sanitize_line(name.as_str()) != name.as_str() {
        return Err("its name is not one of letters and digits".to_owned());
    }
    let field = name.field();
    if is_field(&field) {
        return Err(format!("“{field}:” has another meaning in a query; call it otherwise"));
    }
    if lists.names().iter().any(|known| *known != name && known.field() == field) {
        return Err(format!("“{field}:” in a query means another list; call it otherwise"));
    }
    add_text(lists, name, form, file)
}

/// Adds what a file says to a list; what is wrong in its lines.
fn add_text(lists: &mut Lists, name: ListName, form: ListFormat, file: &Path) -> Result<Vec<String>, String> {
    let bytes = file_bytes(file).map_err(|problem| problem.0)?;
    if bytes.len() > LARGEST {
        return Err(format!("larger than {} MiB", LARGEST >> 20));
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let text = extract::decode(&stem, bytes).map_err(|problem| problem.0)?;
    let faults = lists.add(name, form, &text).into_iter();
    Ok(faults.map(|fault| format!("line {}: {}", fault.line, fault.reason)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_a_list_and_what_is_wrong_with_one_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("vessels.txt", "Aurora\n/(/\n"),
            ("vessels.csv", "Orca,The Orca\n"),
            ("Case numbers.txt", "/AB-\\d+/\n"),
            ("case_numbers.txt", "x"),
            ("letters.docx", "x"),
            ("title.txt", "x"),
            ("person.txt", "x"),
            (".hidden", "x"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::write(folder.path().join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
        fs::create_dir(folder.path().join("old")).unwrap();
        let (lists, notices) = read(folder.path(), true);
        let names: Vec<&str> = lists.names().iter().map(ListName::as_str).collect();
        assert_eq!(names, ["Case numbers", "vessels"]);
        assert_eq!(
            notices,
            [
                "lists/case_numbers.txt: “case-numbers:” in a query means another list; call it otherwise",
                "lists/letters.docx: a list is a .txt or .csv file",
                "lists/person.txt: “person” is a kind of its own already",
                "lists/picture.txt: not text: a PNG image",
                "lists/title.txt: “title:” has another meaning in a query; call it otherwise",
                "lists/vessels.txt, line 2: /(/ is no pattern: unclosed group",
            ]
        );
    }

    #[test]
    fn only_a_folder_that_was_named_is_missed() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("lists");
        assert_eq!(read(&missing, false).1, [""; 0]);
        assert!(read(&missing, true).1[0].starts_with("lists: "));
        fs::write(&missing, "a file").unwrap();
        assert_eq!(read(&missing, false).1.len(), 1, "it is there, but no folder");
    }
}
