//! The phrases by which site chrome, seams and head lines are known, and what one line shows of
//! them. The phrases are in `assets/lexicon/chrome.txt`; what follows from a cue is decided
//! elsewhere (`chrome`, `split`, `published`).

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::byline_words::is_other_work;
use super::phrases::{Openings, Phrases, Sieve, is_dense};
use crate::text::fold::{fold, folded};
use crate::text::token::{is_letter, is_plain};

/// Read once; the phrases are part of the program and never change.
static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../assets/lexicon/chrome.txt")));

/// Lines longer than this many bytes are looked at only at both ends.
const WHOLE_LINE: usize = 320;
const ENDS: usize = 100;

/// Where a phrase must stand, and what it then tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseClass {
    Whole,
    Start,
    Contains,
    Section,
    Opening,
    End,
    Separator,
    Masthead,
    Tail,
    Caption,
    Published,
    Updated,
    Byline,
    Desk,
    Outlet,
    Network,
    Evergreen,
    Author,
    Signed,
    Trade,
    Team,
}

/// The cues one line gives, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u16);

impl Cues {
    /// The whole line is a phrase of site chrome.
    pub const CHROME: Cues = Cues(1);
    /// It begins like site chrome.
    pub const CHROME_START: Cues = Cues(2);
    /// It holds a phrase of site chrome.
    pub const CHROME_INSIDE: Cues = Cues(4);
    /// It heads what is not the article.
    pub const SECTION: Cues = Cues(8);
    /// It closes one article of several.
    pub const SEPARATOR: Cues = Cues(16);
    /// It heads a page of several articles.
    pub const MASTHEAD: Cues = Cues(32);
    /// It begins or ends like a caption.
    pub const CAPTION: Cues = Cues(64);
    /// It begins with words that label the date of publication.
    pub const PUBLISHED: Cues = Cues(128);
    /// It begins with words that label the date of the last change.
    pub const UPDATED: Cues = Cues(256);
    /// It begins with the words before an author's name.
    pub const BYLINE: Cues = Cues(512);
    /// It heads what comes after the last article: comments, a note on the author.
    pub const END: Cues = Cues(1024);
    /// It promises a guide or a ranking, which is rewritten and dated anew.
    pub const EVERGREEN: Cues = Cues(2048);

    /// Whether any of `other` is among them.
    pub fn any(self, other: Cues) -> bool {
        self.0 & other.0 != 0
    }

    /// Each cue of the set, as a number of its own.
    pub fn each(self) -> impl Iterator<Item = u64> {
        (0..16).filter(move |bit| self.0 >> bit & 1 == 1)
    }

    /// Both sets together.
    pub const fn or(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }
}

/// The cues of a line, trimmed.
pub fn cues(line: &str) -> Cues {
    if line.len() <= WHOLE_LINE {
        return LEXICON.cues(&fold(line), true);
    }
    let head = LEXICON.cues(&fold(&line[..line.floor_char_boundary(ENDS)]), false);
    let tail = LEXICON.cues(&fold(&line[line.ceil_char_boundary(line.len() - ENDS)..]), false);
    let heads = Cues::CHROME_START.or(Cues::SEPARATOR).or(Cues::CAPTION).or(Cues::BYLINE);
    Cues(head.0 & heads.0 | tail.0 & Cues::CAPTION.0)
}

/// The length in bytes of a link glued to the end of a paragraph ("… said. read more").
pub fn glued_link(line: &str) -> usize {
    if !LEXICON.tail_ends.may_end(line) {
        return 0;
    }
    let end = line.ceil_char_boundary(line.len().saturating_sub(40));
    let last = &line[end..];
    let folded = fold(last);
    let kept = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let words = LEXICON
        .tails
        .iter()
        .filter(|phrase| kept.ends_with(phrase.as_str()))
        .map(|phrase| phrase.split(' ').count());
    let Some(count) = words.max() else { return 0 };
    let trimmed = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((start, _)) = trimmed.rmatch_indices(' ').nth(count - 1) else { return 0 };
    let before = trimmed[..start].trim_end();
    match before.ends_with(['.', '!', '?', '…', '”', '"', '’', ']', ')']) {
        true => line.len() - before.len(),
        false => 0,
    }
}

/// How many social networks a line names.
pub fn networks(line: &str) -> usize {
    let lower = line.to_ascii_lowercase();
    LEXICON.networks.iter().filter(|network| lower.contains(network.as_str())).count()
}

/// The length in bytes of the words before an author's name that a text begins with.
pub fn author_label(text: &str) -> Option<usize> {
    LEXICON.authors.longest(text)
}

