//! Where one article of a file ends and the next begins. A pattern of lines that repeats down the
//! file (`seams`) is taken for the seams when what lies between looks like articles: a headline
//! of its own first, then running text or a list.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::Cues;
use super::lines::{Bullet, Line};
use super::seams::{Form, Pattern, is_source, patterns};

/// Characters of running text from which a stretch counts as an article where the pattern itself
/// is strong evidence, and where it is weak.
const SOME_PROSE: usize = 120;
const MUCH_PROSE: usize = 250;
/// So much running text before the first head of an article means that the heads belong to
/// something else: a list of related stories, comments.
const PROSE_BEFORE_HEADS: usize = 200;

/// So many lines of chrome at either end of a stretch are left out at most; it keeps the time linear.
const EDGE: usize = 40;

/// The lines after the last article are at most so many.
const FOOT: usize = 25;

/// The lines of one document, and the lines between it and the document before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub lines: Range<usize>,
    pub before: Range<usize>,
}

/// Cuts the lines of a file into documents; one part with all lines when nothing speaks for more.
/// `strong_only` asks for patterns that are known to close or to number articles.
pub fn split(lines: &[Line<'_>], strong_only: bool) -> Vec<Part> {
    let whole = vec![Part { lines: 0..lines.len(), before: 0..0 }];
    if lines.len() < 4 {
        return whole;
    }
    let file = File::new(lines);
    let mut best: Option<(u32, Vec<Range<usize>>)> = None;
    for pattern in patterns(lines) {
        if strong_only && !matches!(pattern.form, Form::Export | Form::Accession | Form::Closing(_)) {
            continue;
        }
        let Some((strength, cuts)) = file.try_pattern(&pattern) else { continue };
        if best.as_ref().is_none_or(|(most, found)| (strength, cuts.len()) > (*most, found.len())) {
            best = Some((strength, cuts));
        }
    }
    let Some((_, cuts)) = best.filter(|(_, cuts)| cuts.len() > 1) else { return whole };
    let mut end = 0;
    let part = |lines: Range<usize>| {
        let before = end..lines.start;
        end = lines.end;
        Part { lines, before }
    };
    cuts.into_iter().map(part).collect()
}

/// The lines of a file with sums that let a stretch be judged in constant time.
struct File<'l, 'a> {
    lines: &'l [Line<'a>],
    /// Characters of running text before each line.
    prose: Vec<usize>,
    /// List entries before each line.
    entries: Vec<usize>,
    /// How often lines that read alike occur.
    alike: HashMap<u64, u32>,
}

