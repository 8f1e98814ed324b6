//! Reads the front matter of a Markdown text: the facts that writers, site generators and clippers of web
//! pages put above it, in the part of YAML and TOML that they use.
//!
//! Not here: where it begins and ends (`markdown`).

use crate::extract::fact::fact;
use crate::model::{DeclaredAs, DeclaredDate, Metadata};

/// The names under which each fact is given, the plainest first; without case, spaces and marks.
const TITLES: &[&str] = &["title", "headline", "fulltitle"];
const BYLINES: &[&str] = &["author", "authors", "byline", "creator", "writer", "authorname"];
const SOURCES: &[&str] =
    &["source", "site", "sitename", "publisher", "publication", "website", "newspaper", "outlet"];
const PUBLISHED: &[&str] = &[
    "published",
    "datepublished",
    "publisheddate",
    "publishedat",
    "publishedtime",
    "publishdate",
    "pubdate",
    "publicationdate",
    "dateposted",
    "posted",
    "issued",
    "date",
];
const CHANGED: &[&str] = &["updated", "modified", "lastmod", "lastmodified", "lastupdated", "datemodified"];
const LANGUAGES: &[&str] = &["lang", "language"];
/// Services that keep pages give their own address as `url` and the page's as the original one.
const ADDRESSES: &[&str] = &[
    "urloriginal",
    "originalurl",
    "linkoriginal",
    "sourceurl",
    "canonical",
    "canonicalurl",
    "url",
    "link",
    "permalink",
];

/// What a YAML value begins with when its lines follow.
const BLOCKS: &[&str] = &["|", ">", "|-", ">-", "|+", ">+"];

/// The facts in a front matter whose keys and values stand on both sides of a mark: `:` in YAML, `=` in
/// TOML.
pub fn read(text: &str, mark: char) -> Metadata {
    let entries = entries(text, mark);
    let given = |names: &[&str]| {
        names.iter().find_map(|name| {
            let (_, values) =
                entries.iter().find(|(key, values)| normal(key) == *name && !values.is_empty())?;
            fact(&values.join(", "))
        })
    };
    let changed = given(CHANGED).map(|words| DeclaredDate { how: DeclaredAs::Changed, words });
    let mut metadata = Metadata {
        title: given(TITLES),
        byline: given(BYLINES),
        source: given(SOURCES),
        published: given(PUBLISHED),
        dates: changed.into_iter().collect(),
        language: given(LANGUAGES),
        url: given(ADDRESSES).filter(|address| address.contains("://")),
        ..Metadata::default()
    };
    // Clippers of web pages give the address as the source.
    if let Some(address) = metadata.source.as_deref().filter(|source| source.contains("://")) {
        metadata.url.get_or_insert_with(|| address.to_owned());
        let host = address.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#', ':']).next());
        metadata.source =
            host.map(|host| host.trim_start_matches("www.").to_owned()).and_then(|host| fact(&host));
    }
    metadata
}

/// What else is said in a front matter, a line each: tags, a summary. Days are left out: what they are of is not known.
pub fn others(text: &str, mark: char) -> Vec<String> {
    let known = [TITLES, BYLINES, SOURCES, PUBLISHED, CHANGED, LANGUAGES, ADDRESSES];
    let is_known = |key: &str| known.iter().any(|names| names.contains(&key));
    let is_day = |value: &String| {
        value.starts_with(|c: char| c.is_ascii_digit())
            && value.bytes().filter(u8::is_ascii_digit).count() > 5
    };
    let others = entries(text, mark).into_iter().filter(|(key, _)| !is_known(&normal(key)));
    let lines = others.filter_map(|(key, mut values)| {
        values.retain(|value| !is_day(value));
        (!values.is_empty()).then(|| format!("{key}: {}", values.join(", ")))
    });
    lines.collect()
}

/// A key without case, spaces and marks.
fn normal(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The keys of a front matter, as written, with their values.
fn entries(text: &str, mark: char) -> Vec<(String, Vec<String>)> {
    let mut entries = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let is_key = mark != ':' || !line.starts_with([' ', '\t', '-', '#']);
        let Some((key, value)) = line.split_once(mark).filter(|_| is_key) else { continue };
        let (value, below) = (value.trim(), |next: &&str| next.starts_with([' ', '\t']) || is_entry(next));
        let mut values = Vec::new();
        if BLOCKS.contains(&value) {
            let mut words = Vec::new();
            while let Some(next) = lines.next_if(below) {
                words.push(next.trim());
            }
            values.push(words.join(" ").trim().to_owned());
        } else if value.is_empty() {
            while let Some(next) = lines.next_if(below) {
                values.extend(entry_below(next));
            }
        } else if mark == ':' {
            // A long value goes on in lines that stand further in.
            let mut words = value.to_owned();
            while let Some(next) = lines.next_if(|next| below(next) && !is_entry(next)) {
                words = format!("{words} {}", next.trim());
            }
            values = listed(&words);
        } else {
            values = listed(value);
        }
        values.retain(|value| !value.is_empty());
        entries.push((key.trim().to_owned(), values));
    }
    entries
}

