//! Finds how a mail is signed: the signature behind "-- ", a box or rule at the end, the footer of a
//! mailing list, and the words before them: "Thanks, Ann".

use std::ops::Range;

use super::messages::is_rule;
use crate::segment::line::rows::Row;

/// Rows of a signature, at most.
const LONGEST: usize = 25;
/// Rows of a block that names the sender without a rule before it.
const NAMING: usize = 8;
/// Words of a line that closes, at most.
const WORDS: usize = 5;
/// Words that close a letter, in small letters.
const CLOSINGS: [&str; 30] = [
    "thanks", "thank", "thanx", "thx", "tia", "cheers", "regards", "sincerely", "best", "yours", "greetings",
    "bye", "ciao", "later", "peace", "hth", "kind", "warm", "respectfully", "cordially", "many", "grüße", "gruß",
    "viele", "mit", "salut", "cordialement", "saludos", "tschüss", "ttfn",
];

/// The first of the rows from which on all close the mail; the number of rows where none does.
pub fn closing(rows: &[Row<'_>], quoted: &[bool], sender: &[String]) -> usize {
    let mut start = last_own(rows, quoted, signature(rows, quoted));
    // "Thanks", the name, the name of the firm may each stand apart.
    for _ in 0..3 {
        let above = block_above(rows, quoted, start);
        let Some(at) = above.clone().find(|&at| names_sender(rows, at..above.end, sender)) else { break };
        start = at;
    }
    start
}

/// Leaves rules and notes of programs to the closing.
fn last_own(rows: &[Row<'_>], quoted: &[bool], mut start: usize) -> usize {
    while start > 0 && !quoted[start - 1] && is_note(rows[start - 1].text) {
        start -= 1;
    }
    start
}

/// "[[alternative HTML version deleted]]", a rule.
fn is_note(text: &str) -> bool {
    text.starts_with("[[") && text.ends_with("]]") || is_rule(text)
}

/// Where the signature begins behind a delimiter or rule near the end.
fn signature(rows: &[Row<'_>], quoted: &[bool]) -> usize {
    let from = rows.len().saturating_sub(LONGEST);
    let ends = |at: usize| {
        let below = &rows[at + 1..];
        let prose = below.iter().filter(|row| row.text.split_whitespace().count() >= 8 && row.text.ends_with('.'));
        !quoted[at..].iter().any(|quoted| *quoted) && prose.count() <= 4
    };
    let delimited = (from..rows.len()).find(|&at| is_delimiter(rows[at].text) && ends(at));
    let footer = || (from..rows.len()).find(|&at| is_rule(rows[at].text) && rows[at].text.len() >= 20 && ends(at));
    delimited.or_else(footer).or_else(|| boxed(rows, quoted)).unwrap_or(rows.len())
}

/// "-- " on a line of its own, and its like.
fn is_delimiter(text: &str) -> bool {
    matches!(text, "--" | "---" | "-- -" | "-*-" | "- --" | "—" | "–" | "__" | "_______________________________________________")
}

/// A last block of which every row begins with the same mark: a box of marks.
fn boxed(rows: &[Row<'_>], quoted: &[bool]) -> Option<usize> {
    let last = rows.last()?.text.chars().next().filter(|c| !c.is_alphanumeric())?;
    let run = rows.iter().rev().take_while(|row| row.text.starts_with(last) && row.text.ends_with(last)).count();
    let start = rows.len() - run;
    (run >= 3 && !quoted[start..].iter().any(|quoted| *quoted)).then_some(start)
}

/// The rows of the block that ends above a row, back to a blank line; empty where it is long or quoted.
fn block_above(rows: &[Row<'_>], quoted: &[bool], end: usize) -> Range<usize> {
    let tight = |at: usize| at + 1 == end || rows[at].number + 1 == rows[at + 1].number;
    let size = (0..end).rev().take_while(|&at| tight(at) && !quoted[at]).take(NAMING).count();
    end - size..end
}

/// Whether rows begin with the sender's name or a closing and have nothing but short lines.
fn names_sender(rows: &[Row<'_>], block: Range<usize>, sender: &[String]) -> bool {
    let short = |row: &Row<'_>| row.text.split_whitespace().count() <= 9 && row.text.chars().count() <= 76;
    let Some(first) = rows.get(block.start) else { return false };
    let closes = is_closing(first.text) || is_named(first.text, sender);
    let rest = &rows[block.start + 1..block.end];
    let prose = rest.iter().filter(|row| row.text.split_whitespace().count() > WORDS && row.text.ends_with(['.', '?']));
    closes && rest.iter().all(short) && prose.count() <= 1
}

/// "Thanks in advance,", "Cheers Nigel".
fn is_closing(text: &str) -> bool {
    let words: Vec<String> = words(text).collect();
    let first = words.first().map(String::as_str).unwrap_or_default();
    let ended = !text.trim_end().ends_with(['?', ':']);
    (1..=WORDS).contains(&words.len()) && CLOSINGS.contains(&first) && ended
}

/// Whether a short row is the sender's name, a part of it, its initials or the address.
fn is_named(text: &str, sender: &[String]) -> bool {
    let own: Vec<String> = words(text).collect();
    if own.is_empty() || own.len() > WORDS + 2 || text.ends_with(['?', ':']) {
        return false;
    }
    let initials: String = sender.iter().filter_map(|word| word.chars().next()).collect();
    let same = |word: &String| {
        let short = word.chars().count();
        sender.iter().any(|of| of == word || short >= 3 && of.starts_with(word.as_str()))
            || (2..=3).contains(&short) && own.len() == 1 && initials.starts_with(word.as_str())
    };
    let named = own.iter().filter(|word| same(word)).count();
    let addressed = text.contains('@') && named > 0;
    named > 0 && (own.len() <= 3 || named * 2 >= own.len()) || addressed
}

/// The words of a row, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