/// Where inside a line the plainest words before an author's name stand: "4 May 2020 by Ann Bell".
pub fn author_inside(text: &str) -> Option<Range<usize>> {
    let words = text.match_indices(' ').map(|(at, _)| at + 1);
    let labels = words.filter_map(|at| {
        let other = || text[..at - 1].rsplit(' ').next().is_some_and(|word| is_other_work(&folded(word)));
        author_label(&text[at..]).filter(|_| !other()).map(|size| (size, at + size))
    });
    // "Reviewed and checked by Ann Bell, written by Carl Dow".
    let told = labels.filter(|&(_, end)| text[end..].starts_with([' ', ':']));
    told.min_by_key(|&(size, end)| (Reverse(size), end)).map(|(size, end)| end - size..end)
}

/// The place in a line of Chinese, Japanese or Korean behind the last word for its author, which
/// a mark or a space parts from the name.
pub fn author_behind(text: &str) -> Option<usize> {
    if text.is_ascii() || !text.contains(is_dense) {
        return None;
    }
    let words = LEXICON.authors.phrases.iter().filter(|word| word.len() > 3 && word.chars().all(is_dense));
    let ends = words.filter_map(|word| Some(text.rfind(word.as_str())? + word.len()));
    ends.max().filter(|&end| text[end..].starts_with(|c: char| !c.is_alphanumeric()))
}

/// The length in bytes of the words by which a page speaks of its author after the text.
pub fn signed_label(text: &str) -> Option<usize> {
    LEXICON.signed.longest(text)
}

/// Whether folded words name the trade of those who write.
pub fn is_trade(folded: &str) -> bool {
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| LEXICON.trades.contains(word))
}

/// Whether a folded word is that for a group which signs with the name of its firm.
pub fn is_team(word: &str) -> bool {
    LEXICON.teams.contains(word)
}

/// Whether a folded word of a byline says that it names no person.
pub fn is_desk(word: &str) -> bool {
    LEXICON.desks.contains(word)
}

/// Whether a folded word ends names of papers and sites.
pub fn is_outlet(word: &str) -> bool {
    LEXICON.outlets.contains(word)
}

/// Whether the last words of a folded phrase, colon and all, label a date as that of publication
/// (`Some(true)`) or of a change (`Some(false)`).
pub fn date_label(before: &str) -> Option<bool> {
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = |phrases: &[String]| {
        phrases.iter().filter(|phrase| ends_with_words(before, phrase)).map(|phrase| phrase.len()).max()
    };
    match (ends(&LEXICON.published), ends(&LEXICON.updated)) {
        (None, None) => None,
        (published, updated) => Some(published >= updated),
    }
}

fn ends_with_words(text: &str, phrase: &str) -> bool {
    let rest = text.strip_suffix(phrase);
    rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() && c.is_ascii()))
}

struct Lexicon {
    /// The phrases that give a cue wherever in a line they stand, and those that must stand first:
    /// those are the most, and the first letters of a line tell that none of them does.
    inside: Phrases,
    first: Phrases,
    tails: Vec<String>,
    tail_ends: Sieve,
    desks: FxHashSet<String>,
    outlets: FxHashSet<String>,
    networks: Vec<String>,
    published: Vec<String>,
    updated: Vec<String>,
    authors: Openings,
    signed: Openings,
    trades: FxHashSet<String>,
    teams: FxHashSet<String>,
}

