//! The stretches a pattern cuts a file into, arrangement by arrangement: the lines of the pattern
//! stand between articles, or are headlines, or stand below them. What speaks for a cutting is
//! weighed in `evidence`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::separators::{Form, Pattern, first_number, usual_gap};
use crate::segment::lexicon::Cues;
use crate::segment::line::measure::{Bullet, Line};
use crate::segment::title::form::{is_dated, is_headline};

/// Characters of running text from which a stretch with a headline counts as an article.
const SOME_PROSE: usize = 120;
/// So much running text below the last closing line is an article without one.
const UNCLOSED: usize = 500;
/// So many lines of chrome at either end of a stretch are left out at most; it keeps the time linear.
const EDGE: usize = 40;
/// Running text between counted headlines, in characters, that speaks neither for nor against them.
const MEASURE: f32 = 80.0;
/// So many lines with the number before are tried.
const TRIED: usize = 20;
/// A file's own head has so many lines at most.
const MENU: usize = 8;
/// The headline of a stretch is among so many lines.
const HEAD: usize = 6;

/// Where the lines of a pattern stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Between articles, or first or last in them.
    Between,
    /// They are the headlines.
    At,
    /// So many lines below the headlines.
    Below(usize),
    /// They are the headlines, counted from 1.
    Counted,
}

/// A cutting of a file.
#[derive(Clone, Debug)]
pub struct Cutting {
    pub form: Form,
    pub arrangement: Arrangement,
    pub cuts: Vec<Range<usize>>,
    /// The share of the pattern's lines that fit.
    pub used: f32,
    /// Whether the numbers of the pattern's lines count up from 1.
    pub counted: bool,
}

impl Cutting {
    /// Whether its stretches begin with their headlines.
    pub fn has_heads(&self) -> bool {
        matches!(self.arrangement, Arrangement::At | Arrangement::Counted)
    }

    /// The headline of one of its stretches.
    pub fn headline_of(&self, file: &File<'_, '_>, cut: &Range<usize>) -> Option<usize> {
        if self.has_heads() { Some(cut.start) } else { file.headline_of(cut) }
    }
}

/// The lines of a file with sums that let a stretch be judged in constant time.
pub struct File<'l, 'a> {
    pub lines: &'l [Line<'a>],
    /// How many blank lines mostly stand between two lines.
    pub usual_gap: u32,
    /// Characters of running text before each line.
    prose: Vec<usize>,
    /// List entries before each line.
    entries: Vec<usize>,
    /// How often lines that read alike occur.
    alike: FxHashMap<u64, u32>,
}

