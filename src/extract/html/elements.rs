//! What HTML elements are: block or inline, visible or hidden, and what their names, roles and classes
//! say of their function.
//!
//! Not here: what follows from that (`vote`).

use std::collections::{HashMap, HashSet};

use scraper::node::Element;

use crate::model::BlockKind;

/// Words of class names that are evidence of chrome or of content, one list a line.
const CLASS_WORDS: &str = include_str!("../../../assets/html/class-words.txt");

/// Whether an element starts on a line of its own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Whether an element's inside is never shown as text.
pub fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "canvas"
            | "datalist"
            | "embed"
            | "head"
            | "iframe"
            | "map"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "progress"
            | "rp"
            | "rt"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
    )
}

/// Whether the element's attributes hide it.
pub fn is_hidden(element: &Element) -> bool {
    // React sends late parts of a page in hidden elements (`id="S:0"`) that its script shows.
    let sent_late = element.id().is_some_and(|id| id.starts_with("S:"));
    if !sent_late && element.attr("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found")) {
        return true;
    }
    if element.attr("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return true;
    }
    if element.name() == "dialog" && element.attr("open").is_none() {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).take(400).collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// The kind of block an element makes; `None` leaves the kind of the element around it.
pub fn kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::List,
        "blockquote" => BlockKind::Quote,
        "pre" | "xmp" | "listing" | "plaintext" => BlockKind::Code,
        "figcaption" | "caption" => BlockKind::Caption,
        _ => return None,
    })
}

/// A set of the words of class names that are evidence of chrome, by their number in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ChromeWords(u128);

impl ChromeWords {
    /// How many words there are room for.
    const MOST: usize = 128;

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of the set that are not in another.
    pub fn without(self, other: ChromeWords) -> ChromeWords {
        ChromeWords(self.0 & !other.0)
    }

    /// Whether one is in both sets.
    pub fn meets(self, other: ChromeWords) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of either set.
    pub fn or(self, other: ChromeWords) -> ChromeWords {
        ChromeWords(self.0 | other.0)
    }

    /// The set's words, each as a set of its own.
    pub fn each(self) -> impl Iterator<Item = ChromeWords> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let word = rest & rest.wrapping_neg();
            rest ^= word;
            (word != 0).then_some(ChromeWords(word))
        })
    }
}

/// What an element's name, role and classes say of its function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Its name or role says that it is chrome: a navigation, a form.
    pub chrome: bool,
    /// The words of its classes and id that say so.
    pub chrome_words: ChromeWords,
    /// Its name, role, class or id is evidence of the article.
    pub content: bool,
    /// Its name or role says that it is the page's main part.
    pub main: bool,
    /// It declares itself the body of the article.
    pub body: bool,
}

/// The words of chrome that mean some sort of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListWords {
    /// What readers write below an article.
    pub readers: ChromeWords,
    /// Boxes that hold a few words.
    pub boxes: ChromeWords,
}

/// Reads the marks of elements.
pub struct AttributeReader {
    chrome: HashMap<&'static str, ChromeWords>,
    content: HashSet<&'static str>,
    /// What sorts of chrome the words mean.
    pub list_words: ListWords,
}

impl AttributeReader {
    /// Loads the word lists.
    pub fn new() -> AttributeReader {
        let words = |list: &'static str| {
            let lines = CLASS_WORDS.lines().filter_map(|line| line.split_once(':'));
            lines.filter(move |(name, _)| *name == list).flat_map(|(_, words)| words.split_whitespace())
        };
        let numbered = words("chrome").take(ChromeWords::MOST).enumerate();
        let chrome: HashMap<_, _> = numbered.map(|(at, word)| (word, ChromeWords(1 << at))).collect();
        let some = |list| {
            let some = words(list).filter_map(|word| chrome.get(word).copied());
            some.fold(ChromeWords::default(), ChromeWords::or)
        };
        let list_words = ListWords { readers: some("readers"), boxes: some("boxes") };
        AttributeReader { chrome, content: words("content").collect(), list_words }
    }

    /// The marks of an element.
    pub fn marks(&self, element: &Element) -> Marks {
        // What the whole page is called says nothing of its parts.
        if matches!(element.name(), "html" | "body") {
            return Marks::default();
        }
        let role = element.attr("role").unwrap_or_default();
        let mut marks = Marks {
            chrome: matches!(
                element.name(),
                "nav" | "aside" | "footer" | "form" | "button" | "menu" | "search" | "dialog"
            ) || matches!(
                role,
                "navigation"
                    | "banner"
                    | "contentinfo"
                    | "complementary"
                    | "search"
                    | "dialog"
                    | "alertdialog"
                    | "menu"
                    | "menubar"
                    | "toolbar"
                    | "tablist"
                    | "form"
                    | "button"
            ),
            chrome_words: ChromeWords::default(),
            content: matches!(element.name(), "article" | "main") || matches!(role, "main" | "article"),
            main: element.name() == "main" || role == "main",
            body: element
                .attr("itemprop")
                .is_some_and(|value| value.split_whitespace().any(|v| v == "articleBody")),
        };
        for name in [element.attr("class"), element.attr("id")].into_iter().flatten() {
            for word in class_words(name) {
                let chrome = self.chrome.get(word.as_str()).copied().unwrap_or_default();
                marks.chrome_words = marks.chrome_words.or(chrome);
                marks.content |= self.content.contains(word.as_str());
            }
        }
        marks
    }
}

/// The words of a class attribute: split at spaces, hyphens, underscores and capitals, in lower
/// case, without digits at the end.
pub fn class_words(names: &str) -> Vec<String> {
    const LONGEST: usize = 1000;
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in names.chars().take(LONGEST) {
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    for word in &mut words {
        word.truncate(word.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn marks(tag: &str) -> Marks {
        let page = Html::parse_fragment(tag);
        let element = page.tree.values().filter_map(|node| node.as_element()).last();
        AttributeReader::new().marks(element.unwrap())
    }

    #[test]
    fn class_names_are_read_as_whole_words() {
        assert_eq!(
            class_words("relatedStories share-bar2_2 b53ad4"),
            ["related", "stories", "share", "bar", "b53ad"]
        );
        assert!(!marks("<div class='share-bar'>").chrome_words.is_empty());
        assert!(marks("<div class='shareholders'>").chrome_words.is_empty());
        assert!(marks("<div class='unrelated'>").chrome_words.is_empty());
    }

    #[test]
    fn names_and_roles_are_evidence_of_chrome_or_content() {
        assert!(marks("<nav>").chrome);
        assert!(marks("<div role=contentinfo>").chrome);
        assert!(marks("<article>").content && !marks("<article>").chrome);
        assert!(marks("<div itemprop='articleBody text'>").body);
    }

    #[test]
    fn hidden_elements_are_hidden() {
        for tag in ["<p hidden>", "<p style='Display : none'>", "<p aria-hidden=true>", "<dialog>"] {
            let page = Html::parse_fragment(tag);
            let element = page.tree.values().filter_map(|node| node.as_element()).last();
            assert!(is_hidden(element.unwrap()), "{tag}");
        }
    }
}
