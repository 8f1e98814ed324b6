//! What learning the recogniser needs: the tokens of a text with the keys of their features, and
//! the names a model finds. Reading with the model of the program is `tagger`.

use super::clues::Counts;
use super::features::{Role, of_view, of_word};
use super::lexicon::{Lexicon, lexicon};
use super::page::Page;
use super::tagger::{Tagger, view};
use super::words::{Words, lower, plain};
use super::{blocks_of_lines, read_rules, resolve};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Kind, Span};
use crate::sequence::{Feature, Model};

pub use super::clusters::Clusters;
pub use super::tagger::{KINDS, LABELS};

/// A token as the model sees it.
#[derive(Clone, Debug)]
pub struct Observed {
    pub span: Span,
    /// The keys of its features.
    pub keys: Vec<u32>,
}

/// The lists, of which some of the names can be left out.
pub struct Lists(Lexicon);

impl Lists {
    /// All of the lists.
    pub fn whole() -> Lists {
        Lists(Lexicon::load(|_| true))
    }

    /// The lists without the `nth` of `parts` equal parts of their names.
    pub fn without(nth: u64, parts: u64) -> Lists {
        Lists(Lexicon::load(|name| xxh3_64(name.as_bytes()) % parts != nth))
    }
}

/// The sentences of a text, every line a paragraph, as the model sees them.
pub fn observe(text: &str, lists: &Lists) -> Vec<Vec<Observed>> {
    let mut words = Words::new(&lists.0, None);
    let page = Page::of(text, &blocks_of_lines(text), &mut words);
    let clues = Counts::default().clues(&page, &read_rules(&page, true), &words);
    let mut sentences = Vec::new();
    for passage in &page.passages {
        let written = |at: Option<usize>| {
            at.filter(|at| passage.tokens.contains(at)).map_or("", |at| page.tokens[at].span.of(text))
        };
        let observed = |at: usize| {
            let mut keys = Vec::with_capacity(120);
            let mut emit = |feature: Feature| keys.push(feature.key());
            let view = view(&page, passage, &words, &clues, at);
            let places = [Some(at), at.checked_sub(1), Some(at + 1), at.checked_sub(2), Some(at + 2)];
            for ((role, word), place) in Role::ALL.into_iter().zip(view.words()).zip(places) {
                let plain = plain(written(place));
                of_word(word, &plain, &lower(&plain), role, &mut emit);
            }
            of_view(&view, &mut emit);
            Observed { span: page.tokens[at].span, keys }
        };
        sentences.push(passage.tokens.clone().map(observed).collect());
    }
    sentences
}

/// A model at work.
pub struct Reader<'m>(Tagger<'m>);

impl<'m> Reader<'m> {
    /// Reads with a model, or by the rules alone.
    pub fn new(lists: &'m Lists, model: Option<&'m Model>) -> Reader<'m> {
        Reader(Tagger::new(&lists.0, model))
    }

    /// The names in a text, every line a paragraph.
    pub fn names(&mut self, text: &str) -> Vec<(Span, Kind)> {
        let page = Page::of(text, &blocks_of_lines(text), &mut self.0.words);
        let rules = read_rules(&page, true);
        let found = self.0.names(&page, &rules);
        let names = resolve(&page, &rules, found);
        names.into_iter().map(|(tokens, kind)| (page.span(tokens), kind)).collect()
    }
}

/// How many words, numbers and marks the recogniser sees in a text.
pub fn count_tokens(text: &str) -> usize {
    let mut words = Words::new(lexicon(), None);
    Page::of(text, &blocks_of_lines(text), &mut words).tokens.len()
}
