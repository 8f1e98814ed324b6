//! Decides whether one dated line is enough to be sure of the date of publication. A bare date below a
//! headline is not: sites put the day of the last change there, and of shows and photographs.

use crate::model::PartialDate;
use crate::segment::date_text::{DateExpression, has_full_weekday, has_time, has_weekday};
use crate::segment::lexicon::names::{is_person, is_title_cased};
use crate::segment::lexicon::{self, Cues};
use crate::segment::line::measured::Line;
use crate::text::fold::fold;

/// Bytes of a paragraph that are looked at.
const PARAGRAPH: usize = 2000;
/// Lines between a headline and the date line that belongs to it, at most.
const REACH: usize = 6;

/// Whether a date without a label, below the headline at `headline`, is conclusive: it has a time, a
/// weekday or an author beside it, or the text below reports of a weekday; and nothing else is
/// in its line that it could be the date of.
pub fn is_conclusive(lines: &[Line<'_>], headline: Option<usize>, byline: Option<usize>, at: usize) -> bool {
    let Some(headline) = headline.filter(|&headline| at > headline && at <= headline + REACH) else {
        return false;
    };
    let line = &lines[at];
    let between = &lines[headline + 1..at];
    let elsewhere = between
        .iter()
        .any(|line| line.cues.any(Cues::SECTION) || line.cues.any(Cues::CAPTION) && line.words >= 4);
    let standfirsts = between.iter().filter(|line| line.is_prose()).count();
    if elsewhere || standfirsts > 1 || !is_plain(line) || line.cues.any(Cues::UPDATED.or(Cues::CAPTION)) {
        return false;
    }
    let signed =
        byline.is_some_and(|by| by == at || by.abs_diff(at) <= 2 && lines[by].cues.any(Cues::BYLINE));
    has_time(line.text) || has_weekday(line.text) || signed || is_placed(line) || is_report(&lines[at + 1..])
}

/// Whether the first paragraphs name a weekday, as reports of the day do and guides do not.
fn is_report(lines: &[Line<'_>]) -> bool {
    let paragraphs = lines.iter().take(30).filter(|line| line.is_prose()).take(8);
    paragraphs
        .into_iter()
        .any(|line| has_full_weekday(&line.text[..line.text.floor_char_boundary(PARAGRAPH)]))
}

/// "Port Norwick, 4 May 2020": whether a line is a place and the date something was issued there.
fn is_placed(line: &Line<'_>) -> bool {
    let Some(date) = line.dates.first() else { return false };
    let place = line.text[..date.span.start].trim_end();
    place
        .strip_suffix(',')
        .is_some_and(|place| is_title_cased(place) && place.split_whitespace().count() <= 3)
        && line.text[date.span.end..].trim().len() <= 1
}

/// Whether the line holds one date, and beside it only what belongs to a date line: names, times,
/// words in capitals, a label, how long it takes to read.
pub fn is_plain(line: &Line<'_>) -> bool {
    let mut dates = line.dates.iter().map(|date| (date.year, date.month, date.day));
    let first = dates.next();
    if dates.any(|date| Some(date) != first) {
        return false;
    }
    let mut rest = line.text.to_owned();
    for date in line.dates.iter().rev() {
        rest.replace_range(date.span.clone(), "|");
    }
    // "By Ann Bell", "3 min read", "at 9:30 a.m." have small words, but few.
    rest.split(['|', '•', '·', '/', '(', ')']).map(str::trim).all(|part| {
        let cues = lexicon::cues(part);
        let most = if cues.any(Cues::PUBLISHED.or(Cues::UPDATED).or(Cues::BYLINE)) { 4 } else { 1 };
        let small = |word: &&str| word.len() > 2 && word.starts_with(char::is_lowercase);
        let short =
            part.split_whitespace().count() <= 3 || part.split_whitespace().filter(small).count() <= most;
        !cues.any(Cues::CAPTION) && (short || is_person(part))
    })
}

/// Whether a date of numbers and full stops could have the month first, as some who write
/// English do.
pub fn is_doubtful(text: &str, date: &DateExpression, english: bool) -> bool {
    let words = text.get(date.span.clone()).unwrap_or_default();
    let numbers = words.chars().all(|c| c.is_ascii_digit() || c == '.');
    let year_first = words.find('.') == Some(4);
    english && numbers && !year_first && date.day != date.month && date.day.is_some_and(|day| day <= 12)
}

/// Whether the running text of the lines is English.
pub fn is_english(lines: &[Line<'_>]) -> bool {
    let beginning = |line: &Line<'_>| line.text[..line.text.floor_char_boundary(PARAGRAPH)].contains(" the ");
    lines.iter().filter(|line| line.is_prose()).take(5).any(beginning)
}

/// Whether a title promises a guide or a ranking. Such pages are rewritten and dated anew.
pub fn is_evergreen(title: &str, date: Option<PartialDate>) -> bool {
    let folded = fold(title);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let counted =
        words.peek().is_some_and(|first| first.len() <= 2 && first.bytes().all(|b| b.is_ascii_digit()));
    let year = date.map_or(0, |date| date.parts().0);
    let ahead = |word: &str| {
        word.len() == 4 && word.parse::<i16>().is_ok_and(|named| (year + 1..=year + 2).contains(&named))
    };
    counted || words.any(ahead) || lexicon::cues(title).any(Cues::EVERGREEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guides_and_rankings_are_told_from_news() {
        for title in ["The Best Kettles (2026)", "7 ways to cross a bridge", "How to Paint a Boat"] {
            assert!(is_evergreen(title, None), "{title}");
        }
        for title in ["Mayor opens the new bridge", "Harbour closed by a leak"] {
            assert!(!is_evergreen(title, None), "{title}");
        }
    }
}
