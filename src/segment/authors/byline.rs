//! Who wrote it: where a document names its authors, weighed by what stands before, beside and
//! after a name. Photographers, agencies and desks are no authors; no author is better than a
//! wrong one.

use std::ops::Range;

use super::people::{authors, is_dense, names_outlet, pen_names, team};
use super::signed::name_behind;
use crate::segment::lexicon::byline_words::{has_surname, is_group_word, is_role};
use crate::segment::lexicon::names::{first_name, is_given, is_person, is_title_cased, person_score};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measure::{Line, without_bullet};
use crate::segment::roles::decode::LineRole;
use crate::text::fold::fold;

/// A byline and the line it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The line, by its position among the document's lines.
    pub line: usize,
    /// The authors, separated by commas.
    pub authors: String,
    /// They are people by their names, or at least as a label says.
    pub people: bool,
}

impl Byline {
    pub fn of(line: usize, authors: String) -> Byline {
        Byline { line, authors, people: true }
    }
}

/// Lines above a headline and below it, or above the body and into it, that are looked at.
const ABOVE: usize = 6;
const BELOW: usize = 8;
const INTO: usize = 4;
/// Below the headline a labelled byline may stand further down.
const FAR: usize = 16;
/// Lines after the body in which authors are presented.
pub const FOOT: usize = 12;
/// Lines of a body that are searched for a name.
const SPOKEN: usize = 60;
/// From this weight on a name is that of the author.
const ENOUGH: i32 = 57;

/// Labels that scrapers glue to a name.
pub const GLUED: [&str; 5] = ["Written by", "Posted by", "Author", "By", "by"];

/// What it adds to the weight of a line that the reader of lines takes for a byline.
const READ: i32 = 30;

/// Finds the authors: about the headline, at the first lines of the body or after its last, or
/// where the reader of lines saw a byline; without people, whom else the document credits.
pub fn find_byline(
    lines: &[Line<'_>],
    headline: Option<usize>,
    body: &Range<usize>,
    roles: Option<&[LineRole]>,
) -> Option<Byline> {
    let page = Page { lines, headline, body };
    let bylines = roles.into_iter().flatten().enumerate().filter(|(_, role)| **role == LineRole::Byline);
    let read = bylines.map(|(at, _)| page.read(at));
    let (window, far) = (page.window(), page.far());
    let written = |at: &usize| lexicon::author_label(lines[*at].text).is_some_and(|label| label > 6);
    let top = (0..window.start).filter(written).map(|at| page.labelled(at));
    let head = window.map(|at| page.weigh(at)).chain(far.map(|at| page.labelled(at)));
    let foot = body.end.saturating_sub(2)..lines.len().min(body.end + FOOT);
    let foot = foot.filter(|at| headline != Some(*at)).map(|at| page.signed(at));
    let groups = page.labelled_groups();
    let found = top.chain(head).chain(foot).chain(read).flatten().chain(groups);
    let found = found.filter(|(weight, _)| *weight >= ENOUGH);
    let people = found.min_by_key(|(weight, byline)| (-weight, byline.line)).map(|(_, byline)| byline);
    people.or_else(|| page.credited())
}

/// What a line says of the authors, and its weight.
pub type Weighed = Option<(i32, Byline)>;

/// The lines of a document, and where its article is.
pub struct Page<'l, 'a> {
    pub lines: &'l [Line<'a>],
    pub headline: Option<usize>,
    pub body: &'l Range<usize>,
}

impl Page<'_, '_> {
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

    /// How much less a line counts for its distance from the headline.
    pub fn distance(&self, at: usize) -> i32 {
        let first = self.headline.unwrap_or(self.body.start);
        match at.checked_sub(first) {
            Some(below) => below.min(10) as i32,
            None => 4 + 3 * first.abs_diff(at).min(10) as i32,
        }
    }

    /// What a line says that the reader of lines takes for a byline: as any other, or the name it
    /// begins with, if need be that of a group.
    fn read(&self, at: usize) -> Weighed {
        // Further down other articles are signed as well.
        let (head, foot) = (self.far().end.max(self.window().end), self.body.end);
        let near = at < head || (foot.saturating_sub(2)..=foot + 2).contains(&at);
        let gain = if near { READ } else { -READ };
        let weighed = self.weigh(at).map(|(weight, byline)| (weight + gain, byline));
        let named = || {
            let text = without_bullet(self.lines.get(at)?.text);
            let names = authors(first_name(text)).or_else(|| team(text)).or_else(|| pen_names(text))?;
            (person_score(&names) > -3 && !names_outlet(&names)).then_some(names)
        };
        weighed.or_else(|| named().map(|authors| (ENOUGH, Byline::of(at, authors))))
    }

    fn weigh(&self, at: usize) -> Weighed {
        let line = &self.lines[at];
        let said = self.headline.is_some_and(|headline| self.lines[headline].text == line.text);
        if said || line.words > 30 || line.size > 200 {
            return None;
        }
        self.labelled(at)
            .or_else(|| self.beside_date(at))
            .or_else(|| self.alone(at))
            .or_else(|| self.team(at))
    }

