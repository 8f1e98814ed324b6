//! Collects the dates that a web page gives outside its head: `time` elements, elements whose class or
//! id calls them a date, values in scripts.
//!
//! Not here: which of them is the date of publication (`segment::published`).

use aho_corasick::AhoCorasick;
use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;
use std::sync::LazyLock;

use super::elements::{AttributeReader, Marks, class_words};
use crate::extract::fact::{fact, one_line};
use crate::model::{DeclaredAs, DeclaredDate};

/// So many dates of a kind are kept.
const KEPT: usize = 6;
/// Elements that call themselves a date are looked at up to this number.
const LOOKED_AT: usize = 400;
/// An element that shows a date holds no more bytes.
const SHOWN: usize = 160;
/// Nodes inside an element, and elements around it, that are searched.
const SEARCHED: usize = 40;
/// A script's value stands within so many bytes of its name.
const BESIDE: usize = 48;

/// The names under which scripts keep the date of publication, in small letters and without
/// marks. Read once, never changed.
static NAMES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let names = ["datepublished", "date_published", "published_at", "publishedat", "published_date"];
    let more = ["publisheddate", "publication_date", "publicationdate", "publish_date", "publishdate"];
    let last = ["published_time", "publication_time", "publishedtime", "pubdate", "pub_date"];
    AhoCorasick::new(names.into_iter().chain(more).chain(last)).ok()
});

/// Gathers the dates of a page.
pub struct Gatherer {
    reader: AttributeReader,
    looked_at: usize,
    found: Vec<DeclaredDate>,
}

impl Gatherer {
    pub fn new() -> Gatherer {
        Gatherer { reader: AttributeReader::new(), looked_at: 0, found: Vec::new() }
    }

    /// The dates found, in the order they stand in the page.
    pub fn finish(self) -> Vec<DeclaredDate> {
        self.found
    }

    /// Keeps a date given in some words, if they hold a digit.
    pub fn add(&mut self, how: DeclaredAs, words: &str) {
        let few = self.found.iter().filter(|date| date.how == how).count() < KEPT;
        let has_digit = words.bytes().any(|b| b.is_ascii_digit());
        let known = || self.found.iter().any(|date| date.how == how && date.words == words);
        if let Some(words) = fact(words).filter(|_| few && has_digit && !known()) {
            self.found.push(DeclaredDate { how, words });
        }
    }

    /// Looks at an element for a date that it marks as one.
    pub fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let Some(how) = marked(element) else { return };
        if self.looked_at == LOOKED_AT {
            return;
        }
        self.looked_at += 1;
        let Some(words) = shown(node, element).filter(|_| !self.is_by_readers(node)) else { return };
        let how =
            if how == DeclaredAs::Marked && self.is_in_chrome(node) { DeclaredAs::Incidental } else { how };
        self.add(how, &words);
    }

    /// Looks for named dates in the text of a script.
    pub fn script(&mut self, text: &str) {
        let Some(names) = NAMES.as_ref() else { return };
        let lower = text.to_ascii_lowercase();
        for name in names.find_iter(&lower).take(KEPT) {
            let rest = &text[name.end()..text.floor_char_boundary(name.end() + BESIDE)];
            // `":"`, `'] = "`, `&quot;:&quot;` stand between.
            let value = rest.find(|c: char| c.is_ascii_digit()).filter(|&at| at <= 16).map(|at| &rest[at..]);
            let whole = value.and_then(|value| value.split(['"', '\'', '<', '&', ',', ';', '\\']).next());
            self.add(DeclaredAs::Incidental, whole.unwrap_or_default());
        }
    }

    /// Whether an element stands among what readers wrote, whose dates are theirs.
    pub fn is_by_readers(&self, node: NodeRef<'_, Node>) -> bool {
        let readers = self.reader.list_words.readers;
        let elements = node.ancestors().take(SEARCHED).filter_map(|around| around.value().as_element());
        let mut marks = elements.map(|around| self.reader.marks(around));
        marks.any(|marks| !marks.content && marks.chrome_words.meets(readers))
    }

    /// Whether an element stands in the page's own chrome, or in another article's teaser.
    fn is_in_chrome(&self, node: NodeRef<'_, Node>) -> bool {
        let elements = node.ancestors().take(SEARCHED).filter_map(|around| around.value().as_element());
        let mut marks = elements.map(|element| self.reader.marks(element));
        let decisive = |marks: &Marks| marks.chrome || !marks.chrome_words.is_empty() || marks.content;
        marks.find(decisive).is_some_and(|marks| !marks.content)
    }
}

