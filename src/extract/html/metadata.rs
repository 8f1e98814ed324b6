//! Reads the metadata of a web page from its head and attributes.
//!
//! Not here: JSON-LD (`structured`), and what the visible text says (`segment`).

use std::collections::HashMap;

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::authors::{self, Named, named};
use super::dates::Gatherer;
use super::{headline, structured};
use crate::extract::fact::fact;
use crate::model::{DeclaredAs, DeclaredDate, Metadata};

/// How many nodes inside an element are searched for the text of a fact: elements that each
/// hold one may lie in each other.
const SEARCHED: usize = 1000;

/// So many elements that name an author are kept.
const SIGNED: usize = 4;

/// An author's name in an element of its own is no longer, in bytes.
const LONGEST_NAME: usize = 80;

/// The names under which pages give each fact, the most trustworthy first. All in lower case.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title"];
const BYLINES: &[&str] = &[
    "dc:creator",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "byline",
    "cxenseparse:author",
    "article:author_name",
    "citation_author",
    "twitter:data1",
];
const SOURCES: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "article:published",
    "article_date_original",
    "originalpublicationdate",
    "date",
];
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dateupdate",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "article:modified",
    "modified",
    "revised",
];
/// Names of `meta` that may hold a date of something else on the page.
const INCIDENTAL: &[&str] = &["description", "og:description", "og:image"];

/// Reads the metadata of a page.
pub fn read(html: &Html) -> Metadata {
    let found = Found::of(html);
    let structured = structured::read(&found.structured);
    let dates = dates(&found, structured.dates);
    let meta = |names: &[&str]| names.iter().find_map(|name| found.meta.get(*name).cloned());
    let byline = BYLINES.iter().find_map(|name| found.authors(name));
    let source = meta(SOURCES).or(structured.source);
    let titles = [structured.title, meta(TITLES), found.title.clone()];
    let declared: Vec<&str> = titles.iter().flatten().map(String::as_str).collect();
    let heading = headline::choose(&found.headings, &declared, source.as_deref());
    Metadata {
        title: heading.or_else(|| titles.into_iter().flatten().next()),
        byline: structured.byline.or(byline).or(found.author),
        signed: found.signed.into_iter().chain(found.posters).collect(),
        source,
        published: structured.published.or_else(|| meta(PUBLISHED)).or(found.published).or(found.time),
        dates,
        language: found.language.or(structured.language).or_else(|| meta(&["og:locale", "content-language"])),
        url: found.canonical.or_else(|| meta(&["og:url"])),
        sure: false,
    }
}

/// Everything in the page that dates something, the plainest first.
fn dates(found: &Found, structured: Vec<DeclaredDate>) -> Vec<DeclaredDate> {
    let meta = |names: &[&str], how| -> Vec<DeclaredDate> {
        let given = names.iter().filter_map(|name| found.meta.get(*name));
        given.map(|words| DeclaredDate { how, words: words.clone() }).collect()
    };
    let mut others: Vec<_> = found.meta.iter().filter(|(name, _)| name.ends_with("published_time")).collect();
    others.sort();
    let mut dates = meta(PUBLISHED, DeclaredAs::Published);
    dates.extend(
        others
            .into_iter()
            .map(|(_, words)| DeclaredDate { how: DeclaredAs::Published, words: words.clone() }),
    );
    dates.extend(structured);
    dates.extend(found.dates.iter().cloned());
    dates.extend(meta(CHANGED, DeclaredAs::Changed));
    dates.extend(meta(INCIDENTAL, DeclaredAs::Incidental));
    dates
}

/// Everything in the page that may be metadata, the first of each sort.
#[derive(Default)]
struct Found {
    meta: HashMap<String, String>,
    /// What further fields of a name for authors hold: a paper has one for each.
    further: HashMap<String, Vec<String>>,
    structured: Vec<String>,
    title: Option<String>,
    /// The first main headings.
    headings: Vec<String>,
    language: Option<String>,
    canonical: Option<String>,
    /// The text of `itemprop=author` or `rel=author`.
    author: Option<String>,
    /// The texts of the first elements whose class calls them the author.
    signed: Vec<String>,
    /// The names under which the first posts of a forum stand.
    posters: Vec<String>,
    /// A date marked as that of publication.
    published: Option<String>,
    /// The first `time` of the page's article.
    time: Option<String>,
    /// What else is dated.
    dates: Vec<DeclaredDate>,
}

