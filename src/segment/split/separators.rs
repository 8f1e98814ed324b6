//! Lines that could mark where one article of a file ends and the next begins: whatever repeats
//! down the file. Whether a pattern does mark seams is weighed in `split`.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::segment::lexicon::Cues;
use crate::segment::line::measure::{Bullet, Line};
use crate::segment::line::prefix::prefix;
use crate::segment::source::{self, domain};
use crate::text::fold::folded;

/// A line longer than this many characters is no seam.
const LONGEST: usize = 160;
/// A headline with its source and date behind it has at most so many characters, and so many
/// words at least.
const LONGEST_HEAD: usize = 260;
const HEAD_WORDS: usize = 6;
/// Lines of which only the beginning or the end repeats have so many words at least.
const WORDED: usize = 3;

/// A pattern, and the lines that have it, by their position among the lines.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub form: Form,
    pub at: Vec<usize>,
}

/// What lines of a pattern have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
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
    /// Marks alone.
    Rule(u64),
    /// The same words, digits aside.
    Words(u64),
    /// The same first words, or the same label before a colon.
    Opening(u64),
    /// The same last words.
    Ending(u64),
}

impl Form {
    /// Whether the line is a part of the article it marks.
    pub fn belongs(self) -> bool {
        matches!(
            self,
            Form::Source
                | Form::Date
                | Form::Dated
                | Form::Byline
                | Form::Address
                | Form::Bracketed
                | Form::Opening(_)
        )
    }
}

/// All patterns that occur at least twice, in order of first occurrence. One line is enough for
/// [`Form::Export`], which numbers it, and for [`Form::Gap`], which has articles on both sides.
pub fn patterns(lines: &[Line<'_>]) -> Vec<Pattern> {
    let usual = usual_gap(lines);
    let mut seen: Vec<(Form, usize)> = Vec::with_capacity(4 * lines.len());
    let mut own = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        forms(line, usual, &mut own);
        seen.extend(own.drain(..).map(|form| (form, at)));
    }
    let mut counts: FxHashMap<Form, u32> = FxHashMap::default();
    counts.reserve(seen.len());
    seen.iter().for_each(|(form, _)| *counts.entry(*form).or_default() += 1);
    // Most forms occur once.
    let alone = |form: Form| counts.get(&form) == Some(&1) && !matches!(form, Form::Export | Form::Gap(_));
    let mut slots: FxHashMap<Form, usize> = FxHashMap::default();
    let mut patterns: Vec<Pattern> = Vec::new();
    for (form, at) in seen.into_iter().filter(|(form, _)| !alone(*form)) {
        let slot = *slots.entry(form).or_insert(patterns.len());
        match patterns.get_mut(slot) {
            Some(pattern) => pattern.at.push(at),
            None => patterns.push(Pattern { form, at: vec![at] }),
        }
    }
    // One source said again and again is that of the figures in one article.
    let alike = |at: &[usize]| at.windows(2).all(|pair| lines[pair[0]].text == lines[pair[1]].text);
    patterns.retain(|Pattern { form, at }| *form != Form::Source || !alike(at));
    patterns
}

/// How many blank lines mostly stand between two lines, the entries of lists aside.
pub fn usual_gap(lines: &[Line<'_>]) -> u32 {
    let count =
        |gap: u32| lines.iter().skip(1).filter(|line| line.gap == gap && line.bullet.is_none()).count();
    (0..3).max_by_key(|&gap| (count(gap), gap)).unwrap_or(0)
}

/// Appends the forms of a line.
fn forms(line: &Line<'_>, usual: u32, forms: &mut Vec<Form>) {
    if line.gap > usual && (line.could_be_headline() || line.is_date_line()) {
        forms.extend((1..=2).filter(|more| line.gap >= usual + more).map(Form::Gap));
    }
    let last = line.dates.last().filter(|date| date.year.is_some() && line.size <= LONGEST_HEAD);
    let end_dated = last.is_some_and(|date| date.span.end + 1 >= line.text.len());
    forms.extend((end_dated && line.words >= HEAD_WORDS && !line.is_prose()).then_some(Form::EndDated));
    if line.size > LONGEST {
        return;
    }
    let text = line.text;
    match prefix(text) {
        Some(prefix) if prefix.numbered => forms.push(Form::Numbered(prefix.key)),
        Some(prefix) if line.bullet.is_none() => forms.push(Form::Marked(prefix.key)),
        _ => {}
    }
    if is_export_count(text) {
        forms.push(Form::Export);
    } else if line.is_rule() {
        forms.push(Form::Rule(line.fingerprint));
    } else if is_accession(text) {
        forms.push(Form::Accession);
    } else if domain(text).is_some() {
        forms.push(Form::Address);
    } else if line.is_date_line() && !text.contains("(@") {
        let dated: usize = line.dates.iter().map(|date| date.span.len()).sum();
        forms.push(Form::Dated);
        forms.extend((text.len() - dated <= 14).then_some(Form::Date));
        forms.extend(opening(text).filter(|_| !line.is_prose()).map(Form::Opening));
    } else if !line.is_prose() {
        worded(line, forms);
    }
}

/// The forms of a line of words.
fn worded(line: &Line<'_>, forms: &mut Vec<Form>) {
    let text = line.text;
    // "Read more: …" is a link inside an article.
    let link = text.get(..text.floor_char_boundary(24)).is_some_and(|head| head.contains(':'));
    if source::is_label(text) {
        forms.extend([Form::Source, Form::Words(line.fingerprint)]);
        return;
    }
    if line.cues.any(Cues::SEPARATOR) && !link {
        forms.push(Form::Closing(first_words(text, 2)));
        return;
    }
    forms.extend((line.cues.any(Cues::BYLINE) && line.words <= 8).then_some(Form::Byline));
    forms.extend((text.starts_with('(') && text.ends_with(')')).then_some(Form::Bracketed));
    if !matches!(line.bullet, Some(Bullet::Mark)) {
        forms.push(Form::Words(line.fingerprint));
    }
    forms.extend(opening(text).map(Form::Opening));
    forms.extend((line.words >= WORDED).then(|| Form::Ending(last_words(text))));
}

/// The number in what stands before a headline, or the first of a line.
pub fn first_number(text: &str) -> Option<u32> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[digits..];
    rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
}

/// What the first two words read like, or the label before a colon.
fn opening(text: &str) -> Option<u64> {
    let head = &text[..text.floor_char_boundary(24)];
    match head.split_once(':').filter(|(label, _)| label.split_whitespace().count() <= 2) {
        Some(_) => Some(first_words(text, 1)),
        None => text.split_whitespace().nth(2).map(|_| first_words(text, 2)),
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
    fn what_repeats_is_told_apart_from_what_only_counts() {
        assert_eq!(without_digits("Page 3 of 12"), without_digits("page 11 of 12"));
        assert_ne!(without_digits("Page three"), without_digits("Page four"));
        assert!(is_accession("Document NWCK000020100111e61b0002x") && !is_accession("Document 12"));
        assert!(is_export_count("3 of 10 DOCUMENTS") && is_export_count("Article 3 of 10"));
        assert_eq!(opening("Source: The Norwick Star"), opening("Source: Tide"));
    }
}