/// Whether a line is one of a YAML list.
fn is_entry(line: &str) -> bool {
    let line = line.trim_start();
    line == "-" || line.starts_with("- ")
}

/// The values of a line below a key: an entry of a list, or the name of what has several properties,
/// `- name: Ann Bell`.
fn entry_below(line: &str) -> Vec<String> {
    let value = line.trim_start();
    let entry = value.strip_prefix('-').map(str::trim_start);
    match entry.unwrap_or(value).split_once(": ") {
        Some(("name", name)) => listed(name),
        Some((key, _)) if key.chars().all(|c| c.is_ascii_lowercase() || c == '_') => Vec::new(),
        _ => entry.map(listed).unwrap_or_default(),
    }
}

/// The words of a link in a front matter: `[[Page]]`, `[[Page|Words]]`, `[Words](address)`.
fn without_link(value: &str) -> &str {
    if let Some(page) = value.strip_prefix("[[").and_then(|value| value.strip_suffix("]]")) {
        let words = page.rsplit('|').next().unwrap_or(page);
        return words.rsplit('/').next().unwrap_or(words).trim();
    }
    let linked =
        value.strip_prefix('[').filter(|_| value.ends_with(')')).and_then(|rest| rest.split_once("]("));
    linked.map_or(value, |(words, _)| words.trim())
}

/// The values of a front matter's line: one, or several between brackets.
fn listed(value: &str) -> Vec<String> {
    let value = value.trim();
    let clean = |value: &str| without_link(value.trim().trim_matches(['"', '\'']).trim()).to_owned();
    let linked = value.starts_with("[[") && value.ends_with("]]") && !value.contains("]],");
    match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).filter(|_| !linked) {
        Some(values) => values.split(',').map(clean).collect(),
        None => vec![clean(value)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_generators_and_clippers_are_understood() {
        let yaml =
            read("title: \"Ferry: a story\"\nauthors:\n  - Ida Holm\n  - Jon Vik\ndate: 2020-05-01\n", ':');
        assert_eq!(yaml.title.as_deref(), Some("Ferry: a story"));
        assert_eq!(yaml.byline.as_deref(), Some("Ida Holm, Jon Vik"));
        assert_eq!(yaml.published.as_deref(), Some("2020-05-01"));
        let clip = read(
            "source: https://www.ostra-bell.example/2020/ferry\nauthor:\n  - \"[[Ida Holm]]\"\n  - \"[Jon Vik](x)\"\n\
             published:\ncreated: 2025-11-18\n",
            ':',
        );
        assert_eq!(clip.byline.as_deref(), Some("Ida Holm, Jon Vik"));
        assert_eq!(clip.source.as_deref(), Some("ostra-bell.example"));
        assert_eq!(clip.published, None);
        let toml = read("title = 'Ferry'\nauthors = [\"Ida Holm\"]\n", '=');
        assert_eq!(toml.title.as_deref(), Some("Ferry"));
        assert_eq!(toml.byline.as_deref(), Some("Ida Holm"));
    }

    #[test]
    fn values_of_several_lines_and_with_properties_are_read() {
        let folded =
            read("title: A ferry that\n  never came\nauthor: |\n  Ida Holm\ndate_saved: 2024-01-02\n", ':');
        assert_eq!(folded.title.as_deref(), Some("A ferry that never came"));
        assert_eq!(folded.byline.as_deref(), Some("Ida Holm"));
        assert_eq!(folded.published, None);
        let named = read(
            "image:\n  title: A picture\n  url: https://pictures.example/1\ntitle: >-\n  The ferry\n  is late\nauthor:\n  \
             name: Ida Holm\n  url: https://holm.example\nauthors:\n- name: Jon Vik\n  mail: j@vik.example\n",
            ':',
        );
        assert_eq!(named.title.as_deref(), Some("The ferry is late"));
        assert_eq!((named.byline.as_deref(), named.url), (Some("Ida Holm"), None));
    }

    #[test]
    fn what_else_is_said_is_kept_but_for_days() {
        let head = "title: Ferry\ntags:\n  - boats\n  - Ostra\nsaved_at: 2024-01-02T10:00:00Z\nDescription: It sails.\nempty:\n";
        assert_eq!(others(head, ':'), ["tags: boats, Ostra", "Description: It sails."]);
    }

    #[test]
    fn the_day_of_publication_goes_before_others_and_the_page_before_who_keeps_it() {
        let kept = read(
            "date: 2024-03-01\ndate_published: 2020-05-04\nlastmod: 2024-02-02\nurl: https://keeper.example/7\n\
             url_original: https://norwick.example/ferry\nsite: Norwick Post\n",
            ':',
        );
        assert_eq!(kept.published.as_deref(), Some("2020-05-04"));
        assert_eq!(kept.url.as_deref(), Some("https://norwick.example/ferry"));
        assert_eq!(kept.source.as_deref(), Some("Norwick Post"));
        assert_eq!(kept.dates.len(), 1);
        assert_eq!(kept.dates[0].how, DeclaredAs::Changed);
    }
}
