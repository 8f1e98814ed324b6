//! The name tagger: labels the tokens of each sentence with the built-in CRF model and reads names from
//! the labels. Each thread keeps one, with its table of words.
//!
//! Not here: the features (`features`), the decoding (`crate::sequence`), training
//! (`examples/training`), and how the model was made (`assets/model`).

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::tokenized::TokenizedText;
use super::super::word::WordTable;
use super::clues::WordCounts;
use super::labels::{KINDS, Name};
use super::rule_names::RuleNames;
use super::scorer::{Scored, Scorer};
use super::vote::reconcile;
use crate::lexicon::{Lexicon, lexicon};
use crate::sequence::{Decoder, Label, LabelScores, Model};

/// A longer sentence, in tokens, is labelled piece by piece: nobody wrote it, and its scores would take
/// more memory than its text.
const LONGEST_SENTENCE: usize = 4096;

/// The built-in model, read once. One that cannot be read would fail the tests.
static MODEL: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../../assets/model/names.bin")).ok());

thread_local! {
    static TAGGER: RefCell<Option<Tagger<'static>>> = const { RefCell::new(None) };
}

/// Calls `act` with the tagger of this thread.
pub fn with_tagger<R>(act: impl FnOnce(&mut Tagger<'static>) -> R) -> R {
    TAGGER.with_borrow_mut(|kept| {
        let tagger = kept.get_or_insert_with(|| Tagger::new(lexicon(), MODEL.as_ref()));
        if tagger.words.is_full() {
            tagger.words.forget_rare();
            tagger.scorer.forget();
        }
        act(tagger)
    })
}

/// A model with its buffers and its table of words, which it keeps from one document to the next.
pub struct Tagger<'m> {
    model: Option<&'m Model>,
    pub words: WordTable<'m>,
    counts: WordCounts,
    decoder: Decoder,
    scorer: Scorer,
    scores: Vec<LabelScores>,
    path: Vec<Label>,
}

impl<'m> Tagger<'m> {
    pub fn new(lexicon: &'m Lexicon, model: Option<&'m Model>) -> Tagger<'m> {
        Tagger {
            model,
            words: WordTable::new(lexicon, model),
            counts: WordCounts::default(),
            decoder: Decoder::default(),
            scorer: Scorer::new(),
            scores: Vec::new(),
            path: Vec::new(),
        }
    }

    /// The names of a tokenised text that was tokenised with this tagger's words, in order and without overlaps; `None`
    /// without a model.
    pub fn names(&mut self, tokenized: &TokenizedText<'_>, rules: &RuleNames) -> Option<Vec<Name>> {
        let model = self.model?;
        let clues = self.counts.clues(tokenized, rules, &self.words);
        let with = Scored { model, words: &self.words, tokenized, clues: &clues };
        let mut names = Vec::new();
        for sentence in tokenized.sentences.iter().filter(|sentence| !sentence.credit) {
            let Range { mut start, end } = sentence.tokens;
            while start < end {
                let stretch = start..end.min(start + LONGEST_SENTENCE);
                if self.scorer.score(&with, sentence, stretch.clone(), &mut self.scores) {
                    self.decoder.decode(model, &self.scores, &mut self.path);
                    gather(start, &self.path, &mut names);
                }
                start = stretch.end;
            }
        }
        reconcile(tokenized, rules, &mut names);
        Some(names)
    }
}

/// Appends the names that a path of labels spells; the first label stands for token `start`.
fn gather(start: usize, path: &[Label], names: &mut Vec<Name>) {
    let mut open: Option<Name> = None;
    for (at, &label) in path.iter().enumerate().map(|(at, label)| (start + at, label)) {
        let kind = label.checked_sub(1).and_then(|code| KINDS.get(usize::from(code / 2)));
        match (kind, &mut open) {
            (Some(kind), Some((tokens, before))) if label % 2 == 0 && kind == before => tokens.end = at + 1,
            _ => {
                names.extend(open.take());
                open = kind.map(|&kind| (at..at + 1, kind));
            }
        }
    }
    names.extend(open);
}
