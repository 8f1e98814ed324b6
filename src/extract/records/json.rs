//! Reads exports in JSON: the list whose objects are the articles or messages, wherever it lies; an object a line; one
//! object alone. What stands beside the list is a text of its own.
//!
//! Not here: feeds in JSON (`feed`), and JSON without anything to read (`strings`).

use std::ops::Range;

use super::collected::{Collected, OddLines};
use super::flatten::Record;
use super::mapping::{Mapping, guess};
use super::scan::{ObjectList, Scanned, scan};
use super::strings;
use super::value::{self, Json, Object};
use crate::extract::contents::Contents;
use crate::extract::field_names::{normal, role_of};
use crate::model::{FieldRole, MappedField, Problem};

/// Records that a mapping is guessed by. Set by hand.
const SAMPLES: usize = 60;
/// Lists that are looked into, the largest. Set by hand.
const LISTS: usize = 24;
/// A list deeper inside must have so much more to read. Set by hand.
const DEEPER: f64 = 1.5;
/// What stands beside the list is read up to so many bytes. Set by hand.
const MOST_BESIDE: usize = 4 << 20;
/// Of the first lines of an export with an object a line, so many are looked at, and one in so many may be broken.
const FIRST_LINES: usize = 20;
const BROKEN: usize = 4;

/// The records of an export.
///
/// # Errors
/// When it is no JSON, or there are no words in it.
pub fn read(text: &str, set: &[MappedField]) -> Result<Contents, Problem> {
    if is_lines(text) {
        return read_lines(text, set);
    }
    let scanned = scan(text);
    if scanned.roots.is_empty() && scanned.lists.iter().all(|list| list.count == 0) {
        return Err(Problem::new("broken JSON: nothing in it is whole"));
    }
    match choose(text, &scanned, set) {
        Some((list, mapping)) => Ok(read_list(text, &scanned, &list, &mapping)),
        None => strings::read(text, &scanned.roots, scanned.is_open),
    }
}

/// Whether a text has an object of JSON on each line.
pub fn is_lines(text: &str) -> bool {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).take(FIRST_LINES).collect();
    let whole = lines.iter().filter(|line| object(line).is_some()).count();
    lines.len() > 1 && whole > 1 && (lines.len() - whole) * BROKEN <= lines.len()
}

fn object(text: &str) -> Option<Object> {
    let text = text.trim().trim_end_matches(',');
    value::object(text)
}

fn read_lines(text: &str, set: &[MappedField]) -> Result<Contents, Problem> {
    // What a search engine is to do with the object in the next line.
    let is_action = |object: &Object| match object.as_slice() {
        [(key, Json::Object(_))] => matches!(key.as_str(), "index" | "create" | "update" | "delete"),
        _ => false,
    };
    let objects = text.lines().filter_map(object).filter(|object| !is_action(object));
    let samples: Vec<Record> = objects.take(SAMPLES).map(|object| Record::of(&object)).collect();
    let mapping = guess(&samples, set);
    if !mapping.is_of_documents() {
        let mut start = 0;
        let places = text.split('\n').map(|line| {
            start += line.len() + 1;
            start - line.len() - 1..start - 1
        });
        return strings::read(text, &places.collect::<Vec<_>>(), false);
    }
    let mut collected = Collected::default();
    let (mut odd, mut all) = (OddLines::default(), 0);
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        all += 1;
        match object(line) {
            Some(object) if is_action(&object) => {}
            Some(object) if !collected.add(&Record::of(&object), &mapping) => break,
            Some(_) => {}
            None => odd.note(number),
        }
    }
    Ok(collected.contents(odd.said(all, "lines are no JSON")))
}

/// The list that there is most to read in, and what its fields are for.
fn choose(text: &str, scanned: &Scanned, set: &[MappedField]) -> Option<(ObjectList, Mapping)> {
    let roots: Vec<Range<usize>> =
        scanned.roots.iter().filter(|place| text[(*place).clone()].starts_with('{')).cloned().collect();
    let all = roots.iter().map(Range::len).sum();
    let root = ObjectList { path: Vec::new(), count: roots.len(), bytes: all, elements: roots };
    let mut lists: Vec<&ObjectList> = scanned.lists.iter().filter(|list| list.count > 0).collect();
    lists.sort_by_key(|list| std::cmp::Reverse(list.bytes));
    lists.truncate(LISTS);
    lists.push(&root);
    lists.sort_by_key(|list| (list.path.len(), std::ptr::eq(*list, &root)));
    let mut best: Option<(f64, &ObjectList, Mapping)> = None;
    for list in lists {
        let samples = samples(text, list);
        let mapping = guess(&samples, set);
        if !mapping.is_of_documents() || list.path.last().is_some_and(|name| name == "*") && list.count < 2 {
            continue;
        }
        let weight = mapping.weight() * list.count as f64;
        let titled = mapping.field(FieldRole::Title).is_some();
        let deeper = best.as_ref().is_none_or(|(most, _, of)| {
            // The comments on an article are part of it.
            let other = titled || of.field(FieldRole::Title).is_none();
            other && weight > most * DEEPER
        });
        if deeper {
            best = Some((weight, list, mapping));
        }
    }
    let (_, list, mapping) = best?;
    Some((ObjectList { path: list.path.clone(), elements: list.elements.clone(), ..*list }, mapping))
}

