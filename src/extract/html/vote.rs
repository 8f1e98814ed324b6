//! The vote on each block of a web page: article or site chrome (boilerplate), by the structure of the
//! page alone.
//!
//! In the manner of Readability (Arc90, 2009) and trafilatura (Barbaresi 2021): running text is known by
//! its length and its few links; the smallest element that holds most of it is the article; what stands
//! outside, and what inside calls itself a navigation, is chrome.
//!
//! Not here: boilerplate known by its words, by its place or from other files (`segment`).

use std::ops::Range;

use super::chrome::chrome_scopes;
use super::prose::{Weights, is_leaf};
use super::walk::{Name, Page};
use crate::model::{BlockKind, Vote};

/// An element that holds at least this share of the running text of its parent is where the
/// article goes on.
const MAIN_SHARE: f64 = 0.7;

/// An element with more than this many bytes of running text is no teaser of another article.
const TEASER: f64 = 400.0;

/// An element with more than this share of the article's running text is no teaser of another.
const TEASER_SHARE: f64 = 0.2;

/// Teasers with more than this share of the article's running text are the article: a list of houses, each
/// under its name.
const CARDS: f64 = 0.5;

/// Where the element called the article has at least this share of its running text outside the part
/// that holds most of it, it is the article as a whole.
const LEFT_OUT: f64 = 0.1;

/// A block with more than this share of its bytes in links is a list of links.
const LINKED: f64 = 0.6;

/// With less running text than this a page has no article to be distinguished from its chrome.
const TOO_LITTLE: usize = 250;

/// Votes on every block of the page.
pub fn vote(page: &mut Page) {
    let weights = Weights::of(page);
    let chrome = chrome_scopes(page, &weights);
    let main = main_scope(page, &weights, &chrome);
    let teasers = main.map(|main| teasers(page, &weights, main)).unwrap_or_default();
    let lead = main.and_then(|main| lead(page, main, &chrome)).unwrap_or_default();
    let votes: Vec<Vote> = (0..page.places.len())
        .map(|block| {
            let place = page.places[block];
            if chrome[place] || weights.linked[block] > LINKED || teasers.get(block) == Some(&true) {
                return Vote::Chrome;
            }
            match main {
                Some(_) if lead.contains(&block) && weights.prose[block] > 0 => Vote::Content,
                None => Vote::None,
                Some(main) if is_within(page, place, main) => Vote::Content,
                Some(_) if page.scopes[place].name == Name::H1 => Vote::None,
                Some(_) => Vote::Chrome,
            }
        })
        .collect();
    for (block, vote) in page.blocks.text_blocks.iter_mut().zip(votes) {
        block.vote = vote;
    }
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
            _ => break,
        }
    }
    Some(whole(page, &mass, main))
}

/// The element called the article that holds `main`, if a good part of its running text stands
/// elsewhere in it.
fn whole(page: &Page, mass: &[usize], main: usize) -> usize {
    let mut article = main;
    while article > 0 && !page.scopes[article].marks.content && !page.scopes[article].marks.body {
        article = page.scopes[article].parent;
    }
    let left_out = mass[article] - mass[main];
    if article > 0 && left_out as f64 >= LEFT_OUT * mass[article] as f64 { article } else { main }
}

/// The blocks between the main heading and the article: what runs there introduces it.
fn lead(page: &Page, main: usize, chrome: &[bool]) -> Option<Range<usize>> {
    let first = page.places.iter().position(|&place| is_within(page, place, main))?;
    let heads = |&place: &usize| page.scopes[place].name == Name::H1 && !chrome[place];
    Some(page.places[..first].iter().rposition(heads)?..first)
}

/// Which blocks announce another article: those in the same small element as a heading that is
/// one link.
fn teasers(page: &Page, weights: &Weights, main: usize) -> Vec<bool> {
    let limit = (weights.scope[main] as f64 * TEASER_SHARE).min(TEASER);
    let mut card = None;
    let teasers: Vec<bool> = (0..page.places.len())
        .map(|block| {
            let place = page.places[block];
            if page.blocks.text_blocks[block].kind == BlockKind::Heading {
                let around = page.scopes[place].parent;
                let small = around != main && (weights.scope[around] as f64) < limit;
                card = (weights.linked[block] > LINKED && small).then_some(around);
            }
            card.is_some_and(|card| is_within(page, place, card))
        })
        .collect();
    let announced = teasers.iter().zip(&page.places).zip(&weights.prose);
    let announced = announced.filter(|((teaser, place), _)| **teaser && is_within(page, **place, main));
    let prose: usize = announced.map(|(_, prose)| prose).sum();
    if prose as f64 > CARDS * weights.scope[main] as f64 { Vec::new() } else { teasers }
}

fn is_within(page: &Page, place: usize, main: usize) -> bool {
    let mut at = place;
    while at > main {
        at = page.scopes[at].parent;
    }
    at == main
}

#[cfg(test)]
mod tests {
    use crate::extract::html::extract;
    use crate::model::Vote;

    const WORDS: &str = "The ferry to Ostra sails again, the port said on Monday, after a month in dock.";

    fn folded(page: &str) -> usize {
        extract(page).text_blocks.iter().filter(|block| block.vote == Vote::Chrome).count()
    }

    #[test]
    fn what_introduces_an_article_and_what_stands_beside_its_longest_part_belong_to_it() {
        let part = |count: usize| format!("<section>{}</section>", format!("<p>{WORDS}</p>").repeat(count));
        let lead =
            format!("<div><h1>Ferry</h1><p>{WORDS}</p></div><div><article>{}</article></div>", part(9));
        assert_eq!(folded(&lead), 0);
        assert_eq!(folded(&format!("<article>{}{}</article>", part(2), part(9))), 0);
    }

    #[test]
    fn teasers_are_folded_unless_the_article_is_made_of_them() {
        let card = format!("<div><h2><a href=/inn>The inn</a></h2><p>{WORDS}</p></div>");
        let text = format!("<p>{WORDS}</p>").repeat(9);
        assert_eq!(folded(&format!("<main><h1>Ferry</h1>{text}{card}{card}</main>")), 4);
        let inns = format!("<main><h1>Inns</h1><p>{WORDS}</p>{}</main>", card.repeat(9));
        assert_eq!(folded(&inns), 9, "the names are links");
    }
}
