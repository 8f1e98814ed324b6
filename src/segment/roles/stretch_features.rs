//! The features of a stretch of lines, for training (`examples/train_lines.rs`) and for decoding (`decode`) alike. After
//! a change here the model of stretches must be trained again.
//!
//! Not here: the stretches of a page (`stretches`), and the features of a line (`features`, `second`).

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::form::bucket;
use super::stretch::LineStretch;
use super::stretches::{Stretches, long_words};
use super::words::WordHash;
use crate::sequence::Feature;

/// At an end of a stretch so many words are looked at.
const WORDS: usize = 6;
/// The headline is looked for in so many lines of a stretch.
const HEAD: usize = 3;

impl Stretches<'_, '_, '_> {
    /// Of the longer words of lines those that a set has: in tenths, and how many.
    fn shared(&self, lines: Range<usize>, with: &FxHashSet<WordHash>) -> (u64, u64) {
        let words = long_words(self.page, lines);
        let shared = words.iter().filter(|word| with.contains(word)).count();
        let tenths = (shared * 10).checked_div(words.len()).unwrap_or(11);
        (tenths as u64, shared as u64)
    }

    /// Whether a stretch is text and the longest one, with which each of its features is joined.
    fn feature(&self, at: usize, kind: u64) -> Feature {
        Feature::of(300 + kind).with(u64::from(self.all[at].is_text) << 1 | u64::from(at == self.main))
    }

    /// Before (1), after (2) or at the longest one.
    fn side(&self, at: usize) -> u64 {
        u64::from(at > self.main) << 1 | u64::from(at < self.main)
    }

    /// Calls `emit` with each feature of a stretch.
    pub fn features(&self, at: usize, emit: &mut impl FnMut(Feature)) {
        self.place(at, emit);
        self.form(at, emit);
        self.content(at, emit);
        self.neighbours(at, emit);
        self.wording(at, emit);
    }

    /// How long it is, and where in the text it stands.
    fn place(&self, at: usize, emit: &mut impl FnMut(Feature)) {
        let (stretch, side) = (&self.all[at], self.side(at));
        let feature = |kind| self.feature(at, kind);
        let tenths = |part: usize| (part * 10).div_ceil(self.text.max(1)) as u64;
        let (before, after) = (tenths(stretch.before), tenths(stretch.after));
        let (size, part) = (scale(stretch), self.part(at));
        emit(feature(0));
        emit(feature(1).with(side));
        emit(feature(2).with(side).with(size));
        emit(feature(3).with(side).with(part));
        emit(feature(4).with(before).with(after));
        emit(feature(5).with(side).with(after));
        emit(feature(6).with(stretch.mean()).with(size));
        emit(feature(7).with(stretch.most as u64).with(side));
        emit(feature(8).with(stretch.least as u64).with(side));
        emit(feature(9).with(u64::from(bucket(stretch.lines.len()))).with(size));
        emit(feature(15).with(stretch.share(stretch.round)).with(side).with(after));
        emit(feature(24).with(stretch.mean()).with(side).with(part / 2));
    }

    /// Its size beside that of the longest one.
    fn part(&self, at: usize) -> u64 {
        u64::from(bucket(self.all[at].size * 64 / self.all[self.main].size.max(1)))
    }

    /// Of what sorts its lines are.
    fn form(&self, at: usize, emit: &mut impl FnMut(Feature)) {
        let (stretch, side, size) = (&self.all[at], self.side(at), scale(&self.all[at]));
        let feature = |kind| self.feature(at, kind);
        let (prose, sentences) = (stretch.share(stretch.prose), stretch.share(stretch.sentences));
        emit(feature(13).with(prose).with(sentences).with(side));
        emit(feature(14).with(stretch.share(stretch.round)).with(size));
        emit(feature(16).with(stretch.share(stretch.dated)).with(side));
        emit(feature(17).with(stretch.share(stretch.listed)).with(side));
        let opening = self.alike(&self.openings, stretch.opening);
        let ending = self.alike(&self.endings, stretch.ending);
        emit(feature(25).with(opening).with(size));
        emit(feature(26).with(ending).with(size));
        emit(feature(27).with(opening).with(ending).with(side));
        for cue in stretch.cues.each() {
            emit(feature(28).with(cue).with(side));
        }
    }

    fn alike(&self, counts: &FxHashMap<u64, u32>, mark: u64) -> u64 {
        u64::from(bucket(counts.get(&mark).map_or(0, |&count| count as usize)))
    }

    /// Which words it has in common with the longest one, with its headline and those who wrote it.
    fn content(&self, at: usize, emit: &mut impl FnMut(Feature)) {
        let (stretch, side) = (&self.all[at], self.side(at));
        let feature = |kind| self.feature(at, kind);
        let Range { start, end } = stretch.lines;
        let (kin, _) = self.shared(start..end, &self.own);
        let (_, authors) = self.shared(start..start + 1, &self.authors);
        let (titled, _) = self.shared(start..end.min(start + HEAD), &self.headline);
        emit(feature(10).with(kin).with(side));
        emit(feature(11).with(kin).with(scale(stretch)));
        emit(feature(12).with(kin).with(self.part(at)).with(side));
        emit(feature(18).with(authors.min(2)).with(side));
        emit(feature(19).with(titled).with(side));
    }

    /// What the stretches beside it are.
    fn neighbours(&self, at: usize, emit: &mut impl FnMut(Feature)) {
        let (side, size) = (self.side(at), scale(&self.all[at]));
        let feature = |kind| self.feature(at, kind);
        let neighbour = |offset: isize| at.checked_add_signed(offset).and_then(|at| self.all.get(at));
        let beside = |offset: isize| neighbour(offset).map_or(63, scale);
        emit(feature(20).with(beside(-1)).with(size));
        emit(feature(21).with(beside(1)).with(size));
        emit(feature(22).with(beside(-1)).with(beside(1)).with(side));
        emit(feature(23).with(beside(-2)).with(size).with(side));
        for (kind, offset) in [(29, -1), (36, 1), (43, -2), (50, 2)] {
            let Some(other) = neighbour(offset) else { continue };
            for cue in other.cues.each() {
                emit(feature(kind).with(cue).with(side));
            }
            emit(feature(kind + 1).with(other.share(other.round)).with(side));
            emit(feature(kind + 2).with(other.share(other.dated)).with(side));
            emit(feature(kind + 3).with(other.mean()).with(side));
            let alike =
                self.alike(&self.openings, other.opening).max(self.alike(&self.endings, other.ending));
            emit(feature(kind + 4).with(alike).with(side));
            emit(feature(kind + 5).with(u64::from(bucket(other.lines.len()))).with(side));
        }
    }

    /// The words at both its ends, and of the lines beside it where they touch it.
    fn wording(&self, at: usize, emit: &mut impl FnMut(Feature)) {
        let side = self.side(at);
        let feature = |kind| self.feature(at, kind);
        let Range { start, end } = self.all[at].lines;
        let above = [(62, start.checked_sub(1)), (63, start.checked_sub(2))];
        for (kind, line) in [(60, Some(start)), (61, Some(end - 1)), (64, Some(end))].into_iter().chain(above)
        {
            let Some(line) = line.filter(|&line| line < self.page.lines.len()) else { continue };
            let (head, _) = self.page.words.ends_or_whole(line);
            for word in head.iter().take(WORDS) {
                emit(feature(kind).with(word.0).with(side));
            }
            let form = &self.page.forms[line];
            emit(feature(kind + 5).with(u64::from(form.size / 2)).with(form.case as u64).with(side));
            emit(feature(kind + 10).with(form.last as u64).with(u64::from(form.name)).with(side));
        }
    }
}

fn scale(stretch: &LineStretch) -> u64 {
    u64::from(bucket(stretch.size / 20))
}
