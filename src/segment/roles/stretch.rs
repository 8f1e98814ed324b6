//! One stretch of lines that are all text, or none of which is, measured as a whole.
//!
//! Not here: the stretches of a page and what they are for (`stretches`).

use std::ops::Range;

use super::page_context::PageContext;
use crate::segment::lexicon::Cues;

/// Lines stand in a round when others stand in the same order so often on the page.
const ROUND: u32 = 3;

/// Lines one after the other that are all text, or none of which is.
#[derive(Clone, Debug, Default)]
pub struct LineStretch {
    /// The lines.
    pub lines: Range<usize>,
    /// Whether they are text, by the readings of lines.
    pub is_text: bool,
    /// Characters, and those of text before it and after it.
    pub size: usize,
    pub before: usize,
    pub after: usize,
    /// How much its lines speak for text: at most, at least, and in all.
    pub most: i8,
    pub least: i8,
    pub sum: i32,
    /// How many of its lines are running text, have a date, are entries of lists, end as sentences do.
    pub prose: u32,
    pub dated: u32,
    pub listed: u32,
    pub sentences: u32,
    /// How many that are no running text stand in a round.
    pub round: u32,
    /// What the phrases in it show.
    pub cues: Cues,
    /// What its first and its last line are known by.
    pub opening: u64,
    pub ending: u64,
}

impl LineStretch {
    /// The stretch that begins with a line.
    pub fn of(at: usize, is_text: bool) -> LineStretch {
        LineStretch { lines: at..at, is_text, most: i8::MIN, least: i8::MAX, ..LineStretch::default() }
    }

    /// Takes in the line below, that speaks so much for text and stands so often in the same order.
    pub fn add(&mut self, page: &PageContext<'_, '_>, margin: i8, rounds: u32) {
        let at = self.lines.end;
        let (line, form) = (&page.lines[at], &page.forms[at]);
        self.ending = mark(page, at);
        self.opening = if self.lines.is_empty() { self.ending } else { self.opening };
        self.lines.end = at + 1;
        self.size += line.size;
        self.most = self.most.max(margin);
        self.least = self.least.min(margin);
        self.sum += i32::from(margin);
        self.prose += u32::from(form.prose);
        self.dated += u32::from(form.date > 0);
        self.listed += u32::from(form.list > 0);
        self.sentences += u32::from(line.ends_sentence);
        self.round += u32::from(rounds >= ROUND && !form.prose);
        self.cues = self.cues.or(line.cues);
    }

    /// In fourths, how many of its lines are of a sort.
    pub fn share(&self, lines: u32) -> u64 {
        u64::from((lines * 4).div_ceil(self.count()))
    }

    /// How much one of its lines speaks for text.
    pub fn mean(&self) -> u64 {
        (self.sum / self.count() as i32) as u64
    }

    fn count(&self) -> u32 {
        (self.lines.len() as u32).max(1)
    }
}

/// What a line at an end is known by: its words where they stand on the page more than once, else its form.
fn mark(page: &PageContext<'_, '_>, at: usize) -> u64 {
    let (line, form) = (&page.lines[at], &page.forms[at]);
    match page.repeats[at].0 >= 2 && line.fingerprint != 0 {
        true => line.fingerprint,
        false => u64::from(form.size / 3) << 16 | (form.case as u64) << 8 | u64::from(form.date),
    }
}
