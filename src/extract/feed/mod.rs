//! Reads the feeds of sites (RSS, Atom, JSON Feed): each entry is a text of its own, with the title, author, day and
//! address that the feed gives it.
//!
//! Not here: the markup of a feed (`entries`, `json`), and that of its entries (`html`).

mod entries;
mod json;

use super::blocks::Blocks;
use super::contents::Contents;
use super::fact::fact;
use super::{decode, html, opening};
use crate::model::{BlockKind, Extract, Format, Metadata, Problem};
use entries::{Entry, Markup};

/// Entries that are read. Set by hand.
const MOST_ENTRIES: usize = 100_000;

/// Whether bytes are a feed, in a file with that ending.
pub fn is_one(ending: &str, bytes: &[u8]) -> bool {
    !opening::is_document_ending(ending) && (opening::is_feed(bytes) || json::is_one(bytes))
}

/// The entries of a feed.
///
/// # Errors
/// When there is none.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let text = decode::text(bytes.into())?;
    let (feed, broken) = match text.trim_start().starts_with('{') {
        true => json::read(&text, MOST_ENTRIES)?,
        false => entries::read(&text, MOST_ENTRIES),
    };
    if feed.entries.is_empty() {
        return Err(broken.unwrap_or_else(|| Problem::new("a feed without entries: no text")));
    }
    let source = feed.title.as_ref().and_then(plain);
    let texts =
        feed.entries.into_iter().map(|entry| extract(entry, source.as_deref(), feed.language.as_deref()));
    Ok(Contents { problem: broken, ..texts.collect() })
}

/// An entry as a text: its title, and its content below.
fn extract(entry: Entry, source: Option<&str>, language: Option<&str>) -> Extract {
    let title = entry.title.as_ref().and_then(plain);
    let mut blocks = Blocks::new();
    blocks.kind = BlockKind::Heading;
    // Of an entry that has nothing to read its address is shown.
    let body = entry.content.or(entry.summary).filter(|body| !body.text.trim().is_empty());
    let body = body.map(|body| html::whole(&body.as_html())).filter(|body| !body.text.is_empty());
    let shown = title.clone().or_else(|| entry.link.clone().or(entry.id).filter(|_| body.is_none()));
    blocks.words(shown.as_deref().unwrap_or(if body.is_none() { "(an entry without text)" } else { "" }));
    blocks.end();
    let Blocks { text, text_blocks, .. } = blocks;
    let metadata = Metadata {
        title,
        byline: entry.author.as_deref().and_then(fact),
        source: source.map(str::to_owned),
        published: entry.published.or(entry.updated),
        language: language.map(str::to_owned),
        url: entry.link,
        sure: true,
        ..Metadata::default()
    };
    let mut extract =
        Extract { format: Format::Feed, text, text_blocks, metadata, whole: true, ..Extract::default() };
    body.into_iter().for_each(|body| extract.append(body));
    extract
}

/// A title as words, without markup.
fn plain(title: &Markup) -> Option<String> {
    if title.is_text || !title.text.contains(['<', '&']) {
        return fact(&title.text);
    }
    fact(&html::whole(&title.text).text).or_else(|| fact(&title.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract;

    fn texts(feed: &str) -> Vec<Extract> {
        extract("feed.xml", feed.as_bytes()).unwrap().collect()
    }

    #[test]
    fn the_entries_of_rss_are_texts_with_what_is_said_of_them() {
        let all = texts(
            "<?xml version='1.0'?><rss version='2.0' xmlns:content='c' xmlns:media='m'><channel><title>Norwick Tide</title>\
             <link>https://tide.example</link><image><title>Logo</title></image><language>en</language>\
             <item><title>Boats &amp;amp; tides</title><link>https://tide.example/1</link><pubDate>Tue, 6 Apr 1993 10:26:49 GMT</pubDate>\
             <description>&lt;p&gt;Short.&lt;/p&gt;</description><media:title>No</media:title>\
             <content:encoded><![CDATA[<p>The boats are <b>late</b>.</p><p>Again.</p>]]></content:encoded>\
             <author>ann@tide.example (Ann Bell)</author></item>\
             <item><guid>https://tide.example/2</guid><title>Second</title></item></channel></rss>",
        );
        assert_eq!(all[0].text, "Boats & tides\n\nThe boats are late.\n\nAgain.");
        let of = &all[0].metadata;
        assert_eq!(of.title.as_deref(), Some("Boats & tides"));
        assert_eq!(of.source.as_deref(), Some("Norwick Tide"));
        assert_eq!(of.byline.as_deref(), Some("Ann Bell"));
        assert_eq!(of.url.as_deref(), Some("https://tide.example/1"));
        assert_eq!((all.len(), all[1].text.as_str()), (2, "Second"));
        assert_eq!(all[1].metadata.url.as_deref(), Some("https://tide.example/2"));
    }

    #[test]
    fn the_entries_of_atom_have_markup_of_their_own_and_several_links() {
        let all = texts(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>Tide</title><entry>\
             <title type='html'>Boats &lt;i&gt;late&lt;/i&gt;</title><link rel='self' href='x'/><link href='https://tide.example/1'/>\
             <updated>2020-05-04T10:00:00Z</updated><published>2020-05-01T10:00:00Z</published><author><name>Ann</name></author>\
             <content type='xhtml'><div><p>One.</p><p>Two <a href='y'>more</a>.</p></div></content></entry></feed>",
        );
        assert_eq!(all[0].text, "Boats late\n\nOne.\n\nTwo more.");
        assert_eq!(all[0].links.len(), 1);
        let of = &all[0].metadata;
        assert_eq!((of.published.as_deref(), of.byline.as_deref()), (Some("2020-05-01"), Some("Ann")));
        assert_eq!(of.url.as_deref(), Some("https://tide.example/1"));
    }

    #[test]
    fn the_channels_of_the_first_browsers_are_feeds() {
        let all = texts(
            "<?xml version='1.0'?><!DOCTYPE Channel SYSTEM 'x'><CHANNEL HREF='https://tide.example/'><TITLE>Tide</TITLE>\
             <ITEM HREF='https://tide.example/1'><TITLE>Boats</TITLE><ABSTRACT>They are late.</ABSTRACT></ITEM></CHANNEL>",
        );
        assert_eq!((all.len(), all[0].text.as_str()), (1, "Boats\n\nThey are late."));
        assert_eq!(all[0].metadata.url.as_deref(), Some("https://tide.example/1"));
        assert_eq!(all[0].metadata.source.as_deref(), Some("Tide"));
    }

    #[test]
    fn a_feed_that_breaks_off_gives_what_it_has_and_one_without_entries_says_so() {
        let broken = "<rss><channel><item><title>One</title></item><item><title>Two</title><descr";
        let texts = extract("a.xml", broken.as_bytes()).unwrap();
        assert!(texts.problem().is_some());
        assert_eq!(texts.count(), 2);
        let empty = extract("a.rss", b"<rss><channel><title>Tide</title></channel></rss>");
        assert!(empty.unwrap_err().0.contains("without entries"));
    }
}
