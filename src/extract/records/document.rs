//! Makes a text of each record: its title, its text, other running text under the names of its fields, and what else
//! is in it, folded.
//!
//! Not here: which field is which (`mapping`).

use std::borrow::Cow;

use super::day::day;
use super::flatten::{Record, RecordField};
use super::mapping::{Mapping, is_address};
use crate::extract::blocks::Blocks;
use crate::extract::fact::{fact, one_line};
use crate::extract::html;
use crate::model::{BlockKind, Extract, FieldRole, Format, Metadata, Vote};

/// Where a record has no title, so many bytes of its beginning are one.
const TITLE: usize = 80;
/// Lines of so many bytes that end within a sentence are broken at a width. Set by hand.
const WRAPPED: std::ops::RangeInclusive<usize> = 55..=90;
/// Elements by which markup is known.
const ELEMENTS: [&str; 22] = [
    "p",
    "br",
    "div",
    "span",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "img",
    "blockquote",
    "table",
    "figure",
    "html",
    "body",
];

/// The text that a record is; `source` is what holds the records where they do not name theirs.
pub fn extract(record: &Record, mapping: &Mapping, source: Option<&str>) -> Extract {
    let of = |role| mapping.field(role).and_then(|name| record.field(name));
    let text = of(FieldRole::Text).map(|field| body(&field.values)).filter(|body| !body.text.is_empty());
    let summary = of(FieldRole::Summary).map(|field| body(&field.values));
    let title = of(FieldRole::Title).and_then(|field| plain(&field.values.join(" ")));
    let mut page = Extract::default();
    add_words(&mut page, BlockKind::Heading, title.as_deref().unwrap_or_default());
    let said = text.as_ref().map(|text| letters(&text.text)).unwrap_or_default();
    for part in summary.into_iter().filter(|summary| !said.contains(&letters(&summary.text))) {
        page.append(part);
    }
    text.into_iter().for_each(|text| page.append(text));
    let beginning = page.text.lines().find(|line| !line.trim().is_empty()).map(beginning);
    let is_bare = page.text.is_empty();
    let is_shown = |field: &RecordField| {
        let roles = [FieldRole::Text, FieldRole::Title, FieldRole::Summary];
        roles.iter().any(|role| mapping.field(*role) == Some(field.name.as_str()))
    };
    let (prose, others): (Vec<&RecordField>, Vec<&RecordField>) = record
        .fields
        .iter()
        .filter(|field| !is_shown(field))
        .partition(|field| mapping.prose.contains(&field.name));
    for field in prose {
        let part = body(&field.values);
        if !said.contains(&letters(&part.text)) {
            add_words(&mut page, BlockKind::Heading, &field.name);
            page.append(part);
        }
    }
    for field in others {
        add_field(&mut page, field, is_bare);
    }
    let metadata = metadata(mapping, &of, title.or(beginning), source);
    let mapping =
        mapping.fields.iter().filter(|mapped| record.field(&mapped.field).is_some()).cloned().collect();
    Extract { format: Format::Records, metadata, whole: true, mapping, ..page }
}

fn metadata<'r>(
    mapping: &Mapping,
    of: &impl Fn(FieldRole) -> Option<&'r RecordField>,
    title: Option<String>,
    source: Option<&str>,
) -> Metadata {
    let one = |role| of(role).and_then(|field| fact(&field.values.join(", ")));
    let day_of = |role| one(role).map(|written| day(&written, mapping.day_order));
    let url = one(FieldRole::Address).filter(|address| is_address(address));
    let named = one(FieldRole::Source)
        .and_then(|name| plain(&name))
        .map(|name| if is_address(&name) { host(&name) } else { name });
    let named = named.or_else(|| source.map(str::to_owned)).or_else(|| url.as_deref().map(host));
    Metadata {
        title,
        byline: of(FieldRole::Author).and_then(|field| fact(&listed(&field.values).join(", "))),
        source: named.filter(|name| !name.is_empty()),
        published: day_of(FieldRole::Published),
        language: one(FieldRole::Language),
        url,
        sure: true,
        ..Metadata::default()
    }
}

/// The site of an address.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