/// Whether an element's name, class or id says that it is a date, and of what.
fn marked(element: &Element) -> Option<DeclaredAs> {
    if matches!(element.name(), "body" | "html" | "script" | "style" | "meta" | "input" | "svg") {
        return None;
    }
    let (mut date, mut published, mut changed) = (element.name() == "time", false, false);
    for name in [element.attr("class"), element.attr("id"), element.attr("itemprop")].into_iter().flatten() {
        for word in class_words(name) {
            published |= matches!(word.as_str(), "published" | "pubdate" | "entry" | "posted" | "created");
            changed |= matches!(
                word.as_str(),
                "updated" | "update" | "modified" | "lastmod" | "dateupdate" | "datemodified" | "revision"
            );
            date |= matches!(
                word.as_str(),
                "date"
                    | "dates"
                    | "datum"
                    | "fecha"
                    | "data"
                    | "time"
                    | "datetime"
                    | "timestamp"
                    | "dateline"
                    | "meta"
                    | "pubdate"
                    | "published"
                    | "posted"
                    | "publishing"
                    | "publication"
            ) || word.ends_with("datum")
                || word.ends_with("date") && !word.ends_with("update") && word != "candidate";
        }
    }
    match (date, changed && !published) {
        (_, true) => Some(DeclaredAs::Changed),
        (true, false) => Some(DeclaredAs::Marked),
        (false, false) => None,
    }
}

/// The date an element shows: an attribute made for machines, or the few words inside.
fn shown(node: NodeRef<'_, Node>, element: &Element) -> Option<String> {
    let dated = |value: &&str| value.bytes().filter(u8::is_ascii_digit).count() >= 6;
    let exact = ["datetime", "content", "title"].iter().find_map(|&name| element.attr(name).filter(dated));
    if let Some(exact) = exact {
        return Some(one_line(exact, SHOWN));
    }
    let mut words = String::new();
    for inner in node.descendants().take(SEARCHED) {
        if let Some(text) = inner.value().as_text() {
            words.push_str(text);
            words.push(' ');
        }
        if words.len() > 3 * SHOWN {
            return None;
        }
    }
    let words = one_line(&words, SHOWN + 1);
    (words.len() <= SHOWN && words.bytes().any(|b| b.is_ascii_digit())).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn gathered(page: &str) -> Vec<(DeclaredAs, String)> {
        let html = Html::parse_document(page);
        let mut gatherer = Gatherer::new();
        for node in html.tree.nodes() {
            if let Node::Element(element) = node.value() {
                gatherer.element(node, element);
            }
        }
        gatherer.finish().into_iter().map(|date| (date.how, date.words)).collect()
    }

    #[test]
    fn elements_that_call_themselves_a_date_are_heard() {
        for (page, how, words) in [
            ("<h2 class='date-header'>4 May 2020</h2>", DeclaredAs::Marked, "4 May 2020"),
            (
                "<abbr class=published title='2020-05-04T08:00'>8:00</abbr>",
                DeclaredAs::Marked,
                "2020-05-04T08:00",
            ),
            ("<time datetime='2020-05-04'>yesterday</time>", DeclaredAs::Marked, "2020-05-04"),
            ("<span id=lastModified>4.5.2020</span>", DeclaredAs::Changed, "4.5.2020"),
            (
                "<p class=comment><i class=date>3.5.2020</i></p><i class=date>4.5.2020</i>",
                DeclaredAs::Marked,
                "4.5.2020",
            ),
            ("<aside><i class=date>4.5.2020</i></aside>", DeclaredAs::Incidental, "4.5.2020"),
        ] {
            assert_eq!(gathered(page), [(how, words.to_owned())], "{page}");
        }
        assert_eq!(gathered("<p class=candidate>4 May 2020</p><p class=date>today</p>"), []);
    }

    #[test]
    fn scripts_name_the_dates_they_hold() {
        let mut gatherer = Gatherer::new();
        gatherer.script(
            r#"layer["publication_date"] = "2020-05-04"; page = {"datePublished" : "2020-05-05T08:00"}"#,
        );
        gatherer.script("datePublished");
        let words: Vec<String> = gatherer.finish().into_iter().map(|date| date.words).collect();
        assert_eq!(words, ["2020-05-04", "2020-05-05T08:00"]);
    }

    #[test]
    fn no_more_dates_are_kept_than_are_weighed() {
        let page: String = (1..=28).map(|day| format!("<p class=date>{day} May 2020</p>")).collect();
        assert_eq!(gathered(&page).len(), KEPT);
    }
}
