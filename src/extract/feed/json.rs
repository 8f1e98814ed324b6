//! Reads a feed in JSON (JSON Feed): its title and its entries.

use serde_json::Value;

use super::entries::{Entry, Feed, Markup, day};
use crate::model::Problem;

/// Whether bytes are a feed in JSON.
pub fn is_one(bytes: &[u8]) -> bool {
    let sign = b"jsonfeed.org/version/";
    let start = &bytes[..bytes.len().min(4096)];
    start.trim_ascii_start().starts_with(b"{") && start.windows(sign.len()).any(|window| window == sign)
}

/// Reads a feed, at most so many of its entries, and why not all.
///
/// # Errors
/// When it is broken.
pub fn read(text: &str, most: usize) -> Result<(Feed, Option<Problem>), Problem> {
    let feed: Value =
        serde_json::from_str(text).map_err(|error| Problem::new(format!("broken JSON: {error}")))?;
    let entries = feed["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    let rest = (entries.len() > most)
        .then(|| Problem::new(format!("more than {most} entries: the rest was not read")));
    let feed = Feed {
        title: value(&feed["title"]).map(plain),
        language: value(&feed["language"]),
        entries: entries.iter().take(most).map(entry).collect(),
    };
    Ok((feed, rest))
}

fn entry(of: &Value) -> Entry {
    let author = value(&of["authors"][0]["name"]).or_else(|| value(&of["author"]["name"]));
    let html = value(&of["content_html"]).map(|text| Markup { text, is_text: false });
    Entry {
        title: value(&of["title"]).map(plain),
        link: value(&of["url"]).or_else(|| value(&of["external_url"])),
        id: value(&of["id"]),
        author,
        published: value(&of["date_published"]).map(|written| day(&written)),
        updated: value(&of["date_modified"]).map(|written| day(&written)),
        content: html.or_else(|| value(&of["content_text"]).map(plain)),
        summary: value(&of["summary"]).map(plain),
        ..Entry::default()
    }
}

fn value(of: &Value) -> Option<String> {
    of.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn plain(text: String) -> Markup {
    Markup { text, is_text: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_items_of_a_json_feed_are_entries() {
        let feed = "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"Tide\", \"items\": [{\"id\": \"1\", \
            \"url\": \"https://tide.example/1\", \"content_html\": \"<p>Boats</p>\", \"date_published\": \"2020-05-04T10:00:00Z\"}]}";
        assert!(is_one(feed.as_bytes()) && !is_one(b"{\"a\": 1}"));
        assert!(read(feed, 0).unwrap().1.is_some(), "what is left out is said");
        let (feed, rest) = read(feed, 9).unwrap();
        assert_eq!(rest, None);
        assert_eq!((feed.entries.len(), feed.entries[0].published.as_deref()), (1, Some("2020-05-04")));
        assert!(read("{", 9).is_err());
    }
}
