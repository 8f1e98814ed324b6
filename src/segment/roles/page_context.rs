//! The context of each line in its page: how much running text lies before and after it, whether it
//! repeats, and how many of its words the running text has too.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::form::{LineForm, bucket, line_form};
use super::words::{LineWords, WordHash};
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;

/// Running text of more long words than this is not read.
const PROSE_WORDS: usize = 4_000;
/// A short line that may head a section has at most so many words.
const HEADING: usize = 6;
/// So far below a heading still belongs to it.
const SECTION: usize = 14;

/// Measures of all lines of a page.
pub struct PageContext<'l, 'a> {
    /// All lines of the page.
    pub lines: &'l [Line<'a>],
    /// Their words.
    pub words: LineWords,
    /// Their forms.
    pub forms: Vec<LineForm>,
    /// Characters of running text before each line, and at the end in all.
    pub prose: Vec<usize>,
    /// The nearest line of running text above and below each line.
    pub above: Vec<Option<usize>>,
    pub below: Vec<Option<usize>>,
    /// The last short line above that may head a section.
    pub heading: Vec<Option<usize>>,
    /// How many lines read like each line, whatever their digits, and whether one stands before it.
    pub repeats: Vec<(u32, bool)>,
    /// The fifth of the line's longer words that the running text elsewhere has too; 7 when it
    /// has none itself.
    pub in_prose: Vec<u8>,
    /// The cues that lines above each line gave, and those that lines below give.
    pub cues_above: Vec<Cues>,
    pub cues_below: Vec<Cues>,
    /// How many lines before each line hold little more than a date, and at the end in all.
    pub dated: Vec<u32>,
    /// The share of running text in the page in tenths, and how long the page is.
    pub share: u8,
    pub length: u8,
    /// The tenth of its lines that are list entries.
    pub listed: u8,
    /// The length of the middle one of its lines of running text.
    pub typical: u8,
}

impl<'l, 'a> PageContext<'l, 'a> {
    /// Measures the lines of a page.
    pub fn of(lines: &'l [Line<'a>]) -> PageContext<'l, 'a> {
        let words = LineWords::of(lines);
        let forms: Vec<LineForm> = lines.iter().map(line_form).collect();
        let mut prose = Vec::with_capacity(lines.len() + 1);
        let (mut sum, mut all) = (0, 0);
        for (line, form) in lines.iter().zip(&forms) {
            prose.push(sum);
            sum += if form.prose { line.size } else { 0 };
            all += line.size;
        }
        prose.push(sum);
        let mut page = PageContext {
            above: nearest(forms.iter()),
            below: nearest(forms.iter().rev()),
            heading: headings(lines, &forms),
            repeats: repeats(lines),
            in_prose: in_prose(&words, &forms),
            cues_above: gathered(lines.iter()),
            cues_below: gathered(lines.iter().rev()),
            dated: dated(lines),
            listed: (forms.iter().filter(|form| form.list > 0).count() * 10 / forms.len().max(1)) as u8,
            typical: typical(&forms),
            share: (sum * 10 / all.max(1)) as u8,
            length: bucket(lines.len()),
            lines,
            words,
            forms,
            prose,
        };
        page.below.reverse();
        page.cues_below.reverse();
        for at in page.below.iter_mut().flatten() {
            *at = lines.len() - 1 - *at;
        }
        page
    }

    /// The tenth of the page's running text that lies before a line; 11 after its end.
    pub fn progress(&self, at: usize) -> u8 {
        let all = self.prose[self.lines.len()];
        let before = self.prose[at];
        match before {
            0 => 0,
            _ if before == all => 11,
            _ => 1 + (before * 10 / all.max(1)).min(9) as u8,
        }
    }
}

/// For each form, in the order given, the last position before it that is running text.
fn nearest<'f>(forms: impl Iterator<Item = &'f LineForm>) -> Vec<Option<usize>> {
    let mut last = None;
    let step = |(at, form): (usize, &LineForm)| {
        let before = last;
        last = if form.prose { Some(at) } else { last };
        before
    };
    forms.enumerate().map(step).collect()
}

/// For each line, in the order given, the cues of those before it.
fn gathered<'l, 'a: 'l>(lines: impl Iterator<Item = &'l Line<'a>>) -> Vec<Cues> {
    let mut all = Cues::default();
    let step = |line: &Line<'_>| {
        let before = all;
        all = all.or(line.cues);
        before
    };
    lines.map(step).collect()
}