    /// "By Ann Bell", or "By" with the name on the next line, or "Posted on May 4, 2020 by Ann
    /// Bell".
    fn labelled(&self, at: usize) -> Weighed {
        let line = self.lines.get(at)?;
        let text = without_bullet(line.text);
        let found = |at: usize, text: &str, pen: bool| -> Weighed {
            // "Written by", "Fact Checked".
            let people = authors(text).filter(|names| person_score(names) > -4).map(|authors| (110, authors));
            let named = || pen_names(text).filter(|_| pen).map(|authors| (80, authors));
            let (weight, authors) = people.or_else(named)?;
            Some((weight - self.distance(at), Byline::of(at, authors)))
        };
        let Some(label) = lexicon::author_label(text) else {
            if let Some(behind) = lexicon::author_behind(text).filter(|_| line.size <= 60) {
                return found(at, name_behind(text, behind), false);
            }
            // "ByAnn Bell": the scraper's glue.
            let glued = GLUED.iter().find_map(|label| text.strip_prefix(label));
            let glued = glued.filter(|rest| rest.starts_with(char::is_uppercase));
            if let Some(rest) = glued.filter(|rest| rest.contains(char::is_lowercase)) {
                return found(at, rest, true);
            }
            let dated = line.is_date_line() || line.cues.any(Cues::PUBLISHED) && !line.dates.is_empty();
            // "Written by" needs no date beside it, if it is not a book's.
            let plain = !line.is_prose() || text.starts_with("This ");
            let by = (dated || plain).then(|| lexicon::author_inside(line.text))??;
            let rest = line.text[by.end..].trim_start_matches([':', ' ']);
            return if dated || by.len() > 6 { found(at, rest, false) } else { None };
        };
        let rest = text[label..].trim_start_matches([':', '：', ' ', '\u{a0}', '/']);
        if rest.is_empty() {
            let next = self.lines.get(at + 1).filter(|next| next.words <= 12)?;
            return found(at + 1, without_bullet(next.text), true);
        }
        // "Di", "von", "por" begin other lines as well.
        let plain = label > 3 || text[..label].eq_ignore_ascii_case("by");
        (line.words <= 20 && !line.is_prose()).then(|| found(at, rest, plain))?
    }

    /// "Ann Bell 19 Jun 2025", "May 4, 2020 | Ann Bell".
    fn beside_date(&self, at: usize) -> Weighed {
        let line = &self.lines[at];
        let (first, last) = (line.dates.first()?, line.dates.last()?);
        if !line.is_date_line() || line.is_prose() {
            return None;
        }
        let edge = |c: char| !c.is_alphanumeric() && c != '.';
        let before = &line.text[..first.span.start];
        // "Norwick, 4 May 2020" is a place.
        let place = before.trim_end().ends_with(',') && !before.contains(['|', '•', '·', '/']);
        let around = [if place { "" } else { before }, &line.text[last.span.end..]];
        let parts = around.into_iter().flat_map(|part| part.split(['|', '•', '·', '/', ',']));
        let name = |part: &str| {
            let part = part.trim_matches(edge);
            let heading = lexicon::cues(part).any(Cues::CHROME.or(Cues::SECTION).or(Cues::CHROME_START));
            if heading || is_dense(part) {
                return None;
            }
            let authors = authors(part).or_else(|| is_given(part).then(|| part.to_owned()))?;
            let alike = person_score(&authors);
            (alike >= -2).then_some((85 + 3 * alike.min(3), authors))
        };
        let (weight, authors) = parts.filter_map(name).max_by_key(|(weight, _)| *weight)?;
        let weight = if self.is_spoken_of(&authors) { weight - 30 } else { weight };
        Some((weight - self.distance(at), Byline::of(at, authors)))
    }

    /// Whether headline or text speak of somebody, as they seldom do of their author.
    fn is_spoken_of(&self, name: &str) -> bool {
        let body = self.lines.get(self.body.clone()).unwrap_or_default();
        let told = body.iter().take(SPOKEN).filter(|line| line.is_prose());
        let headline = self.headline.and_then(|at| self.lines.get(at));
        headline.into_iter().any(|line| line.text.contains(name))
            || told.filter(|line| line.text.contains(name)).take(2).count() == 2
    }

