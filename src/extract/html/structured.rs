//! Reads JSON-LD in a web page: what schema.org's article types say of it, and when the page itself was
//! published. What is not JSON is passed over.

use serde_json::Value;

use crate::extract::fact::{fact, one_line};
use crate::model::{Given, GivenDate, Metadata};

/// How many bytes of a string with entities are decoded: decoding builds a tree, and a string is
/// no tamer than its page.
const DECODED: usize = 2000;

/// How deep objects are searched for an article.
const DEPTH: usize = 6;

/// Reads the first article described in the scripts of a page.
pub fn read(scripts: &[String]) -> Metadata {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let article = values.iter().find_map(|value| find(value, DEPTH, &is_article));
    let page = values.iter().find_map(|value| find(value, DEPTH, &is_page));
    let mut dates = Vec::new();
    for (described, named) in [article, page].into_iter().flatten().flat_map(|object| {
        [("datePublished", Given::Published), ("dateModified", Given::Changed)].map(|named| (object, named))
    }) {
        let words = described.get(named.0).and_then(text);
        dates.extend(words.map(|words| GivenDate { how: named.1, words }));
    }
    Metadata { dates, ..article.map(metadata).unwrap_or_default() }
}

/// The script's JSON; pages put comments around it and line ends into its strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script).trim();
    let script = script.trim_start_matches('/').trim_start().trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("]]>").trim_end().trim_end_matches(['/', ';']);
    serde_json::from_str(script)
        .or_else(|_| serde_json::from_str(&script.replace(['\n', '\t', '\r'], " ")))
        .ok()
}

/// The first object of a fitting type, in lists and graphs too.
fn find<'v>(value: &'v Value, depth: usize, fits: &dyn Fn(&str) -> bool) -> Option<&'v Value> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| find(value, depth, fits)),
        Value::Object(_) if types(value).any(fits) => Some(value),
        Value::Object(fields) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|&name| find(fields.get(name)?, depth, fits)),
        _ => None,
    }
}

fn types(value: &Value) -> impl Iterator<Item = &str> {
    let kinds = match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    kinds.iter().filter_map(Value::as_str)
}

fn is_article(kind: &str) -> bool {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    kind.ends_with("Article")
        || kind.ends_with("Posting") && kind != "JobPosting"
        || matches!(kind, "Report" | "Review" | "Question")
}

fn is_page(kind: &str) -> bool {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    kind.ends_with("Page") || matches!(kind, "VideoObject" | "Recipe")
}

fn metadata(article: &Value) -> Metadata {
    let field = |names: &[&str]| names.iter().find_map(|name| article.get(*name).and_then(text));
    Metadata {
        title: field(&["headline", "name"]),
        byline: article.get("author").or(article.get("creator")).and_then(names),
        source: article.get("publisher").and_then(names),
        published: field(&["datePublished", "dateCreated"]),
        language: field(&["inLanguage"]),
        ..Metadata::default()
    }
}

/// A string as a fact, its entities decoded: they are often encoded twice.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(values) => return values.iter().find_map(text),
        _ => return None,
    };
    match text.contains('&') {
        true => {
            let text = one_line(text, DECODED);
            fact(&scraper::Html::parse_fragment(&text).root_element().text().collect::<String>())
        }
        false => fact(text),
    }
}

/// The names of people or of an organisation: a string, an object with a name, or a list.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::Array(values) => {
            let mut list: Vec<String> =
                values.iter().filter(|value| !value.is_array()).filter_map(names).collect();
            list.dedup();
            fact(&list.join(", "))
        }
        Value::Object(fields) => fields.get("name").and_then(text),
        _ => text(value).filter(|name| !name.starts_with("http")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fact::LONGEST;

    #[test]
    fn an_article_in_a_graph_is_found() {
        let script = r#"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Bell"},
            {"@type": ["NewsArticle"], "headline": "Ferry &amp; port", "datePublished": "2020-05-01",
             "author": [{"@type": "Person", "name": "Ida Holm"}, {"name": "Jon Vik"}],
             "publisher": {"name": "The Ostra Bell"}, "inLanguage": "en"}]}"#;
        let metadata = read(&["no json".to_owned(), script.to_owned()]);
        assert_eq!(metadata.title.as_deref(), Some("Ferry & port"));
        assert_eq!(metadata.byline.as_deref(), Some("Ida Holm, Jon Vik"));
        assert_eq!(metadata.source.as_deref(), Some("The Ostra Bell"));
        assert_eq!(metadata.published.as_deref(), Some("2020-05-01"));
    }

    #[test]
    fn a_page_says_when_it_was_published_and_changed() {
        let script = r#"{"@graph": [{"@type": "WebPage", "datePublished": "2020-05-01", "dateModified": "2020-05-03"}]}"#;
        let metadata = read(&[script.to_owned()]);
        let date = |how, words: &str| GivenDate { how, words: words.to_owned() };
        assert_eq!(metadata.published, None);
        assert_eq!(
            metadata.dates,
            [date(Given::Published, "2020-05-01"), date(Given::Changed, "2020-05-03")]
        );
    }

    #[test]
    fn line_ends_inside_strings_and_comments_around_are_forgiven() {
        let script = "{\"@type\": \"Article\", \"headline\": \"Two\nlines\"}";
        for (before, after) in
            [("", ";"), ("<!-- ", " -->"), ("<![CDATA[\n", "\n]]>"), ("//<![CDATA[\n", "\n//]]>")]
        {
            let script = format!("{before}{script}{after}");
            assert_eq!(read(std::slice::from_ref(&script)).title.as_deref(), Some("Two lines"), "{script}");
        }
    }

    #[test]
    fn a_page_that_describes_only_its_site_says_nothing() {
        let script = r#"{"@type": "Organization", "name": "The Ostra Bell"}"#;
        assert_eq!(read(&[script.to_owned()]), Metadata::default());
    }

    #[test]
    fn long_strings_and_lists_of_names_are_cut() {
        let deep = format!("&amp;{}words", "<div>".repeat(20_000));
        let names = vec![r#"{"name": "Ida"}, {"name": "Jon"}"#; 5000].join(", ");
        let script = format!(
            r#"{{"@type": "Article", "headline": "{deep}", "publisher": "{}", "author": [{names}]}}"#,
            "x".repeat(5000)
        );
        let metadata = read(&[script]);
        assert_eq!(metadata.title.as_deref(), Some("&"), "the words lie behind the cut");
        assert_eq!(metadata.source.map(|source| source.len()), Some(LONGEST));
        assert!(metadata.byline.is_some_and(|byline| byline.len() <= LONGEST));
    }
}
