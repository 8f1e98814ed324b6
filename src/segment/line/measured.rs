//! A line of a file with its measured properties, on which all rules of `segment` are built.
//!
//! Not here: how the properties are measured (`measure`), and what a line is for (`roles`).

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::bullet::Bullet;
use super::counts::Counts;
use super::terms::{self, Term};
use crate::model::{BlockKind, Vote};
use crate::segment::date_text::DateExpression;
use crate::segment::lexicon::{Cues, networks};
use crate::segment::mail::part::MailPart;
use crate::text::token::is_letter;

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
    /// It ends as a sentence does, a glued link not counted.
    pub ends_sentence: bool,
    /// What stands before its words.
    pub bullet: Option<Bullet>,
    /// What the phrases in it show.
    pub cues: Cues,
    /// What the format says it is.
    pub kind: BlockKind,
    /// Whether the format counts it for an article.
    pub vote: Vote,
    /// What it is for, in a mail saved as plain text.
    pub mail: Option<MailPart>,
    /// The dates in it.
    pub dates: Vec<DateExpression>,
    /// A hash of how it reads without its digits; 0 of a long line.
    pub fingerprint: u64,
    /// See [`Line::is_chrome_by_words`], [`Line::is_date_line`], [`Line::could_be_headline`].
    pub(super) chrome: bool,
    pub(super) dated: bool,
    pub(super) headline: bool,
    /// What its beginning is made of.
    pub counts: Counts,
    /// See [`Line::terms`].
    pub(super) terms: OnceCell<Vec<Term>>,
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

    pub(super) fn has_form_of_headline(&self) -> bool {
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

    pub(super) fn is_mostly_date(&self) -> bool {
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

    pub(super) fn has_words_of_chrome(&self) -> bool {
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
