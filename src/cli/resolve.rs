//! `perusal resolve`: entity resolution of a list of names. The list is one JSON object a line:
//! `{"document": …, "name": …, "kind": …}`; the same lines come out with `"entity"`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use serde_json::Value;

use super::json;
use super::outcome::{Outcome, report_failure};
use super::read_text::read_text;
use crate::annotate::short_forms;
use crate::model::{Key, KeyNumber, Kind};
use crate::resolve::{Entities, KeyUse, explain_acronyms, resolve};

/// A longer list is not read, in bytes.
const LARGEST: u64 = 256 << 20;

/// A list of names.
#[derive(clap::Args)]
pub struct NameList {
    /// Names, one JSON object a line: {"document": …, "name": …, "kind": "person"}; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// One line of the list.
struct ListedName<'t> {
    /// As it stands in the list: it is printed again with all its keys.
    line: &'t str,
    document: String,
    name: String,
    kind: Kind,
}

/// Prints the names of a list, each with the entity it refers to.
///
/// # Errors
/// When nothing can be printed.
pub fn names(list: &NameList) -> io::Result<Outcome> {
    let file = list.file.to_string_lossy();
    let text = match read_text(&list.file, LARGEST) {
        Ok(text) => text,
        Err(error) => return Ok(report_failure(&format!("{file}: {error}"))),
    };
    let lines = match parse(&text) {
        Ok(lines) => lines,
        Err(problem) => return Ok(report_failure(&format!("{file}: {problem}"))),
    };
    let KeysOfList { keys, key_of, documents } = collect(&lines);
    let entities = resolved(&keys, &documents);
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = if lines.is_empty() { Outcome::NothingFound } else { Outcome::Found };
    for (line, key) in lines.iter().zip(key_of) {
        let mut object: serde_json::Map<String, Value> = serde_json::from_str(line.line)?;
        // What another command printed may be asked about.
        object.remove("v");
        object.insert("entity".into(), entities.of_key(key).into());
        json::line(&mut out, &Value::Object(object))?;
    }
    out.flush()?;
    Ok(outcome)
}

/// The lines of a list; the error names the line.
fn parse(text: &str) -> Result<Vec<ListedName<'_>>, String> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| parse_line(line).map_err(|e| format!("line {number}: {e}"))).collect()
}

fn parse_line(line: &str) -> Result<ListedName<'_>, String> {
    // The parser's own "at line 1 column 5" would contradict the number of the line.
    let value: Value = serde_json::from_str(line).map_err(|e| format!("not JSON (column {})", e.column()))?;
    let Value::Object(object) = value else { return Err("not a JSON object".into()) };
    let document = match object.get("document") {
        Some(Value::String(document)) => document.clone(),
        Some(number @ Value::Number(_)) => number.to_string(),
        _ => return Err("\"document\" must be a string or a number".into()),
    };
    let text = |field: &str| {
        object.get(field).and_then(Value::as_str).ok_or(format!("\"{field}\" must be a string"))
    };
    let name = text("name")?.to_owned();
    let kind = text("kind")?;
    let kind = Kind::with_keys(&[]).find(|of| of.name() == kind).ok_or(
        "\"kind\" must be \"person\", \"organization\", \"place\" or one of identifiers, such as \"email\"",
    )?;
    Ok(ListedName { line, document, name, kind })
}

/// The keys of a list.
struct KeysOfList {
    /// As one table, with the number of documents.
    keys: Vec<(Key, u32)>,
    /// For each line the number of its key.
    key_of: Vec<KeyNumber>,
    /// The keys of each document.
    documents: Vec<Vec<KeyNumber>>,
}

fn resolved(keys: &[(Key, u32)], documents: &[Vec<KeyNumber>]) -> Entities {
    let uses = keys.iter().map(|(key, documents)| {
        let Key { kind, ref name, bare } = *key;
        KeyUse { documents: *documents, ..KeyUse::new(kind, name, bare) }
    });
    let mut uses: Vec<KeyUse<'_>> = uses.collect();
    explain_acronyms(&mut uses, documents.iter().map(Vec::as_slice));
    resolve(&uses, &[])
}

fn collect(lines: &[ListedName<'_>]) -> KeysOfList {
    let mut documents: Vec<Vec<usize>> = Vec::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        let document = *by_name.entry(&line.document).or_insert(documents.len());
        if document == documents.len() {
            documents.push(Vec::new());
        }
        documents[document].push(number);
    }
    let mut keys: Vec<(Key, u32)> = Vec::new();
    let mut known: HashMap<(Kind, String), KeyNumber> = HashMap::new();
    let mut key_of = vec![0; lines.len()];
    let mut tables = Vec::with_capacity(documents.len());
    for members in documents {
        let names: Vec<(Kind, &str)> =
            members.iter().map(|&n| (lines[n].kind, lines[n].name.as_str())).collect();
        let (own, numbers) = short_forms::keys(&names);
        let mut add = |kind, name, bare| {
            keys.push((Key { kind, name, bare }, 0));
            keys.len() as KeyNumber - 1
        };
        let mut table = Vec::with_capacity(own.len());
        for key in own {
            let number = match known.entry((key.kind, key.name.clone())) {
                Entry::Occupied(entry) if !key.bare => *entry.get(),
                Entry::Vacant(entry) if !key.bare => *entry.insert(add(key.kind, key.name, false)),
                _ => add(key.kind, key.name, true),
            };
            table.push(number);
        }
        table.iter().for_each(|&number| keys[number as usize].1 += 1);
        members.iter().zip(numbers).for_each(|(&line, own)| key_of[line] = table[own as usize]);
        tables.push(table);
    }
    KeysOfList { keys, key_of, documents: tables }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(list: &str) -> Vec<Option<u32>> {
        let lines = parse(list).unwrap();
        let KeysOfList { keys, key_of, documents } = collect(&lines);
        let found = resolved(&keys, &documents);
        key_of.into_iter().map(|key| found.of_key(key)).collect()
    }

    #[test]
    fn names_of_one_document_explain_each_other_and_those_of_another_are_likely_the_same() {
        let list = r#"{"document": "a", "name": "Ode", "kind": "person"}
            {"document": "b", "name": "Ode", "kind": "person"}
            {"document": "a", "name": "Maren Ode", "kind": "person"}
            {"document": 3, "name": "MAREN ODE", "kind": "person"}"#;
        assert_eq!(entities(list), [Some(0); 4]);
    }

    #[test]
    fn a_line_that_is_no_name_is_an_error_with_its_number() {
        for (list, problem) in [
            ("\n{", "line 2: not JSON (column 1)"),
            ("[]", "line 1: not a JSON object"),
            (r#"{"document": "a", "name": "Ode"}"#, "line 1: \"kind\" must be a string"),
            (
                r#"{"document": "a", "name": "Ode", "kind": "ship"}"#,
                "line 1: \"kind\" must be \"person\", \"organization\", \"place\" or one of identifiers, such as \"email\"",
            ),
        ] {
            assert_eq!(parse(list).err().as_deref(), Some(problem));
        }
    }
}
