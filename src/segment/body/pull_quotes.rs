//! Recognises lines inside a body that read like its text and are not: a pull quote, which repeats a
//! sentence of a paragraph nearby, and an agency's notice below its credits.

use crate::segment::line::measured::Line;

/// A pull quote stands at most so many lines before or after its paragraph.
const NEAR: usize = 8;

/// Whether a line is a pull quote or such a notice.
pub fn is_pull_quote_or_notice(lines: &[Line<'_>], at: usize) -> bool {
    is_pull_quote(lines, at) || is_notice(lines, at)
}

/// A sentence that stands alone, and again at the head of a longer paragraph near by.
fn is_pull_quote(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    if !(8..=60).contains(&line.words) {
        return false;
    }
    let near = &lines[at.saturating_sub(NEAR)..lines.len().min(at + NEAR + 1)];
    let again = near.iter().any(|other| {
        other.text.len() > line.text.len() + 40
            && other.text.strip_prefix(line.text).is_some_and(|rest| rest.starts_with([' ', '\u{a0}']))
    });
    again && is_one_sentence(line.text)
}

/// Whether no sentence ends inside the text. The full stops of "U.S." and "J. Bell" stand behind
/// capitals.
fn is_one_sentence(text: &str) -> bool {
    let inner = text.get(..text.len().saturating_sub(1)).unwrap_or(text);
    let mut stops = inner.match_indices(['.', '!', '?']).map(|(at, _)| at);
    !stops.any(|at| {
        inner[..at].ends_with(char::is_lowercase) && inner[at + 1..].starts_with(char::is_whitespace)
    })
}

/// "Our Principles: the code of the house.": a line about the agency just below the credits.
fn is_notice(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let named =
        line.words <= 14
            && line.text.strip_prefix("Our ").and_then(|rest| rest.split_once(": ")).is_some_and(
                |(name, _)| name.split(' ').count() <= 2 && name.starts_with(char::is_uppercase),
            );
    named && lines[at.saturating_sub(4)..at].iter().any(|above| is_credits(above))
}

/// "Reporting by Ann Bell; editing by Carl Dow".
fn is_credits(line: &Line<'_>) -> bool {
    let open = line.text.trim_start_matches(['(', '[', ' ']).to_ascii_lowercase();
    let credited = ["reporting by", "writing by", "editing by", "additional reporting"];
    line.text.len() <= 600 && credited.iter().any(|words| open.starts_with(words))
}