/// Some objects of a list, from all over it.
fn samples(text: &str, list: &ObjectList) -> Vec<Record> {
    let step = list.elements.len().div_ceil(SAMPLES).max(1);
    let some = list.elements.iter().step_by(step);
    some.filter_map(|place| record(text, list, place)).collect()
}

/// The record of an object; where objects are listed by their keys, with its key.
fn record(text: &str, list: &ObjectList, place: &Range<usize>) -> Option<Record> {
    let mut object = object(&text[place.clone()])?;
    if list.path.last().is_some_and(|name| name == "*") {
        let before = text[..place.start].trim_end().strip_suffix(':')?.trim_end().strip_suffix('"')?;
        let key = &before[before.rfind('"').map_or(0, |at| at + 1)..];
        object.push(("key".to_owned(), Json::Text(key.to_owned())));
    }
    Some(Record::of(&object))
}

fn read_list(text: &str, scanned: &Scanned, list: &ObjectList, mapping: &Mapping) -> Contents {
    let beside = beside(text, scanned, list);
    let mut collected = Collected::default();
    collected.source = beside.as_ref().and_then(|beside| source(beside, list));
    let mut odd = OddLines::default();
    let (mut line, mut at) = (1, 0);
    for place in &list.elements {
        let Some(record) = record(text, list, place) else {
            line += text[at..place.start].bytes().filter(|&byte| byte == b'\n').count();
            at = place.start;
            odd.note(line);
            continue;
        };
        if !collected.add(&record, mapping) {
            break;
        }
    }
    let mut broken = odd.said(list.count, "objects are no JSON, in the lines from");
    if scanned.is_open {
        broken = Some(
            broken.map_or_else(String::new, |said| said + "; ")
                + "it breaks off: the last of it was not read",
        );
    }
    if list.count > list.elements.len() {
        return collected.contents(Some(format!(
            "{} records: only the first {} were read",
            list.count,
            list.elements.len()
        )));
    }
    match beside.map(|beside| strings::beside(&beside)) {
        None | Some(Ok(None)) => {}
        Some(Ok(Some(text))) => _ = collected.add_text(text),
        Some(Err(problem)) => broken = Some(problem.0),
    }
    collected.contents(broken)
}

/// What stands beside a list, the objects in it left out; `None` where there is nothing beside, or no JSON.
fn beside(text: &str, scanned: &Scanned, list: &ObjectList) -> Option<Record> {
    let is_root = scanned.roots == list.elements;
    let mut rest = String::new();
    let mut at = 0;
    for place in list.elements.iter().filter(|_| !is_root && !scanned.is_open) {
        rest.push_str(text.get(at..place.start)?);
        rest.push('0');
        at = place.end;
        if rest.len() > MOST_BESIDE {
            return None;
        }
    }
    let start = text.find(['{', '['])?;
    let end = scanned.roots.last().map(|root| root.end).filter(|_| at > 0)?;
    rest.push_str(text.get(at..end)?);
    let value = value::parse(rest.get(start..)?)?;
    let record = Record::of(&vec![(String::new(), value)]);
    // Where the objects stood there are numbers now.
    let path = list.path.iter().filter(|name| *name != "[]").cloned().collect::<Vec<_>>().join(".");
    let fields = record
        .fields
        .into_iter()
        .filter(|field| field.name != path && field.values.iter().any(|value| value != "0"));
    Some(Record { fields: fields.collect(), ..record })
}

/// The name of what holds a list: a channel, a newspaper.
fn source(beside: &Record, list: &ObjectList) -> Option<String> {
    let holder = list.path.split_last().map(|(_, holder)| holder.join(".")).unwrap_or_default();
    let own = |name: &str| match name.strip_prefix(&holder)?.trim_start_matches('.') {
        rest if rest.contains('.') => None,
        rest => Some(rest.to_owned()),
    };
    let names = |field: &&super::flatten::RecordField| {
        own(&field.name).is_some_and(|name| {
            let role = role_of(&name).map(|found| found.role);
            normal(&name) == "name" || matches!(role, Some(FieldRole::Source | FieldRole::Title))
        })
    };
    let found = beside.fields.iter().find(names)?;
    found.values.first().filter(|name| name.len() < 120).cloned()
}