    /// A line that holds only names: the more so beside a date or a trade, and when they are said
    /// again where authors are presented.
    fn alone(&self, at: usize) -> Weighed {
        let line = &self.lines[at];
        let text = without_bullet(line.text);
        if line.words > 14
            || line.is_chrome_by_words()
            || line.cues.any(Cues::CAPTION)
            || line.ends_sentence && !initialled(text)
        {
            return None;
        }
        let (head, rest) = text.split_once(['|', '•', '·', '⋅']).unwrap_or((text, ""));
        let head = head.trim();
        let names = authors(head).or_else(|| is_given(head).then(|| head.to_owned()))?;
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let first = names.split(", ").next().unwrap_or(&names);
        let again = self.is_presented(at, first);
        // Names, joints and a trade, and little else.
        let behind = head.find(first).map_or(head, |at| &head[at + first.len()..]);
        let trade = lexicon::is_trade(&fold(behind)) || rest.split_whitespace().any(is_role);
        let office = || {
            let rest = behind.trim_start_matches([',', ' ']);
            let paper = rest.rsplit(' ').next().is_some_and(|last| lexicon::is_outlet(&fold(last)));
            is_title_cased(rest) && (paper || is_group_word(&fold(rest)) || again && behind.starts_with(','))
        };
        let whole = letters(head) <= letters(&names) + 8 || trade || office();
        let alike = names.split(", ").map(person_score).min()?;
        let chinese = is_dense(first) && has_surname(first);
        if !whole || alike < 0 || names_outlet(&names) {
            return None;
        }
        let beside = |reach: usize| {
            let mut around = self.lines.iter().skip(at.saturating_sub(reach)).take(2 * reach + 1);
            around.any(Line::is_date_line)
        };
        let told = lexicon::cues(rest.trim()).any(Cues::PUBLISHED.or(Cues::UPDATED));
        let trade_of = |line: &Line<'_>| line.words <= 8 && lexicon::is_trade(&fold(line.text));
        let below = self.headline.is_some_and(|headline| at > headline);
        let mut weight = 34 + 8 * alike.min(3);
        for (holds, worth) in [
            (told || beside(1), 10),
            (told || beside(3), 14),
            (trade || self.lines.get(at + 1).is_some_and(trade_of), 22),
            (again, if alike > 0 { 30 } else { 12 }),
            (below, 10),
            (below && at < self.body.start, 6),
            (self.headline.is_some_and(|headline| at == headline + 1), 10),
            (!again && self.is_spoken_of(first), -30),
            (!is_person(first) && !chinese, -12),
            (is_dense(first) && !chinese, -14),
            (chinese && !names.contains(", "), -8),
        ] {
            weight += if holds { worth } else { 0 };
        }
        Some((weight - self.distance(at), Byline::of(at, names)))
    }

    /// "The Norwick Ferries Team" between headline and text.
    fn team(&self, at: usize) -> Weighed {
        let line = &self.lines[at];
        let below = self.headline.filter(|&headline| at > headline && !line.ends_sentence)?;
        let dated = self.lines.iter().skip(at.saturating_sub(1)).take(4).any(Line::is_date_line);
        let authors = team(line.text).filter(|_| at == below + 1 || dated)?;
        Some((70 - self.distance(at), Byline::of(at, authors)))
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
        let after = self.lines.iter().skip(self.body.end).take(40).chain(self.lines.get(at + 1));
        let others = self.lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| line);
        after.into_iter().any(named) || others.into_iter().any(alone)
    }
}

/// Whether a text ends with initials or a degree, whose full stop ends no sentence.
fn initialled(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|last| last.len() <= 6 && last.starts_with(char::is_uppercase))
}

/// The sender of a mail, who need not have two names.
pub fn sender(line: usize, name: &str) -> Option<Byline> {
    let named = (1..=5).contains(&name.split_whitespace().count()) && !name.contains('@');
    let authors = authors(name).or_else(|| named.then(|| name.to_owned()))?;
    Some(Byline::of(line, authors))
}

/// The people among claimed authors, separated by commas.
pub fn people(claimed: &str) -> Option<String> {
    authors(&bare(claimed))
}

/// The people an element of a page names as its authors.
pub fn signed(words: &str) -> Option<String> {
    let dense = |name: &str| is_dense(name) && name.chars().count() < 4 && !has_surname(name);
    people(words).filter(|names| !names.split(", ").any(dense))
}

/// Claimed authors without a label and without the initials in brackets behind each name.
pub fn bare(claimed: &str) -> String {
    unbracketed(unlabelled(claimed))
}

/// The names behind a label.
fn unlabelled(claimed: &str) -> &str {
    let text = claimed.trim_start_matches(['•', '-', ' ']);
    lexicon::author_label(text).map_or(text, |end| text[end..].trim_start_matches([':', ' ', '\u{a0}']))
}
/// A list of names without the initials in brackets behind each: "Ann Bell (ab), Carl Dow (cd)".
fn unbracketed(names: &str) -> String {
    let mut parts = names.split('(');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(')').map_or("", |(_, after)| after));
    std::iter::once(first).chain(rest).map(str::trim_end).collect()
}

/// Whether a line is a byline though its names are not people: "By Staff", "Russia Desk".
pub fn is_byline(line: &Line<'_>) -> bool {
    let last = line.text.rsplit(' ').next().map(fold).unwrap_or_default();
    line.cues.any(Cues::BYLINE) && line.words <= 12 && !line.ends_sentence
        || line.words <= 4
            && !line.ends_sentence
            && (lexicon::is_desk(&last) || lexicon::is_desk(&fold(line.text)))
}
