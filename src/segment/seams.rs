//! Lines that could mark where one article of a file ends and the next begins: whatever repeats
//! down the file. Whether a pattern does mark seams is tried out in `split`.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHasher;

use super::lexicon::Cues;
use super::lines::{Bullet, Line};

/// A line longer than this many characters is no seam.
const LONGEST: usize = 160;

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
    /// A number and a headline, counting up from 1.
    Numbered,
    /// A line that is only a date.
    Date,
    /// A short line with a date, as a byline has; whether it stands right below another line.
    Dated(bool),
    /// Two or more blank lines before a line.
    Blank,
    /// Marks alone.
    Rule(u64),
    /// The same words, in phrases known to close articles.
    Closing(u64),
    /// The same words, digits aside.
    Words(u64),
}

/// All patterns that occur at least twice ([`Form::Export`]: once), in order of first occurrence.
pub fn patterns(lines: &[Line<'_>]) -> Vec<Pattern> {
    let forms: Vec<[Option<Form>; 3]> = lines.iter().map(forms).collect();
    let mut counts: HashMap<Form, u32> = HashMap::new();
    for form in forms.iter().flatten().flatten() {
        *counts.entry(*form).or_default() += 1;
    }
    let mut slots: HashMap<Form, usize> = HashMap::new();
    let mut patterns: Vec<Pattern> = Vec::new();
    for (at, line_forms) in forms.iter().enumerate() {
        for &form in line_forms.iter().flatten() {
            let least = if form == Form::Export { 1 } else { 2 };
            if counts.get(&form).is_none_or(|&count| count < least) {
                continue;
            }
            let slot = *slots.entry(form).or_insert_with(|| {
                patterns.push(Pattern { form, at: Vec::new() });
                patterns.len() - 1
            });
            if let Some(pattern) = patterns.get_mut(slot) {
                pattern.at.push(at);
            }
        }
    }
    patterns
}

/// How a line reads when digits are put aside.
pub fn likeness(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut in_digits = false;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let digit = c.is_ascii_digit();
        if !(digit && in_digits) {
            hasher.write_u32(if digit { '#' } else { c.to_ascii_lowercase() }.into());
        }
        in_digits = digit;
    }
    hasher.finish()
}

fn forms(line: &Line<'_>) -> [Option<Form>; 3] {
    let blank = (line.gap >= 2 && line.could_be_headline()).then_some(Form::Blank);
    if line.size > LONGEST {
        return [blank, None, None];
    }
    if is_export_count(line.text) {
        return [Some(Form::Export), None, None];
    }
    if line.is_rule() {
        return [Some(Form::Rule(line.likeness)), None, None];
    }
    if line.is_date_line() && !line.text.contains("(@") {
        let dated: usize = line.dates.iter().map(|date| date.span.len()).sum();
        let alone = line.text.len() - dated <= 14;
        return [Some(Form::Dated(line.gap == 0)), alone.then_some(Form::Date), blank];
    }
    if let Some(Bullet::Number(_)) = line.bullet {
        return [Some(Form::Numbered).filter(|_| !line.is_prose()), blank, None];
    }
    // "Read more: …" is a link inside an article.
    let link = line.text.get(..line.text.floor_char_boundary(24)).is_some_and(|head| head.contains(':'));
    if is_accession(line.text) {
        return [Some(Form::Accession), None, None];
    }
    let closing = (line.cues.any(Cues::SEAM) && (!link || is_source(line.text)))
        .then(|| Form::Closing(opening(line.text)));
    [closing.or_else(|| Some(Form::Words(line.likeness))).filter(|_| !line.is_prose()), blank, None]
}

/// The number under which a press database keeps an article closes it: "Document ABCD00002010b3".
fn is_accession(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let number = words.next().unwrap_or_default();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let letters = number.bytes().filter(u8::is_ascii_alphabetic).count();
    digits >= 8 && letters >= 2 && digits + letters == number.len() && words.count() <= 3
}

/// What the first two words read like, or a label; words with digits are all alike.
fn opening(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let words = if is_source(text) { 1 } else { 2 };
    for word in text.split_whitespace().take(words) {
        let coded = word.bytes().any(|b| b.is_ascii_digit());
        if coded { "#".hash(&mut hasher) } else { word.to_lowercase().hash(&mut hasher) }
    }
    hasher.finish()
}

/// "3 of 10 DOCUMENTS", "Document 3 of 10".
fn is_export_count(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [a, of, b, what] if number(a) => of.eq_ignore_ascii_case("of") && number(b) && is_document(what),
        [what, a, of, b] => is_document(what) && number(a) && of.eq_ignore_ascii_case("of") && number(b),
        _ => false,
    }
}

/// "Source: The Norwick Star".
pub fn is_source(text: &str) -> bool {
    text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("source:"))
}

fn is_document(word: &str) -> bool {
    let word = word.trim_end_matches(['s', 'S']);
    word.eq_ignore_ascii_case("document") || word.eq_ignore_ascii_case("article")
}
