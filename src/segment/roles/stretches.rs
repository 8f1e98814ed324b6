//! The reading of whole stretches of lines. What follows an article, comments, other headlines with their first
//! lines, boxes about authors, reads like text line by line, and shows as a whole that it is none: by what heads it, by
//! the order of its shapes that goes round, by words that the article does not have. Lists and tables inside an
//! article are folded line by line, and show as a whole that they are text.
//!
//! Not here: one stretch (`stretch`), its features (`stretch_features`), and decoding (`decode`).

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::page_context::PageContext;
use super::role::{LineRole, role};
use super::rounds::rounds;
use super::second::has_site_phrase;
use super::stretch::LineStretch;
use super::words::WordHash;
use crate::sequence::Label;

/// A line that names authors, or a headline, has at most so many words.
const NAMED: usize = 30;

/// The stretches of a page.
pub struct Stretches<'p, 'l, 'a> {
    pub(super) page: &'p PageContext<'l, 'a>,
    pub(super) all: Vec<LineStretch>,
    /// Characters of text in all.
    pub(super) text: usize,
    /// The longest stretch of text.
    pub(super) main: usize,
    /// The longer words of that one, of those who wrote it and of its headline.
    pub(super) own: FxHashSet<WordHash>,
    pub(super) authors: FxHashSet<WordHash>,
    pub(super) headline: FxHashSet<WordHash>,
    /// How many stretches begin alike, and how many end alike.
    pub(super) openings: FxHashMap<u64, u32>,
    pub(super) endings: FxHashMap<u64, u32>,
}

/// Whether lines of these roles have several stretches of text: of a page with one there is nothing to say.
pub fn are_several(roles: &[LineRole]) -> bool {
    let is_text = |role: &LineRole| *role == LineRole::Content;
    roles.windows(2).filter(|pair| is_text(&pair[1]) && !is_text(&pair[0])).count()
        + usize::from(roles.first().is_some_and(is_text))
        > 1
}

