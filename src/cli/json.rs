//! Documents as JSON, one object a line: the contract with programs that read our output.
//! Everything outside printable ASCII that a terminal could act on is escaped.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::model::{Document, Mention, Problem};
use crate::text::sanitize::sanitize_line;

/// One document with its blocks and mentions.
pub fn document(file: &str, document: &Document) -> Value {
    let published = document.published.as_ref().map(|published| {
        let text = |date: Option<crate::model::PartialDate>| date.map(|d| d.to_string());
        json!({
            "date": text(published.date), "sure": published.sure,
            "after": text(published.after), "before": text(published.before),
        })
    });
    json!({
        "file": file,
        "part": document.part,
        "parts": document.parts,
        "lines": document.lines,
        "kind": document.kind.name(),
        "title": document.title,
        "byline": document.byline,
        "source": document.source,
        "published": published,
        "language": document.language,
        "text": document.text,
        "blocks": document.blocks.iter().map(|b| json!({
            "start": b.span.start, "end": b.span.end, "kind": b.kind.name(),
        })).collect::<Vec<_>>(),
        "mentions": mentions(document),
    })
}

/// A text with its mentions only.
pub fn annotated(file: &str, document: &Document) -> Value {
    json!({ "file": file, "text": document.text, "mentions": mentions(document) })
}

/// A file that could not be read.
pub fn problem(file: &str, problem: &Problem) -> Value {
    json!({ "file": file, "problem": problem.0 })
}

fn mentions(document: &Document) -> Vec<Value> {
    let mention = |m: &Mention| json!({ "start": m.span.start, "end": m.span.end, "kind": m.kind.name(), "entity": m.key });
    document.mentions.iter().map(mention).collect()
}

/// A value on one line, with every character escaped that is a control, moves the direction of
/// writing, or is invisible.
pub fn line(value: &Value) -> String {
    let mut line = String::new();
    for c in value.to_string().chars() {
        let visible = !c.is_control() && !sanitize_line(c.encode_utf8(&mut [0; 4])).is_empty();
        if visible {
            line.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(line, "\\u{unit:04x}");
            }
        }
    }
    line
}
