//! The second reading of a page, by what the first made of whole blocks of lines, which no line shows by itself. Headings,
//! questions, entries of lists and rows of tables look like links, and are text where they stand between paragraphs among
//! others of their like.
//!
//! Not here: the features of the first reading (`features`), and decoding (`decode`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::form::{LineForm, bucket};
use super::page_context::PageContext;
use super::role::{LineRole, role};
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;
use crate::sequence::{Feature, Label, LabelScores, Model};

/// Lines around one that are looked at, the nearer and all.
const NEAR: usize = 5;
const FAR: usize = 15;
/// So many characters of text before a line and after it make it one between paragraphs. Set by hand: of 400 to 1,000
/// the one with which no source of pages loses; near to either end what is no text stands among it as well.
const BETWEEN: usize = 800;
/// The largest margin that is told from others.
const MOST: f32 = 15.0;

/// What the first reading made of a page.
pub struct FirstReading {
    roles: Vec<LineRole>,
    /// How much each line speaks for text more than for anything else, in half steps of a logarithm.
    margins: Vec<i8>,
    /// The stretch of lines, all text or none, in which each line stands.
    stretches: Vec<Streak>,
    of_stretch: Vec<u32>,
    /// Characters of text before each line, and at the end in all; lines of text, and of comments.
    text: Vec<usize>,
    lines: Vec<u32>,
    comments: Vec<u32>,
    /// How many lines are of the form of each, and how many of these are text.
    alike: FxHashMap<u64, (u32, u32)>,
}

/// Lines one after the other that are all text, or none of which is.
#[derive(Clone, Copy, Default)]
struct Streak {
    size: usize,
    lines: u32,
    most: i8,
    sum: i32,
}

impl FirstReading {
    /// What was read of the lines of a page, by the path of labels and the scores of the lines.
    pub fn of(
        page: &PageContext<'_, '_>,
        model: &Model,
        scores: &[LabelScores],
        path: &[Label],
    ) -> FirstReading {
        let mut first = FirstReading {
            roles: path.iter().map(|&label| role(label)).collect(),
            margins: scores.iter().map(|scores| margin(scores, model)).collect(),
            stretches: Vec::new(),
            of_stretch: Vec::with_capacity(path.len()),
            text: vec![0],
            lines: vec![0],
            comments: vec![0],
            alike: FxHashMap::default(),
        };
        let (mut text, mut lines, mut comments) = (0, 0, 0);
        for at in 0..path.len() {
            let (is_text, size) = (first.is_text(at), page.lines[at].size);
            if at == 0 || first.is_text(at - 1) != is_text {
                first.stretches.push(Streak { most: i8::MIN, ..Streak::default() });
            }
            first.of_stretch.push(first.stretches.len() as u32 - 1);
            if let Some(stretch) = first.stretches.last_mut() {
                let margin = first.margins[at];
                stretch.size += size;
                stretch.lines += 1;
                stretch.most = stretch.most.max(margin);
                stretch.sum += i32::from(margin);
            }
            text += if is_text { size } else { 0 };
            lines += u32::from(is_text);
            comments += u32::from(first.roles[at] == LineRole::Comment);
            first.text.push(text);
            first.lines.push(lines);
            first.comments.push(comments);
            let alike = first.alike.entry(shape(&page.forms[at])).or_default();
            *alike = (alike.0 + 1, alike.1 + u32::from(is_text));
        }
        first
    }

    /// For what it read each line.
    pub fn into_roles(self) -> Vec<LineRole> {
        self.roles
    }

    fn is_text(&self, at: usize) -> bool {
        self.roles[at] == LineRole::Content
    }

    /// The lines between paragraphs: of no other does the second reading say anything.
    pub fn between(&self) -> Range<usize> {
        let all = self.text[self.roles.len()];
        let start = self.text.partition_point(|&before| before < BETWEEN).min(self.roles.len());
        let end = self.text.partition_point(|&before| before + BETWEEN <= all);
        start..end.saturating_sub(1).max(start)
    }