impl<'p, 'l, 'a> Stretches<'p, 'l, 'a> {
    /// The stretches of a page, by the roles of its lines and how much each speaks for text.
    pub fn of(page: &'p PageContext<'l, 'a>, roles: &[LineRole], margins: &[i8]) -> Stretches<'p, 'l, 'a> {
        let rounds = rounds(page);
        let mut all: Vec<LineStretch> = Vec::new();
        for (at, ((role, &margin), &rounds)) in roles.iter().zip(margins).zip(&rounds).enumerate() {
            let is_text = *role == LineRole::Content;
            if all.last().is_none_or(|last| last.is_text != is_text) {
                all.push(LineStretch::of(at, is_text));
            }
            if let Some(stretch) = all.last_mut() {
                stretch.add(page, margin, rounds);
            }
        }
        let own = |stretch: &LineStretch| if stretch.is_text { stretch.size } else { 0 };
        let text = all.iter().map(own).sum();
        let mut before = 0;
        for stretch in &mut all {
            let own = own(stretch);
            (stretch.before, stretch.after) = (before, text - before - own);
            before += own;
        }
        let main = (0..all.len()).max_by_key(|&at| own(&all[at])).unwrap_or(0);
        let named = |wanted: LineRole| {
            let lines = (0..roles.len()).filter(|&at| roles[at] == wanted && page.lines[at].words <= NAMED);
            long_words(page, lines)
        };
        Stretches {
            page,
            text,
            main,
            own: long_words(page, all.get(main).map_or(0..0, |main| main.lines.clone())),
            authors: named(LineRole::Byline),
            headline: named(LineRole::Headline),
            openings: counted(all.iter().map(|stretch| stretch.opening)),
            endings: counted(all.iter().map(|stretch| stretch.ending)),
            all,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The lines of one.
    pub fn lines(&self, at: usize) -> Range<usize> {
        self.all[at].lines.clone()
    }

    /// The roles of lines, changed by the labels of their stretches as far as that is safe.
    pub fn together(&self, mut roles: Vec<LineRole>, labels: &[Label]) -> Vec<LineRole> {
        for (at, (stretch, &label)) in self.all.iter().zip(labels).enumerate() {
            let role = role(label);
            let lines = &mut roles[stretch.lines.clone()];
            match (stretch.is_text, role) {
                (true, LineRole::Content) => {}
                (true, LineRole::Comment) if self.may_be_left_out(at) => lines.fill(LineRole::Comment),
                (true, _) if self.may_be_left_out(at) => lines.fill(LineRole::Chrome),
                (false, LineRole::Content) if self.may_be_taken_in(at) => {
                    let of_site = self.page.lines[stretch.lines.clone()].iter().map(has_site_phrase);
                    for (role, of_site) in lines.iter_mut().zip(of_site) {
                        if !of_site && matches!(role, LineRole::Chrome | LineRole::Comment) {
                            *role = LineRole::Content;
                        }
                    }
                }
                _ => {}
            }
        }
        roles
    }

    /// Whether a stretch of text may be taken for none: where half of the text stands before it, so that it is no half
    /// itself. Set by hand, for what this loses where the model errs: of other shares the one with which pages lose least.
    fn may_be_left_out(&self, at: usize) -> bool {
        let stretch = &self.all[at];
        at != self.main && stretch.before * 2 >= self.text
    }

    /// Whether a stretch that was taken for none may be text: between others, and no longer than they are. Set by hand.
    fn may_be_taken_in(&self, at: usize) -> bool {
        let stretch = &self.all[at];
        stretch.before > 0 && stretch.after > 0 && stretch.size <= self.text
    }
}

fn counted(marks: impl Iterator<Item = u64>) -> FxHashMap<u64, u32> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    marks.for_each(|mark| *counts.entry(mark).or_default() += 1);
    counts
}

/// The longer words of lines, each once.
pub fn long_words(page: &PageContext<'_, '_>, lines: impl Iterator<Item = usize>) -> FxHashSet<WordHash> {
    lines.flat_map(|at| page.words.head(at)).copied().filter(|word| word.is_long()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;

    const ROLES: [LineRole; 7] = {
        use LineRole::{Chrome as No, Content as Yes};
        [No, Yes, No, Yes, No, Yes, No]
    };

    /// The roles of a page of a heading, three stretches of text of these sizes with a line between each, and a last line, when
    /// all stretches are said to be of a role.
    fn read(sizes: [usize; 3], said: LineRole) -> Vec<LineRole> {
        let texts = sizes.map(|size| "The ferry stays. ".repeat(size));
        let lines =
            ["Home", texts[0].trim(), "Sailings", texts[1].trim(), "Reply", texts[2].trim(), "Imprint"];
        let lines = lines.map(line);
        let page = PageContext::of(&lines);
        let stretches = Stretches::of(&page, &ROLES, &[0; 7]);
        assert_eq!((stretches.len(), stretches.lines(3)), (7, 3..4));
        stretches.together(ROLES.to_vec(), &[said as Label; 7])
    }

    #[test]
    fn lines_between_text_are_taken_in_when_they_read_as_text_but_for_phrases_of_sites() {
        let roles = read([9, 9, 9], LineRole::Content);
        let text = |at: &usize| roles[*at] == LineRole::Content;
        assert_eq!((0..7).filter(text).collect::<Vec<_>>(), [1, 2, 3, 5], "“Reply” is one");
    }

    #[test]
    fn only_the_lesser_part_of_a_text_is_left_out_and_only_at_its_end() {
        let roles = read([9, 5, 5], LineRole::Comment);
        assert_eq!((roles[1], roles[3], roles[5]), (LineRole::Content, LineRole::Content, LineRole::Comment));
        let roles = read([2, 9, 8], LineRole::Chrome);
        assert_eq!((roles[1], roles[3], roles[5]), (LineRole::Content, LineRole::Content, LineRole::Chrome));
        let roles = read([4, 5, 9], LineRole::Chrome);
        assert_eq!([1, 3, 5].map(|at| roles[at]), [LineRole::Content; 3]);
    }

    #[test]
    fn a_page_with_one_stretch_of_text_is_left_as_it_was_read() {
        assert!(!are_several(&ROLES[..3]) && !are_several(&ROLES[1..3]) && !are_several(&[]));
        assert!(are_several(&ROLES) && are_several(&ROLES[1..4]));
    }
}
