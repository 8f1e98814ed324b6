//! Finds the quotes of a mail as they are folded, each with the line above it that says whose words follow, and reads
//! from that line who and when: "On 3 May 2001, Ida Marrel wrote:", or the header of a mail that is quoted whole.
//!
//! Not here: which rows quote (`quotes`).

use super::quotes::attributes;
use crate::mail::address;
use crate::mail::field::FieldRole;
use crate::mail::header::Header;
use crate::mail::sent;
use crate::model::{BlockKind, PartialDate, Quoted, Span};
use crate::segment::date_text::{DateExpression, find_dates};
use crate::segment::line::measured::Line;

/// The rows of a quote among which it is said whose it is. Set by hand: a header of Outlook has so many.
const ABOVE: usize = 8;
/// A name has at most so many words. Set by hand.
const NAME: usize = 6;
/// Verbs between the name and what it wrote.
const WROTE: [&str; 16] = [
    "writes",
    "wrote",
    "said",
    "says",
    "write",
    "states",
    "stated",
    "asks",
    "asked",
    "schrieb",
    "schreibt",
    "écrit",
    "escribió",
    "scrisse",
    "skrev",
    "пишет",
];
/// Words that stand between a day and a name, or belong to the time of day, in small letters.
const BETWEEN: [&str; 24] = [
    "at", "am", "pm", "a.m.", "p.m.", "um", "uhr", "à", "le", "el", "den", "on", "in", "the", "of", "a",
    "las", "h", "gmt", "utc", "et", "est", "cet", "hat",
];

/// The quotes of a mail of which the lines have these kinds, as spans of the text that begins at `origin` of the
/// extract. A line that says whose words follow becomes part of the quote.
pub fn quotes(lines: &[Line<'_>], kinds: &mut [BlockKind], origin: usize) -> Vec<Quoted> {
    for at in 1..lines.len() {
        let opens = kinds[at] == BlockKind::Quote && kinds[at - 1] == BlockKind::Paragraph;
        if opens && attributes(last_row(lines[at - 1].text)) && lines[at - 1].text.lines().count() <= ABOVE {
            kinds[at - 1] = BlockKind::Quote;
        }
    }
    let mut quotes: Vec<Quoted> = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        if kinds[from] != BlockKind::Quote {
            from += 1;
            continue;
        }
        let goes_on = |&at: &usize| kinds[at] == BlockKind::Quote && !(opens(lines[at].text));
        let end = from + 1 + (from + 1..lines.len()).take_while(goes_on).count();
        quotes.push(quote(&lines[from..end], origin));
        from = end;
    }
    quotes
}