    /// The roles by both readings, the second being that of the lines between paragraphs: what was no text at first
    /// is, if that says so and no phrase of sites stands in it. With them how much each line spoke for text.
    pub fn together(mut self, lines: &[Line<'_>], second: &[Label]) -> (Vec<LineRole>, Vec<i8>) {
        let between = self.between();
        for ((first, line), &second) in
            self.roles[between.clone()].iter_mut().zip(&lines[between]).zip(second)
        {
            let was_read_so = (*first, role(second)) == (LineRole::Chrome, LineRole::Content);
            if was_read_so && !has_site_phrase(line) {
                *first = LineRole::Content;
            }
        }
        (self.roles, self.margins)
    }

    fn role(&self, at: Option<usize>) -> u64 {
        at.and_then(|at| self.roles.get(at)).map_or(15, |&role| role as u64)
    }

    /// The size of the stretch so many after that of a line.
    fn size(&self, at: usize, offset: isize) -> u64 {
        let stretch = (self.of_stretch[at] as usize).checked_add_signed(offset);
        stretch
            .and_then(|stretch| self.stretches.get(stretch))
            .map_or(31, |stretch| u64::from(bucket(stretch.size / 20)))
    }

    /// Of how many tenths of the lines from one to another it was said that they are text.
    fn share(&self, from: usize, until: usize) -> u64 {
        let (from, until) = (from.min(self.roles.len()), until.min(self.roles.len()));
        match until.saturating_sub(from) {
            0 => 11,
            all => u64::from(self.lines[until] - self.lines[from]) * 10 / all as u64,
        }
    }

    /// Calls `emit` with each feature of a line.
    pub fn features(&self, page: &PageContext<'_, '_>, at: usize, emit: &mut impl FnMut(Feature)) {
        let (line, form) = (&page.lines[at], &page.forms[at]);
        let (role, margin) = (self.role(Some(at)), self.margins[at] as u64);
        let feature = |kind: u64| Feature::of(200 + kind).with(role);
        let own = u64::from(form.size / 3) << 2 | u64::from(form.prose) << 1 | u64::from(form.list > 0);
        let all = self.text[self.roles.len()].max(1);
        let before = (self.text[at] * 10).div_ceil(all) as u64;
        let after = ((all - self.text[at + 1].min(all)) * 10).div_ceil(all) as u64;
        let between = u64::from(before > 0) << 1 | u64::from(after > 0);
        let stretch = self.stretches[self.of_stretch[at] as usize];
        let mean = (stretch.sum / stretch.lines.max(1) as i32) as u64;
        let (alike, text) = self.alike.get(&shape(form)).copied().unwrap_or_default();
        // The line by itself does not count.
        let (alike, text) = (alike - 1, text - u32::from(self.is_text(at)));
        let likeness = (text * 4).checked_div(alike).map_or(9, u64::from);
        let (near_above, near_below) =
            (self.share(at.saturating_sub(NEAR), at), self.share(at + 1, at + 1 + NEAR));
        let (far_above, far_below) =
            (self.share(at.saturating_sub(FAR), at), self.share(at + 1, at + 1 + FAR));
        let next = self.size(at, 1);
        emit(feature(0));
        emit(feature(1).with(margin));
        emit(feature(2).with(own));
        emit(feature(3).with(margin).with(own));
        emit(feature(4).with(self.size(at, 0)).with(margin));
        emit(feature(5).with(u64::from(bucket(stretch.lines as usize))).with(stretch.most as u64));
        emit(feature(6).with(self.size(at, 0)).with(mean));
        emit(feature(7).with(before).with(after));
        emit(feature(8).with(self.size(at, -1)).with(next));
        emit(feature(9).with(next).with(own));
        emit(feature(10).with(near_above).with(near_below));
        emit(feature(11).with(far_above).with(far_below));
        emit(feature(12).with(near_above + near_below).with(margin));
        emit(feature(13).with(likeness).with(u64::from(bucket(alike as usize))));
        emit(feature(14).with(likeness).with(margin));
        emit(feature(15).with(u64::from(line.is_chrome_by_words())).with(between).with(own));
        emit(feature(16).with(u64::from(page.in_prose[at])).with(between));
        emit(feature(17).with(u64::from(page.repeats[at].0.min(4))).with(between));
        emit(feature(18).with(u64::from(bucket(self.comments[at] as usize))).with(margin));
        emit(feature(19).with(self.role(at.checked_sub(1))).with(self.role(Some(at + 1))).with(margin / 2));
        emit(feature(20).with(before).with(after).with(own));
        emit(feature(21).with(after).with(margin));
        emit(feature(22).with(self.size(at, -1)).with(self.size(at, 0)).with(next));
        emit(feature(23).with(far_below).with(margin));
        emit(feature(24).with(form.case as u64).with(form.last as u64).with(between));
        let around = [-2, -1, 1, 2].map(|offset| self.role(at.checked_add_signed(offset)));
        emit(around.iter().fold(feature(25), |feature, &role| feature.with(role)));
        for cue in line.cues.each() {
            emit(feature(26).with(cue).with(between));
        }
    }
}

/// How much a line speaks for text more than for anything else, in half steps of a logarithm.
fn margin(scores: &LabelScores, model: &Model) -> i8 {
    let text = LineRole::Content as usize;
    let other = (0..model.labels().len()).filter(|&label| label != text).map(|label| scores[label]).max();
    ((scores[text] - other.unwrap_or(0)) as f32 * model.scale() * 2.0).round().clamp(-MOST, MOST) as i8
}

/// What lines of the same use in a page have in common: length, case, ends.
fn shape(form: &LineForm) -> u64 {
    let parts = [form.size / 2, form.case as u8, form.first as u8, form.last as u8, form.list, form.date];
    parts.iter().fold(0, |all, &part| all << 8 | u64::from(part))
}

/// Whether a phrase of sites stands in a line: no later reading takes it for text.
pub(super) fn has_site_phrase(line: &Line<'_>) -> bool {
    line.cues.any(Cues::CHROME.or(Cues::CHROME_START).or(Cues::CHROME_INSIDE).or(Cues::SECTION))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    const PROSE: &str = "The harbour of Norwick was closed for most of the week, the port said on Monday, and the \
                         ferries stayed at their moorings while engineers looked for the leak below the old pier, \
                         which nobody had thought of for years.";

    fn labels(lines: &[Line<'_>], text: &[usize]) -> Vec<Label> {
        let of = |at| if text.contains(&at) { LineRole::Content } else { LineRole::Chrome };
        (0..lines.len()).map(|at| of(at) as Label).collect()
    }

    #[test]
    fn only_of_lines_between_paragraphs_the_second_reading_says_anything() {
        let long = PROSE.repeat(4);
        let lines = ["Home", &long, "Why now?", &long, "Read more"].map(line);
        let page = PageContext::of(&lines);
        let model = Model::new(vec![String::new(); 7], 1.0, Default::default(), Default::default(), &[]);
        let path = labels(&lines, &[1, 3]);
        let read = || FirstReading::of(&page, &model, &vec![Default::default(); lines.len()], &path);
        assert_eq!(read().between(), 2..3);
        let (roles, _) = read().together(&lines, &[LineRole::Content as Label]);
        assert_eq!((roles[0], roles[2], roles[4]), (LineRole::Chrome, LineRole::Content, LineRole::Chrome));
        assert_eq!(read().together(&lines, &[LineRole::Comment as Label]).0[2], LineRole::Chrome);
    }

    #[test]
    fn a_page_without_paragraphs_has_nothing_between_them() {
        for lines in [vec![], vec![line("Home")], vec![line(PROSE)]] {
            let page = PageContext::of(&lines);
            let model = Model::new(vec![String::new(); 7], 1.0, Default::default(), Default::default(), &[]);
            let all: Vec<usize> = (0..lines.len()).collect();
            let scores = vec![Default::default(); lines.len()];
            let first = FirstReading::of(&page, &model, &scores, &labels(&lines, &all));
            assert!(first.between().is_empty() && first.between().end <= lines.len());
        }
    }
}
