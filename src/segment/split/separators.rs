//! Finds separators: patterns of lines that repeat down the file and could mark where one article ends
//! and the next begins.
//!
//! Not here: whether a pattern does separate articles (`evidence`).

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::shape::Shapes;
use crate::segment::lexicon::Cues;
use crate::segment::line::bullet::Bullet;
use crate::segment::line::measured::Line;
use crate::segment::line::prefix::prefix;
use crate::segment::source::address::domain;
use crate::segment::source::find::is_label;
use crate::text::fold::folded;

/// A line longer than this many characters is no separator.
const LONGEST: usize = 160;
/// A headline with its source and date behind it has at most so many characters, and so many
/// words at least.
const LONGEST_HEAD: usize = 260;
const HEAD_WORDS: usize = 6;
/// Lines of which only the beginning or the end repeats have so many words at least.
const WORDED: usize = 3;

/// Lines of a file that have something in common, by their position among its lines.
#[derive(Clone, Debug)]
pub struct SeparatorPattern {
    /// What the lines have in common.
    pub kind: SeparatorKind,
    /// The lines, in order.
    pub at: Vec<usize>,
}

/// What lines of a pattern have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeparatorKind {
    /// "3 of 10 DOCUMENTS": before each article of an export of a press database.
    Export,
    /// "Document ABCD00002010b3": after each article of such an export.
    Accession,
    /// The same words, in phrases known to close articles.
    Closing(u64),
    /// "Source: The Norwick Star".
    Source,
    /// A number and a headline: "3. ", "[3] ", "No. 3: ".
    Numbered(u64),
    /// Marks before the words: "## ".
    Marked(u64),
    /// A line that is only a date.
    Date,
    /// A short line with a date, as a byline has.
    Dated,
    /// A line of words that ends with a date: "Bridge opens - Norwick Star - 4 May 2022".
    EndDated,
    /// "By Ann Bell".
    Byline,
    /// The address of a page.
    Address,
    /// Words in brackets.
    Bracketed,
    /// More blank lines before a line than usual, by so many.
    Gap(u32),
    /// Nothing but marks.
    Rule(u64),
    /// The same words, whatever their digits.
    Words(u64),
    /// The same first words.
    Opening(u64),
    /// The same label before a colon.
    Label(u64),
    /// The same last words.
    Ending(u64),
    /// The first of lines above running text that are of the same sorts in the same order: words, date, byline.
    Shape(u64),
    /// Words in capitals only.
    Capitals,
    /// The headline-like line nearest above running text, in one of several readings.
    Head(HeadReading),
}

/// Which headline-like lines head an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadReading {
    /// Those above running text.
    Text,
    /// Those above running text, if they have four words and more.
    Worded,
    /// Those above running text and those above a list: an article may be nothing but links.
    Listed,
}

impl SeparatorKind {
    /// Whether such lines are known to close or to number articles.
    pub fn is_known(self) -> bool {
        matches!(
            self,
            SeparatorKind::Export
                | SeparatorKind::Accession
                | SeparatorKind::Closing(_)
                | SeparatorKind::Source
        )
    }

    /// Whether such a line is a part of the article that it opens or closes.
    pub fn is_inside(self) -> bool {
        matches!(
            self,
            SeparatorKind::Source
                | SeparatorKind::Date
                | SeparatorKind::Dated
                | SeparatorKind::Byline
                | SeparatorKind::Address
                | SeparatorKind::Bracketed
                | SeparatorKind::Opening(_)
                | SeparatorKind::Label(_)
        )
    }
}

