//! A line of a file with its measured properties, on which all rules of this folder are built.
//! What a line is for is decided elsewhere.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::counts::Counts;
use super::fingerprint::without_digits;
use super::terms::{self, Term};
use super::wrap;
use crate::model::{BlockKind, Extract, Format, Vote};
use crate::segment::date_text::{self, DateExpression};
use crate::segment::lexicon::{self, Cues, cues, networks};
use crate::text::token::is_letter;

/// Dates are looked for in lines up to this many bytes; a longer line is no date line, and its
/// dates are its story.
const DATED_LINE: usize = 2000;

/// So many bytes of a line tell how it is written.
const COUNTED: usize = 240;

/// Lines of more characters are not compared with others.
const ALIKE: usize = 220;

/// A line that is not blank, or a block of a structured format.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The words, without white space at both ends.
    pub text: &'a str,
    /// Where `text` lies in the extract's text, in bytes.
    pub span: Range<usize>,
    /// The 0-based line of the text it begins on.
    pub number: u32,
    /// The 0-based line it ends on; another only in hard-wrapped text.
    pub last_number: u32,
    /// How many lines are blank between the line before and this one.
    pub gap: u32,
    /// Spaces before its first word.
    pub indent: usize,
    /// Words; of scripts without spaces, half the characters.
    pub words: usize,
    /// Of the words those that have letters.
    pub lettered: usize,
    /// Characters.
    pub size: usize,
    /// The bytes at its end that are a link glued to its last sentence.
    pub glued_link: usize,
    /// It ends as a sentence does, the glued link aside.
    pub ends_sentence: bool,
    pub bullet: Option<Bullet>,
    pub cues: Cues,
    /// What the format says it is, and whether that speaks for an article.
    pub kind: BlockKind,
    pub vote: Vote,
    /// The dates in it.
    pub dates: Vec<DateExpression>,
    /// How it reads when digits are put aside; 0 of a long line.
    pub fingerprint: u64,
    /// See [`Line::is_chrome_by_words`], [`Line::is_date_line`], [`Line::could_be_headline`].
    chrome: bool,
    dated: bool,
    headline: bool,
    /// What its beginning is made of.
    pub counts: Counts,
    /// See [`Line::terms`].
    terms: OnceCell<Vec<Term>>,
}

/// What stands before the words of a list entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    Mark,
    Number(u32),
}

impl<'a> Line<'a> {
    /// The words without the link glued to their end.
    pub fn own_text(&self) -> &'a str {
        &self.text[..self.text.len() - self.glued_link]
    }

    /// Its words as hashes; read when first asked for.
    pub fn terms(&self) -> &[Term] {
        self.terms.get_or_init(|| terms::read(self.text))
    }

    /// The words in a part of the line, by its bytes. Of a long line of which nobody asked for all
    /// words only the part is read.
    pub fn terms_in(&self, part: Range<usize>) -> Cow<'_, [Term]> {
        if part == (0..self.text.len()) {
            Cow::Borrowed(self.terms())
        } else if self.terms.get().is_none() && self.text.len() > 2 * part.len() {
            Cow::Owned(terms::read(&self.text[part]))
        } else {
            terms::within(self.terms(), self.text, part).collect()
        }
    }

    /// Whether it reads like running text.
    pub fn is_prose(&self) -> bool {
        self.words >= 8 && self.ends_sentence && self.size >= 50 || self.words >= 30
    }

    /// Whether it could be a headline by its form alone.
    pub fn could_be_headline(&self) -> bool {
        self.headline
    }

    fn has_form_of_headline(&self) -> bool {
        let first = self.text.chars().find(|c| c.is_alphanumeric());
        let last = self.text.chars().next_back();
        self.words <= 32
            && self.size <= 220
            && self.size >= 3
            && first.is_some_and(|c| !c.is_lowercase())
            && !matches!(last, Some(',' | ';' | ':'))
            && !(self.ends_sentence && last == Some('.') && self.words > 4)
            && self.bullet != Some(Bullet::Mark)
            && !self.cues.any(Cues::CHROME.or(Cues::SECTION))
            && !self.is_date_line()
    }

    /// Whether it is little more than a date.
    pub fn is_date_line(&self) -> bool {
        self.dated
    }

    fn is_mostly_date(&self) -> bool {
        let dated: usize = self.dates.iter().filter(|d| d.year.is_some()).map(|d| d.span.len()).sum();
        dated > 0
            && self.text.len() - dated <= 90
            && self.words <= 20
            && !(self.ends_sentence && self.words > 9)
    }

    /// Whether it consists of marks alone: `* * *`, `-----`.
    pub fn is_rule(&self) -> bool {
        self.size >= 3
            && self.size <= 200
            && self.counts.lettered == 0
            && !self.text.contains(|c: char| is_letter(c) || c.is_numeric())
    }

    /// Whether lexicon phrases say that it is site chrome.
    pub fn is_chrome_by_words(&self) -> bool {
        self.chrome
    }

    fn has_words_of_chrome(&self) -> bool {
        if self.cues.any(Cues::CHROME) || self.cues.any(Cues::SECTION) && self.words <= 10 && !self.is_prose()
        {
            return true;
        }
        let short = self.words <= 30 && self.size <= 240;
        let inside = self.cues.any(Cues::CHROME_INSIDE);
        if !self.cues.any(Cues::CHROME_START) {
            return inside && short;
        }
        let label = self.text.bytes().take(30).any(|b| b == b':');
        inside
            || short && (!self.ends_sentence || label || self.words <= 12)
            || self.size <= 320 && networks(self.text) >= 2
    }
}

