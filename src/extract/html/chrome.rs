//! Decides which elements of a web page are site chrome by what their names, roles and classes say, and
//! where the running text in them says otherwise.
//!
//! Not here: chrome that nothing is called (`vote`).

use std::collections::HashMap;

use super::elements::ChromeWords;
use super::prose::{Weights, is_leaf};
use super::walk::{Name, Page, Scope};

/// An element with more than this share of the page's running text is not chrome, whatever it is
/// called.
const TOO_MUCH: f64 = 0.5;

/// A word on elements with more than this share of the running text of the page, or of its article,
/// does not mean chrome there.
const DOUBTED: f64 = 0.5;

/// With no more bytes of running text than this besides what readers wrote, that is the page.
const BESIDE_READERS: usize = 600;

/// Boxes of a few words do not hold so many bytes of running text in an article.
const BOX: usize = 400;

/// An element with a main heading and so many bytes of running text is no chrome.
const HEADED: usize = 400;

/// Which elements are chrome, or lie in one that is.
pub fn chrome_scopes(page: &Page, weights: &Weights) -> Vec<bool> {
    let limit = weights.scope[0] as f64 * TOO_MUCH;
    let doubted = doubted_words(page, weights);
    let headed = holders(page, |scope| scope.name == Name::H1);
    // What is called by its place around the main part is that, however long.
    let around_main = holders(page, |scope| scope.marks.main);
    let mut chrome = vec![false; page.scopes.len()];
    let mut in_content = vec![false; page.scopes.len()];
    for at in 1..page.scopes.len() {
        let scope = page.scopes[at];
        let marks = scope.marks;
        in_content[at] = in_content[scope.parent] || marks.content;
        let words = match marks.content || marks.body {
            true => ChromeWords::default(),
            false => believed(page, weights, at, in_content[at], marks.chrome_words.without(doubted)),
        };
        let named = marks.chrome || (scope.name == Name::Header && !in_content[at]) || !words.is_empty();
        let placed = marks.chrome && around_main[0] && !around_main[at] && !in_content[at];
        let by_readers = words.meets(page.list_words.readers);
        let little = placed || by_readers || weights.scope[at] as f64 <= limit;
        let is_headed = headed[at] && weights.scope[at] >= HEADED;
        chrome[at] = chrome[scope.parent] || (named && little && !is_headed);
    }
    chrome
}

/// Which of the words of an element's classes can mean chrome where it stands: in an article none on a
/// paragraph, and none that means a small box on much running text.
fn believed(page: &Page, weights: &Weights, at: usize, in_content: bool, words: ChromeWords) -> ChromeWords {
    let prose = weights.said[at];
    match in_content {
        true if prose > 0 && is_leaf(page, at) => ChromeWords::default(),
        true if prose >= BOX => words.without(page.list_words.boxes),
        _ => words,
    }
}

/// Which elements hold one of some sort, or are one; the root tells whether there is any.
fn holders(page: &Page, is_one: impl Fn(&Scope) -> bool) -> Vec<bool> {
    let mut holds: Vec<bool> = page.scopes.iter().map(is_one).collect();
    for at in (1..holds.len()).rev() {
        holds[page.scopes[at].parent] |= holds[at];
    }
    holds
}

/// The words of class names that stand on so much of the running text that they cannot mean chrome
/// on this page: "paywall" on each paragraph of an article.
fn doubted_words(page: &Page, weights: &Weights) -> ChromeWords {
    let masses = Masses::of(page, weights);
    let is_doubted = |word: ChromeWords, mass: &Mass| match word.meets(page.list_words.readers) {
        true => masses.all.page.saturating_sub(mass.page) <= BESIDE_READERS,
        false => {
            mass.page as f64 > masses.all.page as f64 * DOUBTED
                || mass.content as f64 > masses.all.content as f64 * DOUBTED
        }
    };
    let doubted = masses.of_words.iter().filter(|(word, mass)| is_doubted(**word, mass));
    doubted.fold(ChromeWords::default(), |all, (word, _)| all.or(*word))
}

/// Bytes of running text outside navigations, footers and the like.
#[derive(Clone, Copy, Debug, Default)]
struct Mass {
    page: usize,
    /// Of it, what stands in elements that are called the article.
    content: usize,
}

/// How much running text there is, and how much in elements with each word.
struct Masses {
    all: Mass,
    of_words: HashMap<ChromeWords, Mass>,
}

