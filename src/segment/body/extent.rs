//! Finds the body of an article: the stretch of lines with the largest sum, where running text counts
//! for it and what looks like navigation counts against it.
//!
//! This is the maximum subsequence method of Pasternack and Roth, "Extracting article text from the
//! web", 2009. The weights are in `assets/model/body_weights.txt`.

use std::ops::Range;

use super::weights as weight;
use crate::model::{BlockKind, Vote};
use crate::segment::lexicon::Cues;
use crate::segment::line::measured::Line;
use crate::segment::roles::role::LineRole;

/// The lines of the body, by the `roles` of the lines where they are known. The whole when nothing
/// in it reads like an article.
pub fn find_body(lines: &[Line<'_>], roles: Option<&[LineRole]>) -> Range<usize> {
    let (mut best, mut most) = (0..lines.len(), 0);
    let (mut from, mut sum) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (from, sum) = (at, 0);
        }
        // A name repeated in a row heads a box about its bearer.
        let named = (2..=4).contains(&line.words) && !line.text.bytes().any(|b| b.is_ascii_digit());
        let doubled = at > 0 && named && lines[at - 1].text == line.text;
        sum += match roles.and_then(|roles| roles.get(at)) {
            Some(&role) => of_role(line, role),
            None if doubled => weight::DOUBLED_NAME,
            None => of_form(line),
        };
        if sum > most {
            (best, most) = (from..at + 1, sum);
        }
    }
    if roles.is_some() { best } else { widened(lines, best) }
}

/// What a line says for or against being inside an article when its role is known.
fn of_role(line: &Line<'_>, role: LineRole) -> i64 {
    match role {
        LineRole::Content => (line.size as i64).clamp(weight::CONTENT_LEAST, weight::PROSE_MOST),
        LineRole::Chrome => weight::ROLE_CHROME,
        LineRole::Comment => weight::ROLE_COMMENT,
        LineRole::Headline | LineRole::Byline | LineRole::Dateline | LineRole::Caption => 0,
    }
}

/// What a line says for (positive) or against being inside an article, in characters of prose.
fn of_form(line: &Line<'_>) -> i64 {
    let size = (line.size as i64).min(weight::PROSE_MOST);
    match line.vote {
        Vote::Chrome => return weight::MARKED_CHROME,
        Vote::Content if !line.is_chrome_by_words() => return size.max(weight::CONTENT_LEAST),
        _ => {}
    }
    if line.cues.any(Cues::END) || is_commenter(line) {
        weight::AFTER_ARTICLE
    } else if line.cues.any(Cues::SECTION) {
        weight::SECTION
    } else if line.is_chrome_by_words() {
        weight::CHROME
    } else if line.is_prose() {
        size
    } else if line.ends_sentence && line.words >= 4 {
        weight::SENTENCE
    } else if matches!(line.kind, BlockKind::Quote | BlockKind::Table | BlockKind::Code) {
        weight::STRUCTURED
    } else if line.words >= 15 {
        size / weight::LONG_DIVISOR
    } else if line.is_date_line() {
        weight::DATE_LINE
    } else if line.bullet.is_some() {
        if line.words >= 6 { weight::LONG_ENTRY } else { weight::ENTRY }
    } else {
        weight::OTHER
    }
}

/// "Ann Bell says": the head of a comment.
fn is_commenter(line: &Line<'_>) -> bool {
    line.words <= 5 && [" says", " says:", " said:"].iter().any(|says| line.text.ends_with(says))
}

/// Takes in the sentences that touch the stretch: a short lead before, a last word after.
fn widened(lines: &[Line<'_>], found: Range<usize>) -> Range<usize> {
    let sentence = |line: &Line<'_>| line.ends_sentence && line.words >= 4 && !line.is_chrome_by_words();
    let before = lines[..found.start].iter().rev().take_while(|line| sentence(line)).count();
    let after = lines[found.end..].iter().take_while(|line| sentence(line)).count();
    found.start - before..found.end + after
}