/// All patterns that occur at least twice, in order of first occurrence. One line is enough for
/// [`SeparatorKind::Export`], which numbers it, and for [`SeparatorKind::Gap`], which has articles on both sides.
pub fn patterns(lines: &[Line<'_>], shapes: &Shapes) -> Vec<SeparatorPattern> {
    let usual = usual_gap(lines);
    let mut found: Vec<(SeparatorKind, usize)> = Vec::with_capacity(4 * lines.len());
    let mut own = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        kinds(line, usual, &mut own);
        own.extend(shapes.repeatable_at(at).into_iter().flatten().map(SeparatorKind::Shape));
        if matches!(line.bullet, Some(Bullet::Mark)) && shapes.heads_text(at) {
            own.extend(prefix(line.text).map(|prefix| SeparatorKind::Marked(prefix.key)));
        }
        found.extend(own.drain(..).map(|kind| (kind, at)));
    }
    let mut counts: FxHashMap<SeparatorKind, u32> = FxHashMap::default();
    counts.reserve(found.len());
    found.iter().for_each(|(kind, _)| *counts.entry(*kind).or_default() += 1);
    // Most kinds occur once.
    let is_single = |kind: SeparatorKind| {
        counts.get(&kind) == Some(&1) && !matches!(kind, SeparatorKind::Export | SeparatorKind::Gap(_))
    };
    let mut slots: FxHashMap<SeparatorKind, usize> = FxHashMap::default();
    let mut patterns: Vec<SeparatorPattern> = Vec::new();
    for (kind, at) in found.into_iter().filter(|(kind, _)| !is_single(*kind)) {
        let slot = *slots.entry(kind).or_insert(patterns.len());
        match patterns.get_mut(slot) {
            Some(pattern) => pattern.at.push(at),
            None => patterns.push(SeparatorPattern { kind, at: vec![at] }),
        }
    }
    // One source repeated again and again is that of the figures in one article.
    let is_same = |at: &[usize]| at.windows(2).all(|pair| lines[pair[0]].text == lines[pair[1]].text);
    patterns.retain(|SeparatorPattern { kind, at }| *kind != SeparatorKind::Source || !is_same(at));
    patterns
}

/// How many blank lines mostly stand between two lines, not counting entries of lists.
pub fn usual_gap(lines: &[Line<'_>]) -> u32 {
    let count =
        |gap: u32| lines.iter().skip(1).filter(|line| line.gap == gap && line.bullet.is_none()).count();
    (0..3).max_by_key(|&gap| (count(gap), gap)).unwrap_or(0)
}

/// Appends the kinds of a line.
fn kinds(line: &Line<'_>, usual: u32, kinds: &mut Vec<SeparatorKind>) {
    if line.gap > usual && (line.could_be_headline() || line.is_date_line()) {
        kinds.extend((1..=2).filter(|more| line.gap >= usual + more).map(SeparatorKind::Gap));
    }
    kinds.extend(ends_with_date(line).then_some(SeparatorKind::EndDated));
    kinds.extend(is_capitals(line).then_some(SeparatorKind::Capitals));
    if line.size > LONGEST {
        return;
    }
    match prefix(line.text) {
        Some(prefix) if prefix.numbered => kinds.push(SeparatorKind::Numbered(prefix.key)),
        Some(prefix) if line.bullet.is_none() => kinds.push(SeparatorKind::Marked(prefix.key)),
        _ => {}
    }
    if let Some(kind) = unmistakable(line) {
        kinds.push(kind);
    } else if line.is_date_line() && !line.text.contains("(@") {
        dated(line, kinds);
    } else if !line.is_prose() {
        worded(line, kinds);
    }
}

/// Whether a line is written in capitals only.
fn is_capitals(line: &Line<'_>) -> bool {
    let small = || line.text.chars().any(char::is_lowercase);
    line.lettered >= 2 && line.size <= LONGEST && line.counts.shouted > 0 && !small()
}

/// Whether a line of words, a headline it may be, ends with a date.
fn ends_with_date(line: &Line<'_>) -> bool {
    let last = line.dates.last().filter(|date| date.year.is_some() && line.size <= LONGEST_HEAD);
    let ends = last.is_some_and(|date| date.span.end + 1 >= line.text.len());
    ends && line.words >= HEAD_WORDS && !line.is_prose()
}

/// The kind of a line that can have only one.
fn unmistakable(line: &Line<'_>) -> Option<SeparatorKind> {
    if is_export_count(line.text) {
        Some(SeparatorKind::Export)
    } else if line.is_rule() {
        Some(SeparatorKind::Rule(line.fingerprint))
    } else if is_accession(line.text) {
        Some(SeparatorKind::Accession)
    } else {
        domain(line.text).map(|_| SeparatorKind::Address)
    }
}

/// The kinds of a line that is little more than a date.
fn dated(line: &Line<'_>, kinds: &mut Vec<SeparatorKind>) {
    let dated: usize = line.dates.iter().map(|date| date.span.len()).sum();
    kinds.push(SeparatorKind::Dated);
    kinds.extend((line.text.len() - dated <= 14).then_some(SeparatorKind::Date));
    kinds.extend(opening(line.text).filter(|_| !line.is_prose()));
}

/// The kinds of a line of words.
fn worded(line: &Line<'_>, kinds: &mut Vec<SeparatorKind>) {
    let text = line.text;
    // "Read more: …" is a link inside an article.
    let link = text.get(..text.floor_char_boundary(24)).is_some_and(|head| head.contains(':'));
    if is_label(text) {
        kinds.extend([SeparatorKind::Source, SeparatorKind::Words(line.fingerprint)]);
        return;
    }
    if line.cues.any(Cues::SEPARATOR) && !link {
        kinds.push(SeparatorKind::Closing(first_words(text, 2)));
        return;
    }
    kinds.extend((line.cues.any(Cues::BYLINE) && line.words <= 8).then_some(SeparatorKind::Byline));
    kinds.extend((text.starts_with('(') && text.ends_with(')')).then_some(SeparatorKind::Bracketed));
    if !matches!(line.bullet, Some(Bullet::Mark)) {
        kinds.push(SeparatorKind::Words(line.fingerprint));
    }
    kinds.extend(opening(text));
    kinds.extend((line.words >= WORDED).then(|| SeparatorKind::Ending(last_words(text))));
}

/// The number in what stands before a headline, or the first of a line.
pub fn first_number(text: &str) -> Option<u32> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[digits..];
    rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
}