impl Masses {
    fn of(page: &Page, weights: &Weights) -> Masses {
        let mut masses = Masses { all: Mass { page: weights.said[0], content: 0 }, of_words: HashMap::new() };
        let mut around = vec![ChromeWords::default(); page.scopes.len()];
        let mut named = vec![false; page.scopes.len()];
        let mut in_content = vec![false; page.scopes.len()];
        for at in 1..page.scopes.len() {
            let Scope { parent, marks, .. } = page.scopes[at];
            let (prose, is_content) = (weights.said[at], marks.content || marks.body);
            named[at] = named[parent] || marks.chrome;
            in_content[at] = in_content[parent] || is_content;
            around[at] = around[parent];
            if named[at] {
                let lost = if named[parent] { 0 } else { prose };
                masses.all.page -= lost;
                masses.all.content -= if in_content[parent] { lost } else { 0 };
                continue;
            }
            masses.all.content += if in_content[at] && !in_content[parent] { prose } else { 0 };
            let own = if is_content { ChromeWords::default() } else { marks.chrome_words };
            around[at] = around[at].or(own);
            for word in own.without(around[parent]).each() {
                let mass = masses.of_words.entry(word).or_default();
                mass.page += prose;
                mass.content += if in_content[at] { prose } else { 0 };
            }
        }
        masses
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::html::extract;
    use crate::model::Vote;

    const WORDS: &str = "The ferry to Ostra sails again, the port said on Monday, after a month in dock";

    /// Some paragraphs, each in `before` and `after`.
    fn paragraphs(count: usize, before: &str, after: &str) -> String {
        (0..count).map(|at| format!("{before}{WORDS} for the {at}th time.{after}")).collect()
    }

    /// How many paragraphs of the article and of the rest are folded.
    fn folded(body: &str) -> (usize, usize) {
        let page = format!("<nav><a href=/>Home</a></nav>{body}<footer><p>Copyright {}</p></footer>", WORDS);
        let extract = extract(&page);
        let folded = extract.text_blocks.iter().filter(|block| block.vote == Vote::Chrome);
        let (own, others): (Vec<_>, Vec<_>) =
            folded.map(|block| block.span.of(&extract.text)).partition(|text| text.starts_with("The ferry"));
        (own.len(), others.len())
    }

    #[test]
    fn a_class_word_never_folds_the_running_text_of_an_article() {
        let plain = paragraphs(5, "<p>", "</p>");
        let more = plain.replace("for the", "at the");
        for body in [
            paragraphs(9, "<p class=paywall>", "</p>"),
            paragraphs(9, "<div class=paywall><p>", "</p></div>"),
            format!("{plain}{}", more.replace("<p>", "<p class=subscribe>")),
            format!("{plain}<div class=paywall>{more}</div>"),
            format!("{plain}<section class=tag>{more}</section>"),
        ] {
            assert_eq!(folded(&format!("<main><article><h1>Ferry</h1>{body}</article></main>")), (0, 2));
        }
        let box_inside =
            format!("{plain}<div class=newsletter><p>Our news by mail, each week and free</div>");
        assert_eq!(folded(&format!("<main><h1>Ferry</h1>{box_inside}</main>")), (0, 3));
    }

    #[test]
    fn an_element_with_the_main_heading_and_its_text_is_no_chrome() {
        let rest = format!("<div>{}</div>", paragraphs(20, "<p>Beside: ", "</p>"));
        let article = paragraphs(7, "<p>", "</p>");
        for open in ["<div class=sidebar>", "<form>"] {
            assert_eq!(folded(&format!("{open}<h1>Ferry</h1>{article}</div></form>{rest}")).0, 0, "{open}");
        }
    }

    #[test]
    fn what_readers_wrote_is_folded_however_much_unless_it_is_the_page() {
        let letters = paragraphs(30, "<li class=comment><p>I say: ", "</p></li>");
        let article = paragraphs(9, "<p>", "</p>");
        assert_eq!(folded(&format!("<main><h1>Ferry</h1>{article}<ul>{letters}</ul></main>")), (0, 32));
        assert_eq!(folded(&format!("<main><h1>Ferry</h1><ul>{letters}</ul></main>")), (0, 2));
    }

    #[test]
    fn a_footer_is_one_however_long_where_the_page_names_its_main_part() {
        let article = paragraphs(4, "<p>", "</p>");
        let legal = paragraphs(20, "<p>Legal: ", "</p>");
        let page = format!("<main><h1>Ferry</h1>{article}</main><footer>{legal}</footer>");
        assert_eq!(folded(&page), (0, 22));
    }
}