/// The values of a field; a list that a program wrote into one value is several: `['Ann Bell', 'Ben Moss']`.
fn listed(values: &[String]) -> Vec<String> {
    let [value] = values else { return values.to_vec() };
    let inside = value.trim().strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    let Some(inside) = inside else { return values.to_vec() };
    let parts = inside.split(',').map(|part| part.trim().trim_matches(['\'', '"']).trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// The beginning of a text that has no title.
fn beginning(line: &str) -> String {
    let line = one_line(line, TITLE * 4);
    if line.len() <= TITLE {
        return line;
    }
    let cut = &line[..line.floor_char_boundary(TITLE)];
    let end = cut.rfind(' ').filter(|end| *end > TITLE / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// A value as words on one line, without markup.
fn plain(value: &str) -> Option<String> {
    if value.contains('&') || is_markup(value) {
        return fact(&html::whole(&as_html(value)).text).or_else(|| fact(value));
    }
    fact(value)
}

/// A value as a page has it: marks that are none stay what they are.
fn as_html(value: &str) -> String {
    if is_markup(value) { value.to_owned() } else { value.replace('<', "&lt;") }
}

/// The blocks of a text, which may be marked up.
fn body(values: &[String]) -> Extract {
    let text = values.join("\n\n");
    if is_markup(&text) {
        return html::whole(&text);
    }
    // Markup that was written down as characters.
    if text.contains("&lt;") {
        let written = html::whole(&as_html(&text)).text;
        if is_markup(&written) {
            return html::whole(&written);
        }
    }
    let mut blocks = Blocks::new();
    let parted = text.contains("\n\n") || text.contains("\r\n\r\n");
    for paragraph in text.replace("\r\n", "\n").split("\n\n") {
        let mut lines = paragraph.lines().peekable();
        while let Some(line) = lines.next() {
            blocks.words(&unescaped(line.trim()));
            let wrapped =
                WRAPPED.contains(&line.len()) && !line.trim_end().ends_with(['.', '!', '?', ':', '”', '"']);
            match lines.peek() {
                Some(_) if wrapped => blocks.space(),
                Some(_) if parted => blocks.line(),
                _ => _ = blocks.end(),
            }
        }
        blocks.end();
    }
    let Blocks { text, text_blocks, links, .. } = blocks;
    Extract { text, text_blocks, links, ..Extract::default() }
}

/// Whether a text has elements of HTML.
fn is_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let behind = tag[name.len()..].chars().next();
        let ends = matches!(behind, Some('>' | ' ' | '/' | '\n' | '\t'));
        if ends && ELEMENTS.iter().any(|element| name.eq_ignore_ascii_case(element)) && rest.contains('>') {
            return true;
        }
    }
    false
}

/// A line with the characters that its entities stand for.
fn unescaped(line: &str) -> Cow<'_, str> {
    match line.contains('&') {
        true => Cow::Owned(html::whole(&line.replace('<', "&lt;")).text),
        false => Cow::Borrowed(line),
    }
}

/// The letters and digits of a text, to see whether another says the same.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Adds words as a block.
fn add_words(page: &mut Extract, kind: BlockKind, words: &str) {
    let mut blocks = Blocks::new();
    blocks.kind = kind;
    blocks.words(words);
    blocks.end();
    let Blocks { text, text_blocks, links, .. } = blocks;
    page.append(Extract { text, text_blocks, links, ..Extract::default() });
}

/// Adds what is neither title nor running text: folded, unless there is nothing else.
fn add_field(page: &mut Extract, field: &RecordField, is_bare: bool) {
    let from = page.text_blocks.len();
    let kind = if is_bare { BlockKind::List } else { BlockKind::Paragraph };
    add_words(page, kind, &format!("{}: {}", field.name, field.values.join(", ")));
    if !is_bare {
        page.text_blocks[from..].iter_mut().for_each(|block| block.vote = Vote::Chrome);
    }
}

#[cfg(test)]
mod tests {
    use super::super::mapping::guess;
    use super::*;
    use serde_json::json;

    fn text(value: serde_json::Value) -> Extract {
        let record = Record::of(&super::super::value::object(&value.to_string()).unwrap());
        let mapping = guess(std::slice::from_ref(&record), &[]);
        extract(&record, &mapping, None)
    }

    const STORY: &str = "The ferry to Ostra sails again, the port said on Monday, after a month in dock.";

    #[test]
    fn a_record_is_a_text_with_its_other_fields_folded() {
        let found = text(
            json!({"title": "Ferry &amp; port", "body": format!("<p>{STORY}</p><p>No <a href='https://t.example'>more</a>.</p>"),
            "summary": STORY, "date": "2020-05-04T10:00:00Z", "authors": "['Ann Bell', 'Ben Moss']",
            "url": "https://www.tide.example/1", "views": 7}),
        );
        assert!(
            found.text.starts_with(&format!("Ferry & port\n\n{STORY}\n\nNo more.\n\n")),
            "{}",
            found.text
        );
        assert!(found.text.contains("views: 7") && found.links.len() == 1);
        let folded = found.text_blocks.iter().filter(|block| block.vote == Vote::Chrome);
        assert!(
            folded.clone().count() == 4
                && folded.clone().all(|block| block.span.of(&found.text).contains(": "))
        );
        let of = &found.metadata;
        assert_eq!(
            (of.published.as_deref(), of.source.as_deref()),
            (Some("2020-05-04"), Some("tide.example"))
        );
        assert_eq!(of.byline.as_deref(), Some("Ann Bell, Ben Moss"));
    }

    #[test]
    fn a_message_without_a_title_is_called_as_it_begins() {
        let found = text(json!({"text": format!("{STORY} Nobody had waited for it."), "id": 3}));
        assert!(
            found
                .metadata
                .title
                .as_deref()
                .is_some_and(|title| title.starts_with("The ferry") && title.ends_with('…'))
        );
    }

    #[test]
    fn running_text_of_other_fields_is_shown_under_its_name() {
        let remark = "Nobody in the town had been told of it before the boats were seen at sea again in May.";
        let found = text(json!({"body": STORY, "remarks": remark, "again": STORY}));
        assert!(found.text.contains(&format!("remarks\n\n{remark}")));
        assert_eq!(found.text.matches("ferry to Ostra").count(), 1);
    }

    #[test]
    fn marks_that_are_no_markup_stay() {
        assert!(
            !is_markup("a < b and <@U12> and <https://t.example|t>")
                && is_markup("one<br>two")
                && is_markup("<P class=x>")
        );
        assert_eq!(body(&["Tom &amp; Ann <3\none line".to_owned()]).text, "Tom & Ann <3\n\none line");
    }
}