fn dated(lines: &[Line<'_>]) -> Vec<u32> {
    let mut count = 0;
    let mut dated = vec![0];
    for line in lines {
        count += u32::from(line.is_date_line());
        dated.push(count);
    }
    dated
}

fn typical(forms: &[LineForm]) -> u8 {
    let mut sizes: Vec<u8> = forms.iter().filter(|form| form.prose).map(|form| form.size).collect();
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().unwrap_or(0)
}

fn headings(lines: &[Line<'_>], forms: &[LineForm]) -> Vec<Option<usize>> {
    let mut last: Option<usize> = None;
    let mut headings = Vec::with_capacity(lines.len());
    for (at, (line, form)) in lines.iter().zip(forms).enumerate() {
        headings.push(last.filter(|&heading| at - heading <= SECTION));
        let set_off = line.gap > 0 || at == 0;
        if line.words <= HEADING && form.list == 0 && set_off && !line.ends_sentence {
            last = Some(at);
        } else if form.prose {
            last = None;
        }
    }
    headings
}

fn repeats(lines: &[Line<'_>]) -> Vec<(u32, bool)> {
    let mark = |line: &Line<'_>| match line.fingerprint {
        0 => xxh3_64(line.text.as_bytes()),
        fingerprint => fingerprint,
    };
    let marks: Vec<u64> = lines.iter().map(mark).collect();
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let before: Vec<u32> = marks
        .iter()
        .map(|&mark| {
            let count = counts.entry(mark).or_default();
            *count += 1;
            *count - 1
        })
        .collect();
    marks.iter().zip(before).map(|(mark, before)| (counts[mark], before > 0)).collect()
}

fn in_prose(words: &LineWords, forms: &[LineForm]) -> Vec<u8> {
    // The longer words of all lines, of each line once, and where those of each end.
    let (mut all, mut own): (Vec<WordHash>, Vec<WordHash>) = (Vec::new(), Vec::new());
    let mut ends = Vec::with_capacity(forms.len());
    for at in 0..forms.len() {
        own.extend(words.head(at).iter().filter(|word| word.is_long()));
        own.sort_unstable();
        own.dedup();
        all.append(&mut own);
        ends.push(all.len());
    }
    let of = |at: usize| &all[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]];
    let mut left = PROSE_WORDS;
    let mut counts: FxHashMap<WordHash, u32> = FxHashMap::default();
    for at in (0..forms.len()).filter(|&at| forms[at].prose) {
        left = left.saturating_sub(of(at).len());
        of(at).iter().for_each(|&word| *counts.entry(word).or_default() += 1);
        if left == 0 {
            break;
        }
    }
    let share = |at: usize| {
        if of(at).is_empty() {
            return 7;
        }
        // The words of a line of running text are in the running text by itself.
        let itself = u32::from(forms[at].prose);
        let shared =
            of(at).iter().filter(|word| counts.get(word).is_some_and(|&count| count > itself)).count();
        (shared * 5 / of(at).len().max(2)) as u8
    };
    (0..forms.len()).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    const PROSE: &str =
        "The harbour of Norwick was closed for most of the week by a leak below the old pier.";

    #[test]
    fn every_line_knows_the_running_text_around_it() {
        let mut lines = ["Home", PROSE, "Related", "Harbour closed by a leak", PROSE, "Home"].map(line);
        lines[2].gap = 1;
        let page = PageContext::of(&lines);
        assert_eq!(page.above, [None, None, Some(1), Some(1), Some(1), Some(4)]);
        assert_eq!(page.below, [Some(1), Some(4), Some(4), Some(4), None, None]);
        assert_eq!([0, 2, 5].map(|at| page.progress(at)), [0, 6, 11]);
        assert_eq!(page.repeats[0], (2, false));
        assert_eq!(page.repeats[5], (2, true));
        assert_eq!((page.in_prose[0], page.in_prose[3]), (0, 5), "none and all of their words are shared");
        assert_eq!(page.heading[3], Some(2));
    }

    #[test]
    fn cues_are_gathered_from_both_ends() {
        let lines = [PROSE, "Related Stories", PROSE].map(line);
        let page = PageContext::of(&lines);
        let section = |cues: &Cues| cues.any(Cues::SECTION);
        assert_eq!(page.cues_above.iter().map(section).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(page.cues_below.iter().map(section).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn an_empty_page_has_no_measures() {
        assert!(PageContext::of(&[]).forms.is_empty());
    }
}
