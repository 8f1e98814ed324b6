//! The dates inside a body: datelines claim the date of publication; captions and days the text
//! speaks of bound it from below.

use super::candidates::{Claim, Setting, WEAK, claim_of, evidence};
use crate::model::{Published, Verdict};
use crate::segment::date_text::expressions::DateExpression;
use crate::segment::lexicon::Cues;
use crate::segment::lexicon::names::is_title_cased;
use crate::segment::line::measure::Line;

impl Setting<'_, '_> {
    /// Dates inside the body: datelines, captions, and days the text speaks of.
    pub fn weigh_body(&self, at: usize, claims: &mut Vec<Claim>, found: &mut Published) {
        let line = &self.lines[at];
        let caption = line.cues.any(Cues::CAPTION);
        let dateline = at < self.body.start + 4 && !caption && is_dateline(line);
        if let Some(date) = self.at_an_edge(at) {
            claims.push(claim_of(WEAK, "date at the edge of the text", line.text, date, None));
        }
        for date in &line.dates {
            let words = line.text.get(date.span.clone()).unwrap_or_default();
            match date.full_date() {
                Some(_) if dateline && date.span.start < 60 => {
                    claims.push(Claim { firm: true, ..claim_of(75, "dateline", line.text, date, None) });
                    return;
                }
                None if dateline && date.span.start < 60 => {
                    found.evidence.insert(0, evidence("dateline without a year", words, Verdict::Supports));
                }
                Some(day) if caption || !speaks_of_the_future(line.text) => {
                    let bound = found.after.is_none_or(|after| day > after) && day.parts().0 >= 1950;
                    if bound {
                        found.after = Some(day);
                        let what = if caption { "caption" } else { "day in the text" };
                        found.evidence.push(evidence(what, words, Verdict::LowerBound));
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'l> Setting<'l, '_> {
    /// The date the text begins with ("(4 May 2020) The harbour …") or is signed with
    /// ("Ann Bell, 4 May 2020").
    fn at_an_edge(&self, at: usize) -> Option<&'l DateExpression> {
        let line = &self.lines[at];
        let date = line.dates.iter().find(|date| date.full_date().is_some())?;
        let opens = at <= self.body.start + 1 && date.span.start <= 1;
        let closes = at + 2 >= self.body.end && line.is_date_line();
        (opens || closes).then_some(date)
    }
}

/// "NORWICK, Feb 14 (Wire) –": a place in capitals, then a date, then a dash or bracket.
fn is_dateline(line: &Line<'_>) -> bool {
    let Some(first) = line.dates.first().filter(|date| date.span.start < 60) else { return false };
    let before = &line.text[..first.span.start];
    let place = before.trim_matches(|c: char| !c.is_alphanumeric());
    let capitals = place.chars().filter(|c| c.is_uppercase()).count() * 2 > place.chars().count();
    let named = before.trim_end().ends_with(',') && is_title_cased(place);
    let after = line.text[first.span.end..].trim_start();
    let marked = after.starts_with(['(', '-', '–', '—', ',', '/', ':', '|']);
    let short = place.split_whitespace().count() <= 4 && !place.is_empty();
    short && (capitals && marked || named && first.year.is_some() && (marked || after.starts_with('.')))
}

/// Whether words of a line point to days to come, which bound nothing.
pub fn speaks_of_the_future(text: &str) -> bool {
    let words =
        ["will", "until", "next", "expected", "scheduled", "by", "due", "deadline", "upcoming", "ahead"];
    text.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word))
}