impl<'l, 'a> File<'l, 'a> {
    fn new(lines: &'l [Line<'a>]) -> Self {
        let (mut prose, mut entries, mut alike) = (vec![0], vec![0], HashMap::new());
        let (mut characters, mut listed) = (0, 0);
        for line in lines {
            characters += if line.is_prose() { line.size } else { 0 };
            listed += usize::from(line.bullet.is_some());
            prose.push(characters);
            entries.push(listed);
            if line.size <= 220 {
                *alike.entry(line.likeness).or_default() += 1;
            }
        }
        File { lines, prose, entries, alike }
    }

    /// The documents the pattern cuts the file into and how strongly it speaks, if it does.
    fn try_pattern(&self, pattern: &Pattern) -> Option<(u32, Vec<Range<usize>>)> {
        match pattern.form {
            Form::Export => self.after_heads(pattern).map(|cuts| (9, cuts)),
            Form::Closing(_) => self.between(pattern, 0.75, 2).map(|cuts| (7, cuts)),
            Form::Accession => self.between(pattern, 0.0, 0).map(|cuts| (8, cuts)),
            Form::Numbered => self.numbered(pattern).map(|cuts| (6, cuts)),
            Form::Date => self.at_heads(pattern, 0).map(|cuts| (5, cuts)),
            Form::Dated(_) if pattern.at.len() < 3 => None,
            Form::Dated(_) => self.at_heads(pattern, 1).map(|cuts| (5, cuts)),
            Form::Rule(_) => self.between(pattern, 0.8, 2).map(|cuts| (4, cuts)),
            Form::Words(_) => self.by_words(pattern),
            Form::Blank => self.at_heads(pattern, 0).filter(|_| self.gaps_are_heads()).map(|cuts| (1, cuts)),
        }
    }

    /// A line of unknown words that repeats: it closes articles if it closes the last one too; in
    /// between it must be borne out by dates or bylines.
    fn by_words(&self, pattern: &Pattern) -> Option<(u32, Vec<Range<usize>>)> {
        let first = self.lines.get(*pattern.at.first()?)?;
        if pattern.at.len() < 3 || first.is_chrome_by_words() || first.bullet.is_some() {
            return None;
        }
        let last = *pattern.at.last()?;
        let rest = last + 1..self.lines.len();
        if rest.len() <= FOOT && self.prose_in(&rest) < SOME_PROSE {
            let cuts = self.between(pattern, 0.9, 3)?;
            let worded = cuts.iter().filter(|cut| self.title_words(cut.start) >= 4).count();
            return (worded * 2 > cuts.len()).then_some((3, cuts));
        }
        let cuts = self.between(pattern, 0.95, 3)?;
        let long = cuts.iter().filter(|cut| self.prose_in(cut) >= 2 * MUCH_PROSE).count();
        let signed = cuts.iter().filter(|cut| self.is_signed(cut)).count();
        (long * 10 >= cuts.len() * 9 && signed * 3 >= cuts.len() * 2).then_some((2, cuts))
    }

    /// The stretches between the lines of a pattern, if at least the `share` of them, and at
    /// least `least`, are articles.
    fn between(&self, pattern: &Pattern, share: f32, least: usize) -> Option<Vec<Range<usize>>> {
        let mut cuts = Vec::new();
        let mut from = 0;
        for &at in &pattern.at {
            // "Source: The Norwick Star" closes an article and is its own.
            let own = usize::from(is_source(self.lines[at].text));
            cuts.push(from..at + own);
            from = at + 1;
        }
        let rest = from..self.lines.len();
        if self.is_article(&rest) && self.prose_in(&rest) >= 2 * MUCH_PROSE {
            cuts.push(rest);
        }
        let cuts: Vec<_> = cuts.into_iter().filter_map(|cut| self.without_masthead(cut)).collect();
        if share > 0.0 && self.is_led(&cuts) {
            return None;
        }
        let good = cuts.iter().filter(|cut| self.is_article(cut)).count();
        let long = cuts.iter().filter(|cut| self.is_long(cut)).count();
        let enough = |count: usize| count >= least && count as f32 >= share * cuts.len() as f32;
        (enough(good) && enough(long)).then_some(cuts)
    }

    /// The stretches that begin at lines of a pattern, or `back` lines before; all of them must
    /// be long, and nothing like an article may stand before the first.
    fn at_heads(&self, pattern: &Pattern, back: usize) -> Option<Vec<Range<usize>>> {
        let mut starts: Vec<usize> = pattern
            .at
            .iter()
            .filter_map(|at| at.checked_sub(back))
            .chain((pattern.form == Form::Blank).then_some(0))
            .filter(|&at| self.headline_after(at, self.lines.len()).is_some())
            .collect();
        starts.sort_unstable();
        starts.dedup();
        if starts.len() * 10 < pattern.at.len() * 7 {
            return None;
        }
        let cuts = self.starting_at(&starts)?;
        let long = cuts.iter().filter(|cut| self.is_article(cut) && self.prose_in(cut) >= MUCH_PROSE).count();
        let related = starts.iter().any(|&at| self.is_below_section(at)) || self.is_led(&cuts);
        if related {
            return None;
        }
        let worded = starts.iter().filter(|&&at| self.title_words(at) >= 4).count();
        // A date right below each headline is a firm arrangement; fewer articles need be long.
        let share = if pattern.form == Form::Dated(true) { 5 } else { 7 };
        (long >= 2 && long * 10 >= cuts.len() * share && worded * 2 > starts.len()).then_some(cuts)
    }

    /// Whether a line stands just below "Related stories" or the like.
    fn is_below_section(&self, at: usize) -> bool {
        self.lines[at.saturating_sub(3)..at].iter().any(|line| line.cues.any(Cues::SECTION))
    }

    /// Whether the first stretch is an article and the others, much shorter, lead to more of them.
    fn is_led(&self, cuts: &[Range<usize>]) -> bool {
        let Some((first, others)) = cuts.split_first() else { return false };
        let longest = others.iter().map(|cut| self.prose_in(cut)).max().unwrap_or(0);
        others.len() >= 2 && self.prose_in(first) > 4 * longest
    }

    /// Headlines numbered from 1 on, without a gap, the first at the top of the file.
    fn numbered(&self, pattern: &Pattern) -> Option<Vec<Range<usize>>> {
        let mut starts = Vec::new();
        for &at in &pattern.at {
            let next = starts.len() as u32 + 1;
            let apart = starts.last().is_none_or(|&last| at > last + 1);
            if self.lines[at].bullet == Some(Bullet::Number(next))
                && apart
                && self.lines[at].could_be_headline()
            {
                starts.push(at);
            }
        }
        if starts.first() != Some(&0) {
            return None;
        }
        let cuts = self.starting_at(&starts)?;
        let good = cuts.iter().filter(|cut| self.is_article(cut)).count();
        (good >= 2 && good * 10 >= cuts.len() * 7).then_some(cuts)
    }

    /// The stretches after the counting lines of an export, without what stands centred there.
    fn after_heads(&self, pattern: &Pattern) -> Option<Vec<Range<usize>>> {
        let ends = pattern.at.iter().skip(1).copied().chain([self.lines.len()]);
        let cuts = pattern.at.iter().zip(ends).filter_map(|(&at, end)| {
            let title = (at + 1..end).find(|&i| self.lines[i].indent < 8 && !self.lines[i].is_date_line())?;
            let dated = title > at + 1 && self.lines[title - 1].is_date_line();
            self.without_foot(if dated { title - 1 } else { title }..end)
        });
        Some(cuts.collect())
    }

    fn starting_at(&self, starts: &[usize]) -> Option<Vec<Range<usize>>> {
        let first = *starts.first()?;
        if self.prose[first] > PROSE_BEFORE_HEADS {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([self.lines.len()]);
        Some(starts.iter().zip(ends).filter_map(|(&at, end)| self.without_foot(at..end)).collect())
    }

    /// Whether blank lines in numbers stand before headlines and hardly elsewhere.
    fn gaps_are_heads(&self) -> bool {
        let wide = self.lines.iter().filter(|line| line.gap >= 2).count();
        let heads = self.lines.iter().filter(|line| line.gap >= 2 && line.could_be_headline()).count();
        heads * 10 >= wide * 9 && wide * 8 <= self.lines.len()
    }

    fn prose_in(&self, cut: &Range<usize>) -> usize {
        self.prose[cut.end.max(cut.start)] - self.prose[cut.start]
    }

    /// Whether a stretch has a headline that is its own, then text or a list.
    fn is_article(&self, cut: &Range<usize>) -> bool {
        let Some(headline) = self.headline_after(cut.start, cut.end) else { return false };
        let alike = self.alike.get(&self.lines[headline].likeness).copied().unwrap_or(1);
        let own = alike <= 2;
        let listed = self.entries[cut.end] - self.entries[headline];
        own && (self.prose_in(cut) >= SOME_PROSE || listed >= 3)
    }

    /// Whether a stretch has the length of an article, not of a teaser.
    fn is_long(&self, cut: &Range<usize>) -> bool {
        self.prose_in(cut) >= MUCH_PROSE || self.entries[cut.end] - self.entries[cut.start] >= 3
    }

    /// Whether a date or a byline stands near the beginning of a stretch.
    fn is_signed(&self, cut: &Range<usize>) -> bool {
        let head = &self.lines[cut.start..cut.end.min(cut.start + 5)];
        head.iter().any(|line| line.is_date_line() || line.cues.any(Cues::BYLINE) && line.words <= 12)
    }

    /// The headline at the beginning of a stretch, past chrome, masthead and date lines.
    fn headline_after(&self, start: usize, end: usize) -> Option<usize> {
        let skipped = |line: &Line<'_>| {
            line.is_rule()
                || line.is_chrome_by_words()
                || line.is_date_line()
                || line.cues.any(Cues::MASTHEAD)
        };
        let at = (start..end.min(start + 6)).find(|&at| !skipped(&self.lines[at]))?;
        self.lines[at].could_be_headline().then_some(at)
    }

    fn title_words(&self, start: usize) -> usize {
        self.headline_after(start, self.lines.len()).map_or(0, |at| self.lines[at].words)
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
    fn without_foot(&self, cut: Range<usize>) -> Option<Range<usize>> {
        let mut cut = self.without_masthead(cut)?;
        let last = cut.end.saturating_sub(EDGE).max(cut.start + 1);
        while cut.end > last && is_outside(&self.lines[cut.end - 1]) {
            cut.end -= 1;
        }
        Some(cut)
    }
}

fn is_outside(line: &Line<'_>) -> bool {
    line.is_rule() || line.is_chrome_by_words()
}
