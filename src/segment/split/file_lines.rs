//! The lines of a file with prefix sums over them, by which any part of the file is judged in constant
//! time: its running text, its headline, and where it begins and ends without the page's own matter.
//!
//! Not here: which parts are tried (`candidates`), and the evidence for them (`evidence`).

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cohesion::Words;
use super::separators::{HeadReading, usual_gap};
use super::shape::Shapes;
use crate::segment::lexicon::Cues;
use crate::segment::line::bullet::Bullet;
use crate::segment::line::measured::Line;
use crate::segment::title::form::{is_dated, is_headline};

/// Characters of running text from which a part with a headline counts as an article.
pub const SOME_PROSE: usize = 120;
/// So many lines of chrome at either end of a part are left out at most; it keeps the time linear.
const EDGE: usize = 40;
/// A file's own head has so many lines at most.
const MENU: usize = 8;
/// A line of a masthead has at most so many words.
const MASTHEAD: usize = 6;
/// For each so many lines of a file a headline may occur once more. Set by hand.
const MANY_LINES: usize = 1000;
/// A list has so many entries at least.
const LIST: usize = 3;
/// The headline of a part is among so many lines.
const HEAD: usize = 6;

/// The lines of a file with sums that let a part be judged in constant time.
pub struct FileLines<'l, 'a> {
    /// All lines of the file.
    pub lines: &'l [Line<'a>],
    /// How many blank lines mostly stand between two lines.
    pub usual_gap: u32,
    /// Characters of running text before each line.
    prose: Vec<usize>,
    /// List entries before each line.
    entries: Vec<usize>,
    /// How often lines of the same fingerprint occur.
    repeats: FxHashMap<u64, u32>,
    /// The longer words; read when first asked for.
    words: OnceCell<Words>,
    /// The shapes of heads.
    pub shapes: Shapes,
    /// The lines at which heads of each shape begin; read when first asked for.
    of_shape: OnceCell<FxHashMap<u64, Vec<usize>>>,
}