fn quote(lines: &[Line<'_>], origin: usize) -> Quoted {
    let (start, end) = (lines[0].span.start, lines[lines.len() - 1].span.end);
    let rows = || lines.iter().flat_map(|line| line.text.lines()).filter(|row| !row.trim().is_empty());
    let above: Vec<&str> = rows().take(ABOVE).collect();
    let (from, day) = of_header(&above).or_else(|| of_sentence(&above)).unwrap_or_default();
    Quoted { span: Span::new(start - origin, end - origin), rows: rows().count() as u32, from, day }
}

/// Whether the words of somebody else than those above begin here.
fn opens(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim_start();
    !first.starts_with(['>', '|', ':']) && (attributes(last_row(text)) || first.starts_with("-----"))
}

fn last_row(text: &str) -> &str {
    text.trim_end().lines().next_back().unwrap_or_default()
}

/// Who and when by the header of a mail that is quoted whole.
fn of_header(rows: &[&str]) -> Option<(Option<String>, Option<PartialDate>)> {
    let bare: Vec<&str> = rows.iter().map(|row| row.trim_matches(['*', ' ', '\t'])).collect();
    let start = bare.iter().take(3).position(|row| crate::mail::field::begins(row).is_some())?;
    let header = Header::read(&bare[start..])?;
    let from = header.field(FieldRole::From)?;
    // "Ida Marrel [mailto:ida@tide.example]".
    let named = from.value.split_once(" [").map_or(from.value.as_str(), |(name, _)| name);
    let name = address::display_name(named).or_else(|| address::first(named).map(str::to_owned));
    let date = header.field(FieldRole::Date);
    Some((name, date.and_then(|date| sent::day(&date.value).or_else(|| day(&date.value)))))
}

fn day(text: &str) -> Option<PartialDate> {
    find_dates(text).iter().find_map(DateExpression::full_date)
}

/// Who and when by the sentence before a quote.
fn of_sentence(rows: &[&str]) -> Option<(Option<String>, Option<PartialDate>)> {
    let end = rows.iter().take(3).position(|row| attributes(row))?;
    if rows[..=end].iter().any(|row| row.starts_with('>')) {
        return None;
    }
    let text = rows[..=end].join(" ");
    Some((who(&text), day(&text)))
}

/// The name in a sentence like "On 3 May 2001 at 10:02 AM Ida Marrel <ida@tide.example> wrote:".
fn who(text: &str) -> Option<String> {
    let after_day = find_dates(text).iter().map(|date| date.span.end).max().unwrap_or(0);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_verb = |word: &str| WROTE.contains(&bare(word).to_lowercase().as_str());
    let verb = words.iter().rposition(|word| is_verb(word))?;
    // "schrieb Ida Marrel:" has the name behind.
    let behind = words[verb + 1..].join(" ");
    let part = match behind.trim_end_matches(':').trim() {
        "" => text.get(after_day..).filter(|rest| rest.split_whitespace().count() > 1).unwrap_or(text),
        behind if behind.split_whitespace().count() <= NAME + 1 => behind,
        _ => text.get(after_day..).unwrap_or(text),
    };
    let named = parenthesised(part).or_else(|| words_of_name(part));
    named.or_else(|| address::first(part).filter(|address| address.contains('@')).map(str::to_owned))
}

/// "ida@tide.example (Ida Marrel)".
fn parenthesised(part: &str) -> Option<String> {
    let inner = part.split_once('(')?.1.split_once(')')?.0.trim();
    let is_name = inner.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let sound =
        is_name && inner.contains(char::is_lowercase) && !inner.contains(|c: char| c.is_ascii_digit());
    sound.then(|| inner.to_owned())
}

/// The words of a name, without what stands before and behind it.
fn words_of_name(part: &str) -> Option<String> {
    let is_address = |word: &str| word.contains(['@', '<', '>']) || word.starts_with(['(', '[']);
    let is_none = |word: &str| {
        let word = bare(word).to_lowercase();
        word.is_empty()
            || word.contains(|c: char| c.is_ascii_digit())
            || BETWEEN.contains(&word.as_str())
            || WROTE.contains(&word.as_str())
    };
    let mut names: Vec<Vec<&str>> = vec![Vec::new()];
    for word in part.split_whitespace() {
        match names.last_mut() {
            Some(name) if !is_address(word) && !is_none(word) => name.push(word),
            _ => names.push(Vec::new()),
        }
    }
    let name = names.into_iter().rev().find(|name| !name.is_empty())?;
    let joined = name.join(" ");
    // "Thursday, Ida Marrel": what is before a comma is no part of a name of two words.
    let last = joined
        .trim_end_matches(',')
        .rsplit_once(", ")
        .map(|(_, last)| last)
        .filter(|last| last.contains(' '));
    let name = bare(last.unwrap_or(&joined)).to_owned();
    let sound = name.split_whitespace().count() <= NAME && name.contains(char::is_alphabetic);
    (sound && name.chars().next().is_some_and(|c| !c.is_lowercase())).then_some(name)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| {
        matches!(c, ',' | ':' | ';' | '"' | '\'' | '(' | ')' | '[' | ']' | '*' | '.' | '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_above_a_quote_says_who_and_when() {
        for (text, name, day) in [
            ("On 3 May 2001, Ida Marrel wrote:", "Ida Marrel", "2001-05-03"),
            (
                "On Thu, May 3, 2001 at 10:02 AM Ida Marrel <ida@tide.example> wrote:",
                "Ida Marrel",
                "2001-05-03",
            ),
            (
                "On Thu, May 3, 2001 at 10:02 AM, Ida Marrel\n<ida@tide.example> wrote:",
                "Ida Marrel",
                "2001-05-03",
            ),
            ("Am 26.11.22 um 21:02 schrieb Ann Bell:", "Ann Bell", "2022-11-26"),
            ("Le 3 mai 2001 à 10:02, Ida Marrel <ida@tide.example> a écrit :", "Ida Marrel", "2001-05-03"),
            ("In article <7@tide.example> ben@tide.example (Ben Cole) writes:", "Ben Cole", ""),
            ("ida@tide.example writes:", "ida@tide.example", ""),
            ("Ida Marrel wrote:", "Ida Marrel", ""),
            ("On 2001-05-03 10:02, ida@tide.example wrote:", "ida@tide.example", "2001-05-03"),
        ] {
            let rows: Vec<&str> = text.lines().collect();
            let (who, when) = of_sentence(&rows).unwrap_or_default();
            assert_eq!(who.as_deref(), Some(name), "{text}");
            assert_eq!(when.map(|day| day.to_string()).unwrap_or_default(), day, "{text}");
        }
        assert_eq!(of_sentence(&["> Ida wrote:", "> Where?"]), None);
    }

    #[test]
    fn the_header_of_a_mail_that_is_quoted_whole_says_who_and_when() {
        let rows = [
            "-----Original Message-----",
            "From: Ida Marrel [mailto:ida@tide.example]",
            "Sent: Thursday, May 03, 2001 10:02 AM",
            "To: Ben Cole",
            "Subject: Boats",
        ];
        let (name, day) = of_header(&rows).unwrap();
        assert_eq!(name.as_deref(), Some("Ida Marrel"));
        assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2001-05-03"));
        assert_eq!(of_header(&["> Where are the boats?"]), None);
    }
}