impl Found {
    fn of(html: &Html) -> Found {
        let mut found = Found::default();
        let mut gatherer = Gatherer::new();
        for node in html.tree.nodes() {
            if let Node::Element(element) = node.value() {
                found.element(node, element, &gatherer);
                found.dated(element);
                gatherer.element(node, element);
                if element.name() == "script" {
                    gatherer.script(&inside(node));
                }
            }
        }
        found.dates = gatherer.finish();
        found
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element, gatherer: &Gatherer) {
        match element.name() {
            "meta" => self.meta(element),
            "title" if self.title.is_none() && !is_in_drawing(node) => self.title = fact(&start_of(node)),
            "h1" if self.headings.len() < headline::MOST => {
                let heading = fact(&start_of(node)).filter(|heading| heading.len() <= headline::LONGEST);
                self.headings.extend(heading);
            }
            "html" => {
                set(&mut self.language, element.attr("lang").or(element.attr("xml:lang")).unwrap_or_default())
            }
            "link" if has_word(element.attr("rel"), "canonical") => {
                set(&mut self.canonical, element.attr("href").unwrap_or_default());
            }
            "script"
                if element
                    .attr("type")
                    .is_some_and(|kind| kind.trim().starts_with("application/ld+json")) =>
            {
                self.structured.push(inside(node));
            }
            "time" if !gatherer.is_by_readers(node) => self.time(node, element),
            _ => {}
        }
        self.names(node, element);
    }

    /// Whom an element names as the author.
    fn names(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        if self.author.is_none()
            && (has_word(element.attr("itemprop"), "author") || has_word(element.attr("rel"), "author"))
        {
            self.author = fact(&start_of(node));
        }
        let names = match named(element) {
            Some(Named::Author) => &mut self.signed,
            Some(Named::Poster) => &mut self.posters,
            None => return,
        };
        if names.len() < SIGNED {
            names.extend(fact(&start_of(node)).filter(|name| name.len() <= LONGEST_NAME));
        }
    }

    /// The date an element is marked with as that of publication.
    fn dated(&mut self, element: &Element) {
        if has_word(element.attr("itemprop"), "datePublished") {
            let date = element.attr("content").or(element.attr("datetime"));
            set(&mut self.published, date.unwrap_or_default());
        }
    }

    /// Those whom the fields of a name call the authors; none when it is an address.
    fn authors(&self, name: &str) -> Option<String> {
        authors::of_fields(self.meta.get(name)?, self.further.get(name).map_or(&[], Vec::as_slice))
    }

    fn meta(&mut self, element: &Element) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|&key| element.attr(key));
        let Some(content) = element.attr("content").and_then(fact) else { return };
        // A property may have several names.
        for name in name.unwrap_or_default().split_whitespace() {
            let name = name.to_ascii_lowercase();
            if self.meta.contains_key(&name) && BYLINES.contains(&name.as_str()) {
                let further = self.further.entry(name).or_default();
                if further.len() < authors::MOST && !further.contains(&content) {
                    further.push(content.clone());
                }
                continue;
            }
            self.meta.entry(name).or_insert_with(|| content.clone());
        }
    }

    fn time(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let date = element.attr("datetime").unwrap_or_default();
        if element.attr("pubdate").is_some() {
            set(&mut self.published, date);
        }
        let within =
            |name: &str| node.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == name));
        if self.time.is_none() && (within("article") || within("main")) && !within("aside") {
            set(&mut self.time, date);
        }
    }
}

/// Fills a fact that is not yet known.
fn set(known: &mut Option<String>, text: &str) {
    if known.is_none() {
        *known = fact(text);
    }
}

/// The text inside an element.
fn inside(node: NodeRef<'_, Node>) -> String {
    node.descendants().filter_map(|inner| inner.value().as_text().map(|text| &**text)).collect()
}

