//! How much a line looks like the headline of an article: a weighed sum over its form, its
//! place and its words. The weights were fitted on labelled pages (a conditional logit over the
//! lines that could be the headline) and rounded. Which line it is in the end is decided in `title`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::find::say_the_same;
use crate::model::BlockKind;
use crate::segment::lexicon::Cues;
use crate::segment::lexicon::names::is_person;
use crate::segment::line::measure::Line;
use crate::segment::line::menu::is_menu;
use crate::segment::line::terms::Term;
use crate::text::fold::fold;

/// How much of the body, in bytes, a headline's words are compared with.
const COMPARED: usize = 4000;

/// What the lines of a document are compared with.
pub struct Page<'p, 'a> {
    pub lines: &'p [Line<'a>],
    pub body: &'p Range<usize>,
    /// The words of the body's beginning.
    pub spoken: FxHashSet<u64>,
    /// The title the format claims, folded.
    pub claimed: Option<String>,
}

impl Page<'_, '_> {
    /// How much a line looks like the headline, in hundredths; `None` when it cannot be one.
    pub fn score(&self, at: usize) -> Option<i32> {
        let line = &self.lines[at];
        let marked = line.words <= 25 && line.size <= 160 && line.kind == BlockKind::Headline;
        let full_stop = line.text.ends_with('.') && line.words > 4;
        let fits = is_headline(line) || marked || full_stop;
        if !fits || line.is_chrome_by_words() || is_dated(line) || line.words > 32 {
            return None;
        }
        let elsewhere = line.cues.any(Cues::CAPTION.or(Cues::MASTHEAD)) || line.text.contains("://");
        if elsewhere || line.is_rule() || is_menu(line.text) {
            return None;
        }
        let mut score = by_form(line) + self.by_place(at) + self.by_words(at);
        score += match line.kind {
            BlockKind::Headline => 60,
            BlockKind::Heading => 15,
            _ => 0,
        };
        if let Some(claimed) = self.claimed.as_deref().filter(|_| line.words >= 2) {
            let folded = fold(line.text);
            score += if claimed.contains(&folded) || folded.contains(claimed) { 100 } else { 0 };
        }
        Some(score)
    }

    /// What stands around the line.
    fn by_place(&self, at: usize) -> i32 {
        let (lines, start) = (self.lines, self.body.start);
        let next = lines.get(at + 1);
        let distance = start.abs_diff(at) as i32;
        let mut score = if at > start { -26 } else { 0 };
        score -= if distance > 20 { 32 } else { distance * 13 / 20 };
        score -= (3.6 * (at as f32 + 1.0).ln()) as i32;
        score += if at == 0 { 14 } else { 0 };
        score += if lines[at].gap > 0 && next.is_some_and(|next| next.gap > 0) { 28 } else { 0 };
        score += if next.is_some_and(|next| next.words >= 10 && next.size >= 60) { 5 } else { 0 };
        score -= if next.is_some_and(Line::is_prose) { 7 } else { 0 };
        let mut near = lines.iter().skip(at + 1).take(4);
        let dated = near.clone().any(|line| {
            line.is_date_line() || line.cues.any(Cues::BYLINE.or(Cues::PUBLISHED)) && line.words <= 8
        });
        score += if dated { 42 } else { 0 };
        score += 4 * near.by_ref().filter(|line| line.is_prose()).count() as i32;
        let above = |count: usize| lines[at.saturating_sub(count)..at].iter();
        score -= 11 * above(20).filter(|line| line.is_prose()).count().min(3) as i32;
        score += 5 * above(3).filter(|line| line.is_chrome_by_words()).count() as i32;
        // Among others of its like a headline is one of a list.
        score -= 7 * above(8).filter(|line| is_worded(line)).count().min(4) as i32;
        score - 5 * lines.iter().skip(at + 1).take(6).filter(|line| is_worded(line)).count().min(4) as i32
    }

