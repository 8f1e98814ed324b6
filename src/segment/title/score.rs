//! Scores how much a line looks like the headline of an article: a weighted sum over its form, its place
//! and its words. The weights and how they were found are in `assets/model/title_weights.txt`.
//!
//! Not here: which line it is in the end (`find`).

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::form::{is_candidate, is_worded};
use super::weights as weight;
use super::wording::{say_the_same, shared};
use crate::model::BlockKind;
use crate::segment::lexicon::Cues;
use crate::segment::lexicon::names::is_person;
use crate::segment::line::measured::Line;
use crate::segment::roles::role::LineRole;
use crate::text::find::contains;
use crate::text::fold::fold;

/// What the lines of a document are compared with.
pub struct HeadlineContext<'p, 'a> {
    /// The lines of the document.
    pub lines: &'p [Line<'a>],
    /// Which of them are the body.
    pub body: &'p Range<usize>,
    /// The words of the body's beginning.
    pub body_words: FxHashSet<u64>,
    /// The title the format declares, folded.
    pub declared: Option<String>,
    /// What the lines are for, where that was read with the model.
    pub roles: Option<&'p [LineRole]>,
}

impl HeadlineContext<'_, '_> {
    /// How much a line looks like the headline, in hundredths; `None` when it cannot be one.
    pub fn score(&self, at: usize) -> Option<i32> {
        let line = &self.lines[at];
        let read = self.roles.is_some_and(|roles| roles.get(at) == Some(&LineRole::Headline));
        if !is_candidate(line, read) {
            return None;
        }
        let mut score = by_form(line) + self.by_place(at) + self.by_words(at);
        score += match line.kind {
            BlockKind::Headline => weight::MARKED_HEADLINE,
            BlockKind::Heading => weight::MARKED_HEADING,
            _ => 0,
        };
        if let Some(declared) = self.declared.as_deref().filter(|_| line.words >= 2) {
            let folded = fold(line.text);
            let same = declared.contains(&folded) || folded.contains(declared);
            score += if same { weight::DECLARED } else { 0 };
        }
        Some(score)
    }

    /// What stands around the line.
    fn by_place(&self, at: usize) -> i32 {
        let (lines, start) = (self.lines, self.body.start);
        let next = lines.get(at + 1);
        let distance = start.abs_diff(at) as i32;
        let mut near = lines.iter().skip(at + 1).take(4);
        let dated = near.clone().any(|line| {
            line.is_date_line() || line.cues.any(Cues::BYLINE.or(Cues::PUBLISHED)) && line.words <= 8
        });
        let signs: [(bool, i32); 6] = [
            (at > start, weight::IN_BODY),
            (at == 0, weight::FIRST),
            (lines[at].gap > 0 && next.is_some_and(|next| next.gap > 0), weight::SET_OFF),
            (next.is_some_and(|next| next.words >= 10 && next.size >= 60), weight::NEXT_LONG),
            (next.is_some_and(Line::is_prose), weight::NEXT_PROSE),
            (dated, weight::DATED_BELOW),
        ];
        let mut score = sum(&signs);
        score += if distance > 20 { weight::FAR } else { distance * weight::AWAY / 20 };
        score += (weight::DOWN * (at as f32 + 1.0).ln()) as i32;
        score += weight::PROSE_BELOW * near.by_ref().filter(|line| line.is_prose()).count() as i32;
        let above = |count: usize| lines[at.saturating_sub(count)..at].iter();
        let most = |count: usize, most: usize| count.min(most) as i32;
        score += weight::PROSE_ABOVE * most(above(20).filter(|line| line.is_prose()).count(), 3);
        score += weight::CHROME_ABOVE * most(above(3).filter(|line| line.is_chrome_by_words()).count(), 3);
        // Among others of its like a headline is one of a list.
        score += weight::LIKE_ABOVE * most(above(8).filter(|line| is_worded(line)).count(), 4);
        let below = lines.iter().skip(at + 1).take(6).filter(|line| is_worded(line)).count();
        score + weight::LIKE_BELOW * most(below, 4)
    }

    /// What other lines have of its words.
    fn by_words(&self, at: usize) -> i32 {
        let line = &self.lines[at];
        let share = shared(line, &self.body_words);
        // Of a headline and the standfirst below it the first is the headline.
        let above = at.checked_sub(1).map(|above| &self.lines[above]);
        let second = above.is_some_and(|line| is_worded(line) && shared(line, &self.body_words) > 0.2);
        let mut window = self.lines.iter().enumerate().skip(at.saturating_sub(12)).take(25);
        let same = |other: &Line<'_>| other.words <= 40 && say_the_same(other.text, line.text);
        let doubled = line.words >= 4 && window.any(|(i, other)| i != at && same(other));
        let of_share = if line.words >= 4 { weight::SHARED } else { weight::SHARED_SHORT };
        (of_share * share) as i32 + sum(&[(second, weight::SECOND), (doubled, weight::DOUBLED)])
    }
}

/// What the line by itself looks like.
fn by_form(line: &Line<'_>) -> i32 {
    let text = line.text;
    let ending = match text.chars().next_back() {
        Some('.') if line.words > 8 => weight::FULL_STOP_LONG,
        Some('.') => weight::FULL_STOP,
        Some('!') => weight::EXCLAMATION,
        Some('?') => weight::QUESTION,
        _ if line.ends_sentence => weight::SENTENCE,
        _ => 0,
    };
    let name = text.split(['•', '|', '·', ',']).next().unwrap_or_default().trim();
    let shouts = line.words <= 4 && !text.chars().any(char::is_lowercase);
    let signs: [(bool, i32); 10] = [
        (line.bullet.is_some(), weight::BULLET),
        (is_person(name) && line.words <= 4, weight::PERSON),
        (contains(text, "Photo"), weight::PHOTO),
        (line.cues.any(Cues::BYLINE) && line.words <= 6, weight::BYLINE),
        (text.matches(['|', '•', '·', '/']).count() > 1, weight::SEPARATORS),
        (text.contains('|'), weight::BAR),
        (text.matches([',', '?', '.', '!']).count() > 3, weight::PUNCTUATED),
        (shouts, weight::CAPITALS),
        (line.cues.any(Cues::EVERGREEN), weight::EVERGREEN),
        (text.contains(':'), weight::COLON),
    ];
    weight::EACH + weight::of_length(line.words) + ending + sum(&signs)
}

/// The weights of the signs that are there.
fn sum(signs: &[(bool, i32)]) -> i32 {
    signs.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum()
}