impl<'l, 'a> File<'l, 'a> {
    pub fn new(lines: &'l [Line<'a>]) -> Self {
        let (mut prose, mut entries, mut alike) = (vec![0], vec![0], FxHashMap::default());
        let (mut characters, mut listed) = (0, 0);
        for line in lines {
            characters += if line.is_prose() { line.size } else { 0 };
            listed += usize::from(line.bullet.is_some());
            prose.push(characters);
            entries.push(listed);
            if line.size <= 220 {
                *alike.entry(line.fingerprint).or_default() += 1;
            }
        }
        File { lines, usual_gap: usual_gap(lines), prose, entries, alike }
    }

    /// Every cutting that a pattern allows.
    pub fn cuttings(&self, pattern: &Pattern) -> Vec<Cutting> {
        use Arrangement::{At, Below, Between, Counted};
        let arrangements: &[Arrangement] = match pattern.form {
            Form::Export | Form::Accession | Form::Closing(_) | Form::Rule(_) => &[Between],
            Form::Numbered(_) => &[Counted],
            Form::Marked(_) | Form::Gap(_) | Form::EndDated => &[At],
            Form::Date | Form::Dated => &[Between, Below(1), Below(2)],
            Form::Opening(_) => &[Between, At, Below(1), Below(2)],
            Form::Byline => &[Below(1), Below(2)],
            Form::Source | Form::Address | Form::Bracketed => &[Between, Below(1)],
            Form::Words(_) | Form::Ending(_) => &[Between],
        };
        arrangements.iter().filter_map(|&arrangement| self.cutting(pattern, arrangement)).collect()
    }

    fn cutting(&self, pattern: &Pattern, arrangement: Arrangement) -> Option<Cutting> {
        let at = match arrangement {
            Arrangement::Counted => self.counted(&pattern.at)?,
            _ => pattern.at.clone(),
        };
        let (cuts, used) = match arrangement {
            Arrangement::Between if pattern.form == Form::Export => self.after_counts(&at),
            Arrangement::Between => self.between(pattern.form, &at),
            Arrangement::At | Arrangement::Counted => self.headed(pattern.form, &at, 0),
            Arrangement::Below(by) => self.headed(pattern.form, &at, by),
        }?;
        let numbers = at.iter().map(|&at| first_number(self.lines[at].text));
        let counted = numbers.enumerate().all(|(i, number)| number == Some(i as u32 + 1));
        let numbered = pattern.form == Form::Export;
        let cuts = if numbered { cuts } else { self.without_empty_ends(cuts) };
        (!cuts.is_empty()).then_some(Cutting { form: pattern.form, arrangement, cuts, used, counted })
    }

    /// The stretches between lines, which are a part of the stretch they open or close or of none.
    fn between(&self, form: Form, at: &[usize]) -> Option<(Vec<Range<usize>>, f32)> {
        let (&first, &last) = (at.first()?, at.last()?);
        let rest = last + 1..self.lines.len();
        // What a rule or a known phrase closes is an article, whatever its first line looks like.
        let closing = matches!(form, Form::Rule(_) | Form::Closing(_) | Form::Source | Form::Accession);
        let lead = self
            .settled(0..first)
            .filter(|lead| self.is_article(lead) || closing && self.prose_in(lead) >= UNCLOSED);
        let open = lead.is_none();
        let closed = !self.is_article(&rest) || self.prose_in(&rest) < SOME_PROSE;
        // "Source: The Norwick Star" closes an article or opens it, and is its own.
        let opens = usize::from(form.belongs() && open);
        let closes = usize::from(form.belongs() && !open && closed);
        let mut cuts: Vec<Range<usize>> = lead.map(|lead| lead.start..first + closes).into_iter().collect();
        for pair in at.windows(2) {
            cuts.push(pair[0] + 1 - opens..pair[1] + closes);
        }
        let parting = matches!(form, Form::Rule(_)) || form.belongs();
        let least = if open || parting { SOME_PROSE } else { UNCLOSED };
        if self.is_article(&rest) && self.prose_in(&rest) >= least {
            cuts.push(last + 1 - opens..rest.end);
        }
        let all = cuts.len();
        let mut cuts: Vec<_> = cuts.into_iter().filter_map(|cut| self.without_masthead(cut)).collect();
        if let Some(last) = cuts.pop() {
            cuts.push(if last.end == self.lines.len() && closes == 0 {
                self.without_foot(last)
            } else {
                last
            });
        }
        Some((cuts, all as f32 / (at.len() + 1).max(all) as f32))
    }

    /// The stretches that begin at headlines, which stand so many lines above those of the pattern.
    fn headed(&self, form: Form, at: &[usize], above: usize) -> Option<(Vec<Range<usize>>, f32)> {
        let is_head = |at: usize| match form {
            Form::Numbered(_) | Form::Marked(_) | Form::Opening(_) if above == 0 => {
                self.lines[at].words <= 32
            }
            Form::EndDated => self.lines[at].words >= 6,
            _ => is_headline(&self.lines[at]),
        };
        let mut starts: Vec<usize> =
            at.iter().filter_map(|at| at.checked_sub(above)).filter(|&at| is_head(at)).collect();
        if let (Form::Gap(_), Some(&first)) = (form, starts.first()) {
            let lead = self.settled(0..first).filter(|lead| self.is_article(lead));
            starts.splice(0..0, lead.map(|lead| lead.start));
        }
        let ends = starts.iter().skip(1).copied().chain([self.lines.len()]);
        let cuts = starts.iter().zip(ends).map(|(&at, end)| self.without_foot(at..end)).collect();
        Some((cuts, starts.len() as f32 / at.len().max(starts.len()) as f32))
    }

    /// The stretches after the counting lines of an export, without what stands centred there.
    fn after_counts(&self, at: &[usize]) -> Option<(Vec<Range<usize>>, f32)> {
        let ends = at.iter().skip(1).copied().chain([self.lines.len()]);
        let cuts = at.iter().zip(ends).filter_map(|(&at, end)| {
            let title = (at + 1..end).find(|&i| self.lines[i].indent < 8 && !self.lines[i].is_date_line())?;
            let dated = title > at + 1 && self.lines[title - 1].is_date_line();
            Some(self.without_foot(if dated { title - 1 } else { title }..end))
        });
        Some((cuts.collect(), 1.0))
    }

    /// The lines among these that count up from 1 with the most text between: a numbered list
    /// inside an article has the same numbers.
    fn counted(&self, at: &[usize]) -> Option<Vec<usize>> {
        // Of each line: the best sum of a chain that ends there, and the line before it.
        let mut chains: Vec<(f32, Option<usize>)> = Vec::with_capacity(at.len());
        let mut with: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (i, &line) in at.iter().enumerate() {
            let number = first_number(self.lines[line].text).unwrap_or(0);
            let before = with.get(&number.wrapping_sub(1)).map_or(&[][..], Vec::as_slice);
            let sum = |&before: &usize| {
                let between = self.prose_in(&(at[before]..line)) as f32;
                (chains[before].0 + (between / MEASURE).max(0.1).ln(), Some(before))
            };
            let tried = before.iter().rev().take(TRIED).map(sum);
            let best = tried.max_by(|a, b| a.0.total_cmp(&b.0));
            chains.push(match number {
                1 => (0.0, None),
                _ => best.unwrap_or((f32::NEG_INFINITY, None)),
            });
            with.entry(number).or_default().push(i);
        }
        let end = |i: &usize| {
            chains[*i].0 + (self.prose_in(&(at[*i]..self.lines.len())) as f32 / MEASURE).max(0.1).ln()
        };
        let mut next = (0..at.len()).max_by(|a, b| end(a).total_cmp(&end(b)));
        let mut chain = Vec::new();
        while let Some(i) = next {
            chain.push(at[i]);
            next = chains[i].1;
        }
        chain.reverse();
        (chain.len() >= 2).then_some(chain)
    }

    /// The stretches without those at both ends that hold no text.
    fn without_empty_ends(&self, mut cuts: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let size = |cut: &Range<usize>| {
            self.lines[cut.end - 1].span.end.saturating_sub(self.lines[cut.start].span.start)
        };
        let empty = |cut: &Range<usize>| {
            cut.is_empty() || self.prose_in(cut) == 0 && self.entries_in(cut) < 3 && size(cut) < SOME_PROSE
        };
        let first = cuts.iter().position(|cut| !empty(cut)).unwrap_or(cuts.len());
        cuts.drain(..first);
        while cuts.last().is_some_and(empty) {
            cuts.pop();
        }
        cuts
    }

    pub fn prose_in(&self, cut: &Range<usize>) -> usize {
        self.prose[cut.end.max(cut.start)] - self.prose[cut.start]
    }

    pub fn entries_in(&self, cut: &Range<usize>) -> usize {
        self.entries[cut.end.max(cut.start)] - self.entries[cut.start]
    }

    /// Whether a stretch has a headline, then text or a list.
    pub fn is_article(&self, cut: &Range<usize>) -> bool {
        self.headline_of(cut).is_some() && self.has_text(cut)
    }

    pub fn has_text(&self, cut: &Range<usize>) -> bool {
        self.prose_in(cut) >= SOME_PROSE || self.entries_in(cut) >= 3
    }

    /// Whether a line does not repeat down the file.
    pub fn is_own(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let alike = self.alike.get(&line.fingerprint).copied().unwrap_or(1);
        alike <= if line.words >= 4 { 2 } else { 1 }
    }

    /// The headline at the beginning of a stretch, past chrome, masthead, date lines and what
    /// repeats.
    pub fn headline_of(&self, cut: &Range<usize>) -> Option<usize> {
        let skipped = |at: usize| {
            let line = &self.lines[at];
            is_outside(line) || line.cues.any(Cues::MASTHEAD) || is_dated(line) || !self.is_own(at)
        };
        let mut lines = (cut.start..cut.end.min(cut.start + HEAD)).filter(|&at| !skipped(at));
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

    /// The first stretch of a file without the page's own head: its name above a menu.
    fn settled(&self, mut cut: Range<usize>) -> Option<Range<usize>> {
        for at in cut.clone().take(MENU) {
            let line = &self.lines[at];
            let entry = at > 0 && cut.start == at && line.gap == 0 && line.words <= 2;
            if is_outside(line) || line.cues.any(Cues::MASTHEAD) || entry {
                cut.start = at + 1;
            } else if at > cut.start || line.words > 4 || line.is_prose() {
                break;
            }
        }
        self.without_masthead(cut)
    }

    /// A stretch without masthead and chrome at its beginning; `None` when nothing is left.
    fn without_masthead(&self, mut cut: Range<usize>) -> Option<Range<usize>> {
        let last = (cut.start + EDGE).min(cut.end);
        while cut.start < last
            && (is_outside(&self.lines[cut.start]) || self.lines[cut.start].cues.any(Cues::MASTHEAD))
        {
            cut.start += 1;
        }
        (cut.start < cut.end).then_some(cut)
    }

    /// A stretch that ends where the page's own matter begins.
    fn without_foot(&self, mut cut: Range<usize>) -> Range<usize> {
        let last = cut.end.saturating_sub(EDGE).max(cut.start + 1);
        while cut.end > last && is_outside(&self.lines[cut.end - 1]) {
            cut.end -= 1;
        }
        cut
    }
}

fn is_outside(line: &Line<'_>) -> bool {
    line.is_rule() || line.is_chrome_by_words()
}
