//! What learning the recogniser needs: the tokens of a text with the keys of their features, and
//! the names a model finds. Reading with the model of the program is `tagger`.

use super::clues::Counts;
use super::features::{Role, of_view, of_word};
use super::lexicon::{Lexicon, lexicon};
use super::page::Page;
use super::tagger::{Name, Tagger, numbers, view};
use super::words::{Words, lower, plain};
use super::{blocks_of_lines, read_rules, resolve};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Kind, Span};
use crate::sequence::Model;

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
    let page = Page::of(text, &blocks_of_lines(text), &lists.0);
    let rules = read_rules(&page, true);
    let mut words = Words::new(None);
    let numbers = numbers(&page, &mut words);
    let clues = Counts::default().clues(&page, &rules, &words, &numbers);
    let written = |at: Option<usize>| at.map_or("", |at| page.tokens[at].span.of(text));
    let mut sentences = Vec::new();
    for passage in &page.passages {
        let within = |at: Option<usize>| at.filter(|at| passage.tokens.contains(at));
        let observed = |at: usize| {
            let mut keys = Vec::with_capacity(120);
            let mut emit = |feature: crate::sequence::Feature| keys.push(feature.key());
            let view = view(passage, &words, &numbers, &clues, at);
            let places = [Some(at), at.checked_sub(1), Some(at + 1), at.checked_sub(2), Some(at + 2)];
            for ((role, word), place) in Role::ALL.into_iter().zip(view.words()).zip(places) {
                let plain = plain(written(within(place)));
                of_word(word, &plain, &lower(&plain), role, &mut emit);
            }
            of_view(&view, &mut emit);
            Observed { span: page.tokens[at].span, keys }
        };
        sentences.push(passage.tokens.clone().map(observed).collect());
    }
    sentences
}

/// The names a model finds in a text, every line a paragraph; without a model, those of the rules.
pub fn names(text: &str, tagger: Option<&mut Tagger<'_>>) -> Vec<(Span, Kind)> {
    let page = Page::of(text, &blocks_of_lines(text), lexicon());
    let rules = read_rules(&page, true);
    let found: Option<Vec<Name>> = tagger.map(|tagger| tagger.names(&page, &rules));
    resolve(&page, &rules, found)
}

/// A model at work.
pub fn tagger(model: &Model) -> Tagger<'_> {
    Tagger::new(model)
}
