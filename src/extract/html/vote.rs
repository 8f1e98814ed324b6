//! The vote on each block of a web page: article or site chrome (boilerplate), by the structure of the
//! page alone.
//!
//! In the manner of Readability (Arc90, 2009) and trafilatura (Barbaresi 2021): running text is known by
//! its length and its few links; the smallest element that holds most of it is the article; what stands
//! outside, and what inside calls itself a navigation, is chrome.
//!
//! Not here: boilerplate known by its words, by its place or from other files (`segment`).

use super::walk::{Name, Page};
use crate::model::{BlockKind, Vote};

/// From this many bytes on a block without many links is running text.
const PROSE: usize = 60;

/// Running text has at most this share of its bytes in links.
const PROSE_LINKS: f64 = 0.4;

/// By how much the running text in lists counts less: it is often a gallery or a series of
/// teasers.
const LIST_DISCOUNT: usize = 3;

/// An element that holds at least this share of the running text of its parent is where the
/// article goes on.
const MAIN_SHARE: f64 = 0.7;

/// An element with more than this many bytes of running text is no teaser of another article.
const TEASER: f64 = 400.0;

/// An element with more than this share of the article's running text is no teaser of another.
const TEASER_SHARE: f64 = 0.2;

/// An element with more than this share of the page's running text is not chrome, whatever it is
/// called.
const TOO_MUCH_FOR_CHROME: f64 = 0.5;

/// A block with more than this share of its bytes in links is a list of links.
const LINKED: f64 = 0.6;

/// With less running text than this a page has no article to be told from its chrome.
const TOO_LITTLE: usize = 250;

/// Votes on every block of the page.
pub fn vote(page: &mut Page) {
    let weights = Weights::of(page);
    let chrome = chrome_scopes(page, &weights);
    let main = main_scope(page, &weights, &chrome);
    let teasers = main.map(|main| teasers(page, &weights, main)).unwrap_or_default();
    let votes: Vec<Vote> = (0..page.places.len())
        .map(|block| {
            let place = page.places[block];
            if chrome[place] || weights.linked[block] > LINKED || teasers.get(block) == Some(&true) {
                return Vote::Chrome;
            }
            match main {
                None => Vote::None,
                Some(main) if is_within(page, place, main) => Vote::Content,
                Some(_) if page.scopes[place].name == Name::H1 => Vote::None,
                Some(_) => Vote::Chrome,
            }
        })
        .collect();
    for (piece, vote) in page.blocks.pieces.iter_mut().zip(votes) {
        piece.vote = vote;
    }
}

/// How much running text there is, by block and by element.
struct Weights {
    /// The share of each block's bytes in links.
    linked: Vec<f64>,
    /// The bytes of running text in each block; 0 when it is something else.
    prose: Vec<usize>,
    /// The bytes of running text in each element.
    scope: Vec<usize>,
}

impl Weights {
    fn of(page: &Page) -> Weights {
        let linked = link_shares(page);
        let mut scope = vec![0; page.scopes.len()];
        let mut prose = Vec::with_capacity(page.places.len());
        for ((piece, &share), &place) in page.blocks.pieces.iter().zip(&linked).zip(&page.places) {
            let long = piece.span.len() >= PROSE && share <= PROSE_LINKS;
            let running = long && !matches!(piece.kind, BlockKind::Heading | BlockKind::Caption);
            let length = match piece.kind {
                _ if !running => 0,
                BlockKind::List => piece.span.len() / LIST_DISCOUNT,
                _ => piece.span.len(),
            };
            prose.push(length);
            scope[place] += length;
        }
        // Children come after their parents, so that every sum is complete when it is added.
        for at in (1..scope.len()).rev() {
            scope[page.scopes[at].parent] += scope[at];
        }
        Weights { linked, prose, scope }
    }
}

/// The share of each block's bytes that are in links.
fn link_shares(page: &Page) -> Vec<f64> {
    let mut links = page.blocks.links.iter().peekable();
    let share = |piece: &crate::model::Piece| {
        let mut bytes = 0;
        while let Some(link) = links.next_if(|link| link.span.start < piece.span.end) {
            // A link within the page is a heading's anchor or a note.
            bytes += if link.target.starts_with('#') { 0 } else { link.span.len() };
        }
        bytes as f64 / piece.span.len().max(1) as f64
    };
    page.blocks.pieces.iter().map(share).collect()
}

/// Which elements are chrome, or lie in one that is.
fn chrome_scopes(page: &Page, weights: &Weights) -> Vec<bool> {
    let limit = weights.scope[0] as f64 * TOO_MUCH_FOR_CHROME;
    let mut chrome = vec![false; page.scopes.len()];
    let mut in_content = vec![false; page.scopes.len()];
    for at in 1..page.scopes.len() {
        let scope = page.scopes[at];
        let marks = scope.marks;
        in_content[at] = in_content[scope.parent] || marks.content;
        let named = marks.chrome
            || (scope.name == Name::Header && !in_content[at])
            || (marks.chrome_class && !marks.content && !marks.body);
        chrome[at] = chrome[scope.parent] || (named && weights.scope[at] as f64 <= limit);
    }
    chrome
}

/// The smallest element that holds most of the running text outside chrome.
fn main_scope(page: &Page, weights: &Weights, chrome: &[bool]) -> Option<usize> {
    let mut mass = vec![0; page.scopes.len()];
    for (&place, &prose) in page.places.iter().zip(&weights.prose) {
        mass[place] += if chrome[place] { 0 } else { prose };
    }
    for at in (1..mass.len()).rev() {
        mass[page.scopes[at].parent] += mass[at];
    }
    if mass[0] < TOO_LITTLE {
        return None;
    }
    let mut children = vec![Vec::new(); mass.len()];
    for (at, scope) in page.scopes.iter().enumerate().skip(1) {
        children[scope.parent].push(at);
    }
    let mut main = 0;
    loop {
        let heaviest = children[main].iter().copied().max_by_key(|&child| mass[child]);
        match heaviest {
            Some(child) if mass[child] as f64 >= MAIN_SHARE * mass[main] as f64 && !is_leaf(page, child) => {
                main = child;
            }
            _ => return Some(main),
        }
    }
}

/// Whether an element is a single block: the article is never one paragraph of itself.
fn is_leaf(page: &Page, scope: usize) -> bool {
    page.scopes.get(scope + 1).is_none_or(|next| next.parent != scope)
}

/// Which blocks announce another article: those in the same small element as a heading that is
/// one link.
fn teasers(page: &Page, weights: &Weights, main: usize) -> Vec<bool> {
    let limit = (weights.scope[main] as f64 * TEASER_SHARE).min(TEASER);
    let mut card = None;
    (0..page.places.len())
        .map(|block| {
            let place = page.places[block];
            if page.blocks.pieces[block].kind == BlockKind::Heading {
                let around = page.scopes[place].parent;
                let small = around != main && (weights.scope[around] as f64) < limit;
                card = (weights.linked[block] > LINKED && small).then_some(around);
            }
            card.is_some_and(|card| is_within(page, place, card))
        })
        .collect()
}

fn is_within(page: &Page, place: usize, main: usize) -> bool {
    let mut at = place;
    while at > main {
        at = page.scopes[at].parent;
    }
    at == main
}
