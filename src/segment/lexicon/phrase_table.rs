//! The table of phrases from `assets/lexicon/chrome.txt`, read once, and the cues of a folded text.
//!
//! Not here: which part of a line is looked at (`cues`), and the look-ups of single words (`head_words`,
//! `author_labels`).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::cue_set::Cues;
use super::phrase_class::PhraseClass;
use super::phrases::{Openings, Phrases, Sieve};
use crate::text::fold::fold;
use crate::text::token::{is_letter, is_plain};

/// The phrases of the list; read once, they are part of the program and never change.
pub static PHRASES: LazyLock<PhraseTable> =
    LazyLock::new(|| PhraseTable::parse(include_str!("../../../assets/lexicon/chrome.txt")));

/// The phrases of the list by class.
pub struct PhraseTable {
    /// The phrases that give a cue wherever in a line they stand, and those that must stand first:
    /// those are the most, and the first letters of a line show that none of them does.
    inside: Phrases,
    first: Phrases,
    /// Links glued to the end of a paragraph, and their last letters.
    pub tails: Vec<String>,
    pub tail_ends: Sieve,
    /// Words of a byline that names no person.
    pub desks: FxHashSet<String>,
    /// Last words of the names of papers and sites.
    pub outlets: FxHashSet<String>,
    /// Names of social networks.
    pub networks: Vec<String>,
    /// Labels of the date of publication.
    pub published: Vec<String>,
    /// Labels of the date of a change.
    pub updated: Vec<String>,
    /// Words before the names of authors, and before little else.
    pub authors: Openings,
    /// Words before the author's name below the text.
    pub signed: Openings,
    /// Trades of those who write.
    pub trades: FxHashSet<String>,
    /// Groups that sign with the name of their firm.
    pub teams: FxHashSet<String>,
}

impl PhraseTable {
    fn parse(source: &str) -> PhraseTable {
        let mut phrases = Vec::new();
        let mut classes = Vec::new();
        let mut class = PhraseClass::Whole;
        for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                class = PhraseClass::named(name.trim_end_matches(']')).unwrap_or(class);
                continue;
            }
            phrases.push(fold(line));
            classes.push(class);
        }
        let of = |wanted: PhraseClass| -> Vec<String> {
            let both = phrases.iter().zip(&classes);
            both.filter(|(_, class)| **class == wanted)
                .map(|(phrase, _)| phrase.trim_end_matches(':').to_owned())
                .collect()
        };
        let set = |wanted: PhraseClass| of(wanted).into_iter().collect();
        let among = |wanted: fn(PhraseClass) -> bool| {
            phrases.iter().map(String::as_str).zip(classes.iter().copied()).filter(move |(_, p)| wanted(*p))
        };
        let tails = of(PhraseClass::Tail);
        PhraseTable {
            inside: Phrases::new(among(PhraseClass::is_inside)),
            first: Phrases::new(among(PhraseClass::is_first)),
            tail_ends: Sieve::of_endings(&tails),
            tails,
            desks: set(PhraseClass::Desk),
            outlets: set(PhraseClass::Outlet),
            networks: of(PhraseClass::Network),
            published: of(PhraseClass::Published),
            updated: of(PhraseClass::Updated),
            authors: Openings::new(of(PhraseClass::Author)),
            signed: Openings::new(of(PhraseClass::Signed)),
            trades: set(PhraseClass::Trade),
            teams: set(PhraseClass::Team),
        }
    }

    /// The cues of a folded line, or of one end of it when it is not looked at whole.
    pub fn cues(&self, folded: &str, whole: bool) -> Cues {
        // "Comments (12)" is "Comments".
        let is_edge = |c: char| !is_letter(c);
        let core = folded.trim_end_matches(|c: char| is_edge(c) && c != '%');
        let end = core.len();
        let start = core.len() - core.trim_start_matches(is_edge).len();
        let mut set = Cues::default();
        let mut add = |at: usize, (length, class): (usize, PhraseClass)| {
            let (before, rest) = folded.split_at(at);
            let (phrase, after) = rest.split_at(length);
            let glued = before.ends_with(char::is_alphanumeric)
                || phrase.starts_with(char::is_alphanumeric)
                    && phrase.ends_with(|c: char| c.is_alphanumeric() && c.is_ascii())
                    && after.starts_with(char::is_alphanumeric);
            if !glued {
                set = set.or(class.cue(at <= start, at + length >= end, whole));
            }
        };
        let bytes = folded.as_bytes();
        let mut inside_word = false;
        for (at, byte) in bytes.iter().enumerate() {
            if !inside_word {
                self.inside.opening(&bytes[at..]).for_each(|found| add(at, found));
            }
            inside_word = is_plain(*byte);
        }
        for at in 0..=start {
            self.first.opening(&bytes[at..]).for_each(|found| add(at, found));
        }
        set
    }
}