impl<'l, 'a> FileLines<'l, 'a> {
    /// Sums up the lines of a file.
    pub fn new(lines: &'l [Line<'a>]) -> Self {
        let (mut prose, mut entries, mut repeats) = (vec![0], vec![0], FxHashMap::default());
        let (mut characters, mut listed) = (0, 0);
        for line in lines {
            characters += if line.is_prose() { line.size } else { 0 };
            listed += usize::from(line.bullet.is_some());
            prose.push(characters);
            entries.push(listed);
            if line.size <= 220 {
                *repeats.entry(line.fingerprint).or_default() += 1;
            }
        }
        let (words, of_shape) = (OnceCell::new(), OnceCell::new());
        let shapes = Shapes::of(lines);
        FileLines { lines, usual_gap: usual_gap(lines), prose, entries, repeats, words, shapes, of_shape }
    }

    /// The longer words of the running text.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(self.lines))
    }

    /// How many lines of a part begin a head of that shape.
    pub fn with_shape(&self, shape: u64, part: Range<usize>) -> usize {
        let of_shape = self.of_shape.get_or_init(|| {
            let mut of_shape: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
            (0..self.lines.len()).for_each(|at| of_shape.entry(self.shapes.at(at)).or_default().push(at));
            of_shape
        });
        let before = |end: usize| of_shape.get(&shape).map_or(0, |all| all.partition_point(|&at| at < end));
        before(part.end) - before(part.start)
    }

    /// Characters of running text in a part.
    pub fn prose_in(&self, part: &Range<usize>) -> usize {
        self.prose[part.end.max(part.start)] - self.prose[part.start]
    }

    /// List entries in a part.
    pub fn entries_in(&self, part: &Range<usize>) -> usize {
        self.entries[part.end.max(part.start)] - self.entries[part.start]
    }

    /// Whether a part has a headline, then text or a list.
    pub fn is_article(&self, part: &Range<usize>) -> bool {
        self.headline_of(part).is_some() && self.has_text(part)
    }

    /// Whether a part has running text or a list.
    pub fn has_text(&self, part: &Range<usize>) -> bool {
        self.prose_in(part) >= SOME_PROSE || self.entries_in(part) >= 3
    }

    /// Whether a line does not repeat down the file.
    pub fn is_own(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let count = self.repeats.get(&line.fingerprint).copied().unwrap_or(1);
        let chance = (self.lines.len() / MANY_LINES) as u32;
        count <= chance + if line.words >= 4 { 2 } else { 1 }
    }

    /// The headline at the beginning of a part, past chrome, masthead, date lines and what
    /// repeats.
    pub fn headline_of(&self, part: &Range<usize>) -> Option<usize> {
        let skipped = |at: usize| {
            let line = &self.lines[at];
            is_outside(line) || line.cues.any(Cues::MASTHEAD) || is_dated(line) || !self.is_own(at)
        };
        let mut lines = (part.start..part.end.min(part.start + HEAD)).filter(|&at| !skipped(at));
        let first = lines.next()?;
        // "World" just above "Norwick opens its new bridge".
        let below = lines.next().filter(|&next| {
            let next = &self.lines[next];
            self.lines[first].words <= 2 && next.gap == 0 && next.words >= 4 && is_headline(next)
        });
        let at = below.unwrap_or(first);
        let line = &self.lines[at];
        (is_headline(line) || line.bullet.is_some_and(|b| b != Bullet::Mark)).then_some(at)
    }

    /// Whether lines at the top of the file look like the name of a paper above what it says of itself.
    pub fn is_masthead(&self, lines: Range<usize>) -> bool {
        let top = lines.start == 0 && lines.len() >= 2 && self.lines[1].gap == 0;
        top && self.lines[lines].iter().all(|line| line.words <= MASTHEAD)
    }

    /// The lines that may be headlines of articles: of each run of lines above running text the last that has
    /// the form and length of one.
    pub fn heads(&self) -> Vec<usize> {
        let mut heads = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            let run = self.lines[at..].iter().take_while(|line| !line.is_prose()).count();
            let near = (at + run).saturating_sub(HEAD).max(at);
            let is_head = |&at: &usize| {
                let line = &self.lines[at];
                let used = line.bullet == Some(Bullet::Mark) || is_dated(line) || is_outside(line);
                is_headline(line) && !used && line.words >= 2 && self.is_own(at)
            };
            if at + run < self.lines.len() {
                // What closes the article before stands above, and so does a masthead.
                let worded = (near..at + run).rev().find(|at| is_head(at) && self.lines[*at].words >= 4);
                heads.extend(worded.or_else(|| (near..at + run).find(is_head)));
            }
            at += run + 1;
        }
        heads
    }

    /// The lines that may be headlines of articles, in one reading.
    pub fn heads_as(&self, reading: HeadReading) -> Vec<usize> {
        let mut heads = self.heads();
        match reading {
            HeadReading::Text => {}
            HeadReading::Worded => heads.retain(|&at| self.lines[at].words >= 4),
            HeadReading::Listed => {
                heads.extend((0..self.lines.len()).filter(|&at| self.heads_list(at)));
                heads.sort_unstable();
                heads.dedup();
            }
        }
        heads
    }

    /// Whether a line that may be a headline stands just above a list.
    fn heads_list(&self, at: usize) -> bool {
        let below = self.lines.get(at + 1..at + 1 + LIST).unwrap_or_default();
        let line = &self.lines[at];
        let is_head = line.bullet.is_none() && line.words >= 2 && is_headline(line) && !is_dated(line);
        below.len() == LIST && below.iter().all(|line| line.bullet.is_some()) && is_head && self.is_own(at)
    }

    /// The first part of a file without the page's own head: its name above a menu.
    pub fn without_head(&self, mut part: Range<usize>) -> Option<Range<usize>> {
        for at in part.clone().take(MENU) {
            let line = &self.lines[at];
            let entry = at > 0 && part.start == at && line.gap == 0 && line.words <= 2;
            if is_outside(line) || line.cues.any(Cues::MASTHEAD) || entry {
                part.start = at + 1;
            } else if at > part.start || line.words > 4 || line.is_prose() {
                break;
            }
        }
        self.without_masthead(part)
    }

    /// A part without masthead and chrome at its beginning; `None` when nothing is left.
    pub fn without_masthead(&self, mut part: Range<usize>) -> Option<Range<usize>> {
        let last = (part.start + EDGE).min(part.end);
        while part.start < last
            && (is_outside(&self.lines[part.start]) || self.lines[part.start].cues.any(Cues::MASTHEAD))
        {
            part.start += 1;
        }
        (part.start < part.end).then_some(part)
    }

    /// A part that ends where the page's own matter begins.
    pub fn without_foot(&self, mut part: Range<usize>) -> Range<usize> {
        let last = part.end.saturating_sub(EDGE).max(part.start + 1);
        while part.end > last && is_outside(&self.lines[part.end - 1]) {
            part.end -= 1;
        }
        part
    }
}

fn is_outside(line: &Line<'_>) -> bool {
    line.is_rule() || line.is_chrome_by_words()
}