/// What the first two words read like, or the label before a colon.
fn opening(text: &str) -> Option<SeparatorKind> {
    let head = &text[..text.floor_char_boundary(24)];
    match head.split_once(':').filter(|(label, _)| label.split_whitespace().count() <= 2) {
        Some(_) => Some(SeparatorKind::Label(first_words(text, 1))),
        None => text.split_whitespace().nth(2).map(|_| SeparatorKind::Opening(first_words(text, 2))),
    }
}

/// What the first words read like; words with digits are all alike.
fn first_words(text: &str, count: usize) -> u64 {
    like(text.split_whitespace().take(count))
}

fn last_words(text: &str) -> u64 {
    like(text.split_whitespace().rev().take(2))
}

fn like<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        let coded = word.bytes().any(|b| b.is_ascii_digit());
        let written = if coded { "#" } else { word };
        hasher.write(folded(written).as_bytes());
        hasher.write_u8(b' ');
    }
    hasher.finish()
}

/// The number under which a press database keeps an article closes it: "Document ABCD00002010b3".
fn is_accession(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let number = words.next().unwrap_or_default();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let letters = number.bytes().filter(u8::is_ascii_alphabetic).count();
    digits >= 8 && letters >= 2 && digits + letters == number.len() && words.count() <= 3
}

/// "3 of 10 DOCUMENTS", "Document 3 of 10".
pub fn is_export_count(text: &str) -> bool {
    // Most lines show by their first letter that they are none.
    let begins = |c: char| c.is_ascii_digit() || matches!(c, 'a' | 'A' | 'd' | 'D');
    if !text.trim_start().starts_with(begins) {
        return false;
    }
    let mut words = text.split_whitespace();
    let [first, second, third, last] = std::array::from_fn(|_| words.next().unwrap_or_default());
    let number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let of = |a: &str, of: &str, b: &str| number(a) && of.eq_ignore_ascii_case("of") && number(b);
    let counts =
        of(first, second, third) && is_document(last) || is_document(first) && of(second, third, last);
    counts && words.next().is_none()
}

fn is_document(word: &str) -> bool {
    let word = word.trim_end_matches(['s', 'S']);
    word.eq_ignore_ascii_case("document") || word.eq_ignore_ascii_case("article")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::fingerprint::without_digits;

    #[test]
    fn what_repeats_is_distinguished_from_what_only_counts() {
        assert_eq!(without_digits("Page 3 of 12"), without_digits("page 11 of 12"));
        assert_ne!(without_digits("Page three"), without_digits("Page four"));
        assert!(is_accession("Document NWCK000020100111e61b0002x") && !is_accession("Document 12"));
        assert!(is_export_count("3 of 10 DOCUMENTS") && is_export_count("Article 3 of 10"));
        assert_eq!(opening("Source: The Norwick Star"), opening("Source: Tide"));
    }
}