/// The text in the first nodes inside an element.
fn start_of(node: NodeRef<'_, Node>) -> String {
    let nodes = node.descendants().take(SEARCHED);
    nodes.filter_map(|inner| inner.value().as_text().map(|text| &**text)).collect()
}

fn is_in_drawing(node: NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == "svg"))
}

fn has_word(attribute: Option<&str>, word: &str) -> bool {
    attribute.is_some_and(|value| value.split_whitespace().any(|other| other.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fact::LONGEST;

    #[test]
    fn the_head_says_what_the_page_is() {
        let metadata = read(&Html::parse_document(
            "<html lang=en-GB><title>Ferry sails | Bell</title><meta property='og:title' content='Ferry  sails'>\
             <meta property='og:site_name' content='The Ostra Bell'><meta name=Author content='Ida Holm'>\
             <meta property='article:published_time' content='2020-05-01T08:00:00Z'>\
             <link rel=canonical href='https://bell.example/ferry'>",
        ));
        assert_eq!(metadata.title.as_deref(), Some("Ferry sails"));
        assert_eq!(metadata.source.as_deref(), Some("The Ostra Bell"));
        assert_eq!(metadata.byline.as_deref(), Some("Ida Holm"));
        assert_eq!(metadata.published.as_deref(), Some("2020-05-01T08:00:00Z"));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
        assert_eq!(metadata.url.as_deref(), Some("https://bell.example/ferry"));
    }

    #[test]
    fn attributes_in_the_body_are_read_when_the_head_is_silent() {
        let metadata = read(&Html::parse_document(
            "<title>Ferry</title><svg><title>Icon</title></svg><article><time datetime='2020-05-02'>yesterday</time>\
             <a rel=author href=x>Ida <b>Holm</b></a></article>",
        ));
        assert_eq!(metadata.title.as_deref(), Some("Ferry"));
        assert_eq!(metadata.byline.as_deref(), Some("Ida Holm"));
        assert_eq!(metadata.published.as_deref(), Some("2020-05-02"));
    }

    #[test]
    fn an_address_is_no_author_and_a_class_may_name_one() {
        let metadata = read(&Html::parse_document(
            "<meta property='article:author' content='https://bell.example/ida'><meta name=byl content='By Ida Holm'>\
             <div class=author-box>About</div><div class=author-name>Jon Vik</div>",
        ));
        assert_eq!(metadata.byline.as_deref(), Some("By Ida Holm"));
        assert_eq!(metadata.signed, ["Jon Vik"]);
    }

    #[test]
    fn each_field_of_a_paper_names_an_author_and_a_comment_has_no_date_of_it() {
        let page = "<meta name=citation_author content='Oduya, Maren'><meta name=citation_author content='Tobias Lind'>\
            <article><p class=comment><time datetime=2020-05-04>later</time></p></article>";
        let metadata = read(&Html::parse_document(page));
        assert_eq!(metadata.byline.as_deref(), Some("Maren Oduya, Tobias Lind"));
        assert_eq!((metadata.published, metadata.dates), (None, Vec::new()));
    }

    #[test]
    fn long_facts_are_cut() {
        let long = "x".repeat(5000);
        let metadata = read(&Html::parse_document(&format!(
            "<html lang={long}><title>{long}</title><meta property='og:site_name' content='{long}'>\
             <link rel=canonical href='{long}'><p><a rel=author>{long}</a><time pubdate datetime={long}>"
        )));
        let facts = [
            metadata.title,
            metadata.byline,
            metadata.source,
            metadata.published,
            metadata.language,
            metadata.url,
        ];
        assert_eq!(facts.map(|fact| fact.map(|fact| fact.len())), [Some(LONGEST); 6]);
    }

    #[test]
    fn an_author_is_not_searched_for_without_end() {
        let page = |empty| format!("<div rel=author>{}Ida Holm</div>", "<br>".repeat(empty));
        let byline = |page: String| read(&Html::parse_document(&page)).byline;
        assert_eq!(byline(page(10)).as_deref(), Some("Ida Holm"));
        assert_eq!(byline(page(SEARCHED)), None);
    }
}