impl Lexicon {
    fn parse(source: &str) -> Lexicon {
        let mut phrases = Vec::new();
        let mut places = Vec::new();
        let mut place = PhraseClass::Whole;
        for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                place = PhraseClass::named(name.trim_end_matches(']')).unwrap_or(place);
                continue;
            }
            phrases.push(fold(line));
            places.push(place);
        }
        let of = |wanted: PhraseClass| -> Vec<String> {
            let both = phrases.iter().zip(&places);
            both.filter(|(_, place)| **place == wanted)
                .map(|(phrase, _)| phrase.trim_end_matches(':').to_owned())
                .collect()
        };
        let set = |wanted: PhraseClass| of(wanted).into_iter().collect();
        let among = |wanted: fn(PhraseClass) -> bool| {
            phrases.iter().map(String::as_str).zip(places.iter().copied()).filter(move |(_, p)| wanted(*p))
        };
        let tails = of(PhraseClass::Tail);
        Lexicon {
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

    fn cues(&self, folded: &str, whole: bool) -> Cues {
        // "Comments (12)" is "Comments".
        let is_edge = |c: char| !is_letter(c);
        let core = folded.trim_end_matches(|c: char| is_edge(c) && c != '%');
        let end = core.len();
        let start = core.len() - core.trim_start_matches(is_edge).len();
        let mut set = Cues::default();
        let mut add = |at: usize, (length, place): (usize, PhraseClass)| {
            let (before, rest) = folded.split_at(at);
            let (phrase, after) = rest.split_at(length);
            let glued = before.ends_with(char::is_alphanumeric)
                || phrase.starts_with(char::is_alphanumeric)
                    && phrase.ends_with(|c: char| c.is_alphanumeric() && c.is_ascii())
                    && after.starts_with(char::is_alphanumeric);
            if !glued {
                set = set.or(place.cue(at <= start, at + length >= end, whole));
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

impl PhraseClass {
    /// Whether a phrase of the place can give a cue inside a line or at its end.
    fn is_inside(self) -> bool {
        matches!(self, PhraseClass::Contains | PhraseClass::Caption | PhraseClass::Evergreen)
    }

    /// Whether a phrase of the place gives a cue only when it stands first.
    fn is_first(self) -> bool {
        !self.is_inside() && [true, false].iter().any(|&last| self.cue(true, last, true) != Cues::default())
    }

    fn named(name: &str) -> Option<PhraseClass> {
        Some(match name {
            "whole" => PhraseClass::Whole,
            "start" => PhraseClass::Start,
            "contains" => PhraseClass::Contains,
            "section" => PhraseClass::Section,
            "opening" => PhraseClass::Opening,
            "end" => PhraseClass::End,
            "separator" => PhraseClass::Separator,
            "masthead" => PhraseClass::Masthead,
            "tail" => PhraseClass::Tail,
            "caption" => PhraseClass::Caption,
            "published" => PhraseClass::Published,
            "updated" => PhraseClass::Updated,
            "byline" => PhraseClass::Byline,
            "desk" => PhraseClass::Desk,
            "outlet" => PhraseClass::Outlet,
            "network" => PhraseClass::Network,
            "evergreen" => PhraseClass::Evergreen,
            "author" => PhraseClass::Author,
            "signed" => PhraseClass::Signed,
            "trade" => PhraseClass::Trade,
            "team" => PhraseClass::Team,
            _ => return None,
        })
    }

    /// The cue of a phrase that stands at the first or last word of the line, or both.
    fn cue(self, first: bool, last: bool, whole: bool) -> Cues {
        match self {
            PhraseClass::Whole if first && last && whole => Cues::CHROME,
            PhraseClass::Start if first => Cues::CHROME_START,
            PhraseClass::Contains => Cues::CHROME_INSIDE,
            PhraseClass::Section if first && last && whole => Cues::SECTION,
            PhraseClass::Opening if first && whole => Cues::SECTION,
            PhraseClass::End if first && last && whole => Cues::SECTION.or(Cues::END),
            PhraseClass::Separator if first => Cues::SEPARATOR,
            PhraseClass::Masthead if first => Cues::MASTHEAD,
            PhraseClass::Caption if first || last => Cues::CAPTION,
            PhraseClass::Published if first => Cues::PUBLISHED,
            PhraseClass::Updated if first => Cues::UPDATED,
            PhraseClass::Byline if first => Cues::BYLINE,
            PhraseClass::Evergreen => Cues::EVERGREEN,
            _ => Cues::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_counts_only_in_its_place() {
        assert!(cues("-Advertisement-").any(Cues::CHROME));
        assert!(!cues("The advertisement was withdrawn").any(Cues::CHROME));
        assert!(cues("Also Read: Harbour opens").any(Cues::CHROME_START));
        assert!(cues("RELATED STORIES").any(Cues::SECTION));
        assert!(cues("Posted on 4 May by Ann").any(Cues::PUBLISHED));
        assert!(!cues("Readers wrote").any(Cues::CHROME_START), "a word must end where the phrase ends");
    }

    #[test]
    fn a_link_glued_to_a_sentence_is_measured() {
        let line = "The port says it will open. read more";
        assert_eq!(&line[line.len() - glued_link(line)..], " read more");
        assert_eq!(glued_link("They want to read more"), 0);
        assert_eq!(glued_link("Read more"), 0);
        assert_eq!(glued_link(""), 0);
    }

    #[test]
    fn words_before_an_author_are_measured() {
        assert_eq!(author_label("Written by: Ann Bell"), Some("Written by".len()));
        assert_eq!((author_label("Byron spoke"), author_label("文/李明")), (None, Some("文/".len())));
        assert_eq!(author_inside("4 May 2020 by Ann Bell"), Some(11..13));
        assert_eq!(author_inside("Edited by Carl Dow, 4 May 2020 by Ann"), Some(31..33));
        assert_eq!(author_behind("来源：日报 作者：李明"), Some("来源：日报 作者".len()));
        assert_eq!(author_behind("作者简介"), None);
        assert_eq!(signed_label("View all posts by Ann Bell"), Some("View all posts by".len()));
    }

    #[test]
    fn a_label_before_a_date_is_told_from_other_words() {
        assert_eq!(date_label("first published: "), Some(true));
        assert_eq!(date_label("by ann bell | last updated "), Some(false));
        assert_eq!(date_label("by ann bell"), None);
    }
}
