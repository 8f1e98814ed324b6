//! Names as a model learned from labelled texts reads them. The features are in `features`, the
//! engine is `sequence`, how the model was made is said in `assets/model`.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::clues::{Counts, Rules};
use super::features::{Clues, Role, View, of_view};
use super::lexicon::{Lexicon, lexicon};
use super::page::{Page, Passage};
use super::sentence::Casing;
use super::vote;
use super::words::{EDGE, Word, Words};
use crate::model::Kind;
use crate::sequence::{Decoder, Label, Model, Scores};

/// Part of the program and read once. A model that could not be read would fail the tests.
static MODEL: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../assets/model/names.bin")).ok());

thread_local! {
    static TAGGER: RefCell<Option<Tagger<'static>>> = const { RefCell::new(None) };
}

/// The kinds a model tells apart; each has a label for a name's first token and one for the rest.
pub const KINDS: [Kind; 5] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Name];

/// The names of a model's labels.
pub const LABELS: [&str; 11] = [
    "outside",
    "person",
    "person, on",
    "organization",
    "organization, on",
    "place",
    "place, on",
    "group",
    "group, on",
    "name",
    "name, on",
];

/// A range of tokens that is a name.
pub type Name = (Range<usize>, Kind);

/// Does something with the tagger of this thread.
pub fn with_tagger<R>(act: impl FnOnce(&mut Tagger<'static>) -> R) -> R {
    TAGGER.with_borrow_mut(|kept| {
        let begin = || Tagger::new(lexicon(), MODEL.as_ref());
        let tagger = kept.take_if(|tagger| !tagger.words.is_full()).unwrap_or_else(begin);
        act(kept.insert(tagger))
    })
}

/// A model at work, with what it keeps from one document to the next.
pub struct Tagger<'m> {
    model: Option<&'m Model>,
    pub words: Words<'m>,
    counts: Counts,
    decoder: Decoder,
    keys: Vec<u32>,
    scores: Vec<Scores>,
    path: Vec<Label>,
}

impl<'m> Tagger<'m> {
    pub fn new(lexicon: &'m Lexicon, model: Option<&'m Model>) -> Tagger<'m> {
        Tagger {
            model,
            words: Words::new(lexicon, model),
            counts: Counts::default(),
            decoder: Decoder::default(),
            keys: Vec::new(),
            scores: Vec::new(),
            path: Vec::new(),
        }
    }

    /// The names of a page that was cut with this tagger's words, in order and apart; `None`
    /// without a model.
    pub fn names(&mut self, page: &Page<'_>, rules: &Rules) -> Option<Vec<Name>> {
        let model = self.model?;
        let clues = self.counts.clues(page, rules, &self.words);
        let mut names = Vec::new();
        for passage in page.passages.iter().filter(|passage| !passage.credit) {
            self.score(model, page, passage, &clues);
            self.decoder.decode(model, &self.scores, &mut self.path);
            gather(passage.tokens.start, &self.path, &mut names);
        }
        vote::agree(page, rules, &mut names);
        Some(names)
    }

    fn score(&mut self, model: &Model, page: &Page<'_>, passage: &Passage, clues: &[Clues]) {
        self.scores.clear();
        for at in passage.tokens.clone() {
            let view = view(page, passage, &self.words, clues, at);
            self.keys.clear();
            of_view(&view, &mut |feature| self.keys.push(feature.key()));
            let mut scores = model.sum(&self.keys);
            for (role, word) in Role::ALL.into_iter().zip(view.words()) {
                for (sum, &score) in scores.iter_mut().zip(&word.scores[role as usize]) {
                    *sum += i32::from(score);
                }
            }
            self.scores.push(scores);
        }
    }
}

/// A token with what stands around it in its passage.
pub fn view<'a>(
    page: &Page<'_>,
    passage: &Passage,
    words: &'a Words<'_>,
    clues: &'a [Clues],
    at: usize,
) -> View<'a> {
    let Range { start, end } = passage.tokens;
    let within = |at: Option<usize>| at.filter(|at| (start..end).contains(at));
    let word = |at| -> &'a Word { words.get(within(at).map_or(EDGE, |at| page.tokens[at].number)) };
    let clue = |at| within(at).map_or(Clues::default(), |at| clues[at]);
    View {
        before: word(at.checked_sub(1)),
        second_before: word(at.checked_sub(2)),
        word: word(Some(at)),
        after: word(Some(at + 1)),
        second_after: word(Some(at + 2)),
        clues: &clues[at],
        clues_before: clue(at.checked_sub(1)),
        clues_after: clue(Some(at + 1)),
        casing: match (passage.casing, passage.running) {
            (Casing::Sentence, true) => 0,
            (Casing::Sentence, false) => 1,
            (Casing::Title, _) => 2,
            (Casing::Capitals, _) => 3,
        },
        opens: at == start,
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