/// The lines of an extract that are not blank, in order; in hard-wrapped text its paragraphs.
pub fn measure(extract: &Extract) -> Vec<Line<'_>> {
    let rows = rows(extract);
    let width =
        Some(&rows).filter(|_| extract.format == Format::PlainText).and_then(|rows| wrap::hard_wrap(rows));
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(rows.len());
    let mut from = 0;
    while let Some(first) = rows.get(from) {
        let end = width.map_or(from + 1, |width| wrap::paragraph_end(&rows, from, width));
        let last = rows.get(end - 1).unwrap_or(first);
        let text = extract.text.get(first.span.start..last.span.end).unwrap_or(first.text);
        let gap =
            from.checked_sub(1).map_or(0, |before| (first.number - rows[before].number).saturating_sub(1));
        let mut line = measure_line(text, first.span.start, first.number);
        line.last_number = last.number;
        line.gap = if extract.format == Format::PlainText { gap } else { 1 };
        line.indent = first.indent;
        (line.kind, line.vote) = (first.kind, first.vote);
        lines.push(line);
        from = end;
    }
    lines
}

/// A line as the extract has it, before anything is measured.
pub struct Row<'a> {
    pub text: &'a str,
    pub span: Range<usize>,
    pub number: u32,
    pub indent: usize,
    kind: BlockKind,
    vote: Vote,
}

fn rows(extract: &Extract) -> Vec<Row<'_>> {
    let text = extract.text.as_str();
    let mut rows = Vec::with_capacity(extract.pieces.len());
    let (mut at, mut number) = (0, 0);
    for piece in &extract.pieces {
        let Some(whole) = text.get(piece.span.range()) else { continue };
        let trimmed = whole.trim();
        let indent = whole.len() - whole.trim_start().len();
        let start = piece.span.start as usize + indent;
        if trimmed.is_empty() || start < at {
            continue;
        }
        number += text.as_bytes()[at..start].iter().map(|&byte| u32::from(byte == b'\n')).sum::<u32>();
        at = start;
        let span = start..start + trimmed.len();
        rows.push(Row { text: trimmed, span, number, indent, kind: piece.kind, vote: piece.vote });
    }
    rows
}

fn measure_line(text: &str, start: usize, number: u32) -> Line<'_> {
    let (counts, all) = Counts::of(text, COUNTED);
    let [size, words, lettered, dense] =
        [all.size, all.words, all.lettered, all.dense].map(|count| count as usize);
    let glued_link = if ends_sentence(text) { 0 } else { lexicon::glued_link(text) };
    let mut line = Line {
        text,
        span: start..start + text.len(),
        number,
        last_number: number,
        gap: 0,
        indent: 0,
        words: words + dense / 2,
        lettered: lettered + dense / 2,
        size,
        glued_link,
        ends_sentence: ends_sentence(&text[..text.len() - glued_link]),
        bullet: bullet(text),
        cues: all_cues(text, words),
        kind: BlockKind::Paragraph,
        vote: Vote::None,
        dates: if all.digits > 0 && text.len() <= DATED_LINE {
            date_text::find_dates(text)
        } else {
            Vec::new()
        },
        fingerprint: if size <= ALIKE { without_digits(text) } else { 0 },
        chrome: false,
        dated: false,
        headline: false,
        counts,
        terms: OnceCell::new(),
    };
    line.chrome = line.has_words_of_chrome();
    line.dated = line.is_mostly_date();
    line.headline = line.has_form_of_headline();
    line
}

/// The cues of a line; "Share Tweet Email", chrome word by word, is chrome as a whole.
fn all_cues(text: &str, words: usize) -> Cues {
    let listed = (2..=6).contains(&words) && !text.contains(':');
    let whole = cues(text);
    let each = || listed && text.split_whitespace().all(|word| cues(word).any(Cues::CHROME));
    if !whole.any(Cues::CHROME) && each() { whole.or(Cues::CHROME) } else { whole }
}

fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』' | ' ');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '‥'])
}

fn bullet(text: &str) -> Option<Bullet> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let rest = &text[digits..];
        let follows = rest.starts_with(". ") || rest.starts_with(") ");
        return text[..digits].parse().ok().filter(|_| follows).map(Bullet::Number);
    }
    let mut chars = text.chars();
    let mark =
        chars.next().is_some_and(|c| matches!(c, '•' | '-' | '–' | '*' | '·' | '▪' | '►' | '○' | '‣' | '+'));
    let apart = chars.next().is_some_and(char::is_whitespace);
    (mark && apart && chars.any(char::is_alphanumeric)).then_some(Bullet::Mark)
}

/// The words of a list entry without what stands before them.
pub fn without_bullet(text: &str) -> &str {
    match bullet(text) {
        Some(_) => text.split_once(' ').map_or(text, |(_, rest)| rest.trim_start()),
        None => text,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A line of plain text on its own.
    pub fn line(text: &str) -> Line<'_> {
        measure_line(text, 0, 0)
    }

    #[test]
    fn a_line_is_measured_by_its_form() {
        let prose = line("The mayor of Norwick opened the new bridge on Monday, two years late.");
        assert!(prose.is_prose() && !prose.could_be_headline());
        let headline = line("Norwick opens its new bridge");
        assert!(headline.could_be_headline() && !headline.is_prose());
        assert!(line("Tuesday, April 4, 2023").is_date_line());
        assert!(!line("Tuesday, April 4, 2023").could_be_headline());
        assert!(line("* * *").is_rule() && !line("A").is_rule());
        assert_eq!(line("12. Twelve").bullet, Some(Bullet::Number(12)));
        assert_eq!(line("2022 was long").bullet, None);
        assert_eq!(without_bullet("• one two"), "one two");
    }
}
