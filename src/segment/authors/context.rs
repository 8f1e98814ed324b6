//! The context for finding authors: the lines of the document that are searched, and what they say of a
//! name.

use std::ops::Range;

use super::weights as weight;
use crate::segment::lexicon;
use crate::segment::line::bullet::without_bullet;
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// Lines above a headline and below it, or above the body and into it, that are looked at.
const ABOVE: usize = 6;
const BELOW: usize = 8;
const INTO: usize = 4;
/// Below the headline a labelled byline may stand further down.
const FAR: usize = 16;
/// Lines after the body in which authors are presented.
const FOOT: usize = 12;
/// Lines after the body that are searched for who bears a name.
const PRESENTED: usize = 40;
/// Lines of a body that are searched for a name.
const MENTIONED: usize = 60;

/// The lines of a document, and where its article is.
pub struct BylineContext<'l, 'a> {
    /// The lines of the document.
    pub lines: &'l [Line<'a>],
    /// The line of the headline, by its position.
    pub headline: Option<usize>,
    /// The lines of the body.
    pub body: &'l Range<usize>,
}

impl BylineContext<'_, '_> {
    /// The lines about the headline and the beginning of the body.
    pub fn window(&self) -> Range<usize> {
        let from = self.headline.unwrap_or(self.body.start).min(self.body.start).saturating_sub(ABOVE);
        let until = (self.body.start + INTO).max(self.headline.map_or(0, |at| at + BELOW));
        from..until.min(self.lines.len())
    }

    /// The lines behind those, in which a byline must have a label.
    pub fn far(&self) -> Range<usize> {
        let from = self.window().end;
        from..self.headline.map_or(from, |at| (at + FAR).min(self.lines.len()))
    }

    /// The lines from one on in which authors can be presented below the text.
    pub fn foot(&self, from: usize) -> Range<usize> {
        from..self.lines.len().min(self.body.end + FOOT)
    }

    /// How much less a line counts for its distance from the headline.
    pub fn distance(&self, at: usize) -> i32 {
        let first = self.headline.unwrap_or(self.body.start);
        let lines = (first.abs_diff(at) as i32).min(weight::FARTHEST);
        if at >= first { lines } else { weight::ABOVE + weight::ABOVE_LINE * lines }
    }

    /// Whether headline or text mention somebody, as they seldom do their author.
    pub fn is_mentioned(&self, name: &str) -> bool {
        let body = self.lines.get(self.body.clone()).unwrap_or_default();
        let prose = body.iter().take(MENTIONED).filter(|line| line.is_prose());
        let headline = self.headline.and_then(|at| self.lines.get(at));
        headline.into_iter().any(|line| line.text.contains(name))
            || prose.filter(|line| line.text.contains(name)).take(2).count() == 2
    }

    /// Whether another line presents somebody: the name alone, or with words on its bearer.
    pub fn is_presented(&self, at: usize, name: &str) -> bool {
        let lower = fold(name);
        let alone = |line: &Line<'_>| without_bullet(line.text) == name;
        let named = |line: &Line<'_>| {
            let text = fold(line.text);
            let behind = text.strip_prefix(&lower);
            behind.is_some_and(|rest| line.words <= 6 || rest.starts_with(" is ") || lexicon::is_trade(&text))
                || lexicon::signed_label(line.text)
                    .is_some_and(|end| fold(&line.text[end..]).contains(&lower))
        };
        let after = self.lines.iter().skip(self.body.end).take(PRESENTED).chain(self.lines.get(at + 1));
        let others = self.lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| line);
        after.into_iter().any(named) || others.into_iter().any(alone)
    }
}
