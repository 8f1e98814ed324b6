//! Reads exports of databases, programs and sites, in which each record is a text of its own: JSON, an object a line,
//! tables in text form. Which field is the text is guessed, and said with each document.
//!
//! ```text
//! bytes ─decode→ text ─scan, json | delimited→ [Record] ─mapping (field_names, day)→ document ─collected→ Contents
//!                          └ nothing to read in any: strings | table
//! ```

mod collected;
mod day;
mod delimited;
mod document;
mod flatten;
mod json;
mod mapping;
mod scan;
mod strings;
mod table;
mod value;

use std::borrow::Cow;

use super::contents::ReadOutcome;
use super::{decode, opening, wide};
use crate::model::MappedField;

/// The names' endings of tables.
const TABLES: [&str; 3] = ["csv", "tsv", "tab"];
/// The names' endings of JSON.
const JSON: [&str; 6] = ["json", "jsonl", "ndjson", "jsonlines", "ldjson", "geojson"];
/// So much of a file shows what it is, in bytes.
const SAMPLE: usize = 64 << 10;
/// How a part of the archive of a Twitter account begins: JSON that a page loads as a script.
const ARCHIVE: &str = "window.YTD.";

/// Whether bytes are records to read one by one, in a file with that ending.
pub fn is_one(ending: &str, bytes: &[u8]) -> bool {
    if opening::is_document_ending(ending) {
        return false;
    }
    let start = beginning(bytes);
    let text = start.trim_start();
    match ending {
        "js" => text.starts_with(ARCHIVE),
        _ if JSON.contains(&ending) => text.starts_with(['{', '[']),
        _ if TABLES.contains(&ending) => form(&start).is_some_and(|form| form.mapping.is_of_documents()),
        _ => is_strictly_json(text, bytes),
    }
}

/// Whether bytes are a table without running text, in a file with that ending.
pub fn is_table(ending: &str, bytes: &[u8]) -> bool {
    TABLES.contains(&ending) && delimited::is_table(&beginning(bytes))
}

fn form(text: &str) -> Option<delimited::TableForm> {
    delimited::TableForm::of(text, &[])
}

/// Without the ending of JSON a text is JSON only where it cannot be anything else.
fn is_strictly_json(text: &str, bytes: &[u8]) -> bool {
    let inside = text.strip_prefix(['{', '[']).map(str::trim_start);
    let opens = inside.is_some_and(|inside| inside.starts_with(['"', '{', '[']));
    let closes = bytes.trim_ascii_end().last() == Some(if text.starts_with('{') { &b'}' } else { &b']' });
    let known = || {
        let scanned = scan::scan(text);
        let whole = scanned.lists.iter().flat_map(|list| &list.elements).chain(&scanned.roots);
        whole.take(1).any(|place| value::parse(&text[place.clone()]).is_some())
    };
    opens && (json::is_lines(text) || closes && known())
}

/// The text with which a file begins.
fn beginning(bytes: &[u8]) -> Cow<'_, str> {
    let start = &bytes[..bytes.len().min(delimited::SAMPLE.max(SAMPLE))];
    let text = wide::decode(start).map_or_else(|| String::from_utf8_lossy(start), Cow::Owned);
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => text,
    }
}

/// Reads records; what is `set` of their fields is not guessed.
///
/// # Errors
/// When there are none, and no words either.
pub fn read(bytes: Cow<'_, [u8]>, set: &[MappedField]) -> ReadOutcome {
    let text = decode::text(bytes)?;
    let opening = text.trim_start();
    match opening.starts_with(['{', '[']) || opening.starts_with(ARCHIVE) {
        true => json::read(&text, set),
        false => delimited::read(&text, set),
    }
}

#[cfg(test)]
mod tests;