    /// What other lines say.
    fn by_words(&self, at: usize) -> i32 {
        let line = &self.lines[at];
        let share = share_spoken(line, &self.spoken);
        // Of a headline and the standfirst below it the first is the headline.
        let above = at.checked_sub(1).map(|above| &self.lines[above]);
        let second = above.is_some_and(|line| is_worded(line) && share_spoken(line, &self.spoken) > 0.2);
        let mut window = self.lines.iter().enumerate().skip(at.saturating_sub(12)).take(25);
        let said = |other: &Line<'_>| other.words <= 40 && say_the_same(other.text, line.text);
        let doubled = line.words >= 4 && window.any(|(i, other)| i != at && said(other));
        let mut score = (if line.words >= 4 { 79.0 * share } else { 70.0 * share }) as i32;
        score -= if second { 16 } else { 0 };
        score += if doubled { 17 } else { 0 };
        score
    }
}

/// What the line by itself looks like.
fn by_form(line: &Line<'_>) -> i32 {
    let text = line.text;
    let mut score = -34;
    score += match line.words {
        0 | 1 => -14,
        2 | 3 => -8,
        4 | 5 => 8,
        6..=14 => 18,
        15..=20 => 0,
        21..=26 => -13,
        _ => -4,
    };
    score += match text.chars().next_back() {
        Some('.') if line.words > 8 => -110,
        Some('.') => -50,
        Some('!') => -38,
        Some('?') => -9,
        _ if line.ends_sentence => -18,
        _ => 0,
    };
    let name = text.split(['•', '|', '·', ',']).next().unwrap_or_default().trim();
    let shouts = line.words <= 4 && !text.chars().any(char::is_lowercase);
    let signs: [(bool, i32); 10] = [
        (line.bullet.is_some(), -8),
        (is_person(name) && line.words <= 4, -7),
        (text.contains("Photo"), -19),
        (line.cues.any(Cues::BYLINE) && line.words <= 6, -43),
        (text.matches(['|', '•', '·', '/']).count() > 1, -28),
        (text.contains('|'), -22),
        (text.matches([',', '?', '.', '!']).count() > 3, -18),
        (shouts, -7),
        (line.cues.any(Cues::EVERGREEN), 21),
        (text.contains(':'), 18),
    ];
    score + signs.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum::<i32>()
}

/// Whether a line could be a headline, though it has a date: "The best bridges of May 2022".
pub fn is_headline(line: &Line<'_>) -> bool {
    line.could_be_headline() || line.is_date_line() && !is_dated(line) && !line.is_prose()
}

/// Whether a line is there for its date.
pub fn is_dated(line: &Line<'_>) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let dated: usize = line.dates.iter().map(|date| words(&line.text[date.span.clone()])).sum();
    let labelled = line.cues.any(Cues::PUBLISHED.or(Cues::UPDATED).or(Cues::BYLINE));
    line.is_date_line() && (line.words < dated + 5 || labelled)
}

/// Whether a line has the length of a headline as well as its form.
fn is_worded(line: &Line<'_>) -> bool {
    (5..=18).contains(&line.words) && line.could_be_headline() && !line.is_chrome_by_words()
}

/// The words of the body's beginning.
pub fn spoken(lines: &[Line<'_>], body: &Range<usize>) -> FxHashSet<u64> {
    let mut left = COMPARED;
    let mut words = FxHashSet::default();
    words.reserve(COMPARED / 8);
    for line in lines[body.clone()].iter().filter(|line| line.is_prose()) {
        let end = line.text.floor_char_boundary(left);
        words.extend(line.terms_in(0..end).iter().filter(|term| is_longer(term)).map(|term| term.hash));
        left -= end;
        if left == 0 {
            break;
        }
    }
    words
}

fn is_longer(term: &Term) -> bool {
    term.length >= 4
}

/// The share of a line's longer words that the body says too.
fn share_spoken(line: &Line<'_>, spoken: &FxHashSet<u64>) -> f32 {
    let (mut all, mut said) = (0, 0);
    for term in line.terms().iter().filter(|term| is_longer(term)) {
        all += 1;
        said += usize::from(spoken.contains(&term.hash));
    }
    if all == 0 { 0.0 } else { said as f32 / all.max(2) as f32 }
}
