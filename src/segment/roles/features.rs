//! The features of each line of a page, for training (`examples/train_lines.rs`) and for decoding
//! (`decode`) alike. After a change here the model must be trained again.
//!
//! Not here: the measures that features are made of (`form`, `words`, `page_context`).

use super::form::{LineForm, bucket};
use super::page_context::PageContext;
use crate::model::{BlockKind, Vote};
use crate::segment::line::measured::Line;
use crate::sequence::Feature;

/// Calls `emit` with each feature of the line at `at`.
pub fn features(page: &PageContext<'_, '_>, at: usize, emit: &mut impl FnMut(Feature)) {
    let line = LineView { page, at };
    emit(Feature::of(0));
    line.own(emit);
    line.neighbours(emit);
    line.position(emit);
    line.wording(emit);
}

/// A line in its page.
struct LineView<'p, 'l, 'a> {
    page: &'p PageContext<'l, 'a>,
    at: usize,
}

impl LineView<'_, '_, '_> {
    fn line(&self) -> &Line<'_> {
        &self.page.lines[self.at]
    }

    fn form(&self) -> &LineForm {
        &self.page.forms[self.at]
    }

    /// The form of the line so many lines below, or above.
    fn form_at(&self, offset: isize) -> Option<&LineForm> {
        self.page.forms.get(self.at.checked_add_signed(offset)?)
    }

    /// What the line is by itself.
    fn own(&self, emit: &mut impl FnMut(Feature)) {
        let (line, form) = (self.line(), self.form());
        let size = u64::from(form.size);
        let (first, last, case) = (form.first as u64, form.last as u64, form.case as u64);
        let shape = case << 8 | last;
        emit(Feature::of(1).with(size));
        emit(Feature::of(2).with(u64::from(form.words)));
        emit(Feature::of(3).with(first));
        emit(Feature::of(4).with(last).with(size / 2));
        emit(Feature::of(5).with(case).with(size / 2));
        emit(Feature::of(6).with(shape).with(first));
        emit(Feature::of(7).with(u64::from(form.commas)).with(size / 2));
        emit(Feature::of(8).with(u64::from(form.digits)).with(size / 2));
        emit(Feature::of(9).with(u64::from(form.small)).with(size / 2));
        emit(Feature::of(10).with(u64::from(form.list)).with(size / 2).with(u64::from(line.ends_sentence)));
        emit(Feature::of(11).with(u64::from(form.date)).with(u64::from(form.words)));
        emit(Feature::of(12).with(u64::from(form.links)).with(size / 2));
        emit(Feature::of(13).with(u64::from(line.gap.min(3))).with(size / 2));
        emit(Feature::of(14).with(u64::from(form.prose)).with(u64::from(line.is_chrome_by_words())));
        if form.name > 0 {
            emit(Feature::of(19).with(u64::from(form.name)));
            emit(Feature::of(91).with(u64::from(form.name)).with(u64::from(form.words)));
        }
        for cue in line.cues.each() {
            emit(Feature::of(15).with(cue));
            emit(Feature::of(16).with(cue).with(size / 2).with(u64::from(line.ends_sentence)));
        }
        if line.vote != Vote::None || line.kind != BlockKind::Paragraph {
            let vote = line.vote as u64;
            emit(Feature::of(17).with(vote).with(line.kind as u64));
            emit(Feature::of(18).with(vote).with(size / 2));
        }
    }

    /// What stands around it.
    fn neighbours(&self, emit: &mut impl FnMut(Feature)) {
        let coarse = |form: Option<&LineForm>| {
            form.map_or(63, |form| {
                u64::from(form.size / 3) << 2 | u64::from(form.prose) << 1 | u64::from(form.list > 0)
            })
        };
        let own = coarse(Some(self.form()));
        let around: [u64; 7] = [-3, -2, -1, 0, 1, 2, 3].map(|offset| coarse(self.form_at(offset)));
        for (offset, &form) in around.iter().enumerate() {
            emit(Feature::of(20 + offset as u64).with(form));
            emit(Feature::of(30 + offset as u64).with(form).with(own));
        }
        emit(Feature::of(40).with(around[2]).with(own).with(around[4]));
        emit(Feature::of(41).with(around[1]).with(around[2]).with(own));
        emit(Feature::of(42).with(own).with(around[4]).with(around[5]));
        let written =
            |form: Option<&LineForm>| form.map_or(0, |form| (form.case as u64) << 8 | form.last as u64);
        let me = written(Some(self.form()));
        emit(Feature::of(43).with(written(self.form_at(-1))).with(me));
        emit(Feature::of(44).with(me).with(written(self.form_at(1))));
        let same = |offset| {
            self.form_at(offset).is_some_and(|other| {
                let form = self.form();
                other.case == form.case && other.list == form.list && other.size.abs_diff(form.size) <= 2
            })
        };
        let run = |direction: isize| (1..=8).take_while(|&step| same(direction * step)).count() as u64;
        let (above, below) = (run(-1), run(1));
        emit(Feature::of(45).with(above).with(own));
        emit(Feature::of(46).with(below).with(own));
        emit(Feature::of(47).with((above + below).min(8)).with(own));
        for (kind, reach) in [(48, 3), (49, 10)] {
            let from = self.at.saturating_sub(reach);
            let until = (self.at + reach + 1).min(self.page.lines.len());
            let around = self.page.prose[until] - self.page.prose[from];
            let other = around - (self.page.prose[self.at + 1] - self.page.prose[self.at]);
            emit(Feature::of(kind).with(u64::from(bucket(other / 40))));
            emit(Feature::of(kind + 2).with(u64::from(bucket(other / 80))).with(own));
        }
        for offset in [-2, -1, 1, 2] {
            let Some(other) = self.at.checked_add_signed(offset).and_then(|at| self.page.lines.get(at))
            else {
                continue;
            };
            let kind = Feature::of(52).with(offset as u64);
            if other.is_chrome_by_words() {
                emit(kind.with(own));
            }
            for cue in other.cues.each() {
                emit(kind.with(cue + 100));
            }
            if other.is_date_line() {
                emit(kind.with(99));
                emit(kind.with(98).with(u64::from(self.form().name)));
            }
        }
    }

    /// Where in the page it stands.
    fn position(&self, emit: &mut impl FnMut(Feature)) {
        let (page, at) = (self.page, self.at);
        let form = self.form();
        let size = u64::from(form.size / 2);
        let own = u64::from(form.size / 3) << 2 | u64::from(form.prose) << 1 | u64::from(form.list > 0);
        let progress = u64::from(page.progress(at));
        emit(Feature::of(60).with(progress));
        emit(Feature::of(61).with(progress).with(own));
        emit(Feature::of(62).with(u64::from(bucket(at))).with(u64::from(form.prose)));
        emit(Feature::of(63).with(u64::from(bucket(page.lines.len() - at))).with(u64::from(form.prose)));
        emit(Feature::of(64).with(u64::from(page.share)).with(own));
        emit(Feature::of(65).with(u64::from(page.length)).with(own));
        emit(Feature::of(66).with(u64::from(page.share)).with(progress).with(u64::from(form.prose)));
        let far =
            |other: Option<usize>| other.map_or(15, |other| u64::from(bucket(other.abs_diff(at))).min(12));
        let (above, below) = (far(page.above[at]), far(page.below[at]));
        emit(Feature::of(67).with(above).with(own));
        emit(Feature::of(68).with(below).with(own));
        emit(Feature::of(69).with(above).with(below).with(u64::from(form.prose)));
        let (repeats, again) = page.repeats[at];
        emit(Feature::of(70).with(u64::from(repeats.min(5))).with(u64::from(again)).with(size));
        let in_prose = u64::from(page.in_prose[at]);
        emit(Feature::of(71).with(in_prose).with(own));
        emit(Feature::of(72).with(in_prose).with(progress));
        let prose = u64::from(form.prose);
        for cue in page.cues_above[at].each() {
            emit(Feature::of(75).with(cue).with(prose));
        }
        for cue in page.cues_below[at].each() {
            emit(Feature::of(76).with(cue).with(prose));
        }
        let near = |reach: usize| {
            let until = (at + reach + 1).min(page.lines.len());
            u64::from(page.dated[until] - page.dated[at.saturating_sub(reach)]).min(6)
        };
        emit(Feature::of(77).with(near(6)).with(own));
        emit(
            Feature::of(78)
                .with(u64::from(page.dated[page.lines.len()].min(20) / 2))
                .with(near(3))
                .with(prose),
        );
        emit(Feature::of(79).with(u64::from(page.listed)).with(own));
        emit(Feature::of(90).with(u64::from(page.typical)).with(own));
        let rest = page.prose[page.lines.len()] - page.prose[at];
        emit(Feature::of(73).with(u64::from(bucket(rest / 100))).with(u64::from(form.prose)));
        emit(Feature::of(74).with(u64::from(bucket(page.prose[at] / 100))).with(u64::from(form.prose)));
    }

    /// What its words are.
    fn wording(&self, emit: &mut impl FnMut(Feature)) {
        let size = u64::from(self.form().size / 3);
        let prose = u64::from(self.form().prose);
        let all = &self.page.words;
        let (head, tail) = all.ends_or_whole(self.at);
        let whole = all.whole(self.at);
        for pair in head.windows(2).chain(tail.windows(2)) {
            emit(Feature::of(80).with(pair[0].0).with(pair[1].0));
        }
        for word in head.iter().chain(tail) {
            emit(Feature::of(81).with(word.0).with(u64::from(whole.is_some())));
        }
        if let (Some(first), Some(last)) = (head.first(), tail.last().or(head.last())) {
            emit(Feature::of(82).with(first.0).with(size));
            emit(Feature::of(83).with(last.0).with(size));
        }
        if let Some(words) = whole {
            emit(words.iter().fold(Feature::of(84), |feature, word| feature.with(word.0)));
        }
        for (kind, other) in [(85, self.at.checked_sub(1)), (86, Some(self.at + 1))] {
            let words = other.and_then(|other| all.whole(other)).filter(|words| words.len() <= 5);
            for word in words.into_iter().flatten() {
                emit(Feature::of(kind).with(word.0).with(prose));
            }
        }
        if let Some(heading) = self.page.heading[self.at] {
            let far = u64::from(bucket(self.at - heading) / 2);
            for word in all.head(heading) {
                emit(Feature::of(87).with(word.0).with(prose));
                emit(Feature::of(88).with(word.0).with(far));
            }
        }
    }
}
