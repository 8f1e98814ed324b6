//! Measures the lines of a file: their length, words, dates, cues and form, each read once.
//!
//! Not here: what a measured line answers (`measured`), and what it is for (`roles`).

use std::cell::OnceCell;
use std::ops::Range;

use super::bullet::bullet;
use super::counts::Counts;
use super::fingerprint::without_digits;
use super::rows::{Row, rows};
use super::wrap;
use crate::model::{BlockKind, Extract, Format, Vote};
use crate::segment::date_text::find_dates;
use crate::segment::lexicon::{self, Cues, cues};
use crate::segment::mail::layout::layout;
use crate::segment::mail::part::MailPart;

use super::measured::Line;

/// Dates are looked for in lines up to this many bytes; a longer line is no date line, and its
/// dates are its story.
const DATED_LINE: usize = 2000;

/// So many bytes of a line suffice to see how it is written.
const COUNTED: usize = 240;

/// Lines of more characters are not compared with others.
const ALIKE: usize = 220;

/// The lines of an extract that are not blank, in order; in hard-wrapped text its paragraphs.
pub fn measure(extract: &Extract) -> Vec<Line<'_>> {
    let rows = rows(extract);
    let joined = joined(extract, &rows);
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(joined.len());
    for (together, mail) in joined {
        let (from, end) = (together.start, together.end);
        let Some((first, last)) = rows.get(from).zip(rows.get(end.saturating_sub(1))) else { continue };
        let text = extract.text.get(first.span.start..last.span.end).unwrap_or(first.text);
        let gap =
            from.checked_sub(1).map_or(0, |before| (first.number - rows[before].number).saturating_sub(1));
        let mut line = measure_line(text, first.span.start, first.number);
        line.last_number = last.number;
        line.gap = if extract.format == Format::PlainText { gap } else { 1 };
        line.indent = first.indent;
        (line.kind, line.vote, line.mail) = (first.kind, first.vote, mail);
        // No link is glued to a sentence of what is no page.
        line.glued_link = if extract.whole { 0 } else { line.glued_link };
        lines.push(line);
    }
    lines
}

/// Which rows are one line together, and what they are for in a mail.
fn joined(extract: &Extract, rows: &[Row<'_>]) -> Vec<(Range<usize>, Option<MailPart>)> {
    if extract.format != Format::PlainText {
        return (0..rows.len()).map(|at| (at..at + 1, None)).collect();
    }
    match layout(&extract.text, rows, extract.whole) {
        Some(lines) => lines.into_iter().map(|(rows, part)| (rows, Some(part))).collect(),
        None => wrap::paragraphs(rows).into_iter().map(|rows| (rows, None)).collect(),
    }
}

fn measure_line(text: &str, start: usize, number: u32) -> Line<'_> {
    let (counts, all) = Counts::of(text, COUNTED);
    let [size, words, lettered, dense] =
        [all.size, all.words, all.lettered, all.dense].map(|count| count as usize);
    let glued_link = if ends_sentence(text) { 0 } else { lexicon::glued_link(text) };
    let mut line = Line {
        text,
        span: start..start + text.len(),
        number,
        last_number: number,
        gap: 0,
        indent: 0,
        words: words + dense / 2,
        lettered: lettered + dense / 2,
        size,
        glued_link,
        ends_sentence: ends_sentence(&text[..text.len() - glued_link]),
        bullet: bullet(text),
        cues: all_cues(text, words),
        kind: BlockKind::Paragraph,
        vote: Vote::None,
        mail: None,
        dates: if (all.digits > 0 || !text.is_ascii()) && text.len() <= DATED_LINE {
            find_dates(text)
        } else {
            Vec::new()
        },
        fingerprint: if size <= ALIKE { without_digits(text) } else { 0 },
        chrome: false,
        dated: false,
        headline: false,
        counts,
        terms: OnceCell::new(),
    };
    line.chrome = line.has_words_of_chrome();
    line.dated = line.is_mostly_date();
    line.headline = line.has_form_of_headline();
    line
}

/// The cues of a line; "Share Tweet Email", chrome word by word, is chrome as a whole.
fn all_cues(text: &str, words: usize) -> Cues {
    let listed = (2..=6).contains(&words) && !text.contains(':');
    let whole = cues(text);
    let each = || listed && text.split_whitespace().all(|word| cues(word).any(Cues::CHROME));
    if !whole.any(Cues::CHROME) && each() { whole.or(Cues::CHROME) } else { whole }
}

fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』' | ' ');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '‥'])
}

#[cfg(test)]
pub mod tests {
    use super::super::bullet::Bullet;
    use super::*;

    /// A line of plain text on its own.
    pub fn line(text: &str) -> Line<'_> {
        measure_line(text, 0, 0)
    }

    #[test]
    fn a_line_is_measured_by_its_form() {
        let prose = line("The mayor of Norwick opened the new bridge on Monday, two years late.");
        assert!(prose.is_prose() && !prose.could_be_headline());
        let headline = line("Norwick opens its new bridge");
        assert!(headline.could_be_headline() && !headline.is_prose());
        assert!(line("Tuesday, April 4, 2023").is_date_line());
        assert!(!line("Tuesday, April 4, 2023").could_be_headline());
        assert!(line("* * *").is_rule() && !line("A").is_rule());
        assert_eq!(line("12. Twelve").bullet, Some(Bullet::Number(12)));
    }
}
